package org.kamcl.engine.text;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * The words of a model and their ids: 0 is padding, words are numbered from 1 in the order of their
 * first occurrence, and {@code <unk>} is last and represents every other word. Immutable. (Ji et
 * al., TGRS 2023, section IV-A.)
 */
public final class Vocabulary {
  /** The token of all unknown words. */
  public static final String UNKNOWN = "<unk>";

  /** Words that occur less often are excluded. */
  public static final int MINIMUM_COUNT = 5;

  private final List<String> words;
  private final Map<String, Integer> ids;

  /**
   * @param words in the order of their ids, {@code <unk>} last
   * @throws KamclException if a word occurs twice or {@code <unk>} is missing
   */
  public Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    this.ids = new HashMap<>();
    for (String word : words) {
      if (ids.put(word, ids.size() + 1) != null) {
        throw new KamclException(TextError.WORD_DUPLICATE, word);
      }
    }
    if (!ids.containsKey(UNKNOWN)) {
      throw new KamclException(TextError.WORD_MISSING, UNKNOWN);
    }
  }

  /**
   * Builds a vocabulary of the words that occur at least five times, without stop words.
   *
   * @param captions each caption's tokens, in file order
   */
  public static Vocabulary build(Iterable<List<String>> captions) {
    Set<String> stopWords = stopWords();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (List<String> tokens : captions) {
      for (String token : tokens) {
        if (!stopWords.contains(token)) {
          counts.merge(token, 1, Integer::sum);
        }
      }
    }
    List<String> words = new ArrayList<>();
    counts.forEach(
        (word, count) -> {
          if (count >= MINIMUM_COUNT && !word.equals(UNKNOWN)) {
            words.add(word);
          }
        });
    words.add(UNKNOWN);
    return new Vocabulary(words);
  }

  /** The 179 English stop words that are excluded from vocabularies. */
  public static Set<String> stopWords() {
    try (InputStream in = Vocabulary.class.getResourceAsStream("stopwords-en.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new LinkedHashSet<>(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Id of a word, or of {@code <unk>} if it is unknown. */
  public int id(String word) {
    Integer id = ids.get(word);
    return id != null ? id : Objects.requireNonNull(ids.get(UNKNOWN));
  }

  /** Whether the word has an id of its own. */
  public boolean contains(String word) {
    return ids.containsKey(word);
  }

  /** Ids of tokens, in their order. */
  public int[] ids(List<String> tokens) {
    return tokens.stream().mapToInt(this::id).toArray();
  }

  /** The words in the order of their ids; the first has id 1. */
  public List<String> words() {
    return words;
  }

  /** Number of words, including {@code <unk>}; also the largest id. */
  public int size() {
    return words.size();
  }

  /**
   * Reads {@code {word2idx, idx2word, idx}}, the layout of published vocabularies, or a plain list
   * of words.
   *
   * @throws KamclException if the file cannot be read or its ids are not 1..N
   */
  public static Vocabulary read(Path file) {
    return FileMemory.limited(file, () -> parse(file));
  }

  private static Vocabulary parse(Path file) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> parse(file, JsonParser.parseString(text)));
    } catch (IOException e) {
      throw new KamclException(e, TextError.VOCABULARY_UNREADABLE, file, reason(e));
    } catch (JsonParseException e) {
      throw new KamclException(e, TextError.VOCABULARY_INVALID, file);
    }
  }

  private static Vocabulary parse(Path file, JsonElement json) {
    if (json.isJsonArray()) {
      List<String> words = new ArrayList<>();
      json.getAsJsonArray().forEach(w -> words.add(w.getAsString()));
      if (!words.contains(UNKNOWN)) {
        words.add(UNKNOWN);
      }
      return new Vocabulary(words);
    }
    return fromIds(file, json.getAsJsonObject().getAsJsonObject("word2idx"));
  }

  private static Vocabulary fromIds(Path file, JsonObject ids) {
    if (ids == null) {
      throw new KamclException(TextError.VOCABULARY_INVALID, file);
    }
    String[] words = new String[ids.size()];
    for (Map.Entry<String, JsonElement> entry : ids.entrySet()) {
      int id = entry.getValue().getAsInt();
      // Some vocabularies contain a padding token with id 0, which is not a word.
      if (id < 1 || id > words.length || words[id - 1] != null) {
        throw new KamclException(TextError.WORD_ID_INVALID, file, entry.getKey(), id, words.length);
      }
      words[id - 1] = entry.getKey();
    }
    return new Vocabulary(List.of(words));
  }

  /** What the system says about a failure. */
  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** JSON {@code {word2idx, idx2word, idx}}, where {@code idx} is the next free id. */
  public String toJson() {
    JsonObject byWord = new JsonObject();
    JsonObject byId = new JsonObject();
    for (int i = 0; i < words.size(); i++) {
      byWord.addProperty(words.get(i), i + 1);
      byId.addProperty(Integer.toString(i + 1), words.get(i));
    }
    JsonObject json = new JsonObject();
    json.add("word2idx", byWord);
    json.add("idx2word", byId);
    json.addProperty("idx", words.size() + 1);
    return new Gson().newBuilder().disableHtmlEscaping().create().toJson(json);
  }
}

package org.kamcl.engine.knowledge;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * What initialization, construction and filtration made of each word of a corpus, kept with the
 * model. Immutable. (Ji et al., TGRS 2023, section III-C.)
 */
public final class CorpusWords {
  private static final int FORMAT = 1;
  private static final int COLUMNS = 5;

  /** Why a word is a concept or not. */
  public enum Outcome {
    /** It is a concept. */
    CONCEPT,
    /** No caption has it. */
    NOT_IN_CAPTIONS,
    /** Initialization: no image's captions repeat it. */
    NOT_REPEATED,
    /** Filtration: it is a stop word, such as "the". */
    STOP_WORD,
    /** Filtration: it occurs less often than every word of the vocabulary. */
    TOO_RARE,
    /** Filtration: the tokenizer splits or joins it, so that it is no word of the vocabulary. */
    NO_TOKEN,
    /** Filtration: other words are repeated more often, and there are enough of them. */
    TOO_FEW_REPETITIONS
  }

  /**
   * A word on its way to becoming a concept.
   *
   * @param word in lower case
   * @param outcome what became of it, and why
   * @param occurrences occurrences in the training captions
   * @param images number of training images whose captions have it
   * @param repeating number of training images whose captions have it more than once
   * @param sum its occurrences in the captions of those images
   * @param constructedRank its rank among the repeated words by that sum, from 1; empty if it is
   *     not repeated
   * @param tokens occurrences as a token in the captions that the vocabulary was built from
   * @param filteredRank its rank among the repeated words of the vocabulary, from 1; empty if it is
   *     not in the vocabulary
   */
  public record History(
      String word,
      Outcome outcome,
      int occurrences,
      int images,
      int repeating,
      int sum,
      OptionalInt constructedRank,
      int tokens,
      OptionalInt filteredRank) {}

  private record Counts(int occurrences, int images, int repeating, int sum, int tokens) {
    static final Counts ZERO = new Counts(0, 0, 0, 0, 0);
  }

  private final String corpus;
  private final int images;
  private final int captions;
  private final int concepts;

  /** Repeated words first, in the order of construction, then the others. */
  private final Map<String, Counts> words;

  private final Map<String, Integer> constructed = new HashMap<>();
  private final Map<String, Integer> filtered = new HashMap<>();
  private final Set<String> stopWords = Vocabulary.stopWords();

  private CorpusWords(
      String corpus, int images, int captions, int concepts, Map<String, Counts> words) {
    this.corpus = corpus;
    this.images = images;
    this.captions = captions;
    this.concepts = concepts;
    this.words = words;
    words.forEach(
        (word, counts) -> {
          if (counts.repeating() > 0) {
            constructed.put(word, constructed.size() + 1);
            if (inVocabulary(word, counts)) {
              filtered.put(word, filtered.size() + 1);
            }
          }
        });
  }

  private boolean inVocabulary(String word, Counts counts) {
    return counts.tokens() >= Vocabulary.MINIMUM_COUNT && !stopWords.contains(word);
  }

  /**
   * Counts the words of a corpus.
   *
   * @param corpus its name; may be empty
   * @param training images whose captions determine the concepts
   * @param tags repeated words of each training image
   * @param constructed repeated words in the order of construction
   * @param tokens tokens of the captions that determine the vocabulary
   * @param concepts most concepts
   */
  static CorpusWords of(
      String corpus,
      List<CorpusImage> training,
      List<ImageTags> tags,
      List<Knowledge.Count> constructed,
      List<List<String>> tokens,
      int concepts) {
    Map<String, Integer> occurrences = new HashMap<>();
    Map<String, Integer> images = new HashMap<>();
    int captions = 0;
    for (CorpusImage image : training) {
      captions += image.captions().size();
      Set<String> own = new TreeSet<>();
      for (String caption : image.captions()) {
        for (String word : ImageTags.words(caption)) {
          occurrences.merge(word, 1, Integer::sum);
          own.add(word);
        }
      }
      own.forEach(word -> images.merge(word, 1, Integer::sum));
    }
    Map<String, Integer> repeating = new HashMap<>();
    tags.forEach(
        image -> image.tags().forEach(tag -> repeating.merge(tag.word(), 1, Integer::sum)));
    Map<String, Integer> asTokens = new HashMap<>();
    tokens.forEach(caption -> caption.forEach(token -> asTokens.merge(token, 1, Integer::sum)));
    Map<String, Integer> sums = new LinkedHashMap<>();
    constructed.forEach(count -> sums.put(count.word(), count.sum()));
    Map<String, Counts> words = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(sums.keySet());
    new TreeSet<>(occurrences.keySet())
        .stream().filter(w -> !sums.containsKey(w)).forEach(order::add);
    for (String word : order) {
      words.put(
          word,
          new Counts(
              occurrences.getOrDefault(word, 0),
              images.getOrDefault(word, 0),
              repeating.getOrDefault(word, 0),
              sums.getOrDefault(word, 0),
              asTokens.getOrDefault(word, 0)));
    }
    return new CorpusWords(corpus, training.size(), captions, concepts, words);
  }

  /** What became of a word, in any case; one that no caption has is {@code NOT_IN_CAPTIONS}. */
  public History history(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    Counts counts = words.getOrDefault(lower, Counts.ZERO);
    return new History(
        lower,
        outcome(lower, counts),
        counts.occurrences(),
        counts.images(),
        counts.repeating(),
        counts.sum(),
        rank(constructed, lower),
        counts.tokens(),
        rank(filtered, lower));
  }

  private static OptionalInt rank(Map<String, Integer> ranks, String word) {
    Integer rank = ranks.get(word);
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  private Outcome outcome(String word, Counts counts) {
    if (counts.occurrences() == 0) {
      return Outcome.NOT_IN_CAPTIONS;
    }
    if (counts.repeating() == 0) {
      return Outcome.NOT_REPEATED;
    }
    if (stopWords.contains(word)) {
      return Outcome.STOP_WORD;
    }
    if (counts.tokens() == 0) {
      return Outcome.NO_TOKEN;
    }
    Integer rank = filtered.get(word);
    if (rank == null) {
      return Outcome.TOO_RARE;
    }
    return rank <= concepts ? Outcome.CONCEPT : Outcome.TOO_FEW_REPETITIONS;
  }

  /** Name of the corpus; empty if it has none. */
  public String corpus() {
    return corpus;
  }

  /** Number of training images. */
  public int images() {
    return images;
  }

  /** Number of training captions. */
  public int captions() {
    return captions;
  }

  /** Most concepts that filtration keeps. */
  public int concepts() {
    return concepts;
  }

  /** Number of words that captions of an image repeat. */
  public int constructedWords() {
    return constructed.size();
  }

  /** Number of those that are in the vocabulary. */
  public int filteredWords() {
    return filtered.size();
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @throws KamclException if the file cannot be read or is damaged
   */
  public static CorpusWords read(Path file) {
    return FileMemory.limited(file, () -> parse(file));
  }

  private static CorpusWords parse(Path file) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> parse(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw new KamclException(e, KnowledgeError.FILE_UNREADABLE, file);
    } catch (JsonParseException e) {
      throw new KamclException(e, KnowledgeError.COUNTS_DAMAGED, file);
    }
  }

  private static CorpusWords parse(JsonObject json) {
    if (json.get("formatVersion").getAsInt() != FORMAT) {
      throw new JsonParseException("Another format.");
    }
    Map<String, Counts> words = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject("words").entrySet()) {
      JsonArray row = entry.getValue().getAsJsonArray();
      int[] values = new int[COLUMNS];
      for (int c = 0; c < COLUMNS; c++) {
        values[c] = row.get(c).getAsInt();
        if (values[c] < 0 || row.size() != COLUMNS) {
          throw new JsonParseException("No counts.");
        }
      }
      words.put(entry.getKey(), new Counts(values[0], values[1], values[2], values[3], values[4]));
    }
    return new CorpusWords(
        json.get("corpus").getAsString(),
        json.get("images").getAsInt(),
        json.get("captions").getAsInt(),
        json.get("concepts").getAsInt(),
        words);
  }

  /**
   * JSON with one line per word: occurrences, images, repeating images, sum and tokens; repeated
   * words first, in the order of construction.
   */
  public String toJson() {
    JsonObject head = new JsonObject();
    head.addProperty("formatVersion", FORMAT);
    head.addProperty("corpus", corpus);
    head.addProperty("images", images);
    head.addProperty("captions", captions);
    head.addProperty("concepts", concepts);
    String start = head.toString();
    StringBuilder json = new StringBuilder(start.substring(0, start.length() - 1));
    json.append(",\"words\":{");
    String separator = "\n";
    for (Map.Entry<String, Counts> entry : words.entrySet()) {
      Counts c = entry.getValue();
      // Words of captions are letters and digits, which need no escapes.
      json.append(separator)
          .append('"')
          .append(entry.getKey())
          .append("\":[")
          .append(c.occurrences())
          .append(',')
          .append(c.images())
          .append(',')
          .append(c.repeating())
          .append(',')
          .append(c.sum())
          .append(',')
          .append(c.tokens())
          .append(']');
      separator = ",\n";
    }
    return json.append("\n}}\n").toString();
  }
}

package org.kamcl.engine.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.text.WordPieceTokenizer;
import org.kamcl.support.ParityLedger;

/** Compares tokens, vocabulary, concepts and labels with the published ones. */
@Tag("parity")
class KnowledgeParityTest {
  private static final Path PARITY =
      Path.of(System.getProperty("kamcl.parity", "../shared/parity"));
  private static final Path RSICD =
      Path.of(System.getProperty("kamcl.rsicd", "../shared/data/rsicd"));
  private static final Path PRETRAINED =
      Path.of(System.getProperty("kamcl.pretrained", "../shared/pretrained"));
  private static final TreebankTokenizer TOKENIZER = new TreebankTokenizer();

  private static JsonElement json(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      ParityLedger.skipped(name);
    }
    Assumptions.assumeTrue(Files.isRegularFile(file), "The fixture is not here: " + file);
    return JsonParser.parseString(Files.readString(file));
  }

  private static void exact(String entry, Object expected, Object actual) {
    ParityLedger.exact(entry, expected.equals(actual));
    assertEquals(expected, actual, entry);
  }

  private static List<String> strings(JsonElement array) {
    List<String> strings = new ArrayList<>();
    array.getAsJsonArray().forEach(e -> strings.add(e.getAsString()));
    return strings;
  }

  private static List<Integer> ints(JsonElement array) {
    List<Integer> ints = new ArrayList<>();
    array.getAsJsonArray().forEach(e -> ints.add(e.getAsInt()));
    return ints;
  }

  private static Vocabulary publishedVocabulary() throws IOException {
    JsonElement json = json(PARITY, "vocabulary.json");
    return new Vocabulary(strings(json));
  }

  private static ConceptVocabulary publishedConcepts() throws IOException {
    json(PARITY, "concepts_512.json");
    return ConceptVocabulary.read(PARITY.resolve("concepts_512.json"));
  }

  private static List<Integer> conceptIndices(ConceptVocabulary concepts, List<String> tokens) {
    TreeSet<Integer> indices = new TreeSet<>();
    tokens.stream().map(concepts::indexOf).filter(i -> i >= 0).forEach(indices::add);
    return List.copyOf(indices);
  }

  @TestFactory
  List<DynamicTest> tokensIdsAndConceptsMatchForEveryCaption() throws IOException {
    JsonArray rows = json(PARITY, "text.json").getAsJsonObject().getAsJsonArray("rows");
    Vocabulary vocabulary = publishedVocabulary();
    ConceptVocabulary concepts = publishedConcepts();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.get(i).getAsJsonObject();
      String entry = "text.json/row " + i;
      String caption = row.get("caption").getAsString();
      tests.add(
          DynamicTest.dynamicTest(
              caption,
              () -> {
                exact(entry, strings(row.get("raw_tokens")), TOKENIZER.rawTokens(caption));
                List<String> tokens = TOKENIZER.tokens(caption);
                exact(entry, strings(row.get("tokens")), tokens);
                exact(
                    entry,
                    ints(row.get("ids")),
                    Arrays.stream(vocabulary.ids(tokens)).boxed().toList());
                exact(entry, ints(row.get("concepts")), conceptIndices(concepts, tokens));
              }));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> idsAndConceptsMatchForTheManifestCaptions() throws IOException {
    JsonObject manifest = json(PARITY, "manifest.json").getAsJsonObject();
    Vocabulary vocabulary = publishedVocabulary();
    ConceptVocabulary concepts = publishedConcepts();
    List<DynamicTest> tests = new ArrayList<>();
    for (var caption : manifest.getAsJsonObject("captions").entrySet()) {
      JsonObject expected = caption.getValue().getAsJsonObject();
      String entry = "manifest.json/captions/" + tests.size();
      tests.add(
          DynamicTest.dynamicTest(
              caption.getKey(),
              () -> {
                List<String> tokens = TOKENIZER.tokens(caption.getKey());
                exact(
                    entry,
                    ints(expected.get("ids")),
                    Arrays.stream(vocabulary.ids(tokens)).boxed().toList());
                exact(entry, ints(expected.get("concepts")), conceptIndices(concepts, tokens));
              }));
    }
    return tests;
  }

  @Test
  void publishedListsAreConsistent() throws IOException {
    JsonObject knowledge = json(PARITY, "knowledge.json").getAsJsonObject();
    Vocabulary vocabulary = publishedVocabulary();
    ConceptVocabulary concepts = publishedConcepts();
    exact("vocabulary.json", knowledge.get("vocab_size").getAsInt(), vocabulary.size());
    exact(
        "knowledge.json/stop_words",
        strings(knowledge.get("stop_words")),
        List.copyOf(Vocabulary.stopWords()));
    boolean inside = concepts.names().stream().allMatch(vocabulary::contains);
    ParityLedger.exact("concepts_512.json", inside);
    assertTrue(inside, "a concept is not in the vocabulary");
  }

  @TestFactory
  List<DynamicTest> targetsMatchForEveryTagLine() throws IOException {
    JsonArray rows = json(PARITY, "knowledge.json").getAsJsonObject().getAsJsonArray("rows");
    ConceptVocabulary concepts = publishedConcepts();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.get(i).getAsJsonObject();
      String entry = "knowledge.json/row " + i;
      tests.add(
          DynamicTest.dynamicTest(
              entry,
              () -> {
                String line = row.get("line").getAsString();
                ImageTags tags = parse(line);
                exact(entry, line, tags.toPublishedLine(row.get("image").getAsInt()));
                ConceptTargets.Row target = ConceptTargets.of(List.of(tags), concepts).row(0);
                JsonObject expected = row.getAsJsonObject("target");
                boolean equal = expected.size() == target.concepts().length;
                for (int c = 0; equal && c < target.concepts().length; c++) {
                  JsonElement strength = expected.get("" + target.concepts()[c]);
                  equal = strength != null && strength.getAsFloat() == target.strength(c);
                }
                ParityLedger.exact(entry, equal);
                assertTrue(equal, "the target of " + line);
              }));
    }
    return tests;
  }

  /**
   * The captions of a published line are not available; captions with that result are built from
   * it.
   */
  private static ImageTags parse(String line) {
    List<ImageTags.Tag> tags = new ArrayList<>();
    for (String pair : line.substring(line.indexOf('\t') + 1).split(" ")) {
      int colon = pair.lastIndexOf(':');
      tags.add(
          new ImageTags.Tag(pair.substring(0, colon), Integer.parseInt(pair.substring(colon + 1))));
    }
    return new ImageTags(tags);
  }

  @TestFactory
  List<DynamicTest> digestsMatchForTheDevelopmentCorpus() throws IOException {
    JsonObject digests = json(PARITY, "dev_digests.json").getAsJsonObject();
    Assumptions.assumeTrue(Files.isDirectory(RSICD), "The corpus is not here: " + RSICD);
    Corpus corpus = new CorpusReader(Optional.empty(), false).read(RSICD);
    Vocabulary published = publishedVocabulary();
    ConceptVocabulary publishedConcepts = publishedConcepts();
    List<DynamicTest> tests = new ArrayList<>();
    for (String part : digests.keySet()) {
      List<CorpusImage> images = part.equals("all") ? corpus.images() : corpus.split(part);
      JsonObject expected = digests.getAsJsonObject(part);
      Knowledge k = KnowledgeBuilder.defaults(512).build(images, images);
      for (String field : expected.keySet()) {
        tests.add(
            DynamicTest.dynamicTest(
                part + " " + field,
                () -> {
                  JsonElement value = expected.get(field);
                  Object ours =
                      switch (field) {
                        case "images" -> images.size();
                        case "captions" -> images.stream().mapToInt(i -> i.captions().size()).sum();
                        case "vocabulary_size" -> k.vocabulary().size();
                        case "vocabulary_sha256" -> digest(k.vocabulary().words(), w -> w);
                        case "tags" -> k.constructed().size();
                        case "tags_in_vocabulary" -> k.filtered().size();
                        case "tag_lines_sha256" -> tagLines(k);
                        case "concepts_sha256" -> digest(k.concepts().names(), w -> w);
                        case "first_concepts" ->
                            k.concepts().names().subList(0, value.getAsJsonArray().size());
                        case "ids_published_vocabulary" ->
                            ids(images, published, publishedConcepts);
                        case "ids_own_vocabulary" -> ids(images, k.vocabulary(), k.concepts());
                        case "targets_sha256" -> targets(k);
                        default -> throw new AssertionError("an unknown digest: " + field);
                      };
                  Object wanted = value;
                  if (value.isJsonArray()) {
                    wanted = strings(value);
                  } else if (value.isJsonPrimitive()) {
                    wanted =
                        value.getAsJsonPrimitive().isNumber()
                            ? value.getAsInt()
                            : value.getAsString();
                  }
                  exact("dev_digests.json/" + part + "/" + field, wanted, ours);
                }));
      }
    }
    return tests;
  }

  private static String tagLines(Knowledge k) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < k.tags().size(); i++) {
      lines.add(k.tags().get(i).toPublishedLine(i));
    }
    return digest(lines, l -> l);
  }

  private static JsonObject ids(
      List<CorpusImage> images, Vocabulary vocabulary, ConceptVocabulary concepts) {
    List<String> lines = new ArrayList<>();
    int count = 0;
    for (CorpusImage image : images) {
      for (String caption : image.captions()) {
        List<String> tokens = TOKENIZER.tokens(caption);
        count += tokens.size();
        StringBuilder line = new StringBuilder();
        for (int id : vocabulary.ids(tokens)) {
          line.append(line.isEmpty() ? "" : " ").append(id);
        }
        line.append('|');
        String separator = "";
        for (int concept : conceptIndices(concepts, tokens)) {
          line.append(separator).append(concept);
          separator = " ";
        }
        lines.add(line.toString());
      }
    }
    JsonObject result = new JsonObject();
    result.addProperty("lines", lines.size());
    result.addProperty("sha256", digest(lines, l -> l));
    result.addProperty("tokens", count);
    return result;
  }

  private static String targets(Knowledge k) {
    List<ConceptTargets.Row> rows = new ArrayList<>();
    for (int i = 0; i < k.targets().size(); i++) {
      rows.add(k.targets().row(i));
    }
    return digest(
        rows,
        row -> {
          StringBuilder line = new StringBuilder();
          for (int i = 0; i < row.concepts().length; i++) {
            line.append(i == 0 ? "" : " ")
                .append(row.concepts()[i])
                .append(':')
                .append(row.counts()[i])
                .append('/')
                .append(row.maxCount());
          }
          return line.toString();
        });
  }

  private static <T> String digest(List<T> lines, Function<T, String> text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (T line : lines) {
        sha.update((text.apply(line) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  List<DynamicTest> wordPiecesMatchThePublishedTokenizer() throws IOException {
    JsonArray texts = json(PRETRAINED, "minilm-golden.json").getAsJsonArray();
    WordPieceTokenizer tokenizer =
        WordPieceTokenizer.read(PRETRAINED.resolve("minilm-l6-vocab.txt"));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      JsonObject expected = texts.get(i).getAsJsonObject();
      String text = expected.get("text").getAsString();
      String entry = "minilm-golden.json/" + i;
      tests.add(
          DynamicTest.dynamicTest(
              "'" + text + "'",
              () -> {
                exact(entry, strings(expected.get("tokens")), tokenizer.tokens(text));
                exact(
                    entry,
                    ints(expected.get("ids")),
                    Arrays.stream(tokenizer.ids(text, 512)).boxed().toList());
              }));
    }
    return tests;
  }
}

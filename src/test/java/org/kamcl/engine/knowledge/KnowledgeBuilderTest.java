package org.kamcl.engine.knowledge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

class KnowledgeBuilderTest {
  private static final Problem CHOICE =
      Problem.of(CorpusError.READING, "c.csv", CorpusError.FORMAT_CSV);

  @TempDir private Path folder;

  private static CorpusImage image(String split, String word) {
    return new CorpusImage(
        word + ".jpg", Path.of(word + ".jpg"), split, Collections.nCopies(5, "a large " + word));
  }

  private static Corpus corpus(String inVal, String inTest) {
    List<CorpusImage> images = new ArrayList<>();
    images.add(image("train", "pier"));
    images.add(image("train", "lake"));
    images.add(image("val", inVal));
    images.add(image("test", inTest));
    return new Corpus("c", CorpusFormat.CSV, Path.of("c.csv"), CHOICE, images, List.of());
  }

  @Test
  void defaultKnowledgeUsesTheTrainingSplitOnly() {
    Knowledge one = KnowledgeBuilder.defaults(512).build(corpus("bridge", "stadium"));
    Knowledge other = KnowledgeBuilder.defaults(512).build(corpus("desert", "harbour"));
    assertEquals(List.of("large", "pier", "lake", "<unk>"), one.vocabulary().words());
    assertEquals(one.vocabulary().words(), other.vocabulary().words());
    assertEquals(one.concepts().names(), other.concepts().names());
    assertEquals(one.tags(), other.tags());
    assertEquals(one.constructed(), other.constructed());
    assertEquals(2, one.targets().size());
  }

  @Test
  void publishedVocabularyAlsoCountsTestCaptions() {
    Knowledge one = KnowledgeBuilder.published(512).build(corpus("bridge", "stadium"));
    Knowledge other = KnowledgeBuilder.published(512).build(corpus("bridge", "harbour"));
    assertTrue(one.vocabulary().contains("stadium"));
    assertFalse(one.vocabulary().contains("bridge"));
    assertNotEquals(one.vocabulary().words(), other.vocabulary().words());
  }

  @Test
  void onlyTheMostFrequentConceptsAreKept() {
    Knowledge knowledge = KnowledgeBuilder.defaults(2).build(corpus("x", "y"));
    assertEquals(List.of("large", "pier"), knowledge.concepts().names());
  }

  @Test
  void corpusWithoutTrainingImagesFails() {
    Corpus corpus =
        new Corpus(
            "lakes",
            CorpusFormat.CSV,
            Path.of("c.csv"),
            CHOICE,
            List.of(image("test", "lake")),
            List.of());
    KamclException e =
        assertThrows(KamclException.class, () -> KnowledgeBuilder.defaults(512).build(corpus));
    assertEquals(KnowledgeError.NO_TRAINING_IMAGES, e.code());
    assertTrue(e.getMessage().contains("lakes"), e.getMessage());
  }

  @Test
  void vocabularyRoundTrips() throws IOException {
    Vocabulary written = new Vocabulary(List.of("pier", "d'or", "caf\u00e9", "<unk>"));
    Path file = Files.writeString(folder.resolve("v.json"), written.toJson());
    Vocabulary read = Vocabulary.read(file);
    assertEquals(written.words(), read.words());
    assertArrayEquals(new int[] {3, 4, 1}, read.ids(List.of("caf\u00e9", "boats", "pier")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{}",
        "{\"word2idx\": 3}",
        "{\"word2idx\": {\"a\": \"x\"}}",
        "{\"word2idx\": {\"a\": 1, \"<unk>\": 3}}",
        "{\"word2idx\": {\"a\": 1, \"<unk>\": 1}}",
        "{\"word2idx\": {\"a\": 1}}",
        "[\"a\", \"a\"]",
        "[[]]",
        "{\"word2idx\": "
      })
  void damagedVocabularyFails(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("v.json"), text);
    KamclException e = assertThrows(KamclException.class, () -> Vocabulary.read(file));
    assertTrue(e.getMessage().contains("vocabulary"), e.getMessage());
  }

  @Test
  void conceptsRoundTrip() throws IOException {
    ConceptVocabulary written = new ConceptVocabulary(List.of("pier", "many"), Set.of("many"));
    Path file = Files.writeString(folder.resolve("c.json"), written.toJson());
    ConceptVocabulary read = ConceptVocabulary.read(file);
    assertEquals(written.names(), read.names());
    assertTrue(read.isVisual(0));
    assertFalse(read.isVisual(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "3", "[[]]", "[\"a\",\"a\"]", "{\"concepts\": 3}", "[null]"})
  void damagedConceptFileFails(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), text);
    assertThrows(KamclException.class, () -> ConceptVocabulary.read(file));
  }
}

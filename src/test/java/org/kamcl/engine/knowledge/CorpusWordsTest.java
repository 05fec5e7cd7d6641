package org.kamcl.engine.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.knowledge.CorpusWords.History;
import org.kamcl.engine.knowledge.CorpusWords.Outcome;
import org.kamcl.error.KamclException;

/** What becomes of words, counted by hand. */
class CorpusWordsTest {
  @TempDir private Path folder;

  private Knowledge knowledge;

  private static CorpusImage image(int number, String... captions) {
    return new CorpusImage(number + ".png", Path.of(number + ".png"), "train", List.of(captions));
  }

  @BeforeEach
  void build() {
    List<CorpusImage> images = new ArrayList<>();
    images.add(image(1, "Boats in the port.", "many boats and boats", "It's the port's pier"));
    images.add(image(2, "the boats of the port", "boats beside a pier"));
    images.add(image(3, "it's a field", "it's a green field", "the green field", "a lake"));
    images.add(image(4, "a green field", "green", "green meadow"));
    knowledge = KnowledgeBuilder.defaults(2).build(images, images);
  }

  private History history(String word) {
    return knowledge.words().history(word);
  }

  @Test
  void aConceptPassesAllThreeSteps() {
    // Image 1 has it three times, image 2 twice.
    assertEquals(
        new History(
            "boats",
            Outcome.CONCEPT,
            5,
            2,
            2,
            5,
            history("boats").constructedRank(),
            5,
            OptionalInt.of(1)),
        history("Boats "));
    assertEquals(OptionalInt.of(2), history("green").filteredRank());
    assertEquals(Outcome.CONCEPT, history("green").outcome());
  }

  @Test
  void theOutcomeIsThatOfTheBuilder() {
    for (String word : List.of("boats", "green", "field", "the", "port", "lake", "s", "tree")) {
      assertEquals(
          knowledge.concepts().indexOf(word) >= 0,
          history(word).outcome() == Outcome.CONCEPT,
          word);
      int rank = history(word).constructedRank().orElse(0);
      assertEquals(
          rank == 0
              ? 0
              : 1
                  + List.copyOf(knowledge.constructed()).stream()
                      .map(Knowledge.Count::word)
                      .toList()
                      .indexOf(word),
          rank,
          word);
      int filtered = history(word).filteredRank().orElse(0);
      assertEquals(
          1 + knowledge.filtered().stream().map(Knowledge.Count::word).toList().indexOf(word),
          filtered,
          word);
    }
    assertEquals(knowledge.constructed().size(), knowledge.words().constructedWords());
    assertEquals(knowledge.filtered().size(), knowledge.words().filteredWords());
  }

  @Test
  void eachReasonIsNamed() {
    assertEquals(Outcome.NOT_IN_CAPTIONS, history("tree").outcome());
    assertEquals(Outcome.NOT_REPEATED, history("lake").outcome(), "once in one image");
    assertEquals(Outcome.STOP_WORD, history("the").outcome());
    // Three times each: repeated, but rarer than five.
    assertEquals(Outcome.TOO_RARE, history("port").outcome());
    // Repeated in images 1 and 3, as a part of "it's" and "port's".
    assertEquals(Outcome.STOP_WORD, history("s").outcome());
    assertEquals(2, history("s").repeating());
  }

  @Test
  void aRepeatedWordBeyondTheLastConceptIsKeptOut() {
    List<CorpusImage> images = List.of(image(1, "sea sea sea sea sea", "sand sand sand sand sand"));
    CorpusWords words = KnowledgeBuilder.defaults(1).build(images, images).words();
    assertEquals(Outcome.CONCEPT, words.history("sea").outcome());
    assertEquals(Outcome.TOO_FEW_REPETITIONS, words.history("sand").outcome());
    assertEquals(OptionalInt.of(2), words.history("sand").filteredRank());
  }

  @Test
  void wordsThatTheTokenizerNeverMakesAreNamed() {
    List<CorpusImage> images = List.of(image(1, "x-ray view", "x-ray"));
    CorpusWords words = KnowledgeBuilder.defaults(5).build(images, images).words();
    assertEquals(Outcome.NO_TOKEN, words.history("ray").outcome());
  }

  @Test
  void theFileHoldsTheSame() throws IOException {
    Path file = folder.resolve("knowledge.json");
    Files.writeString(file, knowledge.words().toJson());
    CorpusWords read = CorpusWords.read(file);
    for (String word : List.of("boats", "green", "field", "the", "port", "lake", "s", "", "tree")) {
      assertEquals(history(word), read.history(word), word);
    }
    assertEquals(4, read.images());
    assertEquals(12, read.captions());
    assertEquals(2, read.concepts());
    assertEquals(knowledge.words().toJson(), read.toJson());
  }

  @Test
  void aDamagedFileIsRefusedByName() throws IOException {
    Path file = folder.resolve("knowledge.json");
    String json = knowledge.words().toJson();
    for (String damaged :
        List.of(
            "",
            "[]",
            json.substring(0, json.length() / 2),
            json.replace("\"images\":4", "\"images\":\"four\""),
            json.replace("\"formatVersion\":1", "\"formatVersion\":2"),
            json.replace("[5,2,2,5,5]", "[5,2,2,5]"),
            json.replace("[5,2,2,5,5]", "[5,2,-2,5,5]"))) {
      Files.writeString(file, damaged);
      KamclException failure = assertThrows(KamclException.class, () -> CorpusWords.read(file));
      assertTrue(failure.is(KnowledgeError.COUNTS_DAMAGED), damaged);
    }
  }
}

package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.explain.Counterfactual.Kind;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Explains words with the model {@code default}. */
class WordExplainerTest {
  private static EngineRuntime runtime;
  private static KamclModel model;
  private static WordExplainer explainer;
  private static float[] farmland;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(Path.of("models/default"), runtime);
    explainer = new WordExplainer(model);
    farmland =
        model
            .embedImages(
                List.of(ImageDecoder.decode(Path.of("sample-data/tiles/tuscany-2_01.jpg"))))
            .get(0)
            .unitVector();
  }

  @AfterAll
  static void close() {
    model.close();
    runtime.close();
  }

  private static float[] vector(String text) {
    return model.embedTexts(List.of(text)).get(0).unitVector();
  }

  private static ExplainedQuery query(String text) {
    return ExplainedQuery.of(text, vector(text));
  }

  private static double score(String text) {
    return Vectors.dot(farmland, vector(text));
  }

  @Test
  void aWordCountsAsMuchAsTheScoreDropsWithoutIt() {
    String text = "green  farmland near a  river";
    List<WordShare> shares = explainer.explain(farmland, query(text), () -> false);
    assertEquals(
        List.of("green", "farmland", "near", "a", "river"),
        shares.stream().map(WordShare::word).toList());
    assertEquals(score(text) - score("green near a river"), shares.get(1).leaveOneOut(), 1e-5);
    assertEquals(score(text) - score("green farmland near a"), shares.get(4).leaveOneOut(), 1e-5);
  }

  @Test
  void theOnlyWordHasTheWholeScore() {
    List<WordShare> shares = explainer.explain(farmland, query("farmland"), () -> false);
    assertEquals(1, shares.size());
    assertEquals(score("farmland"), shares.get(0).leaveOneOut(), 1e-5);
  }

  @Test
  void wordsOfOnePartCountInTheWholeQuery() {
    Part words = new Part("green farmland", vector("green farmland"), 2);
    Part image = new Part("", farmland, 1);
    Part excluded = new Part("sea", vector("sea"), -0.5);
    ExplainedQuery query = new ExplainedQuery(List.of(words, image, excluded));
    List<WordShare> shares = explainer.explain(farmland, query, () -> false);
    assertEquals(
        List.of("green", "farmland", "sea"), shares.stream().map(WordShare::word).toList());
    assertEquals(List.of(0, 0, 2), shares.stream().map(WordShare::part).toList());
    ExplainedQuery shorter =
        new ExplainedQuery(List.of(new Part("green", vector("green"), 2), image, excluded));
    double drop = Vectors.dot(farmland, query.vector()) - Vectors.dot(farmland, shorter.vector());
    assertEquals(drop, shares.get(1).leaveOneOut(), 1e-5);
    double parts =
        query.parts().stream().mapToDouble(p -> Vectors.dot(farmland, query.direction(p))).sum();
    assertEquals(Vectors.dot(farmland, query.vector()), parts, 1e-6);
  }

  @Test
  void bothMeasuresAgreeInSignForTheStrongestWord() {
    List<String> texts =
        List.of(
            "green farmland",
            "many green fields near a road",
            "it is a piece of farmland",
            "several pieces of farmland are together",
            "many green trees are around the farmland",
            "some fields of different colors");
    int agree = 0;
    for (String text : texts) {
      WordShare strongest =
          explainer.explain(farmland, query(text), () -> false).stream()
              .max(Comparator.comparingDouble(s -> Math.abs(s.leaveOneOut())))
              .orElseThrow();
      double product = strongest.leaveOneOut() * strongest.gradient().orElseThrow();
      agree += product > 0 ? 1 : 0;
    }
    assertTrue(agree >= texts.size() - 1, agree + " of " + texts.size());
  }

  @Test
  void attentionIsAShareOfWords() {
    WordAttention attention = explainer.attention("Unphotographable Boats, near").orElseThrow();
    assertEquals(
        List.of("[CLS]", "Unphotographable", "Boats,", "near", "[SEP]"), attention.words());
    assertEquals(6, attention.layers().length);
    for (double[][][] layer : attention.layers()) {
      assertEquals(12, layer.length);
      for (double[][] head : layer) {
        rowsAddUpToOne(head);
      }
    }
    rowsAddUpToOne(attention.rollout());
    double sum = 0;
    for (double share : attention.shares()) {
      sum += share;
    }
    assertEquals(1, sum, 1e-5);
  }

  private static void rowsAddUpToOne(double[][] rows) {
    assertEquals(5, rows.length);
    for (double[] row : rows) {
      double sum = 0;
      for (double value : row) {
        assertTrue(value >= 0);
        sum += value;
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  @Test
  void wordsBeyondTheLimitOfTheEncoderDoNotCount() {
    String longText = "farmland ".repeat(70).strip();
    List<WordShare> shares = explainer.explain(farmland, query(longText), () -> false);
    assertEquals(70, shares.size());
    assertEquals(0, shares.get(69).gradient().orElseThrow());
    assertTrue(explainer.attention(longText).isPresent());
  }

  @Test
  void aChangeOfOneWordIsExactAndRaisesTheScore() {
    CounterfactualFinder finder = new CounterfactualFinder(model);
    for (String text : List.of("harbor with boats", "airport", "many green fields near a road")) {
      List<Counterfactual> changes = finder.find(farmland, query(text), 5, () -> false);
      assertTrue(!changes.isEmpty(), text);
      double last = Double.MAX_VALUE;
      for (Counterfactual change : changes) {
        assertEquals(score(change.text()), change.score(), 1e-5);
        assertEquals(change.score() - score(text), change.gain(), 1e-5);
        assertTrue(change.gain() > 0 && change.gain() <= last);
        last = change.gain();
        assertEquals(change.kind() == Kind.REPLACE, change.replaced().isPresent());
      }
    }
  }

  @Test
  void stopWordsAreNeitherDroppedNorReplaced() {
    CounterfactualFinder finder = new CounterfactualFinder(model);
    List<Counterfactual> changes =
        finder.find(farmland, query("boats in a harbor"), 40, () -> false);
    assertTrue(changes.size() > 5, "changes " + changes.size());
    for (Counterfactual change : changes) {
      assertTrue((" " + change.text() + " ").contains(" in a "), change.text());
    }
  }

  @Test
  void noSingleWordAmongAllIsMuchBetterThanTheChangeThatIsFound() {
    String text = "harbor with boats";
    Counterfactual found =
        new CounterfactualFinder(model).find(farmland, query(text), 1, () -> false).get(0);
    double best = -1;
    for (int c = 0; c < model.conceptNames().size(); c += 4) {
      String word = model.conceptNames().get(c);
      if (model.isVisualConcept(c)) {
        best = Math.max(best, score(text + " " + word));
        best = Math.max(best, score(word + " with boats"));
      }
    }
    assertTrue(found.score() >= best - 0.03, found + " against " + best);
  }

  @Test
  void cancelledExplanationsStop() {
    assertThrows(
        CancellationException.class,
        () -> explainer.explain(farmland, query("boats near a pier"), () -> true));
    assertThrows(
        CancellationException.class,
        () -> new CounterfactualFinder(model).find(farmland, query("boats"), 1, () -> true));
  }
}

package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.explain.Counterfactual.Kind;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** Changes of queries with the shipped model, whose concepts have "sand", "sands" and "sandy". */
class CounterfactualFinderTest {
  private static EngineRuntime runtime;
  private static KamclModel model;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(Path.of("models", "default"), runtime);
  }

  @AfterAll
  static void close() {
    model.close();
    runtime.close();
  }

  private static float[] vector(String text) {
    return model.embedTexts(List.of(text)).get(0).unitVector();
  }

  private static List<Counterfactual> changes(CounterfactualFinder finder) {
    ExplainedQuery query = new ExplainedQuery(List.of(new Part("water", vector("water"), 1)));
    return finder.find(vector("yellow sand beside sandy sands"), query, 5, () -> false);
  }

  private static Set<String> stems(List<Counterfactual> changes) {
    Set<String> stems = new HashSet<>();
    changes.forEach(change -> stems.add(WordForms.stem(change.word())));
    return stems;
  }

  @Test
  void formsOfOneWordDoNotFillTheList() {
    assertTrue(model.conceptNames().containsAll(List.of("sand", "sands", "sandy")));
    List<Counterfactual> changes = changes(new CounterfactualFinder(model));
    List<Counterfactual> words = changes.stream().filter(c -> c.kind() != Kind.DROP).toList();
    assertEquals(5, words.size());
    assertEquals(5, stems(words).size(), words.toString());
    assertTrue(stems(words).contains("sand"), words.toString());
  }

  @Test
  void aConceptThatIsMarkedAsNotVisualIsNotProposed() {
    CounterfactualFinder finder = new CounterfactualFinder(model);
    assertTrue(stems(changes(finder)).contains("sand"));
    try {
      model.markConcepts(Map.of("sand", false, "sands", false, "sandy", false));
      assertFalse(stems(changes(finder)).contains("sand"));
    } finally {
      model.markConcepts(Map.of());
    }
  }
}

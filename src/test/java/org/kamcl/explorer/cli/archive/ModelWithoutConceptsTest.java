package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.ConceptAnalysis;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

/** An archive whose model has neither concepts nor a score calibration, as an imported one. */
class ModelWithoutConceptsTest {
  private static final int IMAGES = 8;

  @TempDir private static Path folder;

  @BeforeAll
  static void indexImages() throws IOException {
    Path model = TestModels.defaultModel(folder.resolve("workspace/models/plain"));
    Files.writeString(model.resolve("concepts.json"), "[]");
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
    }
    assertTrue(kamcl("index", images.toString(), "--json").contains("\"added\": " + IMAGES));
  }

  /** Everything that a successful command prints. */
  private static String kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    CommandResult result = CommandResult.of(all.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return result.out() + result.err();
  }

  @Test
  void everyHitOfWordsAndOfAnImageHasAFalseMatchRateFromTheArchive() {
    for (List<String> query : List.of(List.of("a pier"), List.of("--like", "#1"))) {
      List<String> args = new ArrayList<>(List.of("search", "--json"));
      args.addAll(query);
      args.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
      JsonObject result = CommandResult.of(args.toArray(String[]::new)).json();
      assertFalse(result.getAsJsonArray("hits").isEmpty());
      for (JsonElement hit : result.getAsJsonArray("hits")) {
        double rate = hit.getAsJsonObject().get("falseMatchRate").getAsDouble();
        assertTrue(rate > 0 && rate <= 1, query + " " + hit);
        assertTrue(hit.getAsJsonObject().getAsJsonArray("concepts").isEmpty());
      }
    }
  }

  @Test
  void whereConceptsWouldBeTheCommandsSayThatThereAreNone() {
    String explained = kamcl("explain", folder.resolve("images/p1.jpg").toString(), "a pier");
    assertTrue(explained.contains("The model has no concepts."), explained);
    assertTrue(explained.contains("kamcl models add-concepts"), explained);
    String suggested = kamcl("suggest", "--count", "3");
    assertTrue(suggested.contains("The model has no concepts"), suggested);
  }

  @Test
  void conceptsAreEmptyAndThePlotHasAllImages() {
    Workspace workspace = Workspace.choose(folder.resolve("workspace"), Map.of());
    try (ExplorerContext context =
        ExplorerContext.open(workspace, Optional.empty(), DeviceChoice.CPU)) {
      assertEquals(0, context.model().orElseThrow().concepts());
      assertTrue(context.model().orElseThrow().words());
      ConceptAnalysis.Overview overview = context.concepts().overview(() -> false);
      assertEquals(List.of(), overview.concepts());
      assertEquals(IMAGES, overview.images());
      EmbeddingPlots.Plot plot = context.plots().principalComponents(() -> false);
      assertEquals(IMAGES, plot.size());
      assertTrue(
          context.plots().clusters(plot, 2, () -> false).concepts().stream()
              .allMatch(List::isEmpty));
    }
  }
}

package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.TestModels;

class ExplorerContextTest {
  @TempDir private Path folder;

  private String createModel(Path models) {
    try (ExplorerContext context =
        ExplorerContext.open(
            new Workspace(folder.resolve("workspace"), Optional.empty()),
            new ModelStore(models, Optional.empty()),
            Optional.empty(),
            DeviceChoice.CPU)) {
      assertEquals(List.of(), context.archive().images());
      return context.archive().summary().model();
    }
  }

  @Test
  void anEmptyArchiveReportsTheModelForIndexing() {
    assertEquals("", createModel(folder.resolve("models")));
    TestModels.defaultModel(folder.resolve("models/small"));
    assertEquals("small", createModel(folder.resolve("models")));
    // With several models, none is chosen.
    TestModels.defaultModel(folder.resolve("models/large"));
    assertEquals("", createModel(folder.resolve("models")));
  }

  @Test
  void allServicesWorkTogether() throws IOException {
    Path home = folder.resolve("workspace");
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 80, 40)));
    }
    Files.writeString(images.resolve("captions.csv"), "filename,caption\np0.jpg,a green lake\n");
    try (ExplorerContext context = ExplorerContext.open(new Workspace(home, Optional.empty()))) {
      assertEquals(0, context.archive().summary().images());
      assertThrows(KamclException.class, () -> context.search().search("a lake", 3));
      assertFalse(Files.exists(home), "reading writes nothing");
      TestModels.defaultModel(home.resolve("models/small"));
      assertEquals(3, context.index(ImportRequest.of(images)).run(JobContext.NONE).added());
      assertEquals(3, context.search().search("a lake", 5).hits().size());
      ImageRecord first = context.archive().images().get(0);
      assertEquals("a green lake", context.search().captions(first, 5).get(0).caption());
      assertEquals(20, context.thumbnails().thumbnail(first, 20).width());
      SearchHit hit = context.search().search("a lake, trees^2 -road", 1).hits().get(0);
      Query query = QueryParser.parse("a lake, trees^2 -road");
      Explanation explanation =
          context
              .explanations()
              .explain(hit.image(), query, Explainer.Request.DEFAULT, () -> false);
      double terms =
          context.search().contributions(query, hit.image()).stream()
              .mapToDouble(TermContribution::score)
              .sum();
      assertEquals(terms, explanation.score(), 0.01, "the search and the explanation agree");
      assertEquals(3, explanation.parts().size());
      assertEquals(80, context.explanations().heatMap(hit.image(), explanation, 0.5).width());
      // An image added later is found without opening the context again.
      Files.write(images.resolve("p3.jpg"), ImageBytes.jpeg(TestModels.image(9, 60, 60)));
      assertEquals(1, context.index(ImportRequest.of(images)).run(JobContext.NONE).added());
      assertEquals(4, context.search().search("a lake", 5).compared());
    }
  }
}

package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;

/** The shipped model and the sample images, indexed as a new user does it. */
class ExampleQueriesTest {
  @TempDir private static Path folder;
  private static ExplorerContext context;

  @BeforeAll
  static void indexTheSampleTiles() {
    context =
        ExplorerContext.open(
            new Workspace(folder, Optional.empty()),
            new ModelStore(folder.resolve("models"), Optional.of(Path.of("models"))),
            Optional.of(ModelStore.DEFAULT),
            DeviceChoice.CPU);
    context.index(IndexRequest.of(Path.of("sample-data", "tiles"))).run(JobContext.NONE);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static String best(SearchResult result) {
    return result.hits().get(0).image().file().getFileName().toString();
  }

  @Test
  void theExamplesOfTheProgramHaveStrongMatchesThatAreRight() {
    ResourceBundle texts = ResourceBundle.getBundle("org.kamcl.explorer.messages", Locale.ROOT);
    List<List<String>> examples =
        List.of(
            List.of("example.first", "cbers2b-hrc_05.jpg"),
            List.of("example.second", "cbers2-ccd-1_02.jpg"),
            List.of("example.third", "trieste-1_03.jpg"));
    for (List<String> example : examples) {
      String query = texts.getString(example.get(0));
      SearchResult result = context.search().search(query, 81);
      assertTrue(result.strongMatches() > 0, query);
      assertEquals(MatchBand.STRONG, result.hits().get(0).band(), query);
      assertEquals(example.get(1), best(result), query);
    }
  }

  @Test
  void whatNoTileShowsHasNoStrongMatch() {
    for (String query : List.of("airport", "stadium", "desert", "storage tanks", "golf course")) {
      SearchResult result = context.search().search(query, 81);
      assertEquals(0, result.strongMatches(), query);
    }
    assertEquals(
        MatchBand.WEAK,
        context.search().search("a parking lot full of cars", 81).bestBand(),
        "even the best is weak");
  }

  @Test
  void theSamplesAreUnlikeTheTrainingImagesAndTheirCollectionSaysSo() {
    assertTrue(context.collections().list().get(0).unfamiliar());
  }
}

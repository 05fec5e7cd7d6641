package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

/** The command line and the view models of the window rank the same query alike. */
class CommandLineRankingTest {
  private static final String QUERY = "a green lake, boats -road";
  private static final int IMAGES = 24;

  @TempDir private Path folder;
  private Path workspace;
  private ExplorerContext context;
  private ExploreFixture window;

  @BeforeEach
  void index() throws IOException {
    workspace = folder.resolve("workspace");
    TestModels.defaultModel(workspace.resolve("models/small"));
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 60)));
    }
    context = ExplorerContext.open(new Workspace(workspace, Optional.empty()));
    context.index(ImportRequest.of(images)).run(JobContext.NONE);
    window = new ExploreFixture(context);
    window.archive.open();
  }

  @AfterEach
  void close() {
    context.close();
  }

  /** What a hit shows: id, score, false match rate, whether it is a strong match. */
  private record Shown(long id, double score, double falseMatchRate, boolean strong) {
    static Shown of(SearchHit hit) {
      return new Shown(hit.image().id(), hit.score(), hit.falseMatchRate(), hit.strong());
    }

    static Shown of(JsonObject hit) {
      return new Shown(
          hit.get("id").getAsLong(),
          hit.get("score").getAsDouble(),
          hit.get("falseMatchRate").getAsDouble(),
          hit.get("strong").getAsBoolean());
    }
  }

  private List<Shown> window() {
    return window.selection.hits().stream().map(Shown::of).toList();
  }

  private List<Shown> commandLine(String... options) {
    List<String> all =
        new ArrayList<>(List.of("search", "--json", "--workspace", workspace.toString()));
    all.addAll(List.of(options));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(out), new PrintWriter(err), false),
            all.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    List<Shown> hits = new ArrayList<>();
    for (JsonElement hit :
        JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("hits")) {
      hits.add(Shown.of(hit.getAsJsonObject()));
    }
    return hits;
  }

  @Test
  void bothRankWithTheFeedbackStoredForTheQuery() {
    window.search.search(QUERY);
    List<Shown> plain = window();
    assertEquals(IMAGES, plain.size());
    assertEquals(plain, commandLine("--top", "200", QUERY));

    window.feedback.rate(window.selection.hits().get(IMAGES - 1), Rating.RELEVANT);
    window.feedback.rate(window.selection.hits().get(0), Rating.NOT_RELEVANT);
    List<Shown> rated = window();
    assertNotEquals(plain, rated, "feedback changes the ranking");
    assertEquals(rated, commandLine("--top", "200", QUERY));
    assertEquals(rated.subList(0, 5), commandLine("--top", "5", QUERY), "also with fewer hits");
    assertEquals(plain, commandLine("--top", "200", "--no-feedback", QUERY));

    ExploreFixture another = new ExploreFixture(context);
    another.archive.open();
    another.search.search(QUERY);
    assertEquals(rated, another.selection.hits().stream().map(Shown::of).toList());
  }

  @Test
  void bothRepeatASearchFromTheHistoryOrASavedOneAlike() {
    window.search.search(QUERY);
    window.history.save("lakes");
    window.feedback.rate(window.selection.hits().get(3), Rating.RELEVANT);
    window.search.search("boats");
    window.history.run(
        window.history.saved().stream().filter(e -> e.name().equals("lakes")).findFirst().get());
    assertTrue(window().size() == IMAGES);
    assertEquals(window(), commandLine("--saved", "lakes", "--top", "200"));
    commandLine(QUERY, "--save", "lakes again");
    assertEquals(window(), commandLine("--saved", "lakes again", "--top", "200"));
  }
}

package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.backup.BackupRestorer;
import org.kamcl.explorer.backup.BackupWriter;
import org.kamcl.explorer.corpus.TrainingCorpusService;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

/** A workspace with images inside and outside of it, used at another place than before. */
class MovedWorkspaceTest {
  @TempDir private static Path folder;
  private static Path original;
  private static Path outside;

  @BeforeAll
  static void fill() throws IOException {
    folder = folder.toRealPath();
    original = folder.resolve("original");
    outside = Files.createDirectories(folder.resolve("photos"));
    Path inside = Files.createDirectories(original.resolve("photos"));
    TestModels.defaultModel(original.resolve("models/small"));
    Files.write(inside.resolve("in.jpg"), ImageBytes.jpeg(TestModels.image(1, 80, 40)));
    Files.write(outside.resolve("out.jpg"), ImageBytes.jpeg(TestModels.image(2, 80, 40)));
    new GeoTiffWriter(300, 200, 3, 8, at -> at[0] * at[2] + at[1])
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32632)
        .write(inside.resolve("scene.tif"));
    try (ExplorerContext context = open(original)) {
      assertEquals(List.of(), context.index(images(original)).run(JobContext.NONE).problems());
      context.searchLibrary().save("Like it", like(inside.resolve("in.jpg")));
      context
          .trainingCorpora()
          .add("Own", List.of(new CaptionedImage(image(context, "in.jpg"), "a pier")))
          .run(JobContext.NONE);
      context
          .trainingCorpora()
          .keepDraft(draft(Files.createDirectories(original.resolve("captions/ports"))));
    }
    new BackupWriter(original, folder.resolve("all.zip"), false).run(JobContext.NONE);
  }

  private static ExplorerContext open(Path workspace) {
    return ExplorerContext.open(new Workspace(workspace, Optional.empty()));
  }

  private static IndexRequest images(Path workspace) {
    return IndexRequest.of(List.of(workspace.resolve("photos"), outside))
        .withTiling(TilingSpec.parse("100px", 0, OptionalDouble.empty()));
  }

  private static TrainingDraft draft(Path corpus) {
    return new TrainingDraft(
        1, "Ports", Optional.of(corpus.toString()), "", "", Map.of(), "1", "cpu", Map.of());
  }

  private static SearchRequest like(Path file) {
    return SearchRequest.of(QueryParser.parse("like:\"" + file + "\""), 3);
  }

  private static ImageRecord image(ExplorerContext context, String name) {
    return context.archive().images().stream()
        .filter(image -> image.file().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Everything that reads files by the paths in the workspace works. */
  private static void assertWorks(Path workspace) throws IOException {
    try (ExplorerContext context = open(workspace)) {
      Path inside = workspace.resolve("photos");
      for (ImageRecord image : context.archive().images()) {
        assertEquals(image.file().endsWith("out.jpg") ? outside : inside, image.file().getParent());
        context.thumbnails().thumbnail(image, 20);
        context.pixels().open(image);
      }
      assertEquals(List.of(), context.collections().missingFiles());
      SearchRequest saved = context.searchLibrary().saved().get(0).request();
      assertEquals(like(inside.resolve("in.jpg")), saved);
      SearchResult hits = context.search().search(saved, ImageSearch.SearchListener.NONE);
      assertEquals(inside.resolve("in.jpg"), hits.hits().get(0).image().file());
      ImageRecord tile = image(context, "scene.tif");
      assertTrue(tile.tile().isPresent());
      Query query = QueryParser.parse("a lake");
      assertTrue(context.scoreMaps().map(tile, query, JobContext.NONE).tiles() > 0);
      context.explanations().explain(tile, query, Explainer.Request.DEFAULT, () -> false);
      Path report = folder.resolve("report-" + workspace.getFileName() + ".html");
      context.exporter().export(hits, context.exporter().formatOf(report).orElseThrow(), report);
      assertEquals(List.of(workspace.resolve("corpora/own")), context.trainingCorpora().made());
      assertTrue(
          TrainingCorpusService.captionedIn(workspace.resolve("corpora/own"))
              .test(image(context, "in.jpg")),
          "the caption belongs to the image");
      assertEquals(
          Optional.of(workspace.resolve("captions/ports").toString()),
          context.trainingCorpora().draft().orElseThrow().corpus());
      IndexReport again = context.index(images(workspace)).run(JobContext.NONE);
      assertEquals(0, again.added());
      assertEquals(context.archive().images().size(), again.unchanged());
      assertEquals(List.of(), again.problems());
    }
  }

  @Test
  void imagesInsideAreFoundAfterARestoreBesideTheOriginalAndAfterAMove() throws IOException {
    Path restored = folder.resolve("restored");
    new BackupRestorer(folder.resolve("all.zip"), restored, false).run(JobContext.NONE);
    assertWorks(restored);
    Path link = Files.createSymbolicLink(folder.resolve("link"), restored);
    Path moved = folder.resolve("moved");
    new Workspace(link, Optional.empty()).moveTo(moved).run(JobContext.NONE);
    assertFalse(Files.exists(restored));
    assertWorks(moved);
    assertWorks(original);
  }

  @Test
  void anImageOutsideThatIsGoneIsMissingAsBefore() throws IOException {
    Path restored = folder.resolve("without");
    new BackupRestorer(folder.resolve("all.zip"), restored, false).run(JobContext.NONE);
    Path elsewhere = Files.move(outside.resolve("out.jpg"), folder.resolve("out.jpg"));
    try (ExplorerContext context = open(restored)) {
      ImageRecord image = image(context, "out.jpg");
      assertEquals(outside.resolve("out.jpg"), image.file());
      KamclException e =
          assertThrows(KamclException.class, () -> context.thumbnails().thumbnail(image, 20));
      assertTrue(ErrorText.of(e, Locale.ENGLISH).contains("out.jpg"));
    } finally {
      Files.move(elsewhere, outside.resolve("out.jpg"));
    }
  }
}

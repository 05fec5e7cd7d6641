package org.kamcl.explorer.ui.scoremap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;

class ScoreMapViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private final JobsViewModel jobs = new JobsViewModel(executor);
  private final List<String> asked = new ArrayList<>();
  private final Set<Path> embedded = new HashSet<>();
  private final Optional<SearchRequest> river = request("river");
  private final ImageRecord first = tile(1, "scene.tif", 0);
  private final ImageRecord second = tile(2, "scene.tif", 256);
  private final ImageRecord elsewhere = tile(3, "other.tif", 0);
  private boolean placed = true;
  private boolean fails;
  private ScoreMapViewModel model;

  @BeforeEach
  void create() {
    ExplorerServices services =
        new ForwardingExplorerServices(FolderServices.of(folder)) {
          @Override
          public SceneScoreMaps scoreMaps() {
            return new RecordedMaps();
          }
        };
    model =
        new ScoreMapViewModel(
            () -> Optional.of(services), executor, jobs, new Messages(Locale.ENGLISH));
  }

  private static ImageRecord tile(long id, String file, int x) {
    return ImageRecord.builder(id, "Test", Path.of(file))
        .size(256, 256)
        .tile(Optional.of(new TileBounds(x, 0, 256, 256)))
        .build();
  }

  private static Optional<SearchRequest> request(String query) {
    return Optional.of(SearchRequest.of(QueryParser.parse(query), 20));
  }

  /** A scene of 200 x 100 pixels; its left cell has the score 0.1, its right one 0.3. */
  private final class RecordedMaps implements SceneScoreMaps {
    @Override
    public SceneScoreMap map(Path scene, Query query, TileSizes sizes, JobContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SceneScoreMap map(ImageRecord image, Query query, JobContext context) {
      String text = QueryWriter.write(query);
      asked.add(image.file() + " " + text);
      if (fails) {
        throw new KamclException(LegacyError.SENTENCE, "The scene is gone.");
      }
      if (embedded.add(image.file())) {
        context.onProgress(ProgressStage.IMAGES, 3, 4, "");
      }
      ScoreGrid grid = new ScoreGrid(200, 100, 2, 1, new float[] {0.1f, 0.3f});
      return new SceneScoreMap(
          image.file(), text, "model", grid, 4, List.of(64), "EPSG:32632", List.of());
    }

    @Override
    public boolean isEmbedded(ImageRecord image) {
      return embedded.contains(image.file());
    }

    @Override
    public Optional<GeoMesh> place(SceneScoreMap map) {
      return placed
          ? GeoMesh.of(2, 2, (x, y) -> Optional.of(new GeoPoint(10 + 2 * x, 40 - y)))
          : Optional.empty();
    }

    @Override
    public void writeGeoTiff(SceneScoreMap map, Path target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeContours(SceneScoreMap map, List<Double> levels, Path target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ArgbImage picture(SceneScoreMap map, int side) {
      throw new UnsupportedOperationException();
    }
  }

  private void show(ImageRecord image, Optional<SearchRequest> search) {
    model.show(image, search);
    executor.runScheduled();
  }

  @Test
  void nothingIsComputedWhileTheMapIsShownNowhere() {
    show(first, river);
    assertEquals(List.of(), asked);
    model.overImageProperty().set(true);
    assertEquals(List.of("scene.tif river"), asked);
    assertNotNull(model.drawnProperty().get());
  }

  @Test
  void theFirstMapOfASceneIsAJobAndTheNextOneIsNot() {
    model.overImageProperty().set(true);
    show(first, river);
    assertEquals(1, jobs.all().size());
    assertEquals("Score map of scene.tif", jobs.all().get(0).title());
    assertEquals(JobViewModel.State.SUCCEEDED, jobs.all().get(0).stateProperty().get());
    show(first, request("bridge"));
    assertEquals(List.of("scene.tif river", "scene.tif bridge"), asked);
    assertEquals("bridge", model.drawnProperty().get().map().query());
    assertEquals(1, jobs.all().size());
    show(elsewhere, request("bridge"));
    assertEquals(2, jobs.all().size());
  }

  @Test
  void anotherTileOfTheSceneKeepsTheMap() {
    model.onMapProperty().set(true);
    show(first, river);
    DrawnScores drawn = model.drawnProperty().get();
    show(second, river);
    assertEquals(1, asked.size());
    assertEquals(drawn, model.drawnProperty().get());
    model.show(null, Optional.empty());
    assertEquals(drawn, model.drawnProperty().get(), "no hit is selected for a moment");
  }

  @Test
  void imagesThatArePassedAreNotComputed() {
    model.overImageProperty().set(true);
    model.show(first, river);
    model.show(elsewhere, river);
    executor.runScheduled();
    assertEquals(List.of("other.tif river"), asked);
  }

  @Test
  void aStaleAnswerIsDropped() {
    model.overImageProperty().set(true);
    executor.hold();
    model.show(first, river);
    executor.runScheduled();
    model.show(elsewhere, river);
    executor.release();
    assertNull(model.drawnProperty().get());
    executor.runScheduled();
    assertEquals(Path.of("other.tif"), model.drawnProperty().get().map().scene());
  }

  @Test
  void aMapThatIsHiddenBeforeItIsKnownIsCancelled() {
    executor.hold();
    show(first, river);
    model.overImageProperty().set(true);
    executor.step();
    assertTrue(model.pendingProperty().get());
    model.overImageProperty().set(false);
    assertFalse(model.pendingProperty().get());
    executor.release();
    assertEquals(List.of(), asked);
  }

  @Test
  void itSaysWhyThereIsNoMap() {
    model.overImageProperty().set(true);
    assertEquals(
        "Select an image to see where in its scene the query is.", model.stateProperty().get());
    show(first, Optional.empty());
    assertEquals("There is no query. Search for something first.", model.stateProperty().get());
    show(first, request("-river"));
    assertEquals("There is no query. Search for something first.", model.stateProperty().get());
    ImageRecord small =
        ImageRecord.builder(9, "Test", Path.of("small.png")).size(1_000, 255).build();
    show(small, river);
    assertEquals(
        "The image has 1,000 × 255 pixels. A score map needs at least 256 on each side.",
        model.stateProperty().get());
    assertEquals(List.of(), asked);
    show(small.toBuilder().size(1_000, 256).build(), river);
    assertEquals("", model.stateProperty().get());
    assertEquals(1, asked.size());
  }

  @Test
  void aFailureIsToldAndAnotherSceneIsTriedAgain() {
    fails = true;
    model.overImageProperty().set(true);
    show(first, river);
    assertEquals("The scene is gone.", model.problemProperty().get());
    assertFalse(model.pendingProperty().get());
    assertNull(model.drawnProperty().get());
    fails = false;
    show(elsewhere, river);
    assertEquals("", model.problemProperty().get());
    assertNotNull(model.drawnProperty().get());
  }

  @Test
  void anotherModelMakesAnotherMap() {
    model.overImageProperty().set(true);
    show(first, river);
    model.forget();
    assertNull(model.drawnProperty().get());
    executor.runScheduled();
    assertEquals(2, asked.size());
    assertNotNull(model.drawnProperty().get());
  }

  @Test
  void theScoreUnderThePointerIsTheSameOverTheSceneAndOnTheMap() {
    model.onMapProperty().set(true);
    show(first, river);
    model.pointer().atScene(50, 50);
    assertEquals(0.1f, model.pointer().scoreProperty().get().orElseThrow(), 1e-6);
    model.pointer().atScene(150, 50);
    assertEquals(0.3f, model.pointer().scoreProperty().get().orElseThrow(), 1e-6);
    model.pointer().atScene(201, 50);
    assertEquals(Optional.empty(), model.pointer().scoreProperty().get());
    Projection mercator = Projection.WEB_MERCATOR;
    model.pointer().atMap(mercator.x(10.3), mercator.y(39.5));
    assertEquals(0.1f, model.pointer().scoreProperty().get().orElseThrow(), 1e-6);
    // On another copy of the world.
    model.pointer().atMap(mercator.x(11.7) - 2, mercator.y(39.5));
    assertEquals(0.3f, model.pointer().scoreProperty().get().orElseThrow(), 1e-6);
    model.pointer().atMap(mercator.x(13), mercator.y(39.5));
    assertEquals(Optional.empty(), model.pointer().scoreProperty().get());
    model.pointer().atScene(50, 50);
    model.pointer().away();
    assertEquals(Optional.empty(), model.pointer().scoreProperty().get());
  }

  @Test
  void theMapFollowsTheProjection() {
    model.onMapProperty().set(true);
    show(first, river);
    model.projectionProperty().set(Projection.PLATE_CARREE);
    DrawnScores drawn = model.drawnProperty().get();
    assertEquals(Projection.PLATE_CARREE, drawn.projection());
    assertEquals(Projection.PLATE_CARREE.y(40), drawn.box().orElseThrow()[1], 1e-12);
    assertEquals(1, asked.size(), "only drawn again");
  }

  @Test
  void aSceneWithoutCoordinatesHasNoPlaceOnTheMap() {
    placed = false;
    model.onMapProperty().set(true);
    show(first, river);
    assertTrue(model.drawnProperty().get().onMap().isEmpty());
    assertTrue(model.outline().isEmpty());
    model.pointer().atMap(0.5, 0.5);
    assertEquals(Optional.empty(), model.pointer().scoreProperty().get());
  }

  @Test
  void oneTermOrWordIsLookedForAlone() {
    model.overImageProperty().set(true);
    show(first, request("a wide river, boats"));
    assertEquals(List.of("scene.tif \"a wide river\", boats"), normalized());
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of("a wide river"),
            Optional.of("wide"),
            Optional.of("river"),
            Optional.of("boats")),
        List.copyOf(model.focus().choices()));
    model.focus().choose(Optional.of("boats"));
    assertEquals("boats", model.drawnProperty().get().map().query());
    show(second, request("a wide river, boats"));
    assertEquals(2, asked.size(), "the map of the same scene and word stays");
    model.focus().choose(Optional.of("trees"));
    assertEquals(Optional.of("boats"), model.focus().wordProperty().get(), "not of the query");
    show(second, request("boats"));
    assertEquals(List.of(), List.copyOf(model.focus().choices()));
    assertEquals(Optional.empty(), model.focus().wordProperty().get());
    assertEquals("boats", model.drawnProperty().get().map().query());
    model.focus().choose(Optional.empty());
    show(first, river);
    assertEquals("river", model.drawnProperty().get().map().query());
  }

  private List<String> normalized() {
    return asked.stream().map(text -> text.replace("a wide river,", "\"a wide river\",")).toList();
  }

  @Test
  void contoursAreTracedAtTheChosenLevelsWhileTheyAreShown() {
    model.overImageProperty().set(true);
    show(first, river);
    ScoreContours contours = model.contours();
    assertEquals(List.of(0.5, 0.7, 0.9), contours.levelsProperty().get());
    assertEquals(List.of(), contours.linesProperty().get());
    contours.shownProperty().set(true);
    assertEquals(3, contours.linesProperty().get().size());
    contours.choose(0.9, false);
    contours.choose(0.7, false);
    // From the left center at 50 to the right one at 150, half of the range is at 100.
    double left =
        contours.linesProperty().get().get(0).stream()
            .mapToDouble(vertex -> vertex.x())
            .min()
            .orElseThrow();
    assertEquals(100, left, 1e-4);
    contours.choose(0.5, false);
    assertEquals(List.of(), contours.linesProperty().get());
    contours.choose(0.2, true);
    assertEquals(1, contours.linesProperty().get().size());
    model.focus().choose(Optional.empty());
    contours.shownProperty().set(false);
    assertEquals(List.of(), contours.linesProperty().get());
    assertEquals(List.of(0.2), contours.levelsProperty().get());
  }

  @Test
  void placesOfContoursAreThoseOfTheScene() {
    model.overImageProperty().set(true);
    show(first, river);
    double[] corner = model.drawnProperty().get().world(200, 100);
    Projection mercator = Projection.WEB_MERCATOR;
    assertEquals(mercator.x(12), corner[0], 1e-9);
    assertEquals(mercator.y(39), corner[1], 1e-9);
    double[] middle = model.drawnProperty().get().world(100, 0);
    assertEquals(mercator.x(11), middle[0], 1e-9);
    assertEquals(mercator.y(40), middle[1], 1e-9);
  }
}

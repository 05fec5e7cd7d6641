package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.MapFixtures;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.FocusRing;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.explore.FeedbackViewModel;
import org.kamcl.explorer.ui.explore.FilterViewModel;
import org.kamcl.explorer.ui.explore.QueryViewModel;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The map pane with simulated input, without a display. */
class MapViewTest {
  @TempDir private static Path folder;

  /** More pulses than rendering a tile takes. */
  private static final int PULSES = 100;

  private final FxRobot robot = new FxRobot();
  private final FxTaskExecutor tasks = new FxTaskExecutor(Platform::runLater);
  private final SelectionViewModel selection = new SelectionViewModel();
  private ArchiveViewModel archive;
  private MapViewModel model;
  private MapView view;
  private final Messages messages = new Messages(Locale.ENGLISH);

  @BeforeAll
  static void display() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
  }

  @AfterAll
  static void end() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  @BeforeEach
  void open() throws TimeoutException {
    FxToolkit.setupStage(
        stage -> {
          archive =
              new ArchiveViewModel(
                  () -> FolderServices.of(folder), tasks, new JobsViewModel(tasks), messages);
          model = new MapViewModel(archive, selection, tasks);
          view = new MapView(model, new ThumbnailLoader(archive, tasks), tasks, messages);
          Scene scene = new Scene(new StackPane(view), 700, 600);
          ThemeStyles.of(Theme.LIGHT, new TextSize(), Locale.ENGLISH).applyTo(scene);
          FocusRing.install(scene);
          stage.setScene(scene);
          stage.setWidth(700);
          stage.setHeight(600);
          stage.show();
          view.open();
          archive.open();
        });
    waitUntil(() -> archive.stateProperty().get() == ArchiveViewModel.State.READY);
    waitUntil(view::isComplete);
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private void drag(double fromX, double fromY, double toX, double toY) {
    Bounds at = view.localToScreen(view.getBoundsInLocal());
    robot.moveTo(at.getMinX() + fromX, at.getMinY() + fromY);
    robot.press(MouseButton.PRIMARY);
    robot.moveTo(at.getMinX() + (fromX + toX) / 2, at.getMinY() + (fromY + toY) / 2);
    robot.moveTo(at.getMinX() + toX, at.getMinY() + toY);
    robot.release(MouseButton.PRIMARY);
  }

  @Test
  void aDraggedRectangleIsTheSearchAreaUntilItIsRemoved() {
    robot.clickOn("#tool-rectangle");
    Viewport before = model.viewport();
    drag(200, 150, 400, 350);
    waitUntil(() -> model.drawnAreaProperty().get().isPresent());
    GeoArea area = model.drawnAreaProperty().get().orElseThrow();
    GeoPoint southWest = before.geoPointAt(200, 350);
    assertEquals(southWest.lon(), area.simpleOutline().get(0).lon(), 0.01);
    assertEquals(southWest.lat(), area.simpleOutline().get(0).lat(), 0.01);
    assertEquals(before, model.viewport(), "the map did not move");
    robot.clickOn("#remove-area");
    waitUntil(() -> model.drawnAreaProperty().get().isEmpty());
  }

  @Test
  void enterFinishesAPolygonAndEscapeCancels() {
    robot.clickOn("#tool-polygon");
    Bounds at = view.localToScreen(view.getBoundsInLocal());
    for (int[] corner : new int[][] {{200, 150}, {400, 150}, {300, 350}}) {
      robot.clickOn(at.getMinX() + corner[0], at.getMinY() + corner[1]);
    }
    robot.type(KeyCode.ENTER);
    waitUntil(() -> model.drawnAreaProperty().get().isPresent());
    robot.clickOn("#tool-polygon");
    robot.clickOn(at.getMinX() + 300, at.getMinY() + 200);
    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !model.areaDrawing().isDrawing());
    assertTrue(model.drawnAreaProperty().get().isPresent(), "the previous area remains");
  }

  @Test
  void draggingAndKeysMoveTheMap() {
    Viewport start = model.viewport();
    drag(300, 300, 360, 330);
    waitUntil(() -> model.viewport().x() < start.x());
    Viewport dragged = model.viewport();
    assertEquals(60, (start.x() - dragged.x()) * start.scale(), 1);
    robot.type(KeyCode.RIGHT);
    waitUntil(() -> model.viewport().x() > dragged.x());
    robot.type(KeyCode.PLUS);
    waitUntil(() -> model.viewport().zoom() > dragged.zoom());
    robot.type(KeyCode.HOME);
    waitUntil(() -> Math.abs(model.viewport().zoom() - start.zoom()) < 1e-9);
  }

  @Test
  void theMapGoesToATypedPlace() {
    robot.clickOn("#place");
    robot.interact(() -> robot.lookup("#place").queryTextInputControl().setText("-33.9, 151.2"));
    robot.type(KeyCode.ENTER);
    waitUntil(() -> model.viewport().geoPointAt(350, 300).lat() < -33);
    assertEquals(151.2, model.viewport().geoPointAt(350, 300).lon(), 0.01);
  }

  @Test
  void listedImagesAreCountedWithoutAScaleOfScores() {
    ImageRecord near = archive.images().get(0);
    robot.interact(() -> selection.show(List.of(SearchHit.listed(1, near))));
    Node scores = robot.lookup("#score-scale").query();
    Label count = robot.lookup("#hits-on-map").queryAs(Label.class);
    assertEquals("1 of 1 on the map", count.getText());
    assertFalse(scores.isVisible());
    robot.interact(() -> selection.show(List.of(MapFixtures.hit(1, near, true))));
    assertTrue(scores.isVisible());
    Node showHits = robot.lookup("#show-hits").query();
    assertFalse(showHits.isVisible());
    robot.interact(() -> model.drag(100_000, 0));
    robot.interact(() -> model.zoom(4));
    waitUntil(showHits::isVisible);
    assertEquals("0 of 1 on the map", count.getText());
    robot.clickOn(showHits);
    waitUntil(() -> count.getText().equals("1 of 1 on the map"));
    assertFalse(showHits.isVisible());
  }

  @Test
  void enterGoesToTypedCoordinatesAtOnceAndTabLeavesTheField() {
    robot.clickOn("#place");
    robot.write("-33.9, 151.2");
    Node suggestions = robot.lookup("#place-suggestions").query();
    waitUntil(suggestions::isVisible);
    robot.type(KeyCode.ENTER);
    waitUntil(() -> model.viewport().geoPointAt(350, 300).lat() < -33);
    assertFalse(suggestions.isVisible());
    Node field = robot.lookup("#place").query();
    robot.type(KeyCode.TAB);
    waitUntil(() -> !field.isFocused());
    robot.interact(field::requestFocus);
    assertFalse(suggestions.isVisible(), "a filled field opens nothing");
    robot.type(KeyCode.TAB);
    waitUntil(() -> !field.isFocused());
  }

  @Test
  void arrowKeysChooseASuggestion() {
    robot.clickOn("#place");
    robot.write("par");
    Parent suggestions = robot.lookup("#place-suggestions").queryAs(Parent.class);
    waitUntil(() -> suggestions.getChildrenUnmodifiable().size() > 1);
    String second = ((Label) suggestions.getChildrenUnmodifiable().get(1)).getText();
    robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
    waitUntil(() -> !suggestions.isVisible());
    assertEquals(second, robot.lookup("#place").queryTextInputControl().getText());
  }

  @Test
  void anUnknownPlaceIsNamed() {
    Label unknown = robot.lookup("#place-unknown").queryAs(Label.class);
    Viewport before = model.viewport();
    robot.clickOn("#place");
    robot.write("xyzzy");
    assertFalse(unknown.isVisible());
    robot.type(KeyCode.ENTER);
    waitUntil(unknown::isVisible);
    assertTrue(unknown.getText().contains("xyzzy"), unknown.getText());
    assertEquals(before, model.viewport());
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !unknown.isVisible());
  }

  @Test
  void theKeyboardFocusIsVisibleAndThatOfTheMouseIsNot() {
    Region ring = robot.lookup(".map-focus").queryAs(Region.class);
    Bounds at = view.localToScreen(view.getBoundsInLocal());
    robot.clickOn(at.getMinX() + 300, at.getMinY() + 300);
    assertTrue(robot.lookup(".map-canvas").query().isFocused());
    robot.interact(view::layout);
    assertNull(ring.getBorder());
    robot.type(KeyCode.RIGHT);
    waitUntil(() -> ring.getBorder() != null);
    assertEquals(robot.lookup(".map-canvas").query().getLayoutBounds(), ring.getLayoutBounds());
    robot.interact(() -> robot.lookup("#place").query().requestFocus());
    waitUntil(() -> ring.getBorder() == null);
  }

  @Test
  void thePointerCoordinatesFollowThePointerWhileDrawing() {
    robot.clickOn("#tool-rectangle");
    Label pointer = robot.lookup("#pointer").queryAs(Label.class);
    Bounds at = view.localToScreen(view.getBoundsInLocal());
    robot.moveTo(at.getMinX() + 200, at.getMinY() + 150);
    robot.press(MouseButton.PRIMARY);
    robot.moveTo(at.getMinX() + 300, at.getMinY() + 250);
    String during = pointer.getText();
    robot.moveTo(at.getMinX() + 400, at.getMinY() + 350);
    waitUntil(() -> !pointer.getText().equals(during));
    robot.release(MouseButton.PRIMARY);
  }

  @Test
  void anotherThemeIsNeverMixedWithTheTilesOfTheOldOne() {
    waitUntil(() -> !view.hasMissingTiles());
    int light = corner();
    robot.interact(
        () -> ThemeStyles.of(Theme.DARK, new TextSize(), Locale.ENGLISH).applyTo(view.getScene()));
    for (int i = 0; i < PULSES && view.hasMissingTiles(); i++) {
      robot.interact(view::requestLayout);
      assertTrue(brightness(corner()) < brightness(light) / 2, "no light tile remains");
    }
    waitUntil(view::isComplete);
    assertTrue(brightness(corner()) < brightness(light) / 2);
  }

  /** The color of the map in its lower middle. */
  private int corner() {
    int[] argb = new int[1];
    robot.interact(() -> argb[0] = view.snapshot(null, null).getPixelReader().getArgb(350, 560));
    return argb[0];
  }

  private static int brightness(int argb) {
    return (argb >> 16 & 0xFF) + (argb >> 8 & 0xFF) + (argb & 0xFF);
  }

  @Test
  void hitsShowTheLegendAndMovingTheMapOffersASearch() {
    List<Optional<GeoArea>> searched = new ArrayList<>();
    BooleanProperty following = new SimpleBooleanProperty();
    robot.interact(() -> view.onSearchHere(searched::add, following));
    assertFalse(robot.lookup("#legend").tryQuery().filter(WindowRobot::isShown).isPresent());
    robot.interact(
        () ->
            new SearchViewModel(
                    archive,
                    selection,
                    new QueryViewModel(),
                    new FilterViewModel(tasks),
                    new FeedbackViewModel(
                        archive, tasks, new ToastsViewModel(tasks, messages), messages),
                    tasks,
                    messages)
                .search("green"));
    waitUntil(() -> robot.lookup("#legend").tryQuery().filter(WindowRobot::isShown).isPresent());
    Node searchHere = robot.lookup("#search-here").query();
    assertFalse(searchHere.isVisible());
    robot.interact(() -> model.zoom(1));
    waitUntil(searchHere::isVisible);
    robot.clickOn(searchHere);
    waitUntil(() -> searched.size() == 1);
    assertEquals(model.visibleAreaProperty().get(), searched.get(0).orElseThrow());
    assertFalse(searchHere.isVisible());
    robot.interact(() -> following.set(true));
    robot.interact(() -> model.zoom(1));
    assertTrue(model.movedSinceSearchProperty().get());
    assertFalse(searchHere.isVisible(), "every move already reruns the search");
  }

  @Test
  void thePointerCoordinatesAndTheScaleBarAreShown() {
    Bounds at = view.localToScreen(view.getBoundsInLocal());
    robot.moveTo(at.getMinX() + 350, at.getMinY() + 200);
    Label pointer = robot.lookup("#pointer").queryAs(Label.class);
    waitUntil(() -> pointer.getText().contains("N") && pointer.getText().contains("E"));
    assertTrue(robot.lookup("#scale").queryAs(Label.class).getText().endsWith("m"));
  }

  @Test
  void layerSettingsChangeTheMap() {
    robot.clickOn("#layers");
    waitUntil(() -> robot.lookup("Plate carrée (equirectangular)").tryQuery().isPresent());
    robot.clickOn("Plate carrée (equirectangular)");
    waitUntil(() -> model.viewport().projection() == Projection.PLATE_CARREE);
    waitUntil(view::isComplete);
  }

  @Test
  void noTileIsDrawnBeforeTheStyleSheetsAreApplied() {
    MapView[] unstyled = new MapView[1];
    robot.interact(
        () -> {
          unstyled[0] = new MapView(model, new ThumbnailLoader(archive, tasks), tasks, messages);
          Scene scene = view.getScene();
          scene.setUserAgentStylesheet(null);
          scene.getStylesheets().clear();
          scene.setRoot(new StackPane(unstyled[0]));
          unstyled[0].open();
        });
    for (int i = 0; i < PULSES; i++) {
      robot.interact(unstyled[0]::requestLayout);
      assertTrue(unstyled[0].hasMissingTiles());
    }
    robot.interact(
        () ->
            ThemeStyles.of(Theme.LIGHT, new TextSize(), Locale.ENGLISH)
                .applyTo(unstyled[0].getScene()));
    waitUntil(unstyled[0]::isComplete);
    assertFalse(unstyled[0].hasMissingTiles());
  }
}

package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.SampleServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The tour, and the offer to open an own folder, without a display. */
class TourTest {
  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private WindowSession session;
  private ExplorerWindow window;

  @BeforeEach
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
    open(Settings.DEFAULTS);
  }

  private void open(Settings settings) throws Exception {
    Path images = folder.resolve("images");
    if (!images.toFile().exists()) {
      TestImages.write(images);
    }
    SampleServices services = new SampleServices(FolderServices.of(images));
    robot.interact(
        () -> {
          stage = new Stage();
          session =
              new WindowSession(settings, Locale.ENGLISH, stored -> {}, IndexingJournal.none());
          window = new ExplorerWindow(Perspectives.all(), () -> services, session, 1440, 900);
          stage.setScene(window.scene());
          stage.show();
          window.open();
        });
    waitUntil(() -> window.opened().getAsBoolean());
  }

  @AfterEach
  void stop() throws TimeoutException {
    robot.interact(
        () -> {
          window.close();
          session.close();
          stage.close();
        });
    FxToolkit.cleanupStages();
  }

  private boolean isShown(String selector) {
    return robot.from(window.scene().getRoot()).lookup(selector).queryAll().stream()
        .anyMatch(node -> WindowRobot.isShown(node));
  }

  private String title() {
    return robot.lookup(".tour-title").queryAs(Label.class).getText();
  }

  private Settings.Guidance guidance() {
    return session.settings().settingsProperty().get().guidance();
  }

  /** The frame is around a node, up to a few pixels. */
  private void assertFramed(String selector) {
    waitUntil(() -> framed(selector));
  }

  private boolean framed(String selector) {
    Node node = window.scene().getRoot().lookup(selector);
    Node frame = window.scene().getRoot().lookup(".tour-frame");
    if (node == null || !frame.isVisible()) {
      return false;
    }
    Bounds wanted = node.localToScene(node.getLayoutBounds());
    Bounds actual = frame.localToScene(frame.getLayoutBounds());
    return Math.abs(wanted.getMinX() - actual.getMinX()) <= 4
        && Math.abs(wanted.getMaxX() - actual.getMaxX()) <= 4
        && Math.abs(wanted.getMinY() - actual.getMinY()) <= 4
        && Math.abs(wanted.getMaxY() - actual.getMaxY()) <= 4;
  }

  @Test
  void theTourShowsRealPartsOfTheWindowAndEndsWithAnOwnFolder() {
    waitUntil(() -> isShown("#tour-card"));
    assertEquals("Describe what you are looking for", title());
    assertFramed("#query-bar");
    waitUntil(() -> "tour-next".equals(window.scene().getFocusOwner().getId()));
    robot.push(KeyCode.SPACE);
    waitUntil(() -> title().equals("See why an image was found"));
    assertFramed("#details");
    assertFalse(window.lastQuery().isEmpty(), "an example was run");
    waitUntil(() -> "tour-next".equals(window.scene().getFocusOwner().getId()));
    robot.push(KeyCode.SPACE);
    waitUntil(() -> title().equals("Now search your own images"));
    assertFramed("#own-folder");
    assertTrue(isShown("#tour-folder"));
    robot.interact(() -> robot.lookup("#tour-back").queryButton().fire());
    waitUntil(() -> title().equals("See why an image was found"));
    robot.interact(() -> robot.lookup("#tour-skip").queryButton().fire());
    waitUntil(() -> !isShown("#tour-card"));
    assertTrue(guidance().tourShown());
    assertTrue(isShown("#own-folder"), "the next obvious thing stays");
  }

  @Test
  void escapeSkipsTheTourAndItIsShownAgainOnlyWhenAsked() throws Exception {
    waitUntil(() -> isShown("#tour-card"));
    robot.push(KeyCode.ESCAPE);
    waitUntil(() -> !isShown("#tour-card"));
    assertTrue(guidance().tourShown());
    Settings after = session.settings().settingsProperty().get();
    stop();
    open(after);
    waitUntil(() -> window.settled().getAsBoolean());
    assertFalse(isShown("#tour-card"));
    robot.push(KeyCode.SHIFT, KeyCode.F1);
    waitUntil(() -> isShown("#tour-card"));
    robot.interact(() -> window.search("green"));
    waitUntil(() -> title().equals("See why an image was found"));
    robot.interact(() -> robot.lookup("#own-folder .button.flat").queryButton().fire());
    waitUntil(() -> !isShown("#own-folder"));
    assertEquals(new Settings.Guidance(true, true), guidance());
  }

  @Test
  void theCardStaysInTheWindowInChineseAtTwiceTheTextSize() throws Exception {
    stop();
    open(
        Settings.DEFAULTS.with(
            Settings.DEFAULTS.appearance().withLanguage("zh").withTextPercent(200)));
    robot.interact(
        () -> {
          stage.setWidth(1024);
          stage.setHeight(700);
        });
    waitUntil(() -> isShown("#tour-card"));
    for (String next : List.of("#tour-next", "#tour-next", "#tour-skip")) {
      waitUntil(() -> isInside(window.scene().getRoot().lookup("#tour-card")));
      waitUntil(() -> isInside(window.scene().getRoot().lookup(next)));
      robot.interact(() -> robot.lookup(next).queryButton().fire());
    }
    waitUntil(() -> !isShown("#tour-card"));
  }

  private boolean isInside(Node node) {
    if (node == null) {
      return false;
    }
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    return bounds.getMinX() >= 0
        && bounds.getMinY() >= 0
        && bounds.getMaxX() <= window.scene().getWidth()
        && bounds.getMaxY() <= window.scene().getHeight();
  }
}

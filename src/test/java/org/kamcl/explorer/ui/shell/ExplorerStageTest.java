package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsStore;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Closing, reopening and switching the language, without a display. */
class ExplorerStageTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private ExplorerServices services;
  private Stage stage;
  private ExplorerStage explorer;

  @BeforeEach
  void services() throws TimeoutException, IOException {
    services = FolderServices.of(TestImages.write(folder.resolve("images")));
    FxToolkit.registerPrimaryStage();
  }

  private SettingsStore store() {
    return new SettingsStore(folder);
  }

  private void start() {
    createStage();
    robot.interact(explorer::open);
    waitUntil(() -> explorer.window().opened().getAsBoolean());
  }

  private void createStage() {
    Settings settings = store().load().settings();
    robot.interact(
        () -> {
          stage = new Stage();
          explorer =
              new ExplorerStage(
                  stage,
                  Perspectives.all(),
                  new WindowSession(
                      settings, Locale.ENGLISH, store()::save, IndexingJournal.none()),
                  () -> services);
          explorer.searchWhenOpen(Optional.of(settings.query()));
        });
  }

  @AfterEach
  void stop() {
    robot.interact(
        () -> {
          explorer.close();
          stage.close();
        });
  }

  private boolean isShown(String text) {
    return robot
        .from(explorer.window().scene().getRoot())
        .lookup(".label")
        .queryAllAs(Label.class)
        .stream()
        .anyMatch(label -> text.equals(label.getText()));
  }

  @Test
  void restoresTheWindowAsItWasLeft() {
    start();
    robot.interact(
        () -> {
          stage.setX(40);
          stage.setY(30);
          stage.setWidth(1300);
          stage.setHeight(720);
          explorer.window().search("blue");
        });
    waitUntil(() -> !windowRobot.cards().isEmpty());
    robot.clickOn(windowRobot.cards().get(0));
    robot.push(KeyCode.CONTROL, KeyCode.PLUS);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
    robot.type(KeyCode.M);
    waitUntil(() -> robot.lookup("#map").tryQuery().isEmpty());
    stop();

    SettingsStore.Loaded loaded = store().load();
    assertEquals(List.of(), loaded.problems());
    assertEquals(
        new Settings.WindowBounds(40, 30, 1300, 720, false, true), loaded.settings().bounds());
    start();
    assertEquals(40, stage.getX(), 1);
    assertEquals(1300, stage.getWidth(), 1);
    waitUntil(() -> !windowRobot.cards().isEmpty());
    assertEquals(
        "blue-1.png", windowRobot.cards().get(0).hit().image().file().getFileName().toString());
    assertTrue(robot.lookup("#map").tryQuery().isEmpty());
    assertEquals(110, loaded.settings().appearance().textPercent());
    assertEquals(Settings.ThemeChoice.DARK, loaded.settings().appearance().theme());
  }

  @Test
  void closingBeforeTheArchiveOpensKeepsTheLastQuery() {
    store().save(Settings.DEFAULTS.withQuery("blue"));
    createStage();
    stop();
    assertEquals("blue", store().load().settings().query());
    start();
    waitUntil(() -> !windowRobot.cards().isEmpty());
    robot.interact(() -> explorer.window().search("green"));
    waitUntil(() -> explorer.window().lastQuery().equals("green"));
  }

  @Test
  void slowWorkStartsAfterTheFirstLayout() {
    createStage();
    List<Double> widths = new ArrayList<>();
    robot.interact(
        () ->
            explorer.onFirstLayout(
                () ->
                    widths.add(explorer.window().scene().getRoot().getLayoutBounds().getWidth())));
    waitUntil(() -> !widths.isEmpty());
    assertEquals(explorer.window().scene().getWidth(), widths.get(0), 1);
    robot.interact(() -> explorer.window().scene().getRoot().requestLayout());
    assertEquals(1, widths.size());
  }

  @Test
  void boundsOutsideOfAllScreensAreIgnored() {
    store()
        .save(
            Settings.DEFAULTS.with(
                new Settings.WindowBounds(-50_000, 90_000, 1200, 700, false, true)));
    start();
    assertTrue(stage.getX() > -1200 && stage.getY() < 5_000, stage.getX() + " " + stage.getY());
    assertEquals(1200, stage.getWidth(), 1);
  }

  @Test
  void switchingTheLanguageRebuildsTheWindowAndKeepsTheSearch() {
    start();
    robot.interact(() -> explorer.window().search("green"));
    waitUntil(() -> !windowRobot.cards().isEmpty());
    assertTrue(isShown("Archive"));
    robot.push(KeyCode.CONTROL, KeyCode.COMMA);
    waitUntil(() -> robot.lookup("#settings-pane").tryQuery().isPresent());
    // Not by mouse: without a display, a popover that grows upwards keeps its old hit area.
    ToggleButton chinese = robot.lookup("\u4e2d\u6587").queryAs(ToggleButton.class);
    robot.interact(chinese::fire);
    waitUntil(() -> isShown("\u5f71\u50cf\u5e93"));
    assertTrue(!isShown("Archive"));
    waitUntil(() -> !windowRobot.cards().isEmpty());
    assertEquals("zh", store().load().settings().appearance().language());
    assertEquals(1, Window.getWindows().stream().filter(w -> w == stage).count());
  }
}

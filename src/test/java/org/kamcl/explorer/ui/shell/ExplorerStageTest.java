package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.Job;
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
  private WindowSession session;

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
          session =
              new WindowSession(settings, Locale.ENGLISH, store()::save, IndexingJournal.none());
          explorer = new ExplorerStage(stage, Perspectives.all(), session, () -> services);
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

  /** A job that runs until it is released. */
  private CountDownLatch startJob(boolean fails) {
    CountDownLatch released = new CountDownLatch(1);
    Job<String> job =
        context -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (fails) {
            throw new KamclException(LegacyError.SENTENCE, "The disk is full.");
          }
          return "";
        };
    robot.interact(
        () -> session.jobs().queue("Long job", job, done -> {}, () -> {}, failure -> {}));
    return released;
  }

  private void requestClose() {
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private void answer(String button) {
    waitUntil(() -> robot.lookup("#close-dialog").tryQuery().isPresent());
    robot.interact(robot.lookup(button).queryButton()::fire);
    waitUntil(() -> robot.lookup("#close-dialog").tryQuery().isEmpty());
  }

  @Test
  void closingWhileAJobRunsAsksAndCanBeCanceled() {
    start();
    CountDownLatch released = startJob(false);
    requestClose();
    assertTrue(stage.isShowing(), "the window waits for an answer");
    answer("#close-keep");
    assertTrue(stage.isShowing());
    assertEquals(1, session.jobs().running().size(), "the job goes on");
    requestClose();
    answer("#close-stop");
    assertFalse(stage.isShowing());
    released.countDown();
  }

  @Test
  void closingWithoutAJobAsksNothing() {
    start();
    requestClose();
    assertFalse(stage.isShowing());
    assertTrue(robot.lookup("#close-dialog").tryQuery().isEmpty());
  }

  @Test
  void jobsFinishInTheBackgroundBeforeTheProgramEnds() {
    start();
    AtomicInteger exits = new AtomicInteger();
    explorer.setExit(exits::incrementAndGet);
    CountDownLatch released = startJob(false);
    requestClose();
    answer("#close-background");
    assertFalse(stage.isShowing());
    assertEquals(1, session.jobs().running().size());
    assertEquals(0, exits.get(), "the program does not end before the job");
    released.countDown();
    waitUntil(() -> exits.get() == 1);
  }

  @Test
  void theWindowComesBackIfAJobFailsInTheBackground() {
    start();
    AtomicInteger exits = new AtomicInteger();
    explorer.setExit(exits::incrementAndGet);
    CountDownLatch released = startJob(true);
    requestClose();
    answer("#close-background");
    released.countDown();
    waitUntil(() -> stage.isShowing());
    assertEquals(0, exits.get());
  }

  /** Whether the start page is visible, in each frame from now on. */
  private List<Boolean> startPageInEachFrame() {
    List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
    robot.interact(
        () -> {
          Node view = stage.getScene().lookup(".start");
          Node page = view.lookup(".start-middle");
          stage
              .getScene()
              .addPostLayoutPulseListener(() -> seen.add(page.isVisible() && view.isVisible()));
        });
    return seen;
  }

  @Test
  void aRestartWithAFullArchiveDoesNotFlashTheStartPage() {
    store().save(Settings.DEFAULTS.withQuery("blue"));
    createStage();
    List<Boolean> seen = startPageInEachFrame();
    robot.interact(explorer::open);
    waitUntil(() -> !windowRobot.cards().isEmpty());
    assertFalse(seen.contains(true), "neither while the archive opens nor while the search runs");
    assertFalse(stage.getScene().lookup(".start").isVisible());
  }

  @Test
  void withoutAQueryTheStartPageAppearsOnceTheArchiveIsOpen() {
    createStage();
    List<Boolean> seen = startPageInEachFrame();
    robot.interact(explorer::open);
    waitUntil(() -> explorer.window().opened().getAsBoolean());
    waitUntil(() -> seen.contains(true));
    assertTrue(isShown("12 images are ready to search"));
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
  void aRestartShowsThePerspectiveThatWasLeftWithTheAnswerToTheLastQuery() {
    start();
    robot.interact(() -> explorer.window().search("blue"));
    waitUntil(() -> !windowRobot.cards().isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    waitUntil(() -> robot.lookup("#image").tryQuery().isPresent());
    stop();
    start();
    waitUntil(() -> explorer.window().lastSearch().isPresent());
    assertEquals("blue", explorer.window().lastQuery());
    assertTrue(robot.lookup("#image").tryQuery().isPresent(), "the image is still shown large");
    waitUntil(() -> isShown("blue-1.png"));
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    waitUntil(() -> !windowRobot.cards().isEmpty());
  }

  @Test
  void switchingTheLanguageKeepsFiltersAndPerspective() {
    createStage();
    SearchFilter filter = SearchFilter.NONE.withDateMissing(true);
    robot.interact(
        () -> {
          explorer.window().firstSearch().run(SearchRequest.of(Query.empty(), 10).with(filter));
          explorer.open();
        });
    waitUntil(() -> explorer.window().lastSearch().isPresent());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.interact(() -> session.settings().changeLook(look -> look.withLanguage("zh")));
    waitUntil(() -> isShown("\u5f71\u50cf\u5e93"));
    waitUntil(() -> explorer.window().lastSearch().isPresent());
    assertEquals(filter, explorer.window().lastSearch().orElseThrow().filter());
    assertTrue(robot.lookup("#image").tryQuery().isPresent());
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
  void theEmptyFrameHasTheTitleOfTheWindow() {
    createStage();
    assertEquals(stage.getTitle(), ShellSkeleton.TITLE);
    robot.interact(
        () -> {
          Stage empty = new Stage();
          ShellSkeleton.show(empty, Settings.DEFAULTS, () -> {});
          assertEquals(ShellSkeleton.TITLE, empty.getTitle());
          empty.close();
        });
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

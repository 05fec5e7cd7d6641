package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.InMemoryTrainingRuns.epoch;
import static org.kamcl.explorer.ui.InMemoryTrainingRuns.point;
import static org.kamcl.explorer.ui.InMemoryTrainingRuns.probe;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.InMemoryTrainingRuns;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.chart.Curve;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** The Train perspective in the window, by mouse and by keyboard. */
class TrainPerspectiveTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private InMemoryTrainingRuns runs;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    ExplorerServices services = FolderServices.of(folder);
    runs = (InMemoryTrainingRuns) services.trainingRuns();
    fixture.open(() -> services, Theme.LIGHT);
  }

  /** Two runs: one that has ended after two epochs, and one that is in its second epoch. */
  private void addRuns() {
    runs.add("first", RunState.DONE, 2);
    runs.rename("first", "First run");
    runs.add("second", RunState.RUNNING, 4);
    runs.rename("second", "Second run");
    log("first", 1, 20);
    runs.log("first", epoch(1, 10, 12, true), epoch(2, 20, 15.5, true));
    log("second", 1, 15);
    runs.log("second", epoch(1, 10, 14, true));
  }

  private void log(String run, int from, int to) {
    runs.log(
        run,
        IntStream.rangeClosed(from, to)
            .boxed()
            .flatMap(
                step ->
                    List.of(
                        point("total", step, step / 10.0, 10.0 / step),
                        point("triplet", step, step / 10.0, 1.0 / step),
                        point("headLearningRate", step, step / 10.0, 2e-4))
                        .stream())
            .toArray());
  }

  private void showTrain() {
    robot.clickOn("#perspective-train");
    fixture.settle();
  }

  private List<Curve> curves(String panel) {
    return robot.lookup("#panel-" + panel).queryAs(ChartPanel.class).chart().curves();
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(WindowRobot::isShown).orElse(false);
  }

  private ListView<RunSummary> list() {
    return robot.lookup("#runs").queryListView();
  }

  private RunRow row(String title) {
    return robot.lookup(".run-row").queryAllAs(RunRow.class).stream()
        .filter(WindowRobot::isShown)
        .filter(
            row ->
                row.lookupAll(".run-name").stream()
                    .anyMatch(name -> ((Label) name).getText().equals(title)))
        .findFirst()
        .orElseThrow();
  }

  private void fire(String id) {
    robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
  }

  private void menu(String title, String item) {
    windowRobot.requestMenu(row(title).getParent());
    waitUntil(() -> robot.lookup("#" + item).tryQuery().isPresent());
    robot.clickOn("#" + item);
  }

  @Test
  void withoutRunsTheViewSaysWhatTheyAre() {
    showTrain();
    assertTrue(isShown("#train-empty"));
    assertFalse(isShown("#runs"));
    runs.add("new", RunState.QUEUED, 3);
    waitUntil(() -> isShown("#runs"));
    assertEquals("Waiting", text("#train-state"));
  }

  @Test
  void theNewestRunIsShownAndItsCurvesGrowWhileItRuns() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-run"));
    assertEquals("Second run", text("#train-run"));
    assertEquals(1, curves("total").size());
    assertEquals(15, curves("total").get(0).data().size());
    assertTrue(curves("total").get(0).live());
    log("second", 16, 18);
    waitUntil(() -> curves("total").get(0).data().size() == 18);
    assertEquals(10.0 / 18, curves("total").get(0).data().latest(), 1e-12);
    runs.rewind("second", 12);
    waitUntil(() -> curves("total").get(0).data().size() == 12);
    runs.setState("second", RunState.DONE);
    waitUntil(() -> text("#train-state").equals("Finished"));
    assertFalse(curves("total").get(0).live());
  }

  @Test
  void aCheckedRunIsLaidOverInItsOwnColorAndItsSettingsAreCompared() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-run"));
    robot.clickOn(row("First run").lookup(".run-shown"));
    waitUntil(() -> curves("total").size() == 2 && curves("total").get(0).data().size() == 20);
    List<Curve> both = curves("total");
    assertEquals(List.of("First run", "Second run"), both.stream().map(Curve::name).toList());
    assertTrue(both.get(0).color() != both.get(1).color());
    assertEquals(2, curves("mean-recall").size());
    assertTrue(isShown("#differences"));
    Set<String> texts = windowRobot.texts("#differences");
    assertTrue(texts.containsAll(Set.of("epochs", "2", "4")), texts.toString());
    robot.interact(() -> list().getSelectionModel().select(1));
    waitUntil(() -> text("#train-run").equals("First run"));
    assertEquals(both.get(0).color(), curves("total").get(1).color(), "colors stay");
    robot.clickOn(row("Second run").lookup(".run-shown"));
    waitUntil(() -> curves("total").size() == 1);
    assertFalse(((CheckBox) row("Second run").lookup(".run-shown")).isSelected());
    assertFalse(isShown("#differences"));
  }

  @Test
  void theListIsFilteredAndSorted() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#runs"));
    robot.interact(() -> robot.lookup("#run-filter").queryAs(TextField.class).setText("FIRST"));
    assertEquals(List.of("First run"), list().getItems().stream().map(RunSummary::title).toList());
    robot.interact(
        () -> {
          robot.lookup("#run-filter").queryAs(TextField.class).setText("");
          robot
              .lookup("#run-order")
              .<javafx.scene.control.ComboBox<RunOrder>>query()
              .setValue(RunOrder.BEST);
        });
    assertEquals(
        List.of("First run", "Second run"),
        list().getItems().stream().map(RunSummary::title).toList());
  }

  @Test
  void aRunIsPausedResumedAndStopped() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-pause"));
    fire("#train-pause");
    waitUntil(() -> text("#train-state").equals("Paused"));
    assertEquals(RunState.PAUSED, runs.find("second").state());
    assertFalse(isShown("#train-pause"));
    fire("#train-resume");
    waitUntil(() -> isShown("#train-pause"));
    fire("#train-stop");
    waitUntil(() -> isShown("#train-stop-pause"));
    robot.clickOn("#train-stop-pause");
    waitUntil(() -> runs.find("second").state() == RunState.PAUSED);
    waitUntil(() -> isShown("#train-resume"));
    fire("#train-resume");
    waitUntil(() -> isShown("#train-pause"));
    fire("#train-stop");
    waitUntil(() -> isShown("#train-stop-epoch"));
    robot.clickOn("#train-stop-epoch");
    waitUntil(() -> text("#train-state").equals("Stopped"));
    assertFalse(isShown("#train-stop"));
  }

  @Test
  void theMenuRenamesDeletesAndRestoresARun() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#runs"));
    menu("First run", "train-rename");
    waitUntil(() -> isShown("#train-title"));
    robot.interact(() -> robot.lookup("#train-title").queryAs(TextField.class).setText("Baseline"));
    fire("#train-save");
    waitUntil(() -> list().getItems().stream().anyMatch(run -> run.title().equals("Baseline")));
    menu("Baseline", "train-delete");
    waitUntil(() -> list().getItems().size() == 1);
    robot.interact(
        () ->
            robot.lookup(".toast-action").queryAll().stream()
                .map(node -> (javafx.scene.control.ButtonBase) node)
                .forEach(javafx.scene.control.ButtonBase::fire));
    waitUntil(() -> list().getItems().size() == 2);
    menu("Baseline", "train-command");
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertEquals("kamcl train corpus --name first", copied[0]);
  }

  @Test
  void aFailedRunSaysWhyAndOffersToResume() {
    addRuns();
    runs.fail(
        "second", new KamclException(LegacyError.SENTENCE, "The disk is almost full.").problem());
    showTrain();
    waitUntil(() -> isShown("#train-notice"));
    assertTrue(windowRobot.texts("#train-notice").contains("The disk is almost full."));
    fire("#notice-resume");
    waitUntil(() -> !isShown("#train-notice"));
    assertEquals(RunState.RUNNING, runs.find("second").state());
  }

  @Test
  void aRunThatDivergesIsNamedWithItsStepAndAdvice() {
    addRuns();
    runs.log("second", point("total", 16, 1.6, Double.NaN));
    showTrain();
    waitUntil(() -> isShown("#train-notice"));
    assertEquals(
        Set.of(
            "The loss is not a number since step 16, in the epoch after epoch 1. Stop it, and"
                + " resume it with half the learning rates or start a copy with them."),
        windowRobot.texts("#train-notice"));
    assertTrue(Double.isInfinite(curves("total").get(0).data().value(15)));
    assertFalse(isShown("#notice-half"), "it is running");
    runs.setState("second", RunState.PAUSED);
    waitUntil(() -> isShown("#notice-half"));
    assertFalse(isShown("#notice-resume"), "it would diverge again");
    double rate =
        Double.parseDouble(runs.find("second").origin().settings().get("headLearningRate"));
    fire("#notice-half");
    waitUntil(() -> runs.find("second").state() == RunState.RUNNING);
    assertEquals(
        rate / 2, Double.parseDouble(runs.plan("second").settings().get("headLearningRate")));
  }

  @Test
  void anErrorOfTheServiceIsShown() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-pause"));
    runs.failWith(Optional.of(new KamclException(LegacyError.SENTENCE, "No permission.")));
    fire("#train-pause");
    waitUntil(() -> windowRobot.texts(".toasts").contains("No permission."));
  }

  @Test
  void probesShowTheNearestImagesWithTheWantedOneFramed() throws IOException {
    addRuns();
    List<Path> images;
    try (var files = Files.list(folder)) {
      images = files.sorted().limit(6).toList();
    }
    runs.log(
        "second",
        probe(1, "a red field", 9, images.get(0), images.subList(1, 6)),
        probe(2, "a red field", 2, images.get(0), List.of(images.get(1), images.get(0))));
    showTrain();
    waitUntil(() -> robot.lookup(".probe-image").queryAll().size() == 7);
    assertEquals(1, robot.lookup(".probe-wanted").queryAll().size());
    assertEquals(
        List.of("9", "2"),
        robot.lookup(".probe-rank").queryAllAs(Label.class).stream()
            .map(Labeled::getText)
            .toList());
    assertTrue(windowRobot.texts("#probes").contains("Epoch 2, latest"));
    fixture.settle();
    javafx.scene.layout.StackPane wanted = robot.lookup(".probe-wanted").query();
    assertNotNull(((javafx.scene.image.ImageView) wanted.getChildren().get(0)).getImage());
  }

  @Test
  void theEpochsOfProbesAreThoseThatTellMost() {
    Set<Integer> all = Set.copyOf(IntStream.rangeClosed(0, 40).boxed().toList());
    assertEquals(List.of(0, 10, 20, 30, 40), ProbeStrip.chosen(all, 20, 5));
    assertEquals(List.of(40), ProbeStrip.chosen(all, 20, 1));
    assertEquals(List.of(0, 1, 2), ProbeStrip.chosen(Set.of(2, 0, 1), 0, 5));
  }

  @Test
  void conceptsAreDrawnOverTheEpochs() {
    addRuns();
    runs.log(
        "second",
        new RunEvents.ConceptStrength(1, "tree", 12, 0.3, 0.1),
        new RunEvents.ConceptStrength(1, "pier", 40, 0.6, 0.1));
    showTrain();
    waitUntil(() -> isShown("#concept-curves"));
    List<Curve> concepts =
        robot.lookup("#concept-curves").queryAs(ConceptCurves.class).chart().curves();
    assertEquals(List.of("pier", "tree"), concepts.stream().map(Curve::name).toList());
    assertEquals(0.6, concepts.get(0).data().latest());
  }

  @Test
  void shortcutsSwitchTheScaleAndPauseTheRun() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-pause"));
    robot.press(KeyCode.CONTROL).type(KeyCode.L).release(KeyCode.CONTROL);
    assertTrue(
        robot.lookup("#scale-log").queryAs(javafx.scene.control.ToggleButton.class).isSelected());
    robot.press(KeyCode.CONTROL).type(KeyCode.P).release(KeyCode.CONTROL);
    waitUntil(() -> runs.find("second").state() == RunState.PAUSED);
  }

  @Test
  void closingTheWindowAsksWhatHappensToARunningTraining() {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#train-pause"));
    waitUntil(() -> isShown("#perspective-train .rail-dot"));
    TrainPerspective train =
        fixture.window().perspectives().stream()
            .filter(TrainPerspective.class::isInstance)
            .map(TrainPerspective.class::cast)
            .findFirst()
            .orElseThrow();
    int[] closed = new int[1];
    askBeforeClose(train, closed);
    fire("#close-runs-keep");
    assertEquals(0, closed[0]);
    askBeforeClose(train, closed);
    fire("#close-runs-go");
    assertEquals(1, closed[0]);
    assertEquals(RunState.RUNNING, runs.find("second").state());
    askBeforeClose(train, closed);
    fire("#close-runs-pause");
    waitUntil(() -> closed[0] == 2);
    assertEquals(RunState.PAUSED, runs.find("second").state());
    waitUntil(() -> text("#train-state").equals("Paused"));
    boolean[] asked = new boolean[1];
    robot.interact(() -> asked[0] = train.askBeforeClose(null, scene -> {}, () -> {}));
    assertFalse(asked[0], "nothing is running");
  }

  private void askBeforeClose(TrainPerspective train, int[] closed) {
    robot.interact(
        () ->
            assertTrue(
                train.askBeforeClose(
                    fixture.window().scene().getWindow(), scene -> {}, () -> closed[0]++)));
    waitUntil(() -> isShown("#close-runs-keep"));
  }

  @Test
  void chartsAreSavedAsTheyAreShown() throws IOException {
    addRuns();
    showTrain();
    waitUntil(() -> isShown("#charts") && curves("total").size() == 1);
    TrainView view = robot.lookup("#train").queryAs(TrainView.class);
    Path csv = folder.resolve("charts.csv");
    Path png = folder.resolve("charts.png");
    robot.interact(
        () -> {
          view.saver().writeTable(view.allCharts(), csv);
          view.saver().writeImage(view.charts(), png);
        });
    waitUntil(() -> Files.exists(csv) && Files.exists(png));
    fixture.settle();
    List<String> lines = Files.readAllLines(csv);
    assertEquals(
        15,
        lines.stream().filter(line -> line.startsWith("\"Total loss\",\"Second run\"")).count());
    assertTrue(Files.size(png) > 10_000);
  }
}

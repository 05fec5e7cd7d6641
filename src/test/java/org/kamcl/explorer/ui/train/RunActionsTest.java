package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.RunEntries.point;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;

/** What can be done to a run in Train, by mouse and by keyboard. */
class RunActionsTest extends TrainWindow {
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
            "The loss is not a number since step 16, in the epoch after epoch 1. Stop it,"
                + " then resume it with half the learning rates, or start a copy with half the"
                + " rates."),
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
    TrainPerspective train = train();
    int[] closed = new int[1];
    askBeforeClose(train, closed);
    fire("#close-runs-keep");
    assertEquals(0, closed[0]);
    askBeforeClose(train, closed);
    fire("#close-runs-go");
    waitUntil(() -> closed[0] == 1);
    assertEquals(RunState.RUNNING, runs.find("second").state());
    runs.add("third", RunState.RUNNING, 4);
    askBeforeClose(train, closed);
    fire("#close-runs-pause");
    waitUntil(() -> closed[0] == 2);
    assertEquals(RunState.PAUSED, runs.find("third").state());
    assertEquals(RunState.RUNNING, runs.find("second").state(), "it goes on by itself");
    closes(train, closed);
    waitUntil(() -> closed[0] == 3);
    assertFalse(isShown("#close-runs-keep"), "nothing is running");
  }

  @Test
  void aRunThatTheWindowHasNotReadIsAskedForButNotOneThatGoesOnByItself() {
    // The window shows another perspective and looks rarely.
    fixture.settle();
    runs.add("unseen", RunState.RUNNING, 4);
    TrainPerspective train = train();
    int[] closed = new int[1];
    askBeforeClose(train, closed);
    fire("#close-runs-go");
    waitUntil(() -> closed[0] == 1);
    closes(train, closed);
    waitUntil(() -> closed[0] == 2);
    assertFalse(isShown("#close-runs-keep"), "it goes on by itself");
    runs.add("later", RunState.RUNNING, 4);
    askBeforeClose(train, closed);
    assertTrue(windowRobot.texts("#close-runs").contains("A training is running"));
    fire("#close-runs-keep");
  }

  private TrainPerspective train() {
    return fixture.window().perspectives().stream()
        .filter(TrainPerspective.class::isInstance)
        .map(TrainPerspective.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private void closes(TrainPerspective train, int[] closed) {
    robot.interact(
        () ->
            assertTrue(
                train.askBeforeClose(
                    fixture.window().scene().getWindow(), scene -> {}, () -> closed[0]++)));
  }

  private void askBeforeClose(TrainPerspective train, int[] closed) {
    closes(train, closed);
    waitUntil(() -> isShown("#close-runs-keep"));
  }

  @Test
  void aPausedRunIsStoppedWithoutResumingIt() {
    addRuns();
    runs.setState("second", RunState.PAUSED);
    showTrain();
    waitUntil(() -> isShown("#train-resume"));
    fire("#train-stop");
    waitUntil(() -> isShown("#train-stop-end"));
    assertFalse(isShown("#train-stop-epoch"), "no epoch is running");
    robot.clickOn("#train-stop-end");
    waitUntil(() -> text("#train-state").equals("Stopped"));
    assertEquals(
        List.of(RunState.RUNNING, RunState.PAUSED, RunState.STOPPED), runs.states("second"));
  }

  @Test
  void probesOfARunAreEditedWithoutStoppingIt() {
    addRuns();
    List<RunProbe> before =
        List.of(
            new RunProbe("a red field", Optional.of("a.png")),
            new RunProbe("a pier", Optional.empty()));
    runs.setProbes("second", before);
    showTrain();
    waitUntil(() -> isShown("#probes-edit"));
    fire("#probes-edit");
    waitUntil(() -> isShown("#probe-editor"));
    assertEquals(List.of("a red field", "a pier"), fields(".probe-query-field"));
    assertEquals(List.of("a.png", ""), fields(".probe-wanted-field"));
    fire("#probe-cancel");
    assertEquals(before, runs.probes("second"));

    fire("#probes-edit");
    waitUntil(() -> isShown("#probe-editor"));
    robot.interact(
        () -> {
          robot.lookup(".probe-remove").queryAllAs(Button.class).iterator().next().fire();
          robot.lookup("#probe-add").queryAs(Button.class).fire();
          robot.lookup("#probe-add").queryAs(Button.class).fire();
        });
    robot.interact(
        () -> {
          List<TextField> queries =
              List.copyOf(robot.lookup(".probe-query-field").queryAllAs(TextField.class));
          assertTrue(queries.get(2).isFocused(), "the new row can be typed in at once");
          queries.get(1).setText("  a lake ");
          List.copyOf(robot.lookup(".probe-wanted-field").queryAllAs(TextField.class))
              .get(1)
              .setText("b.png");
        });
    fire("#probe-save");
    waitUntil(() -> runs.probes("second").size() == 2 && !isShown("#probe-editor"));
    assertEquals(
        List.of(
            new RunProbe("a pier", Optional.empty()), new RunProbe("a lake", Optional.of("b.png"))),
        runs.probes("second"),
        "the empty row is no query");
    assertEquals(RunState.RUNNING, runs.find("second").state());
    runs.setState("second", RunState.DONE);
    waitUntil(() -> !isShown("#probes-edit"));
  }

  private List<String> fields(String style) {
    return robot.lookup(style).queryAllAs(TextField.class).stream()
        .map(TextField::getText)
        .toList();
  }

  @Test
  void theMemoryOfARunningRunIsShown() {
    addRuns();
    runs.memory(new RunMemory(1_288_490_189L, 2L << 30));
    showTrain();
    waitUntil(() -> isShown("#run-memory"));
    assertEquals("1.2 GB, peak 2.0 GB", text("#run-memory"));
    runs.memory(new RunMemory(1L << 30, 2L << 30));
    waitUntil(() -> text("#run-memory").equals("1.0 GB, peak 2.0 GB"));
    runs.memory(new RunMemory(0, 2L << 30));
    runs.setState("second", RunState.DONE);
    waitUntil(() -> text("#run-memory").equals("peak 2.0 GB"));
  }
}

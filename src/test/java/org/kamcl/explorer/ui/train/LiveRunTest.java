package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.chart.CurveData;
import org.kamcl.explorer.ui.chart.XAxis;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;
import org.testfx.api.FxRobot;

/**
 * A run of the real engine in its own process, watched and controlled in the window. The process
 * starts three times, which takes most of the time of this test.
 */
class LiveRunTest {
  /** More than can be done before the test ends the run. */
  private static final int EPOCHS = 400;

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @AfterEach
  void endProcesses() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  /** The processes of runs. */
  private static List<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
  }

  private RunPlan plan() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting :
        ("batchSize=4 queueSize=16 batchNormAdaptationImages=4 conceptStartEpoch=2"
                + " frozenTextLayers=5 checkpointSteps=2 patience=0")
            .split(" ")) {
      settings.put(setting.split("=")[0], setting.split("=")[1]);
    }
    settings.put("epochs", Integer.toString(EPOCHS));
    return new RunPlan(
        "Watched run",
        "",
        folder.resolve("corpus"),
        Optional.empty(),
        "small",
        "default",
        settings,
        3,
        "cpu",
        List.of(new RunProbe("many boats near lake", Optional.of("p009.jpg"))),
        List.of());
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(WindowRobot::isShown).orElse(false);
  }

  private void fire(String id) {
    robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
  }

  private CurveData total() {
    return robot.lookup("#panel-total").queryAs(ChartPanel.class).chart().curves().get(0).data();
  }

  private boolean hasMoreStepsThan(double steps) {
    return isShown("#panel-total")
        && !robot.lookup("#panel-total").queryAs(ChartPanel.class).chart().curves().isEmpty()
        && !total().isEmpty()
        && total().x(XAxis.STEP, total().size() - 1) > steps;
  }

  private double lastStep() {
    return total().x(XAxis.STEP, total().size() - 1);
  }

  @Test
  void aRunIsWatchedPausedKilledResumedAndEndedAndItsModelIsUsable() throws TimeoutException {
    TinyCorpus.write(folder.resolve("corpus"), 8, 3);
    TestModels.defaultModel(folder.resolve("workspace/models/small"), 32);
    ExplorerContext context =
        fixture.open(new Workspace(folder.resolve("workspace"), Optional.empty()));
    robot.interact(
        () -> robot.lookup("#perspective-train").<javafx.scene.control.ToggleButton>query().fire());
    RunSummary run = context.trainingRuns().start(plan(), StartTime.IN_TURN).run(JobContext.NONE);
    waitUntil(() -> hasMoreStepsThan(2));
    assertEquals("Watched run", text("#train-run"));
    waitUntil(() -> isShown("#train-pause"));

    fire("#train-pause");
    waitUntil(() -> text("#train-state").equals("Paused"));
    double paused = lastStep();
    fire("#train-resume");
    waitUntil(() -> hasMoreStepsThan(paused + 2));
    assertEquals("Running", text("#train-state").substring(0, 7));

    List<ProcessHandle> running = processes();
    assertFalse(running.isEmpty(), "the run has a process of its own");
    running.forEach(ProcessHandle::destroyForcibly);
    waitUntil(() -> text("#train-state").equals("Interrupted"));
    assertTrue(isShown("#train-notice"));
    double killed = lastStep();
    fire("#notice-resume");
    waitUntil(() -> hasMoreStepsThan(killed + 2));
    for (int i = 0; i < total().size(); i++) {
      assertEquals(i + 1, total().x(XAxis.STEP, i), "each step once, in order");
    }

    waitUntil(() -> isShown("#train-stop"));
    fire("#train-stop");
    waitUntil(() -> isShown("#train-stop-end"));
    fire("#train-stop-end");
    waitUntil(() -> text("#train-state").equals("Stopped"));
    RunSummary ended = context.trainingRuns().find(run.name());
    assertEquals(RunState.STOPPED, ended.state());
    ModelStore models = new ModelStore(folder.resolve("workspace/models"), Optional.empty());
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model =
            models.open(models.check(models.find(ended.model().orElseThrow())), runtime)) {
      assertEquals(1, model.embedTexts(List.of("boats near a pier")).size());
    }
    assertFalse(robot.lookup(".probe-image").queryAll().isEmpty());
  }
}

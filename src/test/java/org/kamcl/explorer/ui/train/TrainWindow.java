package org.kamcl.explorer.ui.train;

import static org.kamcl.explorer.ui.RunEntries.epoch;
import static org.kamcl.explorer.ui.RunEntries.point;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
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

/** A window with runs in memory, in Train. */
abstract class TrainWindow {
  @TempDir Path folder;

  final FxRobot robot = new FxRobot();
  final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension final WindowFixture fixture = new WindowFixture();
  InMemoryTrainingRuns runs;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    ExplorerServices services = FolderServices.of(folder);
    runs = (InMemoryTrainingRuns) services.trainingRuns();
    fixture.open(() -> services, Theme.LIGHT);
  }

  /** Two runs: one that has ended after two epochs, and one that is in its second epoch. */
  void addRuns() {
    runs.add("first", RunState.DONE, 2);
    runs.rename("first", "First run");
    runs.add("second", RunState.RUNNING, 4);
    runs.rename("second", "Second run");
    log("first", 1, 20);
    runs.log("first", epoch(1, 10, 12, true), epoch(2, 20, 15.5, true));
    log("second", 1, 15);
    runs.log("second", epoch(1, 10, 14, true));
  }

  void log(String run, int from, int to) {
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

  void showTrain() {
    robot.clickOn("#perspective-train");
    fixture.settle();
  }

  List<Curve> curves(String panel) {
    return robot.lookup("#panel-" + panel).queryAs(ChartPanel.class).chart().curves();
  }

  String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(WindowRobot::isShown).orElse(false);
  }

  ListView<RunSummary> list() {
    return robot.lookup("#runs").queryListView();
  }

  RunRow row(String title) {
    return robot.lookup(".run-row").queryAllAs(RunRow.class).stream()
        .filter(WindowRobot::isShown)
        .filter(
            row ->
                row.lookupAll(".run-name").stream()
                    .anyMatch(name -> ((Label) name).getText().equals(title)))
        .findFirst()
        .orElseThrow();
  }

  void fire(String id) {
    robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
  }

  void menu(String title, String item) {
    windowRobot.requestMenu(row(title).getParent());
    waitUntil(() -> robot.lookup("#" + item).tryQuery().isPresent());
    robot.clickOn("#" + item);
  }
}

package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.RunEntries.probe;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.chart.Curve;

/** The Train perspective in the window, by mouse and by keyboard. */
class TrainPerspectiveTest extends TrainWindow {
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

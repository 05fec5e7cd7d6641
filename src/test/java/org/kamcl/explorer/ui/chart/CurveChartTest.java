package org.kamcl.explorer.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Two charts beside each other, by mouse and by keyboard, while data arrives. */
class CurveChartTest {
  private static final int DANGER = 0xFFC4202C;

  private final FxRobot robot = new FxRobot();
  private final CurveData blue = new CurveData();
  private final CurveData orange = new CurveData();
  private final ChartViewport viewport = new ChartViewport();
  private CurveChart left;
  private CurveChart right;

  @BeforeEach
  void open() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          viewport.axisProperty().set(XAxis.STEP);
          viewport.smoothingProperty().set(0);
          left = new CurveChart(viewport, new Messages(Locale.ENGLISH));
          right = new CurveChart(viewport, new Messages(Locale.ENGLISH));
          left.setTitle("Total loss");
          right.setTitle("Triplet");
          left.setCurves(
              List.of(Curve.of(blue, "First", 1, true), Curve.of(orange, "Second", 6, false)));
          right.setCurves(List.of(Curve.of(orange, "Second", 6, false)));
          left.setPrefSize(500, 300);
          right.setPrefSize(500, 300);
          Scene scene = new Scene(new HBox(left, right), 1000, 300);
          ThemeStyles.of(Theme.LIGHT, new TextSize(), Locale.ENGLISH).applyTo(scene);
          stage.setScene(scene);
          stage.show();
        });
    robot.interact(
        () -> {
          for (int i = 1; i <= 100; i++) {
            blue.append(i, i / 10.0, i, 100.0 / i);
            orange.append(i, i / 10.0, i, 50);
          }
          refresh();
        });
  }

  @AfterEach
  void close() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  private void refresh() {
    left.refresh();
    right.refresh();
    left.getScene().getRoot().layout();
  }

  private Point2D at(CurveChart chart, double step) {
    ChartFrame frame = chart.frame();
    assertNotNull(frame);
    return chart.localToScreen(frame.pixelX(step), frame.top() + frame.height() / 2);
  }

  private void drag(double from, double to) {
    Point2D middle = at(left, (from + to) / 2);
    Point2D end = at(left, to);
    robot.drag(at(left, from), MouseButton.PRIMARY).moveTo(middle).moveTo(end).drop();
  }

  private void append(int steps, double value) {
    robot.interact(
        () -> {
          for (int i = 0; i < steps; i++) {
            int step = blue.size() + 1;
            blue.append(step, step / 10.0, step, value);
          }
          refresh();
        });
  }

  @Test
  void draggingZoomsAllChartsAndNewDataDoesNotMoveThem() {
    assertEquals(new Span(0, 100), viewport.range());
    append(20, 1);
    assertEquals(new Span(0, 120), viewport.range(), "without a zoom, all data is shown");
    drag(30, 60);
    Span zoomed = viewport.range();
    assertEquals(30, zoomed.low(), 1);
    assertEquals(60, zoomed.high(), 1);
    append(200, 1);
    assertEquals(zoomed, viewport.range());
    assertEquals(zoomed, right.frame().x());
    robot.press(KeyCode.SHIFT);
    drag(40, 45);
    robot.release(KeyCode.SHIFT);
    Span moved = viewport.range();
    assertEquals(zoomed.length(), moved.length(), 1e-9);
    assertEquals(zoomed.low() - 5, moved.low(), 0.6);
    append(50, 1);
    assertEquals(moved, viewport.range());
    robot.doubleClickOn(at(right, 40), MouseButton.PRIMARY);
    assertNull(viewport.zoomProperty().get());
    assertEquals(new Span(0, 370), viewport.range());
  }

  @Test
  void theVerticalAxisFitsWhatIsVisible() {
    drag(50, 100);
    ValueScale scale = left.frame().y();
    assertTrue(scale.span().high() < 60, scale.toString());
    assertTrue(scale.span().low() >= 0, scale.toString());
  }

  @Test
  void theKeyboardReadsMovesAndZooms() {
    robot.interact(left::requestFocus);
    assertTrue(left.getAccessibleText().contains("First 1"), left.getAccessibleText());
    robot.type(KeyCode.HOME);
    assertEquals(1, viewport.crosshairProperty().get());
    robot.type(KeyCode.RIGHT);
    assertEquals(2, viewport.crosshairProperty().get());
    assertEquals("Total loss. Step 2: First 50.00, Second 50.00", left.getAccessibleText());
    robot.type(KeyCode.END);
    assertEquals("Triplet. Step 100: Second 50.00", right.getAccessibleText());
    robot.type(KeyCode.LEFT);
    assertEquals(99, viewport.crosshairProperty().get());
    robot.type(KeyCode.PLUS);
    double length = viewport.range().length();
    assertEquals(100 / 1.5, length, 1e-9);
    double before = viewport.range().low();
    robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
    assertEquals(before - length / 10, viewport.range().low(), 1e-9);
    robot.type(KeyCode.DIGIT0);
    assertEquals(new Span(0, 100), viewport.range());
    robot.type(KeyCode.ESCAPE);
    assertTrue(Double.isNaN(viewport.crosshairProperty().get()));
  }

  @Test
  void thePointerReadsTheCurvesOfAllCharts() {
    robot.moveTo(at(left, 25));
    assertEquals(25, viewport.crosshairProperty().get(), 1);
    assertTrue(right.getAccessibleText().contains("Second 50"), right.getAccessibleText());
    robot.moveTo(left.localToScreen(2, 2));
    assertTrue(Double.isNaN(viewport.crosshairProperty().get()));
  }

  @Test
  void theReadingHasTheSmoothedAndTheExactValue() {
    robot.interact(
        () -> {
          viewport.smoothingProperty().set(0.5);
          viewport.crosshairProperty().set(2);
          refresh();
        });
    List<Readout> values = Readout.at(left.curves(), XAxis.STEP, 2, 0.5, 1);
    assertEquals(50, values.get(0).value());
    assertEquals((0.5 * 50 + 25) / 0.75, values.get(0).smoothed(), 1e-9);
    assertEquals("Total loss. Step 2: First 66.67, Second 50.00", left.getAccessibleText());
  }

  @Test
  void aLogarithmicAxisShowsZerosAsMarksWithTheirNumber() {
    append(1, 0);
    append(1, -2);
    append(1, 1);
    robot.interact(
        () -> {
          viewport.logarithmicProperty().set(true);
          refresh();
        });
    assertTrue(left.frame().y().logarithmic());
    assertTrue(left.frame().y().span().low() > 0);
    assertTrue(
        robot.lookup(".chart-label").queryAll().stream()
            .anyMatch(
                node ->
                    node.isVisible()
                        && ((javafx.scene.control.Label) node)
                            .getText()
                            .equals("2 values are zero or negative and not shown")));
    robot.interact(
        () -> {
          left.setLogAllowed(false);
          refresh();
        });
    assertFalse(left.frame().y().logarithmic());
  }

  @Test
  void aRunThatDivergesIsMarked() {
    assertEquals(0, dangerPixels());
    append(5, Double.NaN);
    assertTrue(dangerPixels() > 100, dangerPixels() + " pixels");
    robot.interact(
        () -> {
          viewport.crosshairProperty().set(104);
          refresh();
        });
    assertTrue(left.getAccessibleText().contains("First not a number"), left.getAccessibleText());
  }

  private int dangerPixels() {
    WritableImage[] shot = new WritableImage[1];
    robot.interact(() -> shot[0] = left.snapshot(null, null));
    int count = 0;
    for (int y = 0; y < shot[0].getHeight(); y++) {
      for (int x = 0; x < shot[0].getWidth(); x++) {
        count += shot[0].getPixelReader().getArgb(x, y) == DANGER ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void theTableHasExactlyTheVisiblePoints() {
    robot.interact(
        () -> {
          viewport.show(2, 3);
          viewport.smoothingProperty().set(0.5);
          refresh();
        });
    String[] lines = CurveCsv.of(List.of(left, right)).split("\r\n");
    assertEquals("chart,curve,step,epoch,seconds,value,smoothed", lines[0]);
    assertEquals(1 + 2 + 2 + 2, lines.length);
    String[] cells = lines[1].split(",");
    assertEquals("\"Total loss\"", cells[0]);
    assertEquals("\"First\"", cells[1]);
    assertEquals("2", cells[2]);
    assertEquals(50, Double.parseDouble(cells[5]));
    assertEquals(66.6667, Double.parseDouble(cells[6]), 1e-3);
    assertTrue(lines[6].startsWith("\"Triplet\",\"Second\",3,"), lines[6]);
  }

  @Test
  void theVisiblePointsStayWhenTheAxisChanges() {
    robot.interact(() -> viewport.show(30, 60));
    robot.interact(() -> viewport.axisProperty().set(XAxis.EPOCH));
    assertEquals(3, viewport.range().low(), 1e-9);
    assertEquals(6, viewport.range().high(), 1e-9);
    robot.interact(() -> viewport.axisProperty().set(XAxis.TIME));
    assertEquals(new Span(30, 60), viewport.range());
    robot.interact(
        () -> {
          viewport.show(32.5, 33.25);
          viewport.axisProperty().set(XAxis.EPOCH);
        });
    assertEquals(3.25, viewport.range().low(), 1e-9, "between two points");
    assertEquals(3.325, viewport.range().high(), 1e-9);
    robot.interact(
        () -> {
          viewport.show(9, 12);
          viewport.axisProperty().set(XAxis.STEP);
        });
    assertEquals(90, viewport.range().low(), 1e-9);
    assertEquals(120, viewport.range().high(), 1e-9, "beyond the last point");
    robot.interact(viewport::reset);
    robot.interact(() -> viewport.axisProperty().set(XAxis.EPOCH));
    assertNull(viewport.zoomProperty().get(), "all data stays all data");
  }

  @Test
  void aRangeWithoutPointsShowsAllDataOnAnotherAxis() {
    robot.interact(() -> viewport.show(500, 600));
    robot.interact(() -> viewport.axisProperty().set(XAxis.EPOCH));
    assertNull(viewport.zoomProperty().get());
  }
}

package org.kamcl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.Curve;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.chart.CurveData;
import org.kamcl.explorer.ui.chart.XAxis;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;
import org.kamcl.support.WindowThread;

/**
 * Measures curves that grow by one point per series and frame, without a display: our chart alone
 * and nine of them, and the chart of JavaFX with the first, lowest, highest and last point per
 * column. Arguments: series (5), points (50,000), and the name of one of them.
 */
public final class CurveBench {
  private static final int WARM = 40;
  private static final int MEASURED = 200;

  private final int series;
  private final int points;

  private CurveBench(int series, int points) {
    this.series = series;
    this.points = points;
  }

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws Exception {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("headless.geometry", "1600x1200-32");
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    int series = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int points = args.length > 1 ? Integer.parseInt(args[1]) : 50_000;
    CurveBench bench = new CurveBench(series, points);
    String only = args.length > 2 ? args[2] : "";
    if (only.isEmpty() || only.equals("one")) {
      bench.canvases("one", 1, false);
    }
    if (only.isEmpty() || only.equals("logarithmic")) {
      bench.canvases("logarithmic", 1, true);
    }
    if (only.isEmpty() || only.equals("nine")) {
      bench.canvases("nine", 9, false);
    }
    if (only.isEmpty() || only.equals("javafx")) {
      bench.lineChart("javafx");
    }
    Platform.exit();
  }

  private double value(SplittableRandom random, int index) {
    return 4 + 6 * Math.exp(-5.0 * index / points) + random.nextGaussian() * 0.2;
  }

  private void canvases(String name, int charts, boolean logarithmic) throws InterruptedException {
    ChartViewport viewport = new ChartViewport();
    List<CurveData> all = new ArrayList<>();
    List<CurveChart> shown = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    GridPane grid = new GridPane();
    Runnable build =
        () -> {
          viewport.axisProperty().set(XAxis.STEP);
          viewport.smoothingProperty().set(0.78);
          viewport.logarithmicProperty().set(logarithmic);
          for (int c = 0; c < charts; c++) {
            CurveChart chart = new CurveChart(viewport, new Messages(Locale.ENGLISH));
            List<Curve> curves = new ArrayList<>();
            for (int s = 0; s < series; s++) {
              CurveData data = new CurveData();
              for (int i = 0; i < points; i++) {
                data.append(i + 1, i / 246.0, i, value(random, i));
              }
              all.add(data);
              curves.add(Curve.of(data, "Run " + s, s + 1, true));
            }
            chart.setCurves(curves);
            int side = charts == 1 ? 1 : 3;
            chart.setPrefSize(1100.0 / side, 800.0 / side);
            grid.add(chart, c % side, c / side);
            shown.add(chart);
          }
        };
    Runnable step =
        () -> {
          for (CurveData data : all) {
            int i = data.size();
            data.append(i + 1, i / 246.0, i, value(random, i));
          }
          shown.forEach(CurveChart::refresh);
        };
    measure(name, grid, build, step);
  }

  /** The chart of JavaFX, given only the first, lowest, highest and last point of each column. */
  private void lineChart(String name) throws InterruptedException {
    NumberAxis x = new NumberAxis();
    NumberAxis y = new NumberAxis();
    LineChart<Number, Number> chart = new LineChart<>(x, y);
    List<double[]> values = new ArrayList<>();
    int[] size = {points};
    SplittableRandom random = new SplittableRandom(1);
    Runnable build =
        () -> {
          chart.setAnimated(false);
          chart.setCreateSymbols(false);
          chart.setPrefSize(1100, 800);
          for (int s = 0; s < series; s++) {
            double[] all = new double[points + WARM + MEASURED + 10];
            for (int i = 0; i < all.length; i++) {
              all[i] = value(random, i);
            }
            values.add(all);
            chart.getData().add(new XYChart.Series<>());
          }
        };
    Runnable step =
        () -> {
          size[0]++;
          for (int s = 0; s < series; s++) {
            List<XYChart.Data<Number, Number>> left = new ArrayList<>();
            double[] all = values.get(s);
            int columns = 1000;
            for (int c = 0; c < columns; c++) {
              int from = (int) ((long) c * size[0] / columns);
              int to = (int) ((long) (c + 1) * size[0] / columns);
              int low = from;
              int high = from;
              for (int i = from; i < to; i++) {
                low = all[i] < all[low] ? i : low;
                high = all[i] > all[high] ? i : high;
              }
              int[] kept = {from, low, high, to - 1};
              Arrays.stream(kept)
                  .sorted()
                  .distinct()
                  .forEach(i -> left.add(new XYChart.Data<>(i, all[i])));
            }
            chart.getData().get(s).getData().setAll(left);
          }
        };
    measure(name, chart, build, step);
  }

  private static void measure(String name, Parent root, Runnable build, Runnable step)
      throws InterruptedException {
    Stage[] stage = new Stage[1];
    double before = ScrollTrial.usedHeapMegabytes();
    WindowThread.run(
        () -> {
          build.run();
          Scene scene = new Scene(root, 1120, 820);
          ThemeStyles.of(Theme.DARK, new TextSize(), Locale.ENGLISH).applyTo(scene);
          stage[0] = new Stage();
          stage[0].setScene(scene);
          stage[0].show();
        });
    WindowThread.waitForFrames(3);
    CountDownLatch done = new CountDownLatch(1);
    Frames frames = new Frames(step, done);
    double window = ScrollTrial.processorMillis("JavaFX Application");
    double drawing = ScrollTrial.processorMillis("QuantumRenderer");
    WindowThread.run(frames::start);
    done.await();
    int all = WARM + MEASURED;
    Bench.print(
        name + "/window", (ScrollTrial.processorMillis("JavaFX Application") - window) / all, "ms");
    Bench.print(
        name + "/drawing", (ScrollTrial.processorMillis("QuantumRenderer") - drawing) / all, "ms");
    Arrays.sort(frames.between);
    Bench.print(name + "/median", frames.between[MEASURED / 2], "ms");
    Bench.print(name + "/p95", frames.between[MEASURED * 95 / 100], "ms");
    Bench.print(name + "/longest", frames.between[MEASURED - 1], "ms");
    Arrays.sort(frames.work);
    Bench.print(name + "/p95-work", frames.work[MEASURED * 95 / 100], "ms");
    Bench.print(name + "/memory", ScrollTrial.usedHeapMegabytes() - before, "MB");
    Node shown = root;
    WindowThread.run(
        () -> {
          shown.setVisible(false);
          stage[0].close();
        });
  }

  /** Adds points before each frame, and measures the times between the frames. */
  private static final class Frames extends AnimationTimer {
    private final double[] between = new double[MEASURED];

    /** Processor time of both threads per frame, which hardly depends on other programs. */
    private final double[] work = new double[MEASURED];

    private final Runnable step;
    private final CountDownLatch done;
    private long last;
    private double lastWork;
    private int frame = -WARM;

    Frames(Runnable step, CountDownLatch done) {
      this.step = step;
      this.done = done;
    }

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      double processor =
          ScrollTrial.processorMillis("JavaFX Application")
              + ScrollTrial.processorMillis("QuantumRenderer");
      if (frame >= 0) {
        between[frame] = (now - last) / 1e6;
        work[frame] = processor - lastWork;
      }
      last = now;
      lastWork = processor;
      step.run();
      frame++;
      if (frame == MEASURED) {
        stop();
        done.countDown();
      }
    }
  }
}

package org.kamcl.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.concepts.PlotHandle;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.WindowThread;

/**
 * Measures panning and zooming of a plot of 20,000 images in the application window, without a
 * display: times between frames, and processor time per frame. Argument: the number of images.
 */
public final class PlotBench {
  private static final int WARM = 60;
  private static final int MEASURED = 420;

  private PlotBench() {}

  /** What is done to the plot in each frame. */
  private enum Motion {
    PAN,
    ZOOM
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
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    Path folder = java.nio.file.Files.createTempDirectory("plot");
    TestImages.write(folder);
    ExplorerWindow[] window = new ExplorerWindow[1];
    Stage[] stage = new Stage[1];
    WindowThread.run(
        () -> {
          window[0] =
              new ExplorerWindow(
                  Perspectives.all(),
                  () -> services(folder, images),
                  new Messages(Locale.ENGLISH),
                  Theme.LIGHT,
                  1440,
                  900);
          stage[0] = new Stage();
          stage[0].setScene(window[0].scene());
          stage[0].setWidth(1440);
          stage[0].setHeight(900);
          stage[0].show();
          window[0].open();
        });
    WindowThread.waitFor(() -> window[0].opened().getAsBoolean());
    WindowThread.run(
        () ->
            ((javafx.scene.control.ToggleButton)
                    stage[0].getScene().getRoot().lookup("#perspective-concepts"))
                .fire());
    WindowThread.waitFor(() -> window[0].settled().getAsBoolean());
    WindowThread.waitFor(() -> PlotHandle.of(stage[0].getScene()).points() == images);
    for (Motion motion : Motion.values()) {
      measure(PlotHandle.of(stage[0].getScene()), motion);
    }
    WindowThread.run(
        () -> {
          window[0].close();
          stage[0].close();
        });
    Platform.exit();
  }

  private static void measure(PlotHandle plot, Motion motion) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Run run = new Run(plot, motion, done);
    WindowThread.run(run::start);
    double window = ScrollTrial.processorMillis("JavaFX Application");
    double drawing = ScrollTrial.processorMillis("QuantumRenderer");
    done.await();
    String name = "plot/" + motion.name().toLowerCase(Locale.ROOT);
    int frames = WARM + MEASURED;
    Bench.print(
        name + "/window",
        (ScrollTrial.processorMillis("JavaFX Application") - window) / frames,
        "ms");
    Bench.print(
        name + "/drawing",
        (ScrollTrial.processorMillis("QuantumRenderer") - drawing) / frames,
        "ms");
    Arrays.sort(run.between);
    Bench.print(name + "/median", run.between[MEASURED / 2], "ms");
    Bench.print(name + "/p95", run.between[MEASURED * 95 / 100], "ms");
    Bench.print(name + "/longest", run.between[MEASURED - 1], "ms");
  }

  /** Moves the plot in each frame. */
  private static final class Run extends AnimationTimer {
    private final double[] between = new double[MEASURED];
    private final PlotHandle plot;
    private final Motion motion;
    private final CountDownLatch done;
    private long last;
    private int frame = -WARM;

    Run(PlotHandle plot, Motion motion, CountDownLatch done) {
      this.plot = plot;
      this.motion = motion;
      this.done = done;
    }

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      if (frame >= 0) {
        between[frame] = (now - last) / 1e6;
      }
      last = now;
      // There and back again, so that points are always seen.
      boolean back = Math.floorMod(frame, 120) >= 60;
      if (motion == Motion.PAN) {
        plot.pan(back ? -4 : 4, back ? -2 : 2);
      } else {
        plot.zoom(back ? 1 / 1.05 : 1.05);
      }
      frame++;
      if (frame == MEASURED) {
        stop();
        done.countDown();
      }
    }
  }

  /** The images of a folder many times, placed in clusters. */
  private static ExplorerServices services(Path folder, int count) {
    return new ForwardingExplorerServices(FolderServices.of(folder)) {
      private final List<ImageRecord> few = super.archive().images();
      private final List<ImageRecord> many =
          java.util.stream.IntStream.range(0, count)
              .mapToObj(
                  i ->
                      ImageRecord.builder(i, "c" + i % 6, few.get(i % few.size()).file())
                          .size(64, 64)
                          .build())
              .toList();

      @Override
      public org.kamcl.explorer.api.ImageArchive archive() {
        org.kamcl.explorer.api.ImageArchive real = super.archive();
        return new org.kamcl.explorer.api.ImageArchive() {
          @Override
          public org.kamcl.explorer.domain.ArchiveSummary summary() {
            return real.summary();
          }

          @Override
          public List<ImageRecord> images() {
            return many;
          }
        };
      }

      @Override
      public EmbeddingPlots plots() {
        return new ClusteredPlots(count);
      }
    };
  }

  /** Points in six clusters. */
  private record ClusteredPlots(int count) implements EmbeddingPlots {
    @Override
    public Plot principalComponents(java.util.function.BooleanSupplier cancelled) {
      Random random = new Random(1);
      long[] images = new long[count];
      float[] x = new float[count];
      float[] y = new float[count];
      for (int i = 0; i < count; i++) {
        images[i] = i;
        x[i] = (float) (random.nextGaussian() + 4 * Math.cos(i % 6));
        y[i] = (float) (random.nextGaussian() + 4 * Math.sin(i % 6));
      }
      return new Plot(images, x, y, count);
    }

    @Override
    public Job<Plot> neighbors(Consumer<Plot> partial) {
      return context -> principalComponents(() -> false);
    }

    @Override
    public Clusters clusters(Plot plot, int most, java.util.function.BooleanSupplier cancelled) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] strengths(Plot plot, String concept) {
      return new float[plot.size()];
    }
  }
}

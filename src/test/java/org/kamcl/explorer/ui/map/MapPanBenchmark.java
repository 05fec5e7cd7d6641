package org.kamcl.explorer.ui.map;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.MapFixtures;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;
import org.kamcl.support.WindowThread;

/** Pans the map over a synthetic archive and measures its frames. */
public final class MapPanBenchmark implements AutoCloseable {
  private static final int WARM_UP_FRAMES = 90;
  private static final int FRAMES = 420;

  /** Pixels per frame. */
  private static final double SPEED = 9;

  private final List<ImageRecord> images;
  private final FxTaskExecutor tasks = new FxTaskExecutor(Platform::runLater);
  private final SelectionViewModel selection = new SelectionViewModel();
  private MapViewModel model;
  private MapView view;
  private Stage stage;

  /** Opens a window with a number of footprints. */
  public MapPanBenchmark(int footprints) throws InterruptedException {
    images = MapFixtures.archive(footprints, 7);
    WindowThread.run(this::open);
    WindowThread.waitFor(() -> view.isComplete());
  }

  /**
   * The result of a measurement.
   *
   * @param workMedian median layout time of a frame on the JavaFX thread, ms
   * @param processor processor time per frame of the JavaFX and the rendering thread together, ms;
   *     hardly influenced by other programs
   * @param median time between frames, ms
   * @param p95 time between frames, ms
   * @param p99 time between frames, ms
   * @param rate frames per second
   * @param blank share of frames with a missing tile
   */
  public record FrameTimes(
      double workMedian,
      double processor,
      double median,
      double p95,
      double p99,
      double rate,
      double blank) {}

  private void open() {
    ImageArchive archive =
        new ImageArchive() {
          @Override
          public ArchiveSummary summary() {
            return new ArchiveSummary(images.size(), 0, List.of("Benchmark"), "none");
          }

          @Override
          public List<ImageRecord> images() {
            return images;
          }
        };
    ExplorerServices services =
        new ForwardingExplorerServices(null) {
          @Override
          public ImageArchive archive() {
            return archive;
          }

          @Override
          public ThumbnailSource thumbnails() {
            return MapPanBenchmark::thumbnail;
          }

          @Override
          public boolean firstStart() {
            return false;
          }
        };
    Messages messages = new Messages(Locale.ENGLISH);
    ArchiveViewModel archiveModel =
        new ArchiveViewModel(() -> services, tasks, new JobsViewModel(tasks), messages);
    model = new MapViewModel(archiveModel, selection, tasks);
    view = new MapView(model, new ThumbnailLoader(archiveModel, tasks), tasks, messages);
    Scene scene = new Scene(new StackPane(view), 408, 750);
    ThemeStyles.of(Theme.LIGHT, new TextSize(), Locale.ENGLISH).applyTo(scene);
    stage = new Stage();
    stage.setScene(scene);
    stage.show();
    view.open();
    archiveModel.open();
  }

  /** A synthetic thumbnail that takes as long as reading a small one. */
  private static ArgbImage thumbnail(ImageRecord image, int side) {
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      int wave = (int) (127 + 120 * Math.sin(i % side * 0.2 + image.id()));
      argb[i] = 0xFF000000 | wave << 16 | 120 << 8 | i / side % 256;
    }
    return new ArgbImage(side, side, argb);
  }

  /**
   * Pans over the densest part of the archive.
   *
   * @param hits number of hits, a tenth of them strong
   */
  public FrameTimes pan(int width, int height, int hits, double zoom) throws InterruptedException {
    WindowThread.run(
        () -> {
          stage.setWidth(width);
          stage.setHeight(height);
          List<SearchHit> found = new ArrayList<>();
          for (int i = 0; i < hits; i++) {
            // Neighbors in the list are neighbors on the ground.
            ImageRecord image = images.get((int) ((long) i * 7919 % Math.min(6000, images.size())));
            found.add(MapFixtures.hit(i + 1, image, i < hits / 10));
          }
          selection.show(found);
          GeoPoint center = images.get(0).footprint().orElseThrow().center();
          model.goTo(new PlaceFinder.Match(PlaceFinder.Match.Kind.COUNTRY, "", "", center, zoom));
        });
    WindowThread.waitForFrames(2);
    WindowThread.waitFor(() -> view.isComplete());
    CountDownLatch done = new CountDownLatch(1);
    double[] between = new double[FRAMES];
    double[] work = new double[FRAMES];
    int[] blank = {0};
    WindowThread.run(() -> new Pan(between, work, blank, done).start());
    double start = processorMillis();
    done.await();
    double processor = (processorMillis() - start) / (WARM_UP_FRAMES + FRAMES);
    double seconds = Arrays.stream(between).sum() / 1000;
    Arrays.sort(between);
    Arrays.sort(work);
    return new FrameTimes(
        work[FRAMES / 2],
        processor,
        between[FRAMES / 2],
        between[FRAMES * 95 / 100],
        between[FRAMES * 99 / 100],
        FRAMES / seconds,
        (double) blank[0] / FRAMES);
  }

  /** Processor time of the two threads that produce a frame. */
  private static double processorMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double millis = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null
          && (thread.getThreadName().startsWith("QuantumRenderer")
              || thread.getThreadName().startsWith("JavaFX Application"))) {
        millis += threads.getThreadCpuTime(thread.getThreadId()) / 1e6;
      }
    }
    return millis;
  }

  /** Pans in circles, so that new tiles appear on all sides. */
  private final class Pan extends AnimationTimer {
    private final double[] between;
    private final double[] work;
    private final int[] blank;
    private final CountDownLatch done;
    private long last;
    private int frame = -WARM_UP_FRAMES;

    Pan(double[] between, double[] work, int[] blank, CountDownLatch done) {
      this.between = between;
      this.work = work;
      this.blank = blank;
      this.done = done;
    }

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      if (frame >= 0) {
        between[frame] = (now - last) / 1e6;
      }
      last = now;
      double angle = 2 * Math.PI * frame / 210;
      model.drag(SPEED * Math.cos(angle), SPEED * Math.sin(angle));
      long start = System.nanoTime();
      view.layout();
      if (frame >= 0) {
        work[frame] = (System.nanoTime() - start) / 1e6;
        blank[0] += view.hasMissingTiles() ? 1 : 0;
      }
      frame++;
      if (frame == FRAMES) {
        stop();
        done.countDown();
      }
    }
  }

  @Override
  public void close() {
    Platform.runLater(stage::close);
    tasks.close();
  }
}

package org.kamcl.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.WindowThread;

/** Scrolls many hits in the application window and measures the frames. */
final class ScrollTrial implements AutoCloseable {
  private static final int WARM = 60;
  private static final int MEASURED = 420;

  /** Pixels per frame: a row of thumbnails in a fifth of a second. */
  private static final double SPEED = 16;

  /** Frames between two jumps: half a second. */
  private static final int REST = 30;

  private final ExplorerContext context;
  private final double seconds;
  private ExplorerWindow window;
  private Stage stage;
  private Kind shown = Kind.GRID;
  private double longestPause;

  /** Opens the window for a workspace and runs a search. */
  ScrollTrial(Path home) throws InterruptedException {
    context = ExplorerContext.open(new Workspace(home, Optional.of(Path.of("").toAbsolutePath())));
    long start = System.nanoTime();
    WindowThread.run(
        () -> {
          window =
              new ExplorerWindow(
                  Perspectives.all(),
                  () -> context,
                  new Messages(Locale.ENGLISH),
                  Theme.LIGHT,
                  1440,
                  900);
          stage = new Stage();
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    WindowThread.waitFor(() -> window.opened().getAsBoolean());
    WindowThread.run(() -> window.search("boats beside a long pier"));
    WindowThread.waitFor(() -> !window.lastQuery().isEmpty() && window.settled().getAsBoolean());
    seconds = (System.nanoTime() - start) / 1e9;
  }

  /** The view of the results. */
  enum Kind {
    /** A grid of cards. */
    GRID,
    /** A table. */
    LIST
  }

  /** How the results are scrolled. */
  enum ScrollPattern {
    /** Steadily down, then back. */
    STEADY,
    /** Jumps to random positions. */
    JUMPS
  }

  /**
   * The results of a measurement.
   *
   * @param window CPU time of the JavaFX thread in ms per frame, which hardly depends on other
   *     programs
   * @param drawing CPU time of the rendering thread in ms per frame
   * @param median ms between frames
   * @param p95 95th percentile in ms
   * @param longest in ms
   * @param rate frames per second
   * @param empty share of frames with a visible thumbnail that is still loading
   * @param emptyCells share of the visible thumbnails that are still loading
   */
  record Frames(
      double window,
      double drawing,
      double median,
      double p95,
      double longest,
      double rate,
      double empty,
      double emptyCells) {}

  /** Seconds until the window shows the first hits. */
  double seconds() {
    return seconds;
  }

  double longestPause() {
    return longestPause;
  }

  /** Switches the view of the results. */
  void show(Kind kind) throws InterruptedException {
    shown = kind;
    String tip = kind == Kind.GRID ? "Images (V)" : "List (V)";
    WindowThread.run(
        () ->
            stage.getScene().getRoot().lookupAll(".toggle-button").stream()
                .filter(node -> tip.equals(node.getAccessibleText()))
                .map(ToggleButton.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
    WindowThread.waitFor(() -> window.settled().getAsBoolean());
  }

  private Node list() {
    return stage.getScene().getRoot().lookup(shown == Kind.GRID ? "#hits" : "#hit-table");
  }

  private TableView<?> table() {
    return (TableView<?>) stage.getScene().getRoot().lookup("#hit-table");
  }

  private ScrollBar bar() {
    return (ScrollBar) list().lookup(".scroll-bar:vertical");
  }

  /**
   * @param place from 0 at the first hit to 1 at the last
   */
  private void jump(double place) {
    if (shown == Kind.GRID) {
      bar().setValue(place * bar().getMax());
    } else {
      table().scrollTo((int) (place * (table().getItems().size() - 1)));
    }
  }

  private void advance(double pixels) {
    if (shown == Kind.GRID) {
      ScrollBar bar = bar();
      bar.setValue(Math.max(0, Math.min(bar.getMax(), bar.getValue() + pixels)));
    } else {
      ((VirtualFlow<?>) list().lookup(".virtual-flow")).scrollPixels(pixels);
    }
  }

  /** Jumps to the end until all pages are fetched, and returns the seconds. */
  double fetchAll() throws InterruptedException {
    show(Kind.LIST);
    long start = System.nanoTime();
    Pauses pauses = new Pauses();
    WindowThread.run(pauses::start);
    int before = -1;
    int[] now = {0};
    while (now[0] != before) {
      before = now[0];
      WindowThread.run(() -> jump(1));
      WindowThread.waitForFrames(2);
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
      // More frames, in which the last row requests the next page.
      WindowThread.waitForFrames(3);
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
      WindowThread.run(() -> now[0] = table().getItems().size());
    }
    WindowThread.run(pauses::stop);
    longestPause = pauses.longest;
    return (System.nanoTime() - start) / 1e9;
  }

  /** Measures the longest time between two frames. */
  private static final class Pauses extends AnimationTimer {
    private long last;
    private double longest;

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      if (last > 0) {
        longest = Math.max(longest, (now - last) / 1e6);
      }
      last = now;
    }
  }

  /** Scrolls and measures the frames. */
  Frames scroll(ScrollPattern scrollPattern) throws InterruptedException {
    WindowThread.run(() -> jump(0));
    WindowThread.waitForFrames(2);
    WindowThread.waitFor(() -> window.settled().getAsBoolean());
    CountDownLatch done = new CountDownLatch(1);
    Run run = new Run(scrollPattern, done);
    WindowThread.run(run::start);
    double window = processorMillis("JavaFX Application");
    double drawing = processorMillis("QuantumRenderer");
    done.await();
    window = (processorMillis("JavaFX Application") - window) / (WARM + MEASURED);
    drawing = (processorMillis("QuantumRenderer") - drawing) / (WARM + MEASURED);
    double all = Arrays.stream(run.between).sum() / 1000;
    Arrays.sort(run.between);
    return new Frames(
        window,
        drawing,
        run.between[MEASURED / 2],
        run.between[MEASURED * 95 / 100],
        run.between[MEASURED - 1],
        MEASURED / all,
        (double) run.emptyFrames / MEASURED,
        (double) run.emptyCells / Math.max(1, run.cells));
  }

  private final class Run extends AnimationTimer {
    private final double[] between = new double[MEASURED];
    private final ScrollPattern scrollPattern;
    private final CountDownLatch done;
    private final SplittableRandom random = new SplittableRandom(11);
    private final Region view = (Region) list();
    private long last;
    private int frame = -WARM;
    private int emptyFrames;
    private int emptyCells;
    private int cells;

    Run(ScrollPattern scrollPattern, CountDownLatch done) {
      this.scrollPattern = scrollPattern;
      this.done = done;
    }

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      if (frame >= 0) {
        between[frame] = (now - last) / 1e6;
        countEmptyCells();
      }
      last = now;
      if (scrollPattern == ScrollPattern.STEADY) {
        advance(frame < MEASURED * 2 / 3 ? SPEED : -SPEED);
      } else if (frame % REST == 0) {
        jump(random.nextDouble());
      }
      frame++;
      if (frame == MEASURED) {
        stop();
        done.countDown();
      }
    }

    /** Counts the thumbnails in the previous frame that are still loading. */
    private void countEmptyCells() {
      int empty = 0;
      for (Node node : view.lookupAll(".thumbnail")) {
        ThumbnailView box = (ThumbnailView) node;
        if (isInView(box)) {
          cells++;
          empty += box.isLoading() ? 1 : 0;
        }
      }
      emptyCells += empty;
      emptyFrames += empty > 0 ? 1 : 0;
    }

    private boolean isInView(Node box) {
      double top = view.sceneToLocal(box.localToScene(0, 0)).getY();
      boolean inside = top + box.getLayoutBounds().getHeight() > 0 && top < view.getHeight();
      for (Node node = box; inside && node != view; node = node.getParent()) {
        inside = node.isVisible();
      }
      return inside;
    }
  }

  static double processorMillis(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double millis = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(name)) {
        millis += threads.getThreadCpuTime(thread.getThreadId()) / 1e6;
      }
    }
    return millis;
  }

  /** Used heap in MB after a garbage collection. */
  static double usedHeapMegabytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / 1e6;
  }

  @Override
  public void close() {
    Platform.runLater(
        () -> {
          window.close();
          stage.close();
        });
    context.close();
  }
}

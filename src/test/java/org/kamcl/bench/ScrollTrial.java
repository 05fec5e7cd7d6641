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

/** The real window with many hits, scrolled as by a hand, its frames counted. */
final class ScrollTrial implements AutoCloseable {
  private static final int WARM = 60;
  private static final int MEASURED = 420;

  /** Pixels a frame: a row of pictures in a fifth of a second. */
  private static final double SPEED = 16;

  /** Frames between two jumps; somebody looks at what came for half a second. */
  private static final int REST = 30;

  private final ExplorerContext context;
  private final double seconds;
  private ExplorerWindow window;
  private Stage stage;
  private Kind shown = Kind.GRID;
  private double longestPause;

  /** Opens the window of a workspace and searches for something. */
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

  /** How hits are shown. */
  enum Kind {
    /** Cards. */
    GRID,
    /** A table. */
    LIST
  }

  /** How somebody scrolls. */
  enum Way {
    /** On and on, and back. */
    STEADY,
    /** From one place to any other. */
    JUMPS
  }

  /**
   * What was measured.
   *
   * @param window ms of processor time a frame of the window's thread, which other programs on the
   *     machine change little
   * @param drawing the same of the thread that draws
   * @param median ms between frames
   * @param p95 ms
   * @param longest ms
   * @param rate frames a second
   * @param empty share of frames in which a picture in view was not there yet
   * @param emptyCells share of the pictures in view that were not there yet
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

  /** Until the window was there with the first hits. */
  double seconds() {
    return seconds;
  }

  double longestPause() {
    return longestPause;
  }

  /** Shows hits in another way. */
  void show(Kind kind) throws InterruptedException {
    shown = kind;
    String tip = kind == Kind.GRID ? "Pictures (V)" : "List (V)";
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

  /** Goes to the end again and again until there is nothing more to fetch; seconds. */
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
      Thread.sleep(200);
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
      // A frame more, in which the last row asks for what comes behind it.
      Thread.sleep(400);
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
      WindowThread.run(() -> now[0] = table().getItems().size());
    }
    WindowThread.run(pauses::stop);
    longestPause = pauses.longest;
    return (System.nanoTime() - start) / 1e9;
  }

  /** Counts how long the window stood still. */
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

  /** Scrolls. */
  Frames scroll(Way way) throws InterruptedException {
    WindowThread.run(() -> jump(0));
    Thread.sleep(300);
    WindowThread.waitFor(() -> window.settled().getAsBoolean());
    CountDownLatch done = new CountDownLatch(1);
    Run run = new Run(way, done);
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
    private final Way way;
    private final CountDownLatch done;
    private final SplittableRandom random = new SplittableRandom(11);
    private final Region view = (Region) list();
    private long last;
    private int frame = -WARM;
    private int emptyFrames;
    private int emptyCells;
    private int cells;

    Run(Way way, CountDownLatch done) {
      this.way = way;
      this.done = done;
    }

    @Override
    public void handle(long pulse) {
      long now = System.nanoTime();
      if (frame >= 0) {
        between[frame] = (now - last) / 1e6;
        look();
      }
      last = now;
      if (way == Way.STEADY) {
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

    /** What was drawn in the frame before. */
    private void look() {
      int empty = 0;
      for (Node node : view.lookupAll(".thumbnail")) {
        ThumbnailView box = (ThumbnailView) node;
        if (shows(box)) {
          cells++;
          empty += box.isLoading() ? 1 : 0;
        }
      }
      emptyCells += empty;
      emptyFrames += empty > 0 ? 1 : 0;
    }

    private boolean shows(Node box) {
      double top = view.sceneToLocal(box.localToScene(0, 0)).getY();
      boolean inside = top + box.getLayoutBounds().getHeight() > 0 && top < view.getHeight();
      for (Node node = box; inside && node != view; node = node.getParent()) {
        inside = node.isVisible();
      }
      return inside;
    }
  }

  private static double processorMillis(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double millis = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(name)) {
        millis += threads.getThreadCpuTime(thread.getThreadId()) / 1e6;
      }
    }
    return millis;
  }

  /** Of the heap, after what nobody uses is gone; MB. */
  static double memory() {
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

package org.kamcl.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.WindowThread;

/**
 * Measures the time from Enter to complete results in the application window, thumbnails, details
 * and map included, and to the end of the explanation of the first hit, over a real catalog with
 * the included model, without a display. Processor time is comparable on a busy machine, too. Also
 * measures how long the window takes to open and to show everything, and, on Linux, the largest
 * resident memory. Arguments: the number of images (default 4,000), the number of searches (default
 * 100), and a folder in which the archive is kept for later runs.
 */
public final class SearchWindowBench {
  private static final List<String> SUBJECTS =
      List.of(
          "boats",
          "houses",
          "trees",
          "fields",
          "roads",
          "a bridge",
          "parked cars",
          "a river",
          "storage tanks",
          "airplanes");
  private static final List<String> PLACES =
      List.of(
          "beside a pier",
          "in a forest",
          "near the beach",
          "in a desert",
          "around a square",
          "on a mountain",
          "in a park",
          "along a railway",
          "next to a church",
          "in a harbor");

  private final ExplorerContext context;
  private ExplorerWindow window;

  private SearchWindowBench(Path home) {
    context = ExplorerContext.open(new Workspace(home, Optional.of(Path.of("").toAbsolutePath())));
  }

  /** The query of a number; 100 of them differ. */
  static String query(int number) {
    return SUBJECTS.get(number % SUBJECTS.size())
        + " "
        + PLACES.get(number / SUBJECTS.size() % PLACES.size());
  }

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws Exception {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("headless.geometry", "1600x1200-32");
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    int searches = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    try (ScrollArchive archive = ScrollArchive.of(images, args.length > 2 ? args[2] : "")) {
      double begun = processorMillis();
      long opening = System.nanoTime();
      SearchWindowBench bench = new SearchWindowBench(archive.home());
      bench.open();
      Bench.print("open/opened", (System.nanoTime() - opening) / 1e6, "ms");
      WindowThread.waitFor(() -> bench.window.settled().getAsBoolean());
      Bench.print("open/settled", (System.nanoTime() - opening) / 1e6, "ms");
      Bench.print("open/processor-time", processorMillis() - begun, "ms");
      // The first searches load the model and compile the code.
      for (int i = 0; i < 20; i++) {
        bench.search(query(searches + i) + " again");
        bench.explain();
      }
      double[] wall = new double[searches];
      double[] explained = new double[searches];
      double before = processorMillis();
      for (int i = 0; i < searches; i++) {
        wall[i] = bench.search(query(i));
        explained[i] = wall[i] + bench.explain();
      }
      double processors = (processorMillis() - before) / searches;
      Arrays.sort(wall);
      Arrays.sort(explained);
      Bench.print("search/median", wall[searches / 2], "ms");
      Bench.print("search/p95", wall[searches * 95 / 100], "ms");
      Bench.print("search/longest", wall[searches - 1], "ms");
      Bench.print("explained/median", explained[searches / 2], "ms");
      Bench.print("explained/p95", explained[searches * 95 / 100], "ms");
      Bench.print("search/processor-time", processors, "ms");
      Bench.print("memory/peak", Bench.status("VmHWM"), "MB");
      System.gc();
      Bench.print(
          "memory/heap-used",
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
          "MB");
      bench.context.close();
    }
    Platform.exit();
    System.exit(0);
  }

  private static double processorMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private void open() throws InterruptedException {
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
          Stage stage = new Stage();
          stage.setScene(window.scene());
          stage.setWidth(1440);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    WindowThread.waitFor(() -> window.opened().getAsBoolean());
  }

  /** Milliseconds until the explanation of the first hit is shown. */
  private double explain() throws InterruptedException {
    long start = System.nanoTime();
    WindowThread.waitFor(() -> window.settled().getAsBoolean());
    return (System.nanoTime() - start) / 1e6;
  }

  /** Milliseconds from the search to the first frame in which the results are complete. */
  private double search(String query) throws InterruptedException {
    AtomicLong end = new AtomicLong();
    long[] start = new long[1];
    String[] before = new String[1];
    CountDownLatch done = new CountDownLatch(1);
    WindowThread.run(
        () -> {
          before[0] = window.lastQuery();
          start[0] = System.nanoTime();
          window.search(query);
          new AnimationTimer() {
            private int quiet;

            @Override
            public void handle(long pulse) {
              boolean complete =
                  window.answered().getAsBoolean() && !window.lastQuery().equals(before[0]);
              if (!complete) {
                quiet = 0;
              } else if (quiet++ == 0) {
                end.set(System.nanoTime());
              } else if (quiet > 2) {
                // Nothing was requested in the frames after it.
                stop();
                done.countDown();
              }
            }
          }.start();
        });
    done.await();
    return (end.get() - start[0]) / 1e6;
  }
}

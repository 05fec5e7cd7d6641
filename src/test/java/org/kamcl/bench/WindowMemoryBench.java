package org.kamcl.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.WindowThread;

/**
 * Measures the memory of the window on Linux: indexes images in the window, then searches and
 * scrolls through the hits of each search, then shows hits large, one after another. Fails if the
 * peak is above the budget, or if the heap keeps growing with the number of images shown. Run it
 * with the Java options and environment variables of {@code ./kamcl}.
 *
 * <p>Arguments: a folder with images, their number (default 2,000), the number of searches (default
 * 100), the budget in MB (default 1,200), and the number of hits to show large (default 300).
 */
public final class WindowMemoryBench {
  /** Inspected images after which the caches are full. */
  private static final int WARM = 100;

  /** The heap may grow by so much after that, in MB: what is loaded differs between images. */
  private static final double MAX_GROWTH = 15;

  private WindowMemoryBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws Exception {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("headless.geometry", "1600x1200-32");
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int searches = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    double budget = args.length > 3 ? Double.parseDouble(args[3]) : 1_200;
    int inspected = args.length > 4 ? Integer.parseInt(args[4]) : 300;
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    Path temporary = Files.createTempDirectory("kamcl-bench");
    Path images = Files.createDirectory(temporary.resolve("images"));
    for (String name : ImageFiles.list(Path.of(args[0])).stream().limit(count).toList()) {
      Files.copy(Path.of(args[0]).resolve(name), images.resolve(name));
    }
    double peak;
    List<Double> live = new ArrayList<>();
    try (ExplorerContext context =
        ExplorerContext.open(
            new Workspace(temporary.resolve("home"), Optional.of(Path.of("").toAbsolutePath())))) {
      ExplorerWindow window = open(context);
      print("open");
      WindowThread.run(() -> window.add(List.of(images)));
      WindowThread.waitFor(() -> context.archive().images().size() >= count);
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
      print("indexed");
      for (int i = 0; i < searches; i++) {
        search(window, SearchWindowBench.query(i));
        scroll(window);
        if (i == 0 || i == searches - 1) {
          print("searches/" + (i + 1));
        }
      }
      for (int i = 0; i <= inspected; i++) {
        if (i == 0 || i == WARM || i == inspected) {
          live.add(printLive("inspected/" + i));
        }
        inspect(window, i);
      }
      peak = Bench.status("VmHWM");
    }
    delete(temporary);
    Bench.print("memory/peak", peak, "MB");
    double growth = live.get(live.size() - 1) - live.get(Math.min(1, live.size() - 1));
    Bench.print("memory/inspected/growth", growth, "MB");
    System.exit(peak <= budget && growth <= MAX_GROWTH ? 0 : 1);
  }

  private static ExplorerWindow open(ExplorerContext context) throws InterruptedException {
    ExplorerWindow[] window = new ExplorerWindow[1];
    WindowThread.run(
        () -> {
          window[0] =
              new ExplorerWindow(
                  Perspectives.all(),
                  () -> context,
                  new Messages(Locale.ENGLISH),
                  Theme.LIGHT,
                  1440,
                  900);
          Stage stage = new Stage();
          stage.setScene(window[0].scene());
          stage.show();
          window[0].open();
        });
    WindowThread.waitFor(() -> window[0].opened().getAsBoolean());
    WindowThread.waitFor(() -> window[0].settled().getAsBoolean());
    return window[0];
  }

  private static void search(ExplorerWindow window, String query) throws InterruptedException {
    WindowThread.run(() -> window.search(query));
    WindowThread.waitFor(() -> !window.lastQuery().isEmpty() && window.settled().getAsBoolean());
  }

  /** Scrolls to the middle and to the end of the hits. */
  private static void scroll(ExplorerWindow window) throws InterruptedException {
    for (double place : new double[] {0.5, 1}) {
      WindowThread.run(
          () -> {
            ScrollBar bar =
                (ScrollBar) window.scene().getRoot().lookup("#hits .scroll-bar:vertical");
            if (bar != null) {
              bar.setValue(place * bar.getMax());
            }
          });
      WindowThread.waitFor(() -> window.settled().getAsBoolean());
    }
  }

  /** Shows the first hit large, or the one after the last that was shown. */
  private static void inspect(ExplorerWindow window, int before) throws InterruptedException {
    WindowThread.run(
        () -> {
          if (before == 0) {
            window.perspectives().stream()
                .filter(perspective -> perspective.id().equals("inspect"))
                .forEach(window::show);
          } else {
            Event.fireEvent(
                window.scene(),
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.PAGE_DOWN, false, false, false, false));
          }
        });
    WindowThread.waitFor(() -> window.settled().getAsBoolean());
  }

  /** Prints and returns the heap that is in use after a collection, in MB. */
  private static double printLive(String moment) throws IOException {
    System.gc();
    print(moment);
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  private static void print(String moment) throws IOException {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    Bench.print("memory/" + moment + "/resident", Bench.status("VmRSS"), "MB");
    Bench.print("memory/" + moment + "/peak", Bench.status("VmHWM"), "MB");
    Bench.print("memory/" + moment + "/heap-committed", heap.getCommitted() / 1e6, "MB");
    Bench.print("memory/" + moment + "/heap-used", heap.getUsed() / 1e6, "MB");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}

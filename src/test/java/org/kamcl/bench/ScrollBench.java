package org.kamcl.bench;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/**
 * Measures scrolling of 100,000 hits in the application window over a real catalog, without a
 * display: frame times and thumbnails that are still loading. Arguments: the number of hits
 * (default 100,000), and a folder in which the archive is kept for later runs.
 */
public final class ScrollBench {
  private ScrollBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws Exception {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("headless.geometry", "1600x1200-32");
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    int hits = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    try (ScrollArchive archive = ScrollArchive.of(hits, args.length > 1 ? args[1] : "");
        ScrollTrial trial = new ScrollTrial(archive.home())) {
      Bench.print("scroll/open", trial.seconds(), "s");
      Bench.print("scroll/memory/first-hits", ScrollTrial.usedHeapMegabytes(), "MB");
      Bench.print("scroll/fetch-all", trial.fetchAll(), "s");
      Bench.print("scroll/longest-pause", trial.longestPause(), "ms");
      for (ScrollTrial.Kind kind : ScrollTrial.Kind.values()) {
        trial.show(kind);
        for (ScrollTrial.ScrollPattern scrollPattern : ScrollTrial.ScrollPattern.values()) {
          print(kind, scrollPattern, trial.scroll(scrollPattern));
        }
      }
      Bench.print("scroll/memory/all-hits", ScrollTrial.usedHeapMegabytes(), "MB");
    }
    Platform.exit();
  }

  private static void print(
      ScrollTrial.Kind kind, ScrollTrial.ScrollPattern scrollPattern, ScrollTrial.Frames frames) {
    String name = (kind + "/" + scrollPattern).toLowerCase(Locale.ROOT);
    Bench.print("scroll/" + name + "/window", frames.window(), "ms");
    Bench.print("scroll/" + name + "/drawing", frames.drawing(), "ms");
    Bench.print("scroll/" + name + "/median", frames.median(), "ms");
    Bench.print("scroll/" + name + "/p95", frames.p95(), "ms");
    Bench.print("scroll/" + name + "/longest", frames.longest(), "ms");
    Bench.print("scroll/" + name + "/rate", frames.rate(), "frames/s");
    Bench.print("scroll/" + name + "/empty", frames.empty(), "share of frames");
    Bench.print("scroll/" + name + "/empty-cells", frames.emptyCells(), "share of cells");
  }
}

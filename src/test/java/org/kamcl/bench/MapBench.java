package org.kamcl.bench;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.kamcl.explorer.ui.map.MapPanBenchmark;

/** Measures the frame times of panning over 100,000 footprints, without a display. */
public final class MapBench {
  private MapBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("glass.platform", "Monocle");
    System.setProperty("monocle.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("headless.geometry", "1600x1200-32");
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    int footprints = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    try (MapPanBenchmark benchmark = new MapPanBenchmark(footprints)) {
      for (int[] size : new int[][] {{408, 750}, {1000, 900}}) {
        for (int hits : new int[] {0, 1000}) {
          for (double zoom : new double[] {3.3, 6.2, 9.4, 12.3}) {
            MapPanBenchmark.FrameTimes times = benchmark.pan(size[0], size[1], hits, zoom);
            String name = "map/" + size[0] + "x" + size[1] + "/" + hits + "-hits/zoom-" + zoom;
            Bench.print(name + "/work-median", times.workMedian(), "ms");
            Bench.print(name + "/processor", times.processor(), "ms");
            Bench.print(name + "/median", times.median(), "ms");
            Bench.print(name + "/p95", times.p95(), "ms");
            Bench.print(name + "/p99", times.p99(), "ms");
            Bench.print(name + "/rate", times.rate(), "frames/s");
            Bench.print(name + "/blank", times.blank(), "share of frames");
          }
        }
      }
    }
    Platform.exit();
  }
}

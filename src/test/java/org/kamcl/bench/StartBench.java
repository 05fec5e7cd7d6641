package org.kamcl.bench;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Measures the start of the window by its pixels: starts {@code ./kamcl} on a virtual display (Xvfb
 * must be installed) and reads the frame buffer until nothing changes any more. Reports when the
 * first pixels of the window appear, when its frame (rail and status bar, which the tour of a first
 * start does not cover) looks as at the end, when the last pixel changes, and the processor time of
 * the process until its frame is complete and until the last pixel changes. Run it from the folder
 * of the program, after a build. The machine must be idle for the wall-clock times. Several
 * programs are started in turns, so that other load on the machine is the same for all of them.
 *
 * <p>Arguments: the number of runs (default 5) and the workspace (default: an empty one per run,
 * that is, a first start).
 */
public final class StartBench {
  /**
   * What is started; others, such as an installed program, by {@code -Dkamcl.start=FILE[,FILE]...}.
   */
  private static final List<String> PROGRAMS =
      List.of(System.getProperty("kamcl.start", "./kamcl").split(","));

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /** Every so many pixels are compared, in both directions. */
  private static final int STEP = 3;

  private static final long POLL_MILLIS = 8;

  /** Without a change for so long, the window is complete. */
  private static final Duration QUIET = Duration.ofSeconds(4);

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Part of the pixels that belongs to the window's frame, from the edges, in pixels. */
  private static final int RAIL = 62;

  private static final int BOTTOM = 26;

  /** Share of equal pixels from which two frames look the same; the query and counts may differ. */
  private static final double SAME = 0.98;

  /** Share of changed pixels from which something is visible. */
  private static final double SOMETHING = 0.05;

  /** Share of equal pixels from which a frame is the same: the cursor blinks. */
  private static final double UNCHANGED = 0.9997;

  private StartBench() {}

  /**
   * What is on the screen.
   *
   * @param processors processor time of the process so far, in seconds
   */
  private record Frame(long nanos, double processors, int[] pixels) {}

  private record Start(
      double first, double painted, double paintedProcessors, double last, double processors) {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path folder = Files.createTempDirectory("kamcl-start");
    int display = 90;
    while (Files.exists(Path.of("/tmp/.X" + display + "-lock"))) {
      display++;
    }
    Process server =
        new ProcessBuilder(
                "Xvfb",
                ":" + display,
                "-screen",
                "0",
                WIDTH + "x" + HEIGHT + "x24",
                "-fbdir",
                folder.toString(),
                "-nolisten",
                "tcp")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("xvfb.log").toFile())
            .start();
    List<List<Start>> starts = PROGRAMS.stream().<List<Start>>map(p -> new ArrayList<>()).toList();
    try {
      Path screen = folder.resolve("Xvfb_screen0");
      while (!Files.exists(Path.of("/tmp/.X11-unix/X" + display)) || !hasSize(screen)) {
        if (server.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("The display server ended.");
        }
      }
      for (int run = -1; run < runs; run++) {
        for (int p = 0; p < PROGRAMS.size(); p++) {
          Path workspace =
              args.length > 1 ? Path.of(args[1]) : folder.resolve("home" + run + "-" + p);
          Start start = start(PROGRAMS.get(p), display, screen, workspace);
          // The first run reads the files into the cache of the operating system.
          if (run >= 0) {
            starts.get(p).add(start);
          }
        }
      }
    } finally {
      server.destroy();
      server.waitFor();
      delete(folder);
    }
    for (int p = 0; p < PROGRAMS.size(); p++) {
      String name = PROGRAMS.size() > 1 ? PROGRAMS.get(p) + "/" : "";
      print(name + "first-pixels", starts.get(p).stream().mapToDouble(Start::first));
      print(name + "painted", starts.get(p).stream().mapToDouble(Start::painted));
      print(
          name + "painted-processor-time",
          starts.get(p).stream().mapToDouble(Start::paintedProcessors));
      print(name + "complete", starts.get(p).stream().mapToDouble(Start::last));
      print(name + "processor-time", starts.get(p).stream().mapToDouble(Start::processors));
    }
  }

  private static void print(String name, DoubleStream seconds) {
    Bench.print("start/" + name, Bench.median(seconds.toArray()), "s");
  }

  private static Start start(String program, int display, Path screen, Path workspace)
      throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(screen.toFile(), "r")) {
      IntBuffer pixels = pixels(file);
      int[] empty = sample(pixels);
      ProcessBuilder builder =
          new ProcessBuilder(program)
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"));
      // As a desktop starts it: options are read by picocli, which takes time.
      builder.environment().put("KAMCL_WORKSPACE", workspace.toString());
      builder.environment().put("DISPLAY", ":" + display);
      builder.environment().remove("WAYLAND_DISPLAY");
      long begin = System.nanoTime();
      Process process = builder.start();
      List<Frame> frames = new ArrayList<>(List.of(new Frame(begin, 0, empty)));
      while (true) {
        boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        int[] current = sample(pixels);
        Frame newest = frames.get(frames.size() - 1);
        if (equal(current, newest.pixels(), 0, 0, WIDTH, HEIGHT) < UNCHANGED) {
          frames.add(new Frame(now, processorSeconds(process), current));
        } else if (frames.size() > 1 && now - newest.nanos() > QUIET.toNanos()) {
          break;
        }
        if (ended || now - begin > LONGEST.toNanos()) {
          throw new IllegalStateException("The window did not start.");
        }
      }
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      // The server draws its background again when the window is gone.
      long gone = System.nanoTime();
      while (equal(sample(pixels), empty, 0, 0, WIDTH, HEIGHT) < UNCHANGED
          && System.nanoTime() - gone < LONGEST.toNanos()) {
        Thread.onSpinWait();
      }
      return evaluate(frames);
    }
  }

  private static Start evaluate(List<Frame> frames) {
    Frame empty = frames.get(0);
    Frame end = frames.get(frames.size() - 1);
    double first = Double.NaN;
    double painted = Double.NaN;
    double paintedProcessors = Double.NaN;
    for (Frame frame : frames) {
      double seconds = (frame.nanos() - empty.nanos()) / 1e9;
      if (Double.isNaN(first)
          && equal(frame.pixels(), empty.pixels(), 0, 0, WIDTH, HEIGHT) < 1 - SOMETHING) {
        first = seconds;
      }
      boolean same =
          equal(frame.pixels(), end.pixels(), 0, 0, RAIL, HEIGHT) >= SAME
              && equal(frame.pixels(), end.pixels(), RAIL, HEIGHT - BOTTOM, WIDTH, HEIGHT)
                  >= SAME - 0.03;
      if (!same) {
        painted = Double.NaN;
      } else if (Double.isNaN(painted)) {
        painted = seconds;
        paintedProcessors = frame.processors();
      }
    }
    return new Start(
        first, painted, paintedProcessors, (end.nanos() - empty.nanos()) / 1e9, end.processors());
  }

  /** Whether the server has written the header of the frame buffer. */
  private static boolean hasSize(Path screen) throws IOException {
    if (!Files.exists(screen) || Files.size(screen) < (long) WIDTH * HEIGHT * Integer.BYTES) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(screen.toFile(), "r")) {
      file.seek(4L * Integer.BYTES);
      return file.readInt() == WIDTH;
    }
  }

  /** The pixels of the frame buffer, in the format of xwd: a header, a color map, then rows. */
  private static IntBuffer pixels(RandomAccessFile file) throws IOException {
    MappedByteBuffer map = file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
    map.order(ByteOrder.BIG_ENDIAN);
    int header = map.getInt(0);
    int colors = map.getInt(19 * Integer.BYTES);
    int rowBytes = map.getInt(12 * Integer.BYTES);
    if (map.getInt(4 * Integer.BYTES) != WIDTH || rowBytes != WIDTH * Integer.BYTES) {
      throw new IllegalStateException("The frame buffer has another size.");
    }
    map.position(header + colors * 12);
    return map.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  private static int[] sample(IntBuffer pixels) {
    int[] sampled = new int[columns() * ((HEIGHT + STEP - 1) / STEP)];
    int at = 0;
    for (int y = 0; y < HEIGHT; y += STEP) {
      for (int x = 0; x < WIDTH; x += STEP) {
        sampled[at++] = pixels.get(y * WIDTH + x) & 0xFFFFFF;
      }
    }
    return sampled;
  }

  private static int columns() {
    return (WIDTH + STEP - 1) / STEP;
  }

  /** Share of equal samples in a rectangle of pixels. */
  private static double equal(int[] a, int[] b, int left, int top, int right, int bottom) {
    int same = 0;
    int all = 0;
    for (int y = (top + STEP - 1) / STEP; y * STEP < bottom; y++) {
      for (int x = (left + STEP - 1) / STEP; x * STEP < right; x++) {
        int at = y * columns() + x;
        same += a[at] == b[at] ? 1 : 0;
        all++;
      }
    }
    return (double) same / all;
  }

  private static double processorSeconds(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(
            handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0)
        .sum();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}

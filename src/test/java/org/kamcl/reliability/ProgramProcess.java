package org.kamcl.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.kamcl.support.HeededSignals;

/** A process of the program. Its output goes to files, so that it never waits for a reader. */
final class ProgramProcess implements AutoCloseable {
  /** Exit code of a process that SIGTERM ended. */
  static final int TERMINATED = 143;

  private static final Pattern STACK_TRACE =
      Pattern.compile(
          "^\\s+at [\\w.$/]+\\([^)]*\\)|^Exception in thread|^Caused by: |^java\\.\\S+(Exception|Error)",
          Pattern.MULTILINE);

  private final Process process;
  private final Path out;
  private final Path err;
  private final long start = System.nanoTime();

  private ProgramProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a process.
   *
   * @param place its temporary folder and where its output goes
   * @param javaOptions in addition to those of every process
   */
  static ProgramProcess start(
      Place place, List<String> javaOptions, Class<?> main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The processes are short, so fast compilation matters more than optimized code.
    line.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable"));
    line.addAll(List.of("-Xlog:all=error:stderr", "-Xmx700m", "-Dai.djl.offline=true"));
    String shared = System.getProperty("kamcl.soak.jsa", "");
    if (!shared.isEmpty()) {
      line.add("-XX:SharedArchiveFile=" + shared);
    }
    line.add("-Djava.io.tmpdir=" + place.temporary());
    line.addAll(javaOptions);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(arguments);
    String cache = System.getProperty("kamcl.soak.cache", "");
    Path out = place.next("out");
    Path err = place.next("err");
    ProcessBuilder builder =
        new ProcessBuilder(HeededSignals.of(line))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "OMP_WAIT_POLICY", "passive",
                "GOMP_SPINCOUNT", "0",
                "MALLOC_ARENA_MAX", "1",
                "TMPDIR", place.temporary().toString()));
    if (!cache.isEmpty()) {
      builder.environment().put("KAMCL_CACHE", cache);
    }
    try {
      return new ProgramProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end; returns whether the process ended in time. */
  boolean endsWithin(long milliseconds) throws InterruptedException {
    return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /**
   * Sends a signal by its name, such as {@code INT}; does nothing if the process has ended.
   *
   * @throws IllegalStateException if the process was started with the signal ignored, as by a shell
   *     in the background: {@code env --default-signal=INT} starts it otherwise
   */
  void signal(String name) throws IOException, InterruptedException {
    if (name.equals("INT") && ignoresInterrupts()) {
      throw new IllegalStateException("The process was started with SIGINT ignored.");
    }
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  /** Whether SIGINT is ignored. Linux only. */
  private boolean ignoresInterrupts() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      // The process has ended.
      return false;
    }
  }

  /** The exit code of an ended process. */
  int exitCode() {
    return process.exitValue();
  }

  /** Milliseconds since the start. */
  long age() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a stack trace in a text; empty if there is none. */
  static String stackTrace(String text) {
    return STACK_TRACE.matcher(text).find()
        ? String.join(" | ", text.lines().limit(6).toList())
        : "";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.kamcl.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kamcl.explorer.app.Launcher;

/**
 * A separate process of the program, started like the launcher script, whose JSON events are read.
 */
public final class KamclProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Path errors;

  /**
   * Starts a command.
   *
   * @param errors receives standard error
   * @param javaOptions in addition to those of the launcher
   */
  public KamclProcess(Path errors, List<String> javaOptions, String... command) {
    this(Launcher.class, errors, withoutTemporaryFolder(errors, javaOptions), command);
  }

  /** The program uses no temporary folder of the system: it may be missing, full or shared. */
  private static List<String> withoutTemporaryFolder(Path errors, List<String> javaOptions) {
    List<String> options = new ArrayList<>();
    options.add("-Djava.io.tmpdir=" + missing(errors));
    options.addAll(javaOptions);
    return options;
  }

  private static Path missing(Path errors) {
    return errors.resolveSibling("missing-temporary-folder");
  }

  /** Starts another class with a main method, such as a probe of a test. */
  public KamclProcess(Class<?> main, Path errors, List<String> javaOptions, String... command) {
    this.errors = errors;
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without the optimizing compiler: these processes end before it pays off.
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dai.djl.offline=true"));
    line.addAll(javaOptions);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(main.getName());
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(HeededSignals.of(line)).redirectError(errors.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "OMP_WAIT_POLICY", "passive",
                "GOMP_SPINCOUNT", "0",
                "KAMCL_STATE", errors.resolveSibling("state").toString(),
                "TMPDIR", missing(errors).toString(),
                "MALLOC_ARENA_MAX", "1",
                "MALLOC_MMAP_THRESHOLD_", "1073741824",
                "MALLOC_TRIM_THRESHOLD_", "1073741824"));
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Command-line arguments for settings in the form {@code name=value name=value}. */
  public static List<String> settings(String settings) {
    return Stream.of(settings.strip().split(" +")).flatMap(s -> Stream.of("--set", s)).toList();
  }

  /** Returns the next event, or null at the end. */
  public JsonObject next() {
    try {
      String line = out.readLine();
      return line == null ? null : JsonParser.parseString(line).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the next event of a type, or null at the end. */
  public JsonObject next(String kind) {
    JsonObject event = next();
    while (event != null && !event.get("event").getAsString().equals(kind)) {
      event = next();
    }
    return event;
  }

  /** Returns the next line of standard output, or null at the end. */
  public String nextLine() {
    try {
      return out.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a signal to the process. Linux and macOS only.
   *
   * @param name such as {@code INT}
   */
  public void signal(String name) throws InterruptedException {
    try {
      int code =
          new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("The signal " + name + " was not sent.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the process was started with a signal ignored, as by a shell in the background. Linux
   * only.
   */
  public boolean ignores(int signal) {
    return statusOf("SigIgn:")
        .map(mask -> (Long.parseUnsignedLong(mask, 16) >> (signal - 1) & 1) == 1)
        .orElse(false);
  }

  private Optional<String> statusOf(String key) {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).strip())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for the end and returns the exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Waits for the end for a limited time.
   *
   * @return whether the process ended in this time
   */
  public boolean endsWithin(long milliseconds) throws InterruptedException {
    return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Resident memory in MiB, without pages of files, which come and go. Linux only. */
  public long residentMiB() {
    return statusOf("RssAnon:")
        .map(text -> Long.parseLong(text.replaceAll("\\D+", "")) / 1024)
        .orElseThrow();
  }

  /**
   * Memory in use in MiB: resident memory after a garbage collection, without what the allocator of
   * the C library keeps for later. Linux only.
   *
   * @return empty if this Java cannot make another process give that memory back (before 17.0.9)
   */
  public OptionalLong usedMiB() throws InterruptedException {
    boolean trimmed = jcmd("GC.run") && jcmd("System.trim_native_heap");
    return trimmed ? OptionalLong.of(residentMiB()) : OptionalLong.empty();
  }

  private boolean jcmd(String command) throws InterruptedException {
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      return new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The standard error output. */
  public String errors() {
    try {
      return Files.readString(errors, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

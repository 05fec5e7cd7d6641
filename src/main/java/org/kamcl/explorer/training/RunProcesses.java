package org.kamcl.explorer.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kamcl.file.RegularFiles;

/** What is known of the processes of runs. */
final class RunProcesses {
  /** The start of a process is computed from a clock that the system corrects by seconds. */
  private static final long CLOCK_TOLERANCE = 10_000;

  /** A process that has not taken the lock of its run after this time never will. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_LOG = 1 << 20;

  /** An error of the program, the Java runtime or the native engine. */
  private static final Pattern ERROR =
      Pattern.compile(
          "^kamcl: error: |^Exception|^Error|OutOfMemoryError|^#\\s+\\S|^terminate called|^Caused by");

  private RunProcesses() {}

  /** A process that was just started. */
  static RunFiles.Launched launched(ProcessHandle process) {
    return new RunFiles.Launched(process.pid(), startOf(process), System.currentTimeMillis());
  }

  /**
   * Whether a process is alive and may not have taken the lock of its run yet. Another process can
   * have its id after a restart of the machine, and a dead one whose parent was killed too can stay
   * in the table of processes.
   */
  static boolean isStarting(RunFiles.Launched launched) {
    boolean young = System.currentTimeMillis() - launched.launched() < LONGEST_START.toMillis();
    return young
        && ProcessHandle.of(launched.pid())
            .filter(ProcessHandle::isAlive)
            .filter(process -> isSame(process, launched))
            .filter(process -> !isZombie(process.pid()))
            .isPresent();
  }

  private static boolean isSame(ProcessHandle process, RunFiles.Launched launched) {
    long start = startOf(process);
    return start == 0
        || launched.started() == 0
        || Math.abs(start - launched.started()) <= CLOCK_TOLERANCE;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static boolean isZombie(long pid) {
    Path state = Path.of("/proc/" + pid + "/stat");
    try {
      String text = new String(RegularFiles.readAllBytes(state), StandardCharsets.ISO_8859_1);
      // The name of the program is in parentheses and may contain any character.
      int at = text.lastIndexOf(") ");
      return at >= 0 && at + 2 < text.length() && "ZX".indexOf(text.charAt(at + 2)) >= 0;
    } catch (IOException e) {
      // Not Linux.
      return false;
    }
  }

  /** The last line of the output of a process that tells an error; empty if it wrote none. */
  static Optional<String> lastError(Path log) {
    try {
      if (!Files.exists(log) || Files.size(log) > LONGEST_LOG) {
        return Optional.empty();
      }
      String text = new String(RegularFiles.readAllBytes(log), StandardCharsets.UTF_8);
      List<String> lines = text.lines().map(String::strip).filter(ERROR.asPredicate()).toList();
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(shortened(lines.get(lines.size() - 1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
  }
}

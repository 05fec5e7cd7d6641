package org.kamcl.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The name of a file or folder while it is written: {@code .NAME.PROCESS-START-MACHINE-RANDOM.part}
 * beside its target. No two programs choose the same name, and who finds it knows whether the
 * program that wrote it is still running. When it is complete, {@link #publish} gives it its final
 * name. What a killed program leaves, {@link Leftovers} deletes.
 *
 * @param name the final name, shortened to {@value #LONGEST} characters
 * @param process id
 * @param started start of the process, milliseconds since 1970; 0 if unknown
 * @param machine identifies the machine, or the container, in which the process id is valid
 */
public record TemporaryName(String name, long process, long started, String machine) {
  /** Longest part of the final name; file systems allow 255 bytes for a name. */
  private static final int LONGEST = 60;

  private static final int BASE = 36;

  /** The start of a process is computed from a clock that the system corrects by seconds. */
  private static final long CLOCK_TOLERANCE = 10_000;

  /** After this time, nobody is writing any more on another machine. */
  private static final Duration FOREIGN_AGE = Duration.ofDays(7);

  private static final Pattern FORM =
      Pattern.compile("\\.(.*)\\.(\\d{1,18})-([0-9a-z]{1,12})-([0-9a-f]{8})-[0-9a-z]+\\.part");

  /** Computed once. */
  private static final class Own {
    static final String MACHINE = machineId();
    static final long STARTED = startOf(ProcessHandle.current());
  }

  /**
   * A new path beside a target, in the same folder, so that {@link #publish} can rename it.
   *
   * @param target the final path; nothing is created
   */
  public static Path beside(Path target) {
    return target.resolveSibling(create(String.valueOf(target.getFileName())));
  }

  private static String create(String name) {
    String shortened = name.substring(0, Math.min(name.length(), LONGEST));
    return "."
        + shortened
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + Long.toString(Own.STARTED, BASE)
        + "-"
        + Own.MACHINE
        + "-"
        + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), BASE)
        + ".part";
  }

  /** Reads a name; empty if it is not of this form. */
  public static Optional<TemporaryName> parse(String fileName) {
    Matcher matcher = FORM.matcher(fileName);
    return matcher.matches()
        ? Optional.of(
            new TemporaryName(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3), BASE),
                matcher.group(4)))
        : Optional.empty();
  }

  /**
   * Whether the program that chose the name may still write.
   *
   * @param modified when the file was last written; decides for programs of other machines
   */
  boolean isInUse(Instant modified) {
    if (!machine.equals(Own.MACHINE)) {
      return modified.isAfter(Instant.now().minus(FOREIGN_AGE));
    }
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(this::isOwner)
        .isPresent();
  }

  private boolean isOwner(ProcessHandle handle) {
    long start = startOf(handle);
    return start == 0 || started == 0 || Math.abs(start - started) <= CLOCK_TOLERANCE;
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /**
   * Gives a complete file or folder its final name. Readers see the old file or the new one, never
   * a part.
   *
   * @param target a file is replaced; a folder that is not empty is not
   * @throws IOException if it cannot be renamed
   */
  public static void publish(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Name of the machine with the name space of its process ids. */
  private static String machineId() {
    CRC32 sum = new CRC32();
    String windows = System.getenv("COMPUTERNAME");
    sum.update((windows == null ? "" : windows).getBytes(StandardCharsets.UTF_8));
    try {
      sum.update(Files.readAllBytes(Path.of("/proc/sys/kernel/hostname")));
      String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      sum.update(space.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Not Linux, or a restricted one: what was added so far identifies the machine.
      return String.format("%08x", sum.getValue());
    }
    return String.format("%08x", sum.getValue());
  }
}

package org.kamcl.engine.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.kamcl.file.RegularFiles;

/**
 * Resident memory of a process, as Linux tells it; other systems tell it only to their own tools.
 *
 * @param resident bytes now
 * @param peak most bytes since its start
 */
public record ProcessMemory(long resident, long peak) {
  private static final long KILOBYTE = 1024;

  /** The memory of a process; empty if it has ended or the system does not tell. */
  public static Optional<ProcessMemory> of(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    try {
      String text = new String(RegularFiles.readAllBytes(status), StandardCharsets.ISO_8859_1);
      OptionalLong resident = value(text, "VmRSS:");
      OptionalLong peak = value(text, "VmHWM:");
      // A process that has ended and was not collected yet has neither.
      return resident.isEmpty() || peak.isEmpty()
          ? Optional.empty()
          : Optional.of(new ProcessMemory(resident.getAsLong(), peak.getAsLong()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
        .findFirst();
  }
}

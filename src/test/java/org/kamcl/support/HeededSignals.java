package org.kamcl.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that heed SIGINT and SIGHUP also where this process was started with them
 * ignored, as by a shell in the background or by nohup; a process inherits that.
 */
public final class HeededSignals {
  private static final int HANGUP_BIT = 1;
  private static final int INTERRUPT_BIT = 1 << 1;

  private HeededSignals() {}

  /** A command line that starts the same process with both signals heeded. */
  public static List<String> of(List<String> command) {
    if (!isOneIgnored()) {
      return command;
    }
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
    line.addAll(command);
    return line;
  }

  private static boolean isOneIgnored() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.isReadable(status)
          && Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
              .anyMatch(mask -> (mask & (INTERRUPT_BIT | HANGUP_BIT)) != 0);
    } catch (IOException e) {
      return false;
    }
  }
}

package org.kamcl.explorer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.StateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what Java writes when it crashes into the folder of the logs, for processes that cannot
 * tell Java to write there.
 *
 * <p>The scripts that start the program do so with {@code -XX:ErrorFile}. The launchers of jpackage
 * have fixed options, which cannot name a folder of the user, and Java does not change this option
 * once it runs: it writes into the current folder, and where it may not, into the temporary one. So
 * a process that such a launcher started notes its current folder. The note of a process that has
 * gone without deleting it leads the next process to the file.
 */
public final class CrashNotes {
  /** The property that the launchers of jpackage set. */
  private static final String LAUNCHER = "jpackage.app-path";

  private static final Pattern NAME = Pattern.compile("process-(\\d{1,18})\\.txt");

  /** Systems tell the start of a process less precisely than the time of a file. */
  private static final Duration PRECISION = Duration.ofSeconds(10);

  private CrashNotes() {}

  /** Requested when there is something to log: configuring the log delays the start. */
  private static Logger log() {
    return LoggerFactory.getLogger(CrashNotes.class);
  }

  /**
   * If a launcher of jpackage started this process: notes its current folder, and moves the files
   * of processes that crashed earlier. Nothing fails: no work depends on it.
   */
  public static void begin() {
    if (System.getProperty(LAUNCHER) == null) {
      return;
    }
    try {
      Path logs = StateFolder.create();
      PrivateFiles.replace(
          note(logs, ProcessHandle.current().pid()),
          Path.of("").toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      collect(logs, CrashLogs.temporaryFolders());
    } catch (IOException e) {
      log().debug("The current folder is not noted", e);
    }
  }

  /** Deletes the note of this process, if it made one, since it ends in order. */
  public static void end() {
    if (System.getProperty(LAUNCHER) != null) {
      try {
        Files.deleteIfExists(note(StateFolder.location(), ProcessHandle.current().pid()));
      } catch (IOException e) {
        // The next process deletes it.
      }
    }
  }

  private static Path note(Path logs, long process) {
    return logs.resolve("process-" + process + ".txt");
  }

  /**
   * Moves the files of processes that have crashed since they noted their folder.
   *
   * @param logs the folder with the notes, into which the files are moved
   * @param others where Java may have written instead of the noted folder
   */
  static void collect(Path logs, List<Path> others) {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(logs, "process-*.txt")) {
      for (Path note : notes) {
        Matcher name = NAME.matcher(note.getFileName().toString());
        if (name.matches()) {
          collect(note, Long.parseLong(name.group(1)), others);
        }
      }
    } catch (IOException e) {
      // Without the folder there are no notes.
    }
  }

  private static void collect(Path note, long process, List<Path> others) {
    try {
      if (isRunning(process, Files.getLastModifiedTime(note).toInstant())) {
        return;
      }
      List<Path> folders = new ArrayList<>();
      folders.add(Path.of(RegularFiles.readString(note)));
      folders.addAll(others);
      for (Path folder : folders) {
        Path file = folder.resolve("hs_err_pid" + process + ".log");
        // Everybody can write into a temporary folder, so a link there may be of someone else.
        Path target = note.resolveSibling(file.getFileName());
        if (!file.equals(target)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && CrashLogs.isOwn(file)) {
          Files.move(file, free(target));
        }
      }
      Files.deleteIfExists(note);
    } catch (IOException | InvalidPathException e) {
      // Another process may do the same, or the file cannot be moved: the next process tries again.
      log().debug("A crash was not moved", e);
    }
  }

  /** Whether the process that wrote a note is running, and not a later one with its number. */
  private static boolean isRunning(long process, Instant noted) {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .map(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(start -> start.isBefore(noted.plus(PRECISION)))
                    .orElse(true))
        .orElse(false);
  }

  /** A name that no earlier crash of a process with the same number has. */
  private static Path free(Path file) {
    Path found = file;
    for (int i = 2; Files.exists(found, LinkOption.NOFOLLOW_LINKS); i++) {
      String name = file.getFileName().toString();
      found = file.resolveSibling(name.replaceFirst("\\.log$", "-" + i + ".log"));
    }
    return found;
  }
}

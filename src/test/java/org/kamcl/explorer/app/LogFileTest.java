package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileError;
import org.kamcl.file.PrivateFiles;

class LogFileTest {
  /** A call of a log whose first argument is not a text of the source. */
  private static final Pattern JOINED_MESSAGE =
      Pattern.compile("LOG\\s*\\.\\s*(trace|debug|info|warn|error)\\(\\s*+(?!\")");

  private static final Pattern CONTINUED_MESSAGE =
      Pattern.compile(
          "LOG\\s*\\.\\s*(?:trace|debug|info|warn|error)\\(\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+\\s*+(?!\")");

  @TempDir private Path folder;

  private final LoggerContext context = new LoggerContext();
  private LogFile file;

  @BeforeEach
  void start() {
    file = new LogFile(this::logs, 2_000, 7_000);
    file.setContext(context);
    file.start();
  }

  @AfterEach
  void stop() {
    file.stop();
  }

  private Path logs() {
    try {
      Path logs = folder.resolve("logs");
      PrivateFiles.createFolders(logs);
      return logs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void log(String name, String pattern, Throwable failure, Object... arguments) {
    Logger logger = context.getLogger(name);
    file.doAppend(
        new LoggingEvent(
            LogFileTest.class.getName(), logger, Level.WARN, pattern, failure, arguments));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("logs"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void nothingIsCreatedBeforeTheFirstLineAndThenOnlyTheUserCanReadIt() throws IOException {
    assertFalse(Files.exists(folder.resolve("logs")));
    log("org.kamcl.explorer.Some", "The cache is begun anew", null);
    assertEquals(1, files().size());
    assertEquals("rwx------", permissions(folder.resolve("logs")));
    assertEquals("rw-------", permissions(files().get(0)));
    List<String> lines = Files.readAllLines(files().get(0));
    assertTrue(lines.get(0).startsWith("KAMCL Explorer "), lines.get(0));
    assertTrue(
        lines.get(1).endsWith("org.kamcl.explorer.Some: The cache is begun anew"), lines.get(1));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void fullFilesAreFollowedByOthersAndTheOldestAreDeleted() throws IOException {
    Path other = logs().resolve("kamcl-20200101-000000-1.log");
    Files.writeString(other, "x".repeat(100));
    Files.setLastModifiedTime(other, FileTime.fromMillis(1_000));
    Path foreign = Files.writeString(logs().resolve("notes.txt"), "mine");
    for (int i = 0; i < 200; i++) {
      log("org.kamcl.explorer.Some", "A line of some length, number {}", null, i);
    }
    long bytes = 0;
    for (Path path : files()) {
      bytes += path.equals(foreign) ? 0 : Files.size(path);
      assertTrue(Files.size(path) <= 2_000, path + " " + Files.size(path));
      assertTrue(path.equals(foreign) || permissions(path).equals("rw-------"), path.toString());
    }
    assertTrue(bytes > 2_000 && bytes <= 7_000, bytes + " bytes");
    assertFalse(Files.exists(other), "the oldest is deleted first");
    assertTrue(Files.exists(foreign));
    List<Path> own = new ArrayList<>(files());
    own.remove(foreign);
    assertTrue(own.stream().anyMatch(path -> contains(path, "number 199")));
  }

  private static boolean contains(Path path, String text) {
    try {
      return Files.readString(path).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everythingThatIsNotInTheSourceIsMarked() throws IOException {
    // A stack trace alone is longer than the files of the other tests.
    file.stop();
    file = new LogFile(this::logs, 1 << 20, 1 << 22);
    file.setContext(context);
    file.start();
    log(
        "org.kamcl.explorer.Some",
        "The file {} of {} was skipped",
        new IllegalStateException(
            "bad /home/anna/x.tif\nsecond line",
            new KamclException(FileError.NOT_REGULAR, Path.of("/data/anna/secret » x.tif"))),
        Path.of("/home/anna/harbor.jpg"),
        12);
    log("org.geotools.Some", "Cannot read /home/anna/harbor.prj", null);
    StringBuilder all = new StringBuilder();
    for (Path one : files()) {
      all.append(Files.readString(one));
    }
    String text = all.toString();
    String unmarked = text.replaceAll("«[^»\n]*»", "");
    assertTrue(text.contains("«/home/anna/harbor.jpg» of 12 was skipped"), text);
    assertTrue(unmarked.contains("file.NOT_REGULAR"), unmarked);
    assertTrue(unmarked.contains("LogFileTest.java"), "the stack is not personal");
    for (String personal : List.of("anna", "harbor", "secret", "second line")) {
      assertFalse(unmarked.contains(personal), unmarked);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenOnlySilencesTheLog() {
    LogFile without = new LogFile(() -> null, 2_000, 7_000);
    without.setContext(context);
    without.start();
    without.doAppend(
        new LoggingEvent("x", context.getLogger("org.kamcl.X"), Level.WARN, "A", null, null));
    assertFalse(without.isStarted());
  }

  @Test
  void messagesInTheSourceAreConstantSoThatOnlyArgumentsArePersonal() throws IOException {
    List<String> joined = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        for (Pattern pattern : List.of(JOINED_MESSAGE, CONTINUED_MESSAGE)) {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            joined.add(source + ": " + matcher.group());
          }
        }
      }
    }
    assertEquals(List.of(), joined);
  }
}

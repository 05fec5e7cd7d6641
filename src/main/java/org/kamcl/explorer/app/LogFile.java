package org.kamcl.explorer.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.runtime.ProgramVersion;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.StateFolder;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Writes the log to files in the user's state folder. Each process writes files of its own, since
 * the window, its training runs and commands run at the same time: the first is created with the
 * first line, the next when it is full, and the oldest ones are deleted then. A log that cannot be
 * written is not: no work depends on it.
 */
final class LogFile extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String NAME = "FILE";

  /** The process of a window that is open for weeks fills several. */
  private static final long FILE_BYTES = 1L << 20;

  private static final long ALL_BYTES = 10L << 20;
  private static final int MOST_FILES = 30;

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Supplier<@Nullable Path> folder;
  private final long fileBytes;
  private final long allBytes;
  private final String baseName =
      "kamcl-"
          + START.format(LocalDateTime.now(ZoneId.systemDefault()))
          + "-"
          + ProcessHandle.current().pid();

  private @Nullable OutputStream out;
  private long written;
  private int part;

  LogFile(Supplier<@Nullable Path> folder, long fileBytes, long allBytes) {
    this.folder = folder;
    this.fileBytes = fileBytes;
    this.allBytes = allBytes;
  }

  /** Writes what the program and its libraries log from now on. A second call changes nothing. */
  static void install() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context
        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(NAME) == null) {
      LogFile file = new LogFile(LogFile::stateFolder, FILE_BYTES, ALL_BYTES);
      file.setContext(context);
      file.setName(NAME);
      file.start();
      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      // The terminal stays as quiet as before: OwnEventsFilter decides what is shown there.
      raise(root, Level.WARN);
      raise(context.getLogger("org.kamcl"), Level.INFO);
      root.addAppender(file);
    }
  }

  private static void raise(Logger logger, Level level) {
    if (logger.getEffectiveLevel().isGreaterOrEqual(level)) {
      logger.setLevel(level);
    }
  }

  private static @Nullable Path stateFolder() {
    try {
      return StateFolder.create();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    try {
      byte[] line = LogLine.of(event).getBytes(StandardCharsets.UTF_8);
      OutputStream open = out;
      if (open == null || written + line.length > fileBytes) {
        open = next();
      }
      open.write(line);
      open.flush();
      written += line.length;
    } catch (IOException e) {
      addWarn("The log cannot be written", e);
      // Trying again at each event would slow the program down on a full disk.
      stop();
    }
  }

  private OutputStream next() throws IOException {
    close();
    Path at = folder.get();
    if (at == null) {
      throw new IOException("There is no folder for logs");
    }
    part++;
    Path file = at.resolve(baseName + "-" + part + ".log");
    PrivateFiles.createFile(file);
    OutputStream opened = Files.newOutputStream(file, StandardOpenOption.APPEND);
    out = opened;
    byte[] head = head().getBytes(StandardCharsets.UTF_8);
    opened.write(head);
    written = head.length;
    deleteOldest(at, file);
    return opened;
  }

  private static String head() {
    return String.format(
        Locale.ROOT,
        "KAMCL Explorer %s, Java %s, %s %s%n",
        ProgramVersion.current(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  private record Old(Path file, long bytes, FileTime changed) {}

  /** Deletes the files that were written to longest ago until few enough are left. */
  private void deleteOldest(Path at, Path own) throws IOException {
    List<Old> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(at)) {
      for (Path file : all.toList()) {
        String found = file.getFileName().toString();
        if (found.startsWith("kamcl-") && found.endsWith(".log") && !file.equals(own)) {
          files.add(new Old(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
      }
    }
    files.sort(Comparator.comparing(Old::changed).reversed());
    // The file that was begun counts as full.
    long bytes = fileBytes;
    for (int i = 0; i < files.size(); i++) {
      bytes += files.get(i).bytes();
      if (bytes > allBytes || i + 2 > MOST_FILES) {
        Files.deleteIfExists(files.get(i).file());
      }
    }
  }

  private void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  @Override
  public synchronized void stop() {
    super.stop();
    try {
      close();
    } catch (IOException e) {
      addWarn("The log could not be closed", e);
    }
  }
}

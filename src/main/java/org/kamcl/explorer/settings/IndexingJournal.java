package org.kamcl.explorer.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * What is being added to the archive, in a file: whatever stands there and belongs to a process
 * that is gone was never finished. A line is the process, when it began, and the files as URIs.
 */
public final class IndexingJournal {
  /** Name of the file in a workspace. */
  public static final String FILE = "unfinished.txt";

  private static final String NO_TABLE = "-";
  private static final int PATHS = 3;

  private final Optional<Path> file;

  private IndexingJournal(Optional<Path> file) {
    this.file = file;
  }

  /**
   * @param file need not exist
   */
  public static IndexingJournal in(Path file) {
    return new IndexingJournal(Optional.of(file));
  }

  /** One that remembers nothing. */
  public static IndexingJournal none() {
    return new IndexingJournal(Optional.empty());
  }

  /**
   * Something that is added.
   *
   * @param paths folders and files
   * @param locationTable a table of where they lie
   */
  public record Entry(List<Path> paths, Optional<Path> locationTable) {
    /** Copies the list; paths become absolute. */
    public Entry {
      paths = paths.stream().map(IndexingJournal::absolute).toList();
      locationTable = locationTable.map(IndexingJournal::absolute);
    }

    private String text() {
      return Stream.concat(
              Stream.of(locationTable.map(Path::toUri).map(URI::toString).orElse(NO_TABLE)),
              paths.stream().map(Path::toUri).map(URI::toString))
          .collect(Collectors.joining(" "));
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * It begins, in this process.
   *
   * @throws ExplorerException if that cannot be noted
   */
  public synchronized void begin(Entry entry) {
    List<String> lines = without(entry);
    ProcessHandle own = ProcessHandle.current();
    lines.add(own.pid() + " " + started(own) + " " + entry.text());
    write(lines);
  }

  /**
   * It has ended, or is given up.
   *
   * @throws ExplorerException if that cannot be noted
   */
  public synchronized void finish(Entry entry) {
    List<String> before = read();
    List<String> lines = without(entry);
    if (lines.size() < before.size()) {
      write(lines);
    }
  }

  /** What processes began that are gone; a line that cannot be read is passed over. */
  public synchronized List<Entry> interrupted() {
    return read().stream()
        .filter(IndexingJournal::abandoned)
        .flatMap(line -> entry(line).stream())
        .distinct()
        .toList();
  }

  private List<String> without(Entry entry) {
    return new ArrayList<>(
        read().stream().filter(line -> !entry(line).equals(Optional.of(entry))).toList());
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static boolean abandoned(String line) {
    String[] words = line.split(" ");
    try {
      long began = Long.parseLong(words[1]);
      // Numbers of processes come again.
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> started(process) == began)
          .isEmpty();
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static Optional<Entry> entry(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    if (words.size() <= PATHS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Entry(
              words.subList(PATHS, words.size()).stream().map(IndexingJournal::path).toList(),
              Optional.of(words.get(2))
                  .filter(w -> !w.equals(NO_TABLE))
                  .map(IndexingJournal::path)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  private List<String> read() {
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new ExplorerException("The file " + file.get() + " cannot be read.", e);
    }
  }

  private void write(List<String> lines) {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (lines.isEmpty()) {
        Files.deleteIfExists(file.get());
        return;
      }
      Path folder = file.get().toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file.get(), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new ExplorerException(
          "What is being added could not be noted in "
              + file.get()
              + ". Is the folder writable? If the program is broken off, it will not offer to go on.",
          e);
    }
  }
}

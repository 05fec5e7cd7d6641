package org.kamcl.explorer.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.explorer.domain.ExplorerException;

/** Tables of places that lie in a folder beside its images. */
public final class LocationTables {
  private static final Set<String> FILE = Set.of("filename", "file");
  private static final Set<String> POINT = Set.of("lon", "lat");

  private LocationTables() {}

  /**
   * A table.
   *
   * @param file CSV
   * @param rows lines below its first one
   */
  public record Found(Path file, long rows) {}

  /**
   * The table of a folder: its only CSV file whose first line names a file, lon and lat, or where
   * it has none, the only one of its folders. Which of two is meant is for people to say.
   *
   * @throws ExplorerException if the folder cannot be read
   */
  public static Optional<Found> findIn(Path folder) {
    try {
      List<Path> tables = tables(folder);
      if (tables.isEmpty()) {
        tables = new ArrayList<>();
        for (Path below : folders(folder)) {
          tables.addAll(tablesIfReadable(below));
        }
      }
      return tables.size() == 1
          ? Optional.of(new Found(tables.get(0), rows(tables.get(0))))
          : Optional.empty();
    } catch (IOException e) {
      throw new ExplorerException("The folder " + folder + " is missing or cannot be read.", e);
    }
  }

  private static List<Path> tables(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
          .filter(Files::isRegularFile)
          .filter(LocationTables::namesPlaces)
          .toList();
    }
  }

  /** A folder that cannot be read has none; it is told of when its images are looked for. */
  private static List<Path> tablesIfReadable(Path folder) {
    try {
      return tables(folder);
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private static boolean namesPlaces(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = reader.readLine();
      if (header == null) {
        return false;
      }
      Set<String> columns =
          Stream.of(header.replace("\ufeff", "").split("[,;\t]"))
              .map(name -> name.replace("\"", "").strip().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      return columns.containsAll(POINT) && columns.stream().anyMatch(FILE::contains);
    } catch (IOException e) {
      // Not text, or not to be read: no table of places.
      return false;
    }
  }

  private static long rows(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return Math.max(0, lines.filter(line -> !line.isBlank()).count() - 1);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

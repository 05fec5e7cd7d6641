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
import java.util.stream.Stream;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;

/** Finds the location table of a folder. */
public final class LocationTables {
  private static final Set<String> FILE = Set.of("filename", "file");
  private static final Set<String> POINT = Set.of("lon", "lat");

  private LocationTables() {}

  /**
   * A table.
   *
   * @param file CSV
   * @param rows number of lines below the header
   */
  public record Found(Path file, long rows) {}

  /**
   * Finds the location table of a folder: its only CSV file whose header names a file, lon and lat,
   * or, if the folder itself has none, the only one in its direct sub-folders. Of two tables
   * neither is chosen.
   *
   * @throws KamclException if the folder cannot be read
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
      throw new KamclException(e, IndexError.FOLDER_UNREADABLE, folder);
    }
  }

  private static List<Path> tables(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
          .filter(Files::isRegularFile)
          .filter(LocationTables::isLocationTable)
          .toList();
    }
  }

  /** A folder that cannot be read has no table; it is reported when its images are listed. */
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

  private static boolean isLocationTable(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = reader.readLine();
      if (header == null) {
        return false;
      }
      List<String> columns = CsvTable.columnsOf(header);
      return columns.containsAll(POINT) && columns.stream().anyMatch(FILE::contains);
    } catch (IOException e) {
      // A file that is not UTF-8 text is not a location table.
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

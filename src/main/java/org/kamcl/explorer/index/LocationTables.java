package org.kamcl.explorer.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileNames;
import org.kamcl.file.SystemFolders;

/** Finds the location table of a folder. */
public final class LocationTables {
  /** Names of the column of longitudes, in order of preference. */
  static final List<String> LONGITUDE = List.of("lon", "longitude", "lng", "long");

  /** Names of the column of latitudes, in order of preference. */
  static final List<String> LATITUDE = List.of("lat", "latitude");

  private LocationTables() {}

  /**
   * A table.
   *
   * @param file CSV
   * @param rows number of rows that can be read
   */
  public record Found(Path file, long rows) {}

  /**
   * Finds the location table of a folder: its only CSV file whose header names a file, a longitude
   * and a latitude, or, if the folder itself has none, the only one in its direct sub-folders. Of
   * two tables neither is chosen.
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
          .filter(LocationTables::isTable)
          .filter(Files::isRegularFile)
          .filter(LocationTables::isLocationTable)
          .toList();
    }
  }

  private static boolean isTable(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.toLowerCase(Locale.ROOT).endsWith(".csv") && !SystemFolders.isHidden(name);
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
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !SystemFolders.isSystemFolder(String.valueOf(entry.getFileName())))
          .toList();
    }
  }

  /** Whether the header of a CSV file names a file, a longitude and a latitude. */
  public static boolean isLocationTableFile(Path file) {
    return isTable(file) && Files.isRegularFile(file) && isLocationTable(file);
  }

  /**
   * The images that the rows of a table name: files below the folder of the table or, if there are
   * none, files of the archive whose name occurs there only once.
   *
   * @param table a location table
   * @param indexed the files of the archive
   * @throws KamclException if the table or its folder cannot be read
   */
  public static List<Path> namedFiles(Path table, Collection<Path> indexed) {
    Path folder = table.toAbsolutePath().normalize().getParent();
    NamedFiles named = new NamedFiles(folder, indexed);
    CsvTable.scan(
        table,
        columns -> {
          int column = columns.fileColumn();
          return row -> named.add(row.values().get(column));
        });
    return List.copyOf(named.beside.isEmpty() ? named.elsewhere : named.beside);
  }

  /** Collects the files that rows name. */
  private static final class NamedFiles {
    private final Path folder;

    /** Files of the table's folder by the key of their name. */
    private final Map<String, Path> inFolder = new HashMap<>();

    /** Files of the archive by the key of their name. */
    private final Map<String, List<Path>> byName;

    private final Set<Path> beside = new LinkedHashSet<>();
    private final Set<Path> elsewhere = new LinkedHashSet<>();

    NamedFiles(Path folder, Collection<Path> indexed) {
      this.folder = folder;
      try (Stream<Path> entries = Files.list(folder)) {
        entries.forEach(file -> inFolder.put(FileNames.key(file.getFileName().toString()), file));
      } catch (IOException e) {
        throw new KamclException(e, IndexError.FOLDER_UNREADABLE, folder);
      }
      this.byName =
          indexed.stream()
              .collect(Collectors.groupingBy(file -> FileNames.key(file.getFileName().toString())));
    }

    void add(String name) {
      if (name.isBlank()) {
        return;
      }
      String key = FileNames.key(name);
      Path direct = inFolder.get(key);
      Path file = direct == null ? resolved(folder, name) : direct;
      if (file != null && Files.isRegularFile(file)) {
        beside.add(file);
      }
      // A name that fits several files names none of them: a location is never guessed.
      List<Path> files = byName.getOrDefault(key.substring(key.lastIndexOf('/') + 1), List.of());
      if (files.size() == 1) {
        elsewhere.add(files.get(0));
      }
    }
  }

  private static @Nullable Path resolved(Path folder, String name) {
    try {
      return folder.resolve(FileNames.key(name)).normalize();
    } catch (InvalidPathException e) {
      // No file can have this name.
      return null;
    }
  }

  private static boolean isLocationTable(Path file) {
    try {
      List<String> columns = CsvTable.columnsOf(file);
      return CsvTable.fileColumn(columns).isPresent()
          && columns.stream().anyMatch(LONGITUDE::contains)
          && columns.stream().anyMatch(LATITUDE::contains);
    } catch (IOException | KamclException e) {
      // A file that cannot be read is not offered as a table.
      return false;
    }
  }

  /** The rows that can be read; 0 where the table cannot be read, which using it reports. */
  private static long rows(Path file) {
    try {
      AtomicLong rows = new AtomicLong();
      CsvTable.scan(file, columns -> row -> rows.incrementAndGet());
      return rows.get();
    } catch (KamclException e) {
      return 0;
    }
  }
}

package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Caption;
import org.kamcl.explorer.catalog.ImageLocation;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The location table of a request and the captions of its folders. A row names a file by its path
 * below the indexed folder or by its name alone; a row of a location table also by its path below
 * the folder of the table.
 */
final class SidecarTables {
  /** Name of the table of captions in a folder. */
  static final String CAPTIONS = "captions.csv";

  private final Map<String, ImageLocation> locations = new HashMap<>();
  private Path locationsFolder;
  private final Map<String, List<Caption>> captions = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<Path> captionFolders = new HashSet<>();
  private final List<Problem> warnings = new ArrayList<>();

  /**
   * Reads a location table: {@code filename,lon,lat[,date][,meters]}; the spelling {@code metres}
   * is accepted as well, and other columns are ignored.
   *
   * @throws KamclException if it cannot be read or lacks a column
   */
  void readLocations(Path file) {
    CsvTable table = CsvTable.read(file);
    locationsFolder = realPath(file).getParent();
    int name = table.optionalColumn("filename").orElseGet(() -> table.column("file"));
    int lon = table.column("lon");
    int lat = table.column("lat");
    OptionalInt date = table.optionalColumn("date");
    OptionalInt meters = table.optionalColumn("meters");
    OptionalInt width = meters.isPresent() ? meters : table.optionalColumn("metres");
    warnings.addAll(table.problems());
    for (CsvTable.Row row : table.rows()) {
      List<String> values = row.values();
      if (values.get(lon).isEmpty() && values.get(lat).isEmpty()) {
        continue;
      }
      RowParser parser = new RowParser(file, row.line());
      try {
        locations.put(
            key(values.get(name)),
            new ImageLocation(
                parser.point(values.get(lon), values.get(lat)),
                date.isEmpty() ? Optional.empty() : parser.date(values.get(date.getAsInt())),
                width.isEmpty()
                    ? OptionalDouble.empty()
                    : parser.width(values.get(width.getAsInt()))));
      } catch (KamclException e) {
        warnings.add(e.problem(file));
      }
    }
  }

  /** Parses the values of a row; its errors name the file and the line. */
  private record RowParser(Path file, int line) {
    GeoPoint point(String lon, String lat) {
      double x = number(lon);
      double y = number(lat);
      if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) {
        throw new KamclException(IndexError.ROW_COORDINATES_OUT_OF_RANGE, file, line, lon, lat);
      }
      return new GeoPoint(x, y);
    }

    private double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new KamclException(e, IndexError.ROW_NUMBER_INVALID, file, line, text);
      }
    }

    OptionalDouble width(String text) {
      if (text.isEmpty()) {
        return OptionalDouble.empty();
      }
      double meters = number(text);
      if (!(meters > 0)) {
        throw new KamclException(IndexError.ROW_WIDTH_INVALID, file, line, text);
      }
      return OptionalDouble.of(meters);
    }

    /** A month or a year alone stands for its first day. */
    Optional<LocalDate> date(String text) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      String day = text.matches("\\d{4}") ? text + "-01-01" : text;
      day = day.matches("\\d{4}-\\d{2}") ? day + "-01" : day;
      try {
        return Optional.of(LocalDate.parse(day));
      } catch (DateTimeParseException e) {
        throw new KamclException(e, IndexError.ROW_DATE_INVALID, file, line, text);
      }
    }
  }

  /**
   * Reads {@code captions.csv} of a folder, {@code filename,caption[,split]}, if it exists. Each
   * folder is read once.
   */
  void readCaptions(Path folder) {
    Path file = folder.resolve(CAPTIONS);
    if (!captionFolders.add(folder) || !Files.isRegularFile(file)) {
      return;
    }
    try {
      CsvTable table = CsvTable.read(file);
      int name = table.column("filename");
      int caption = table.column("caption");
      OptionalInt split = table.optionalColumn("split");
      warnings.addAll(table.problems());
      for (CsvTable.Row row : table.rows()) {
        List<String> values = row.values();
        if (!values.get(caption).isEmpty()) {
          captions
              .computeIfAbsent(key(values.get(name)), n -> new ArrayList<>())
              .add(
                  new Caption(
                      values.get(caption), split.isEmpty() ? "" : values.get(split.getAsInt())));
        }
      }
    } catch (KamclException e) {
      // The captions are optional: the images are indexed without them.
      warnings.add(e.problem(file));
    }
  }

  private static String key(String name) {
    return name.replace('\\', '/').replaceFirst("^\\./", "");
  }

  Optional<ImageLocation> location(Path folder, Path file) {
    if (locationsFolder == null) {
      return Optional.empty();
    }
    Path path = realPath(file);
    if (path.startsWith(locationsFolder)) {
      String below = key(locationsFolder.relativize(path).toString());
      if (locations.containsKey(below)) {
        used.add(below);
        return Optional.of(locations.get(below));
      }
    }
    if (namesAnotherFile(folder, file)) {
      return Optional.empty();
    }
    return Optional.ofNullable(locations.get(match(locations, folder, file)));
  }

  /**
   * Whether a row that gives only a name means a file beside the table rather than this one. A
   * table outside the indexed folder describes the files of that folder.
   */
  private boolean namesAnotherFile(Path folder, Path file) {
    String name = file.getFileName().toString();
    boolean byNameAlone = !locations.containsKey(key(folder.relativize(file).toString()));
    return byNameAlone
        && locations.containsKey(name)
        && locationsFolder.startsWith(realPath(folder.resolve(name)).getParent())
        && Files.isRegularFile(locationsFolder.resolve(name));
  }

  /** The path with links in its folders resolved; the file's own name is kept. */
  private static Path realPath(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    try {
      return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      // A path that cannot be resolved is compared as written.
      return absolute;
    }
  }

  List<Caption> captions(Path folder, Path file) {
    return captions.getOrDefault(match(captions, folder, file), List.of());
  }

  private String match(Map<String, ?> table, Path folder, Path file) {
    String path = key(folder.relativize(file).toString());
    String name = table.containsKey(path) ? path : file.getFileName().toString();
    if (table.containsKey(name)) {
      used.add(name);
    }
    return name;
  }

  /** Warnings about rows that could not be used, and about rows that name no file. */
  List<Problem> warnings() {
    List<Problem> all = new ArrayList<>(warnings);
    long unmatched = locations.keySet().stream().filter(name -> !used.contains(name)).count();
    if (unmatched > 0) {
      all.add(Problem.of(IndexError.ROWS_WITHOUT_FILE, unmatched));
    }
    return all;
  }
}

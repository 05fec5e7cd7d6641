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
import java.util.Set;
import org.kamcl.explorer.catalog.Caption;
import org.kamcl.explorer.catalog.ImageLocation;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * What tables say of the files of a folder: where they lie and what they show. A row names a file
 * by its path below the folder, a row of a table of places also by its path below the table's own
 * folder, or by its name alone.
 */
final class SidecarTables {
  /** Of a folder; read where it is there. */
  static final String CAPTIONS = "captions.csv";

  private final Map<String, ImageLocation> places = new HashMap<>();
  private Path placesFolder;
  private final Map<String, List<Caption>> captions = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<Path> captionFolders = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Reads a table of places: {@code filename,lon,lat[,date][,metres]}; other columns are passed
   * over.
   *
   * @throws ExplorerException if it cannot be read or lacks a column
   */
  void readLocations(Path file) {
    CsvTable table = CsvTable.read(file);
    placesFolder = real(file).getParent();
    int name = table.optional("filename").orElseGet(() -> table.column("file"));
    int lon = table.column("lon");
    int lat = table.column("lat");
    Optional<Integer> date = table.optional("date");
    Optional<Integer> metres = table.optional("meters").or(() -> table.optional("metres"));
    warnings.addAll(table.problems());
    for (CsvTable.Row row : table.rows()) {
      List<String> values = row.values();
      if (values.get(lon).isEmpty() && values.get(lat).isEmpty()) {
        continue;
      }
      try {
        GeoPoint middle = point(values.get(lon), values.get(lat));
        places.put(
            key(values.get(name)),
            new ImageLocation(
                middle,
                date.flatMap(d -> date(values.get(d))),
                metres.map(m -> metres(values.get(m))).orElse(OptionalDouble.empty())));
      } catch (NumberFormatException e) {
        warnings.add(
            file + ", line " + row.line() + ": " + e.getMessage() + "; the row is left out.");
      }
    }
  }

  private static GeoPoint point(String lon, String lat) {
    double x = number(lon);
    double y = number(lat);
    if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) {
      throw new NumberFormatException(
          "longitude " + lon + " and latitude " + lat + " lie nowhere on the earth");
    }
    return new GeoPoint(x, y);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new NumberFormatException("'" + text + "' is no number");
    }
  }

  private static OptionalDouble metres(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    double metres = number(text);
    if (!(metres > 0)) {
      throw new NumberFormatException("a picture is not " + text + " metres wide");
    }
    return OptionalDouble.of(metres);
  }

  /** A day; a month or a year alone stands for its first. */
  private static Optional<LocalDate> date(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String day = text.matches("\\d{4}") ? text + "-01-01" : text;
    day = day.matches("\\d{4}-\\d{2}") ? day + "-01" : day;
    try {
      return Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      throw new NumberFormatException("'" + text + "' is no date such as 2024-06-20");
    }
  }

  /**
   * Reads {@code captions.csv} of a folder, {@code filename,caption[,split]}, where it is there;
   * once, though each of its images may be named by itself.
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
      Optional<Integer> split = table.optional("split");
      warnings.addAll(table.problems());
      for (CsvTable.Row row : table.rows()) {
        String sentence = row.values().get(caption);
        if (!sentence.isBlank()) {
          captions
              .computeIfAbsent(key(row.values().get(name)), n -> new ArrayList<>())
              .add(new Caption(sentence, split.map(s -> row.values().get(s)).orElse("")));
        }
      }
    } catch (ExplorerException e) {
      // A folder of pictures is not refused for a table that nobody asked for.
      warnings.add(e.getMessage());
    }
  }

  private static String key(String name) {
    return name.replace('\\', '/').replaceFirst("^\\./", "");
  }

  Optional<ImageLocation> location(Path folder, Path file) {
    if (placesFolder == null) {
      return Optional.empty();
    }
    Path at = real(file);
    if (at.startsWith(placesFolder)) {
      String below = key(placesFolder.relativize(at).toString());
      if (places.containsKey(below)) {
        used.add(below);
        return Optional.of(places.get(below));
      }
    }
    if (namesAnotherFile(folder, file)) {
      return Optional.empty();
    }
    return Optional.ofNullable(places.get(match(places, folder, file)));
  }

  /**
   * Whether the name of a file stands in the table for a namesake beside the table. A table that
   * lies elsewhere speaks of the folder's files.
   */
  private boolean namesAnotherFile(Path folder, Path file) {
    String name = file.getFileName().toString();
    boolean byNameAlone = !places.containsKey(key(folder.relativize(file).toString()));
    return byNameAlone
        && places.containsKey(name)
        && placesFolder.startsWith(real(folder.resolve(name)).getParent())
        && Files.isRegularFile(placesFolder.resolve(name));
  }

  /** Its path with links in its folders followed; the file's own name stays. */
  private static Path real(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    try {
      return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      // What cannot be followed is compared as it is written.
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

  /** Sentences about rows that could not be used. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    long idle = places.keySet().stream().filter(name -> !used.contains(name)).count();
    if (idle > 0) {
      all.add("The table of places names " + idle + " files that are not in the folders.");
    }
    return all;
  }
}

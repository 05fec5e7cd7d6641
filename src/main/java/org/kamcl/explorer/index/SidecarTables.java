package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.stac.StacItem;
import org.kamcl.file.FileNames;

/**
 * The location table of a request and the captions of its folders. A row names a file by its path
 * below the indexed folder or by its name alone; a row of a location table also by its path below
 * the folder of the table.
 */
final class SidecarTables {
  /** Name of the table of captions in a folder. */
  static final String CAPTIONS = "captions.csv";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern GROUPED_BY_POINTS = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+");

  private NamedRows<ImageLocation> locations = new NamedRows<>(Set.of());
  private Path locationsFolder;

  private Optional<StacSources> stac = Optional.empty();

  /** Rows of captions by the indexed folder. */
  private final Map<Path, NamedRows<List<Caption>>> captions = new HashMap<>();

  /** Real paths of folders. */
  private final Map<Path, Path> realFolders = new HashMap<>();

  private final List<Problem> warnings = new ArrayList<>();

  /**
   * Reads a location table: {@code filename,lon,lat[,date][,meters]}; usual other names of these
   * columns are accepted as well, and other columns are ignored.
   *
   * @param files that are looked up later; rows of others are only counted
   * @throws KamclException if it cannot be read or lacks a column
   */
  void readLocations(Path file, List<SourceFile> files) {
    locationsFolder = realPath(file).getParent();
    locations = new NamedRows<>(wanted(files, true));
    warnings.addAll(CsvTable.scan(file, table -> locationReader(file, table)));
  }

  /** The names by which files are looked up. */
  private Set<String> wanted(List<SourceFile> files, boolean belowTable) {
    Set<String> wanted = new HashSet<>();
    for (SourceFile source : files) {
      Path file = source.path();
      wanted.add(FileNames.foldedKey(source.folder().relativize(file).toString()));
      wanted.add(FileNames.foldedKey(file.getFileName().toString()));
      Path real = belowTable ? realPath(file) : file;
      if (belowTable && real.startsWith(locationsFolder)) {
        wanted.add(FileNames.foldedKey(locationsFolder.relativize(real).toString()));
      }
    }
    return wanted;
  }

  private Consumer<CsvTable.Row> locationReader(Path file, CsvTable table) {
    int name = table.fileColumn();
    int lon = table.column(LocationTables.LONGITUDE.toArray(String[]::new));
    int lat = table.column(LocationTables.LATITUDE.toArray(String[]::new));
    OptionalInt date = table.optionalColumn("date");
    OptionalInt width = table.optionalColumn("meters", "metres");
    return row -> {
      List<String> values = row.values();
      if (values.get(lon).isEmpty() && values.get(lat).isEmpty()) {
        return;
      }
      boolean decimalCommas = (values.get(lon) + values.get(lat)).contains(",");
      RowParser parser = new RowParser(file, row.line(), decimalCommas);
      ImageLocation location =
          new ImageLocation(
              parser.point(values.get(lon), values.get(lat)),
              date.isEmpty() ? Optional.empty() : parser.date(values.get(date.getAsInt())),
              width.isEmpty()
                  ? OptionalDouble.empty()
                  : parser.width(values.get(width.getAsInt())));
      if (!locations.add(values.get(name), location)) {
        throw new KamclException(IndexError.ROW_REPEATED, file, row.line(), values.get(name));
      }
    };
  }

  /**
   * Parses the values of a row; its errors name the file and the line.
   *
   * @param decimalCommas whether the coordinates of the row are written with decimal commas
   */
  private record RowParser(Path file, int line, boolean decimalCommas) {
    GeoPoint point(String lon, String lat) {
      double x = number(lon);
      double y = number(lat);
      if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) {
        throw new KamclException(IndexError.ROW_COORDINATES_OUT_OF_RANGE, file, line, lon, lat);
      }
      return new GeoPoint(x, y);
    }

    /** A comma in a coordinate is a decimal comma: degrees do not reach 1,000. */
    private double number(String text) {
      String plain = text.replace('\u2212', '-').replace(',', '.');
      if (!NUMBER.matcher(plain).matches()) {
        throw new KamclException(IndexError.ROW_NUMBER_INVALID, file, line, text);
      }
      return Double.parseDouble(plain);
    }

    OptionalDouble width(String text) {
      if (text.isEmpty()) {
        return OptionalDouble.empty();
      }
      // 1.234 is 1234 where commas are decimal, and 1,234 is 1234 where they are not.
      if (decimalCommas ? GROUPED_BY_POINTS.matcher(text).matches() : text.contains(",")) {
        throw new KamclException(IndexError.ROW_NUMBER_INVALID, file, line, text);
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
   * Reads {@code captions.csv} of the indexed folders, {@code filename,caption[,split]}, where they
   * have one. Rows of other files than these are ignored.
   */
  void readCaptions(List<SourceFile> files) {
    files.stream()
        .collect(Collectors.groupingBy(SourceFile::folder, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::readCaptions);
  }

  private void readCaptions(Path folder, List<SourceFile> files) {
    Path file = folder.resolve(CAPTIONS);
    if (!Files.isRegularFile(file)) {
      return;
    }
    NamedRows<List<Caption>> rows = new NamedRows<>(wanted(files, false));
    try {
      warnings.addAll(CsvTable.scan(file, table -> captionReader(table, rows)));
      captions.put(folder, rows);
    } catch (KamclException e) {
      // The captions are optional: the images are indexed without them.
      warnings.add(e.problem(file));
    }
  }

  private static Consumer<CsvTable.Row> captionReader(
      CsvTable table, NamedRows<List<Caption>> rows) {
    int name = table.fileColumn();
    int caption = table.column("caption");
    OptionalInt split = table.optionalColumn("split");
    return row -> {
      List<String> values = row.values();
      if (!values.get(caption).isEmpty()) {
        add(
            rows,
            values.get(name),
            new Caption(values.get(caption), split.isEmpty() ? "" : values.get(split.getAsInt())));
      }
    };
  }

  private static void add(NamedRows<List<Caption>> rows, String name, Caption caption) {
    Optional<List<Caption>> known = rows.get(FileNames.key(name));
    if (known.isEmpty()) {
      rows.add(name, new ArrayList<>(List.of(caption)));
    } else {
      known.get().add(caption);
    }
  }

  /** Uses the items of STAC documents, too. */
  void setItems(StacSources sources) {
    stac = Optional.of(sources);
  }

  /** The STAC item that names a file. */
  Optional<StacItem> item(Path file) {
    return stac.flatMap(sources -> sources.item(file));
  }

  Optional<ImageLocation> location(Path folder, Path file) {
    if (locationsFolder == null) {
      return Optional.empty();
    }
    Path path = realPath(file);
    if (path.startsWith(locationsFolder)) {
      Optional<String> below = locations.find(locationsFolder.relativize(path).toString());
      if (below.isPresent()) {
        return below.map(locations::use);
      }
    }
    return namesAnotherFile(folder, file)
        ? Optional.empty()
        : match(locations, folder, file).map(locations::use);
  }

  /**
   * Whether a row that gives only a name means a file beside the table rather than this one. A
   * table outside the indexed folder describes the files of that folder.
   */
  private boolean namesAnotherFile(Path folder, Path file) {
    Path name = file.getFileName();
    boolean byNameAlone = locations.find(folder.relativize(file).toString()).isEmpty();
    return byNameAlone
        && locations.find(name.toString()).isPresent()
        && locationsFolder.startsWith(realPath(folder.resolve(name)).getParent())
        && Files.isRegularFile(locationsFolder.resolve(name));
  }

  /** The path with links in its folders resolved; the file's own name is kept. */
  private Path realPath(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null
        ? absolute
        : realFolders
            .computeIfAbsent(folder, SidecarTables::realFolder)
            .resolve(absolute.getFileName());
  }

  private static Path realFolder(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      // A path that cannot be resolved is compared as written.
      return folder;
    }
  }

  List<Caption> captions(Path folder, Path file) {
    NamedRows<List<Caption>> rows = captions.get(folder);
    return rows == null ? List.of() : match(rows, folder, file).map(rows::use).orElse(List.of());
  }

  /** The row that names a file by its path below the folder, or else by its name alone. */
  private static Optional<String> match(NamedRows<?> table, Path folder, Path file) {
    return table
        .find(folder.relativize(file).toString())
        .or(() -> table.find(file.getFileName().toString()));
  }

  /** Warnings about rows that could not be used, and about rows that name no file. */
  List<Problem> warnings() {
    List<Problem> all = new ArrayList<>(warnings);
    long unmatched = locations.unused();
    if (unmatched > 0) {
      all.add(Problem.of(IndexError.ROWS_WITHOUT_FILE, unmatched));
    }
    return all;
  }
}

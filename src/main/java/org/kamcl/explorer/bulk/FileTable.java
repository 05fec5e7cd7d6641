package org.kamcl.explorer.bulk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.bulk.ParquetTable.Column;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.GeoPoint;

/** The files of a part as a Parquet file. */
final class FileTable {
  private static final ParquetTable TABLE =
      new ParquetTable(
          List.of(
              new Column("uri", ParquetTable.Type.TEXT),
              new Column("folder", ParquetTable.Type.TEXT),
              new Column("collection", ParquetTable.Type.TEXT),
              new Column("size", ParquetTable.Type.INTEGER),
              new Column("modified", ParquetTable.Type.INTEGER),
              new Column("sha256", ParquetTable.Type.TEXT),
              new Column("tiling", ParquetTable.Type.TEXT),
              new Column("image_count", ParquetTable.Type.INTEGER),
              new Column("first", ParquetTable.Type.INTEGER),
              new Column("count", ParquetTable.Type.INTEGER),
              new Column("longitude", ParquetTable.Type.REAL),
              new Column("latitude", ParquetTable.Type.REAL),
              new Column("location_date", ParquetTable.Type.DATE),
              new Column("location_meters", ParquetTable.Type.REAL),
              new Column("captions", ParquetTable.Type.TEXT),
              new Column("assigned_crs", ParquetTable.Type.TEXT),
              new Column("georeferencing_version", ParquetTable.Type.INTEGER),
              new Column("reading_version", ParquetTable.Type.INTEGER),
              new Column("problem", ParquetTable.Type.TEXT)));

  private static final String UNDECIDED = "undecided";
  private static final String NONE = "none";
  private static final String SENTENCE = "caption";
  private static final String SPLIT = "split";

  private FileTable() {}

  static void write(Path file, List<FileRow> files) throws IOException {
    TABLE.write(file, files.stream().map(FileTable::row).toList());
  }

  /**
   * @throws RuntimeException of various kinds if the file is damaged
   */
  static List<FileRow> read(Path file) throws IOException {
    List<FileRow> files = new ArrayList<>();
    for (@Nullable Object[] row : TABLE.read(file)) {
      files.add(fileOf(new Cells(row)));
    }
    return files;
  }

  private static @Nullable Object[] row(FileRow file) {
    Optional<ImageLocation> location = file.location();
    return new @Nullable Object[] {
      file.uri(),
      file.folder(),
      file.collection(),
      file.size(),
      file.modified(),
      file.sha256(),
      file.tiling(),
      (long) file.imageCount(),
      (long) file.first(),
      (long) file.count(),
      location.map(place -> place.center().lon()).orElse(null),
      location.map(place -> place.center().lat()).orElse(null),
      location.flatMap(ImageLocation::date).orElse(null),
      Cells.orNull(location.map(ImageLocation::widthMeters).orElse(OptionalDouble.empty())),
      file.captions().isEmpty() ? null : captions(file.captions()),
      file.crs().map(FileTable::text).orElse(null),
      (long) file.code().georeferencing(),
      (long) file.code().reading(),
      file.problem().map(ProblemJson::format).orElse(null)
    };
  }

  private static FileRow fileOf(Cells cells) {
    return new FileRow(
        cells.text(),
        cells.text(),
        cells.text(),
        cells.number(),
        cells.number(),
        cells.text(),
        cells.text(),
        cells.integer(),
        cells.integer(),
        cells.integer(),
        location(cells),
        cells.optionalText().map(FileTable::captions).orElse(List.of()),
        cells.optionalText().map(FileTable::crs),
        new CodeVersions(cells.integer(), cells.integer()),
        cells.optionalText().map(ProblemJson::parse));
  }

  private static Optional<ImageLocation> location(Cells cells) {
    OptionalDouble lon = cells.real();
    OptionalDouble lat = cells.real();
    var date = cells.date();
    OptionalDouble meters = cells.real();
    return lon.isPresent() && lat.isPresent()
        ? Optional.of(
            new ImageLocation(new GeoPoint(lon.getAsDouble(), lat.getAsDouble()), date, meters))
        : Optional.empty();
  }

  private static String captions(List<Caption> captions) {
    JsonArray list = new JsonArray();
    for (Caption caption : captions) {
      JsonObject json = new JsonObject();
      json.addProperty(SENTENCE, caption.sentence());
      json.addProperty(SPLIT, caption.split());
      list.add(json);
    }
    return list.toString();
  }

  private static List<Caption> captions(String text) {
    List<Caption> captions = new ArrayList<>();
    for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
      JsonObject json = element.getAsJsonObject();
      captions.add(new Caption(json.get(SENTENCE).getAsString(), json.get(SPLIT).getAsString()));
    }
    return captions;
  }

  private static String text(CrsAssignment crs) {
    if (!crs.decided()) {
      return UNDECIDED;
    }
    return crs.epsg().isPresent() ? String.valueOf(crs.epsg().getAsInt()) : NONE;
  }

  private static CrsAssignment crs(String text) {
    return switch (text) {
      case UNDECIDED -> CrsAssignment.UNDECIDED;
      case NONE -> CrsAssignment.NO_CRS;
      default -> new CrsAssignment(true, OptionalInt.of(Integer.parseInt(text)));
    };
  }
}

package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TileBounds;

/** CSV (RFC 4180): a row of column names, then one row per hit. */
final class CsvExporter extends TextFileExporter {
  private static final List<String> COLUMNS =
      List.of(
          "rank",
          "score",
          "false_match_rate",
          "strong_match",
          "match",
          "image",
          "collection",
          "file",
          "tile_x",
          "tile_y",
          "tile_width",
          "tile_height",
          "lon",
          "lat",
          "footprint",
          "date",
          "gsd",
          "crs",
          "concepts",
          "captions");

  CsvExporter() {
    super(new ExportFormat("csv", ".csv", true, false));
  }

  @Override
  void write(SearchResult result, Writer out) throws IOException {
    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
    csv.printRecord(COLUMNS);
    for (SearchHit hit : result.hits()) {
      csv.printRecord(cells(hit));
    }
    csv.flush();
  }

  private static List<String> cells(SearchHit hit) {
    ImageRecord image = hit.image();
    Optional<TileBounds> tile = image.tile();
    Optional<GeoPoint> center = image.footprint().map(f -> f.center());
    return List.of(
        "" + hit.rank(),
        hit.isListed() ? "" : number(hit.score()),
        hit.isListed() ? "" : number(hit.falseMatchRate()),
        hit.isListed() ? "" : "" + hit.strong(),
        hit.isListed() ? "" : hit.band().name().toLowerCase(Locale.ROOT),
        "" + image.id(),
        text(image.collection()),
        text(image.file().toString()),
        tile.map(t -> "" + t.x()).orElse(""),
        tile.map(t -> "" + t.y()).orElse(""),
        tile.map(t -> "" + t.width()).orElse(""),
        tile.map(t -> "" + t.height()).orElse(""),
        center.map(p -> degrees(p.lon())).orElse(""),
        center.map(p -> degrees(p.lat())).orElse(""),
        image
            .footprint()
            .filter(f -> f.ring().size() > 2)
            .map(f -> text(wkt(f.splitAtAntimeridian())))
            .orElse(""),
        image.date().map(Object::toString).orElse(""),
        image.gsd().isPresent() ? number(image.gsd().getAsDouble()) : "",
        text(image.crs()),
        text(hit.concepts().stream().map(SharedConcept::name).collect(Collectors.joining("; "))),
        text(String.join(" | ", image.captions())));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static String degrees(double value) {
    return String.format(Locale.ROOT, "%.7f", value);
  }

  private static String wkt(List<List<GeoPoint>> parts) {
    String rings =
        parts.stream()
            .map(
                part ->
                    GeoJsonGeometry.ring(part).stream()
                        .map(p -> degrees(p.lon()) + " " + degrees(p.lat()))
                        .collect(Collectors.joining(", ", "((", "))")))
            .collect(Collectors.joining(", "));
    return parts.size() == 1 ? "POLYGON " + rings : "MULTIPOLYGON (" + rings + ")";
  }

  /**
   * A text as a cell. A text that a spreadsheet would run as a formula gets an apostrophe in front,
   * by which the spreadsheet knows it as text.
   */
  static String text(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}

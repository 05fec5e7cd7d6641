package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TileBounds;

/** A row a hit (RFC 4180), after a row of names. */
final class CsvExporter {
  private static final List<String> NAMES =
      List.of(
          "rank",
          "score",
          "chance",
          "strong",
          "image",
          "collection",
          "file",
          "window_x",
          "window_y",
          "window_width",
          "window_height",
          "lon",
          "lat",
          "footprint",
          "date",
          "metres_per_pixel",
          "crs",
          "concepts",
          "captions");

  void write(SearchResult result, Writer out) throws IOException {
    row(out, NAMES);
    for (SearchHit hit : result.hits()) {
      row(out, cells(hit));
    }
  }

  private static void row(Writer out, List<String> cells) throws IOException {
    out.write(String.join(",", cells));
    out.write("\r\n");
  }

  private static List<String> cells(SearchHit hit) {
    ImageRecord image = hit.image();
    Optional<TileBounds> window = image.tile();
    Optional<GeoPoint> middle = image.footprint().map(f -> f.center());
    return List.of(
        "" + hit.rank(),
        number(hit.score()),
        number(hit.falseMatchRate()),
        "" + hit.strong(),
        "" + image.id(),
        text(image.collection()),
        text(image.file().toString()),
        window.map(w -> "" + w.x()).orElse(""),
        window.map(w -> "" + w.y()).orElse(""),
        window.map(w -> "" + w.width()).orElse(""),
        window.map(w -> "" + w.height()).orElse(""),
        middle.map(p -> degrees(p.lon())).orElse(""),
        middle.map(p -> degrees(p.lat())).orElse(""),
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
   * A text as a cell. What a spreadsheet would run as a formula begins with an apostrophe, which it
   * takes as the sign of a text.
   */
  static String text(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}

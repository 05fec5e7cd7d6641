package org.kamcl.explorer.export;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.explorer.domain.SearchHit;

/**
 * Styles of layers for QGIS 3 (QML): five classes of the score in the colors of the program's heat
 * maps, the best hits on top. Layers without scores have one color. A symbol's properties are
 * written in both forms that versions of QGIS read.
 */
final class QgisStyle {
  private static final int CLASSES = 5;
  private static final String OUTLINE = "35,35,35,255";

  /** The accent color of the program. */
  private static final int PLAIN = 0xFF0969DA;

  /** Opacity of an area, 0..255: what lies below stays visible. */
  private static final int OPACITY = 140;

  private QgisStyle() {}

  /**
   * The scores of some hits.
   *
   * @param min lowest
   * @param max highest
   */
  record Range(double min, double max) {
    /** Empty if no hit has a score. */
    static Optional<Range> of(List<SearchHit> hits) {
      DoubleSummaryStatistics scores =
          hits.stream().mapToDouble(SearchHit::score).filter(Double::isFinite).summaryStatistics();
      return scores.getCount() == 0
          ? Optional.empty()
          : Optional.of(new Range(scores.getMin(), scores.getMax()));
    }

    /** Number of classes; one if all scores are equal. */
    int classes() {
      return max > min ? CLASSES : 1;
    }

    double bound(int index) {
      return min + (max - min) * index / classes();
    }

    /** The outer bounds are rounded outward, so that every score has a class. */
    String text(int index) {
      double value = bound(index);
      double unit = 1e-6;
      if (index == 0) {
        value = Math.floor(value / unit) * unit;
      } else if (index == classes()) {
        value = Math.ceil(value / unit) * unit;
      }
      return String.format(Locale.ROOT, "%.6f", value);
    }
  }

  /**
   * The style of polygons.
   *
   * @param scores empty for one color
   */
  static String ofAreas(Optional<Range> scores) {
    return document(scores, true, 2);
  }

  /**
   * The style of points.
   *
   * @param scores empty for one color
   */
  static String ofPoints(Optional<Range> scores) {
    return document(scores, false, 0);
  }

  private static String document(Optional<Range> scores, boolean areas, int geometryType) {
    return "<qgis version=\"3.22.0\" styleCategories=\"Symbology|MapTips|AttributeTable\">\n"
        + scores.map(range -> graduated(range, areas)).orElseGet(() -> single(areas))
        + "<blendMode>0</blendMode>\n<featureBlendMode>0</featureBlendMode>\n"
        + "<mapTip>"
        + HtmlText.escaped(mapTip(scores.isPresent()))
        + "</mapTip>\n"
        // What names a feature in lists; QGIS would choose a column with equal values for many.
        + "<previewExpression>file_name(\"file\")</previewExpression>\n"
        + attributeTable()
        + "<layerGeometryType>"
        + geometryType
        + "</layerGeometryType>\n</qgis>\n";
  }

  private static String mapTip(boolean ranked) {
    String score =
        ranked
            ? "<p>Rank [% \"rank\" %], score [% format_number(\"score\", 3) %], [% \"match\" %]</p>"
            : "";
    // Nothing if it is NULL.
    String captions = "[% coalesce('<p>' || \"captions\" || '</p>', '') %]";
    return "<b>[% file_name(\"file\") %]</b>" + score + captions;
  }

  /** The columns in their order, each as wide as its heading and usual values, in pixels. */
  private static String attributeTable() {
    return HitColumn.ALL.stream()
        .map(
            column ->
                String.format(
                    Locale.ROOT,
                    "<column type=\"field\" name=\"%s\" width=\"%d\" hidden=\"0\"/>\n",
                    column.name(),
                    column.name().equals("file")
                        ? 400
                        : column.type() == HitColumn.Type.TEXT ? 160 : 120))
        .collect(
            Collectors.joining(
                "",
                "<attributetableconfig sortExpression=\"\" sortOrder=\"0\">\n<columns>\n",
                "</columns>\n</attributetableconfig>\n"));
  }

  private static String single(boolean areas) {
    return "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\""
        + " forceraster=\"0\">\n<symbols>\n"
        + symbol(0, PLAIN, areas)
        + "</symbols>\n</renderer-v2>\n";
  }

  private static String graduated(Range range, boolean areas) {
    int classes = range.classes();
    String ranges =
        IntStream.range(0, classes)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "<range lower=\"%s\" upper=\"%s\" symbol=\"%d\" label=\"%.3f - %.3f\""
                            + " render=\"true\"/>\n",
                        range.text(i),
                        range.text(i + 1),
                        i,
                        range.bound(i),
                        range.bound(i + 1)))
            .collect(Collectors.joining());
    String symbols =
        IntStream.range(0, classes)
            .mapToObj(i -> symbol(i, Cividis.argb(place(i, classes)), areas))
            .collect(Collectors.joining());
    return "<renderer-v2 type=\"graduatedSymbol\" attr=\"score\" graduatedMethod=\"GraduatedColor\""
        + " symbollevels=\"0\" enableorderby=\"1\" forceraster=\"0\">\n<ranges>\n"
        + ranges
        + "</ranges>\n<symbols>\n"
        + symbols
        + "</symbols>\n<source-symbol>\n"
        + symbol(0, Cividis.argb(1), areas)
        + "</source-symbol>\n"
        + ramp()
        + "<classificationMethod id=\"EqualInterval\"/>\n<orderby>\n"
        + "<orderByClause asc=\"1\" nullsFirst=\"1\">\"score\"</orderByClause>\n"
        + "</orderby>\n</renderer-v2>\n";
  }

  private static double place(int index, int classes) {
    return classes == 1 ? 1 : (double) index / (classes - 1);
  }

  private static String ramp() {
    String stops =
        IntStream.range(1, CLASSES - 1)
            .mapToObj(i -> place(i, CLASSES))
            .map(at -> String.format(Locale.ROOT, "%.2f;%s", at, rgba(Cividis.argb(at), 255)))
            .collect(Collectors.joining(":"));
    return "<colorramp type=\"gradient\" name=\"[source]\">\n"
        + prop("color1", rgba(Cividis.argb(0), 255))
        + prop("color2", rgba(Cividis.argb(1), 255))
        + prop("discrete", "0")
        + prop("rampType", "gradient")
        + prop("stops", stops)
        + "</colorramp>\n";
  }

  private static String symbol(int index, int argb, boolean areas) {
    List<String[]> properties =
        areas
            ? List.of(
                new String[] {"color", rgba(argb, OPACITY)},
                new String[] {"style", "solid"},
                new String[] {"outline_color", rgba(argb, 255)},
                new String[] {"outline_style", "solid"},
                new String[] {"outline_width", "0.46"},
                new String[] {"outline_width_unit", "MM"})
            : List.of(
                new String[] {"name", "circle"},
                new String[] {"color", rgba(argb, 255)},
                new String[] {"size", "3"},
                new String[] {"size_unit", "MM"},
                new String[] {"outline_color", OUTLINE},
                new String[] {"outline_style", "solid"},
                new String[] {"outline_width", "0.2"},
                new String[] {"outline_width_unit", "MM"});
    String options =
        properties.stream()
            .map(p -> "<Option name=\"" + p[0] + "\" type=\"QString\" value=\"" + p[1] + "\"/>\n")
            .collect(Collectors.joining("", "<Option type=\"Map\">\n", "</Option>\n"));
    String earlier = properties.stream().map(p -> prop(p[0], p[1])).collect(Collectors.joining());
    return String.format(
            Locale.ROOT,
            "<symbol type=\"%s\" name=\"%d\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
                + "<layer class=\"%s\" enabled=\"1\" pass=\"0\" locked=\"0\">\n",
            areas ? "fill" : "marker",
            index,
            areas ? "SimpleFill" : "SimpleMarker")
        + options
        + earlier
        + "</layer>\n</symbol>\n";
  }

  private static String prop(String name, String value) {
    return "<prop k=\"" + name + "\" v=\"" + value + "\"/>\n";
  }

  private static String rgba(int argb, int alpha) {
    return ((argb >> 16) & 0xFF) + "," + ((argb >> 8) & 0xFF) + "," + (argb & 0xFF) + "," + alpha;
  }
}

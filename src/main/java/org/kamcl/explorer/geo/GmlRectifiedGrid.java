package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The grid in the GML box of a JPEG 2000 file (GMLJP2).
 *
 * <p>Whether the numbers of the grid begin with the easting or the northing follows from the CRS
 * and how it is cited, but many programs write them the other way round. The names of the axes
 * override the rule; where it would turn and mirror the image, the envelope has to confirm the
 * opposite order.
 *
 * @param geoTransform x of the outer corner, x per column, x per row, y, y per column, y per row;
 *     empty if the order of the axes is contradictory
 * @param epsg code of the CRS; empty if it is not stated
 */
record GmlRectifiedGrid(double[] geoTransform, Optional<Integer> epsg) {
  private static final Pattern CODE = Pattern.compile("(?i)EPSG.*?(\\d{4,6})");

  /** Longitude and latitude in WGS 84, in this order. */
  private static final Pattern CRS84 = Pattern.compile("(?i)[:/]CRS:?84$");

  private static final int WGS84 = 4326;

  /** Smallest common part of two boxes that are taken for the same, relative to their union. */
  private static final double SAME_BOX = 0.5;

  /** The numbers of a grid as they are written: a position and two vectors, each of two numbers. */
  private record Numbers(double[] origin, double[] perColumn, double[] perRow) {
    Numbers swapped() {
      return new Numbers(swapped(origin), swapped(perColumn), swapped(perRow));
    }

    private static double[] swapped(double[] pair) {
      return new double[] {pair[1], pair[0]};
    }

    /**
     * Whether columns run along the second axis and the image is mirrored, if the numbers are taken
     * as easting and northing: a sign that they are northing and easting.
     */
    boolean isTurnedAndMirrored() {
      double area = perColumn[0] * perRow[1] - perRow[0] * perColumn[1];
      return Math.abs(perColumn[0]) < Math.abs(perColumn[1]) && area > 0;
    }

    /** Least and largest first number, least and largest second number. */
    double[] box(double columns, double rows) {
      double[] box = new double[4];
      for (int axis = 0; axis < 2; axis++) {
        double across = columns * perColumn[axis];
        double down = rows * perRow[axis];
        box[2 * axis] = origin[axis] + Math.min(0, across) + Math.min(0, down);
        box[2 * axis + 1] = origin[axis] + Math.max(0, across) + Math.max(0, down);
      }
      return box;
    }

    /** The origin is the center of the first pixel. */
    double[] geoTransform() {
      return new double[] {
        origin[0] - perColumn[0] / 2 - perRow[0] / 2,
        perColumn[0],
        perRow[0],
        origin[1] - perColumn[1] / 2 - perRow[1] / 2,
        perColumn[1],
        perRow[1]
      };
    }
  }

  /** Reads the content of the box; empty if it has no grid. */
  static Optional<GmlRectifiedGrid> parse(String xml) {
    // Some programs pad the text with characters that XML does not allow.
    String text = xml.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    int start = text.indexOf('<');
    int end = text.lastIndexOf('>');
    if (start < 0 || end <= start) {
      return Optional.empty();
    }
    return SidecarFiles.document(text.substring(start, end + 1)).flatMap(GmlRectifiedGrid::grid);
  }

  private static Optional<GmlRectifiedGrid> grid(Document document) {
    Optional<Element> found = all(document.getDocumentElement(), "RectifiedGrid").findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Element grid = found.get();
    List<double[]> vectors =
        all(grid, "offsetVector")
            .map(GmlRectifiedGrid::numbers)
            .filter(v -> v.length >= 2)
            .toList();
    Optional<double[]> origin =
        all(grid, "pos", "coordinates")
            .map(GmlRectifiedGrid::numbers)
            .filter(p -> p.length >= 2)
            .findFirst();
    if (origin.isEmpty() || vectors.size() < 2) {
      return Optional.empty();
    }
    List<Element> envelopes =
        all(document.getDocumentElement(), "Envelope", "EnvelopeWithTimePeriod").toList();
    String crs =
        Stream.of(
                all(grid, "RectifiedGrid", "Point", "pos", "coordinates", "offsetVector"),
                envelopes.stream())
            .flatMap(elements -> elements)
            .map(e -> e.getAttribute("srsName").strip())
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    Optional<Integer> epsg = epsg(crs);
    Numbers written = new Numbers(origin.get(), vectors.get(0), vectors.get(1));
    boolean northFirst = isNorthFirst(crs, epsg) && !namesEastFirst(grid);
    Numbers expected = northFirst ? written.swapped() : written;
    double[] geoTransform =
        expected.isTurnedAndMirrored()
            ? opposite(grid, envelopes, expected).map(Numbers::geoTransform).orElse(new double[0])
            : expected.geoTransform();
    return Optional.of(new GmlRectifiedGrid(geoTransform, epsg));
  }

  private static Optional<Integer> epsg(String crs) {
    Matcher code = CODE.matcher(crs);
    if (code.find()) {
      return Optional.of(Integer.valueOf(code.group(1)));
    }
    return CRS84.matcher(crs).find() ? Optional.of(WGS84) : Optional.empty();
  }

  /** Formal names stand for the order of axes of the registry, others for easting first. */
  private static boolean isNorthFirst(String crs, Optional<Integer> epsg) {
    boolean formal = crs.startsWith("urn:") || crs.contains("/def/crs/");
    return formal
        && epsg.isPresent()
        && CODE.matcher(crs).find()
        && AxisOrder.isNorthFirst(epsg.get());
  }

  private static boolean namesEastFirst(Element grid) {
    List<String> names = new ArrayList<>();
    all(grid, "axisName", "axisLabels")
        .forEach(e -> names.addAll(List.of(e.getTextContent().strip().split("\\s+"))));
    return names.size() >= 2
        && names.get(0).toLowerCase(Locale.ROOT).matches("(east|lon).*")
        && names.get(1).toLowerCase(Locale.ROOT).matches("(north|lat).*");
  }

  /**
   * The numbers in the opposite order, if the envelope of the image confirms it. In some files only
   * the vectors are in that order, but not the origin.
   *
   * @param numbers in the order that the name of the CRS stands for
   */
  private static Optional<Numbers> opposite(
      Element grid, List<Element> envelopes, Numbers numbers) {
    double[] high =
        all(grid, "high").map(GmlRectifiedGrid::numbers).findFirst().orElse(new double[0]);
    List<double[]> corners =
        envelopes.stream()
            .limit(1)
            .flatMap(e -> all(e, "lowerCorner", "upperCorner", "pos"))
            .map(GmlRectifiedGrid::numbers)
            .filter(corner -> corner.length >= 2)
            .toList();
    if (high.length < 2 || corners.size() < 2) {
      return Optional.empty();
    }
    double[] box = box(corners.get(0), corners.get(1));
    double[] crossed = {box[2], box[3], box[0], box[1]};
    Numbers all = numbers.swapped();
    Numbers vectorsOnly = new Numbers(numbers.origin, all.perColumn, all.perRow);
    for (Numbers candidate : List.of(all, vectorsOnly)) {
      double[] own = candidate.box(high[0], high[1]);
      if (overlap(own, box) > SAME_BOX || overlap(own, crossed) > SAME_BOX) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static double[] box(double[] one, double[] other) {
    return new double[] {
      Math.min(one[0], other[0]),
      Math.max(one[0], other[0]),
      Math.min(one[1], other[1]),
      Math.max(one[1], other[1])
    };
  }

  /** The common area of two boxes, relative to the area that they cover together. */
  private static double overlap(double[] a, double[] b) {
    double width = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
    double height = Math.min(a[3], b[3]) - Math.max(a[2], b[2]);
    if (!(width > 0 && height > 0)) {
      return 0;
    }
    double common = width * height;
    return common / ((a[1] - a[0]) * (a[3] - a[2]) + (b[1] - b[0]) * (b[3] - b[2]) - common);
  }

  private static double[] numbers(Element element) {
    return SidecarFiles.numbers(element.getTextContent().strip().split("[\\s,]+"));
  }

  /** An element and those within it that have one of these names, by name. */
  private static Stream<Element> all(Element within, String... names) {
    return Stream.of(names).flatMap(name -> SidecarFiles.elements(within, name));
  }
}

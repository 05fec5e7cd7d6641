package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What ArcGIS writes into an {@code .aux.xml} file: a CRS, and how source coordinates become
 * coordinates in it, by control points or by coefficients. Source coordinates are columns and
 * negative rows; in a scanned TIFF they may be inches from the lower left corner; of an image that
 * was georeferenced before, they are map units of that georeference.
 *
 * @param type such as {@code PolynomialXform}
 * @param crs as WKT, or a code
 * @param points four numbers each: source x, source y, x, y
 * @param coefficients of a polynomial of the first order: constant, per source x and per source y,
 *     for x and for y; empty if there are none
 */
record GeodataXform(
    String type, Optional<String> crs, List<double[]> points, double[] coefficients) {
  private static final String ELEMENT = "GeodataXform";
  private static final String IDENTITY = "IdentityXform";

  /** Share of an image within which all points of a scan in inches lie. */
  private static final double SMALL = 0.05;

  /** How far beyond the image points may lie to be taken for pixels, in widths or heights. */
  private static final double BEYOND = 0.5;

  /** The one of a document: its root, or within the metadata of another one; or as text there. */
  static Optional<GeodataXform> find(Document document) {
    Optional<Element> element = SidecarFiles.elements(document, ELEMENT).findFirst();
    if (element.isEmpty()) {
      element =
          SidecarFiles.elements(document, "Metadata")
              .filter(e -> e.getAttribute("domain").equalsIgnoreCase("xml:ESRI"))
              .map(Node::getTextContent)
              .flatMap(text -> SidecarFiles.document(text.strip()).stream())
              .flatMap(inner -> SidecarFiles.elements(inner, ELEMENT))
              .findFirst();
    }
    return element.map(GeodataXform::of);
  }

  private static GeodataXform of(Element element) {
    String type = element.getAttribute("xsi:type").replaceFirst("^.*:", "");
    double[] source = numbers(element, "SourceGCPs");
    double[] target = numbers(element, "TargetGCPs");
    List<double[]> points = new ArrayList<>();
    if (source.length == target.length && source.length % 2 == 0) {
      for (int i = 0; i < source.length; i += 2) {
        points.add(new double[] {source[i], source[i + 1], target[i], target[i + 1]});
      }
    }
    double[] x = numbers(element, "CoeffX");
    double[] y = numbers(element, "CoeffY");
    double[] coefficients =
        x.length == 3 && y.length == 3
            ? new double[] {x[0], x[1], x[2], y[0], y[1], y[2]}
            : new double[0];
    return new GeodataXform(type, crs(element), points, coefficients);
  }

  private static Optional<String> crs(Element element) {
    for (String name : List.of("WKT", "LatestWKID", "WKID")) {
      Optional<String> text =
          SidecarFiles.elements(element, name)
              .map(e -> e.getTextContent().strip())
              .filter(t -> !t.isEmpty())
              .findFirst();
      if (text.isPresent()) {
        return name.equals("WKT") ? text : text.map(GeodataXform::code);
      }
    }
    return Optional.empty();
  }

  /** Esri numbers its own CRSs from 37,000 and 53,000 on. */
  private static String code(String number) {
    boolean epsg = number.matches("\\d{4,5}") && Integer.parseInt(number) < GeoKeys.USER_DEFINED;
    return (epsg ? "EPSG:" : "ESRI:") + number;
  }

  private static double[] numbers(Element element, String list) {
    return SidecarFiles.elements(element, list)
        .findFirst()
        .map(
            found ->
                SidecarFiles.numbers(
                    SidecarFiles.elements(found, "Double")
                        .map(Node::getTextContent)
                        .toArray(String[]::new)))
        .orElse(new double[0]);
  }

  /** Whether it only states the CRS, and leaves coordinates as they are. */
  boolean isIdentity() {
    return !mapsPixels() && (type.isEmpty() || type.equals(IDENTITY));
  }

  /** Whether it leads to coordinates in a way that is understood. */
  boolean mapsPixels() {
    return !type.equals(IDENTITY) && (!points.isEmpty() || coefficients.length > 0);
  }

  /** Whether its points are columns and negative rows. */
  boolean isInPixels(int width, int height) {
    return !isInMapUnits(width, height) && points.stream().allMatch(p -> p[1] <= 0);
  }

  /** Whether its points are map units of an earlier georeference, since pixels they cannot be. */
  boolean isInMapUnits(int width, int height) {
    return points.stream()
        .anyMatch(
            p ->
                p[0] < -BEYOND * width
                    || p[0] > (1 + BEYOND) * width
                    || Math.abs(p[1]) > (1 + BEYOND) * height);
  }

  /**
   * The geotransform of the coefficients. Their origin is the center of the first pixel, and rows
   * are negative.
   *
   * @return empty without coefficients
   */
  Optional<double[]> geoTransform() {
    if (coefficients.length == 0) {
      return Optional.empty();
    }
    double[] c = {
      coefficients[0],
      coefficients[1],
      -coefficients[2],
      coefficients[3],
      coefficients[4],
      -coefficients[5]
    };
    c[0] -= c[1] / 2 + c[2] / 2;
    c[3] -= c[4] / 2 + c[5] / 2;
    return Optional.of(c);
  }

  /**
   * The points with pixels as their source.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param pixelsPerInch of a TIFF file, across and down; empty if it does not say
   * @param earlier geotransform of the georeference to which map units refer; empty if there is
   *     none
   * @throws KamclException if the unit of the source coordinates is unknown
   */
  List<GroundControlPoints.Gcp> controlPoints(
      int width, int height, double[] pixelsPerInch, Optional<double[]> earlier) {
    if (isInMapUnits(width, height)) {
      PixelToCrs back =
          earlier
              .flatMap(PixelToCrs::inverse)
              .orElseThrow(() -> new KamclException(GeoError.GCPS_WITHOUT_GEOREFERENCE));
      return points.stream()
          .map(
              p -> {
                double[] xy = {p[0], p[1]};
                back.transform(xy);
                return new GroundControlPoints.Gcp(xy[0], xy[1], p[2], p[3]);
              })
          .toList();
    }
    boolean upward = points.stream().anyMatch(p -> p[1] > 0);
    boolean inches =
        upward
            && points.stream()
                .allMatch(p -> Math.abs(p[0]) < SMALL * width && Math.abs(p[1]) < SMALL * height);
    if (inches && pixelsPerInch.length < 2) {
      throw new KamclException(GeoError.GCPS_UNIT_UNKNOWN);
    }
    if (inches) {
      return gcps(pixelsPerInch[0], -pixelsPerInch[1], height);
    }
    if (!upward) {
      return gcps(1, -1, 0);
    }
    // From the upper or from the lower edge: images are not mirrored.
    List<GroundControlPoints.Gcp> downward = gcps(1, 1, 0);
    boolean mirrored =
        GroundControlPoints.fit(downward, 0, false)
            .map(fit -> isMirrored(fit.transform()))
            .orElse(false);
    return mirrored ? gcps(1, -1, height) : downward;
  }

  private List<GroundControlPoints.Gcp> gcps(double scaleX, double scaleY, double firstRow) {
    return points.stream()
        .map(p -> new GroundControlPoints.Gcp(p[0] * scaleX, firstRow + p[1] * scaleY, p[2], p[3]))
        .toList();
  }

  private static boolean isMirrored(PixelToCrs transform) {
    double[] at = {0, 0};
    double[] right = {1, 0};
    double[] below = {0, 1};
    transform.transform(at);
    transform.transform(right);
    transform.transform(below);
    return (right[0] - at[0]) * (below[1] - at[1]) - (below[0] - at[0]) * (right[1] - at[1]) > 0;
  }
}

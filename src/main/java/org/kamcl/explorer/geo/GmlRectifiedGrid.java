package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The grid in the GML box of a JPEG 2000 file.
 *
 * @param geoTransform x of the outer corner, x per column, x per row, y, y per column, y per row
 * @param epsg code of the CRS; empty if it is not stated
 */
record GmlRectifiedGrid(double[] geoTransform, Optional<Integer> epsg) {
  private static final Pattern CODE = Pattern.compile("EPSG.*?(\\d{4,6})$");

  /** Reads the content of the box; empty if it has no grid. */
  static Optional<GmlRectifiedGrid> parse(String xml) {
    int start = xml.indexOf('<');
    int end = xml.lastIndexOf('>');
    if (start < 0 || end <= start) {
      return Optional.empty();
    }
    return SidecarFiles.document(xml.substring(start, end + 1)).flatMap(GmlRectifiedGrid::grid);
  }

  private static Optional<GmlRectifiedGrid> grid(Document document) {
    Element grid = first(document, "RectifiedGrid");
    if (grid == null) {
      return Optional.empty();
    }
    List<double[]> vectors = new ArrayList<>();
    double[] origin = new double[0];
    String crs = grid.getAttribute("srsName");
    NodeList all = grid.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element e = (Element) all.item(i);
      String name = e.getTagName().replaceFirst("^.*:", "");
      if (name.equals("pos") || name.equals("coordinates")) {
        origin = SidecarFiles.numbers(e.getTextContent().strip().split("[\\s,]+"));
      } else if (name.equals("offsetVector")) {
        vectors.add(SidecarFiles.numbers(e.getTextContent().strip().split("[\\s,]+")));
      }
      if (crs.isEmpty()) {
        crs = e.getAttribute("srsName");
      }
    }
    if (origin.length < 2
        || vectors.size() < 2
        || vectors.get(0).length < 2
        || vectors.get(1).length < 2) {
      return Optional.empty();
    }
    Matcher code = CODE.matcher(crs);
    Optional<Integer> epsg =
        code.find() ? Optional.of(Integer.valueOf(code.group(1))) : Optional.empty();
    boolean formal = crs.startsWith("urn:") || crs.contains("/def/crs/");
    int x = formal && epsg.isPresent() && AxisOrder.isNorthFirst(epsg.get()) ? 1 : 0;
    double[] across = vectors.get(0);
    double[] down = vectors.get(1);
    // The origin is the center of the first pixel.
    return Optional.of(
        new GmlRectifiedGrid(
            new double[] {
              origin[x] - across[x] / 2 - down[x] / 2,
              across[x],
              down[x],
              origin[1 - x] - across[1 - x] / 2 - down[1 - x] / 2,
              across[1 - x],
              down[1 - x]
            },
            epsg));
  }

  private static Element first(Document document, String local) {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element e = (Element) all.item(i);
      if (e.getTagName().replaceFirst("^.*:", "").equals(local)) {
        return e;
      }
    }
    return null;
  }
}

package org.kamcl.explorer.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.metadata.Identifier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.geotools.referencing.operation.DefiningConversion;

/**
 * Chooses how a datum is shifted to WGS 84 by where an image lies. The library takes one shift for
 * all the world, which puts images of Alaska and of Thailand up to 200 m away.
 */
final class DatumShifts {
  private static final String TABLE = "datum-shifts.csv";
  private static final int COLUMNS = 14;

  /** A shift and where it is valid. */
  private record Shift(double[] box, double accuracy, double[] parameters) {
    boolean covers(double lon, double lat) {
      boolean across = box[0] > box[2];
      boolean inside = across ? lon >= box[0] || lon <= box[2] : lon >= box[0] && lon <= box[2];
      return inside && lat >= box[1] && lat <= box[3];
    }

    double area() {
      double width = box[2] - box[0] + (box[0] > box[2] ? 360 : 0);
      return width * (Math.sin(Math.toRadians(box[3])) - Math.sin(Math.toRadians(box[1])));
    }
  }

  private DatumShifts() {}

  /**
   * The same system with the best shift for a place.
   *
   * @param lon of the place, degrees, in the system's own datum or in WGS 84
   * @param lat of the place, degrees
   * @return empty if there is nothing to choose
   */
  static Optional<CoordinateReferenceSystem> bestAt(
      CoordinateReferenceSystem system, double lon, double lat) {
    GeographicCRS base =
        system instanceof ProjectedCRS projected
            ? projected.getBaseCRS()
            : system instanceof GeographicCRS geographic ? geographic : null;
    if (base == null) {
      return Optional.empty();
    }
    Optional<Shift> best = best(code(base), lon, lat);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    GeographicCRS shifted = GeographicCrsFactory.withShift(base, best.get().parameters);
    return system instanceof ProjectedCRS projected
        ? projected(projected, shifted)
        : Optional.of(shifted);
  }

  private static Optional<CoordinateReferenceSystem> projected(
      ProjectedCRS system, GeographicCRS base) {
    try {
      return Optional.of(
          ReferencingFactoryFinder.getCRSFactory(null)
              .createProjectedCRS(
                  Map.of("name", system.getName().getCode()),
                  base,
                  // By its parameters, for the conversion itself has the unit of its axes built in.
                  new DefiningConversion(
                      "conversion", system.getConversionFromBase().getParameterValues()),
                  system.getCoordinateSystem()));
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  private static String code(GeographicCRS base) {
    for (Identifier id : base.getIdentifiers()) {
      String text = id.toString();
      if (text.startsWith("EPSG:")) {
        return text.substring("EPSG:".length());
      }
    }
    return "";
  }

  /** The most accurate one that covers the place; of equal ones, that of the smallest area. */
  private static Optional<Shift> best(String code, double lon, double lat) {
    Shift best = null;
    for (Shift shift : table().getOrDefault(code, List.of())) {
      if (shift.covers(lon, lat)
          && (best == null
              || shift.accuracy < best.accuracy
              || (shift.accuracy == best.accuracy && shift.area() < best.area()))) {
        best = shift;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Map<String, List<Shift>> table() {
    return Holder.TABLE;
  }

  /** Read when it is first needed. */
  private static final class Holder {
    static final Map<String, List<Shift>> TABLE = read();

    private static Map<String, List<Shift>> read() {
      Map<String, List<Shift>> table = new HashMap<>();
      try (InputStream in = DatumShifts.class.getResourceAsStream(DatumShifts.TABLE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          double[] n = line.startsWith("#") ? new double[0] : SidecarFiles.numbers(line.split(","));
          if (n.length == COLUMNS) {
            double[] parameters = new double[7];
            System.arraycopy(n, 7, parameters, 0, 7);
            table
                .computeIfAbsent(line.substring(0, line.indexOf(',')), k -> new ArrayList<>())
                .add(new Shift(new double[] {n[2], n[3], n[4], n[5]}, n[6], parameters));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.copyOf(table);
    }
  }
}

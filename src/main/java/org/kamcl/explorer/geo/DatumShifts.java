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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The shifts from a datum to WGS 84, each with the area where it is valid. GeoTools takes one shift
 * for the whole world and knows none for a datum that is given by its name, which puts images up to
 * 1 km away. Immutable.
 */
final class DatumShifts {
  /** No shift: the coordinates are taken for WGS 84, as other programs do. */
  static final DatumShifts NONE = new DatumShifts(List.of());

  private static final double[] EVERYWHERE = {-180, -90, 180, 90};
  private static final String SHIFTS = "datum-shifts.csv";
  private static final String DATUMS = "datums.csv";
  private static final int SHIFT_COLUMNS = 13;

  /** Largest differences of ellipsoids that are taken for the same: metres, and 1/f. */
  private static final double SAME_AXIS = 1;

  private static final double SAME_FLATTENING = 0.01;

  /**
   * A shift.
   *
   * @param box west, south, east, north in degrees; west is larger across the antimeridian
   * @param accuracy metres
   * @param parameters of a Helmert transformation, position vector convention: metres, arc seconds,
   *     parts per million
   */
  private record Shift(double[] box, double accuracy, double[] parameters) {
    boolean covers(double lon, double lat) {
      boolean across = box[0] > box[2];
      boolean inside = across ? lon >= box[0] || lon <= box[2] : lon >= box[0] && lon <= box[2];
      return inside && lat >= box[1] && lat <= box[3];
    }
  }

  /** A datum of the EPSG dataset: code of its geographic CRS, and its ellipsoid. */
  record Datum(int crs, double semiMajor, double inverseFlattening) {
    boolean isOn(double otherSemiMajor, double otherInverseFlattening) {
      return Math.abs(otherSemiMajor - semiMajor) < SAME_AXIS
          && Math.abs(otherInverseFlattening - inverseFlattening) < SAME_FLATTENING;
    }
  }

  private final List<Shift> shifts;

  private DatumShifts(List<Shift> shifts) {
    this.shifts = shifts;
  }

  /** The shifts of a geographic CRS of the EPSG dataset; none where it has none. */
  static DatumShifts ofEpsg(int code) {
    return Shifts.BY_CRS.getOrDefault(code, NONE);
  }

  /** The shifts of a geographic CRS: those it states itself, else those of its code or name. */
  static DatumShifts of(CrsDefinition.Base base) {
    if (base.toWgs84().length >= 3) {
      double[] parameters = new double[7];
      System.arraycopy(base.toWgs84(), 0, parameters, 0, Math.min(7, base.toWgs84().length));
      return new DatumShifts(List.of(new Shift(EVERYWHERE, 0, parameters)));
    }
    OptionalInt code = base.epsg();
    if (code.isPresent() && Shifts.BY_CRS.containsKey(code.getAsInt())) {
      return ofEpsg(code.getAsInt());
    }
    return named(base.datum())
        .filter(datum -> datum.isOn(base.semiMajor(), base.inverseFlattening()))
        .map(datum -> ofEpsg(datum.crs))
        .orElse(NONE);
  }

  /** The datum with a name of EPSG or ESRI, in any spelling. */
  static Optional<Datum> named(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceFirst("^(d|gcs)_", "")
            .replaceAll("[^a-z0-9+]", "")
            .replaceFirst("ensemble$", "");
    return Optional.ofNullable(Names.BY_NAME.get(plain));
  }

  /**
   * The most accurate shift whose area covers a place.
   *
   * @param lon degrees, in the datum itself or in WGS 84
   * @param lat degrees
   * @return seven parameters, position vector convention; empty if no area covers the place
   */
  Optional<double[]> at(double lon, double lat) {
    return mostAccurate(lon, lat).stream().findFirst();
  }

  /** All shifts of the same, best accuracy whose areas cover a place; they may contradict. */
  List<double[]> mostAccurate(double lon, double lat) {
    List<Shift> covering = shifts.stream().filter(shift -> shift.covers(lon, lat)).toList();
    double best =
        covering.stream().mapToDouble(Shift::accuracy).min().orElse(Double.POSITIVE_INFINITY);
    return covering.stream()
        .filter(shift -> shift.accuracy == best)
        .map(shift -> shift.parameters.clone())
        .toList();
  }

  /** Length of the shortest translation, meters; 0 without shifts. */
  double smallest() {
    return shifts.stream()
        .mapToDouble(s -> Math.hypot(Math.hypot(s.parameters[0], s.parameters[1]), s.parameters[2]))
        .min()
        .orElse(0);
  }

  /** Passes each line of a table to a reader, except comments. */
  static void lines(String resource, Consumer<String> reader) {
    try (InputStream in = DatumShifts.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          reader.accept(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Read when a CRS with a code is first used. */
  private static final class Shifts {
    static final Map<Integer, DatumShifts> BY_CRS = read();

    private static Map<Integer, DatumShifts> read() {
      Map<Integer, List<Shift>> all = new HashMap<>();
      lines(
          SHIFTS,
          line -> {
            double[] n = SidecarFiles.numbers(line.split(","));
            if (n.length == SHIFT_COLUMNS) {
              double[] parameters = new double[7];
              System.arraycopy(n, 6, parameters, 0, 7);
              all.computeIfAbsent((int) n[0], k -> new ArrayList<>())
                  .add(new Shift(new double[] {n[1], n[2], n[3], n[4]}, n[5], parameters));
            }
          });
      Map<Integer, DatumShifts> byCrs = new HashMap<>();
      all.forEach((code, shifts) -> byCrs.put(code, new DatumShifts(List.copyOf(shifts))));
      return Map.copyOf(byCrs);
    }
  }

  /** Read when a datum is first looked up by its name. */
  private static final class Names {
    static final Map<String, Datum> BY_NAME = read();

    private static Map<String, Datum> read() {
      Map<String, Datum> byName = new HashMap<>();
      lines(
          DATUMS,
          line -> {
            String[] parts = line.split(",");
            double[] n = SidecarFiles.numbers(parts);
            if (parts.length == 4 && n.length >= 3) {
              Datum datum = new Datum((int) n[0], n[1], n[2]);
              for (String name : parts[3].split("\\|")) {
                byName.put(name, datum);
              }
            }
          });
      return Map.copyOf(byName);
    }
  }
}

package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.Conversion;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.kamcl.explorer.domain.ExplorerException;

/** From GeoTIFF keys to the coordinate system they describe. */
final class GeoKeyCrsBuilder {
  private static final int PROJECTED = 1;
  private static final int GEOGRAPHIC = 2;
  private static final int GEOCENTRIC = 3;
  private static final int METRE = 9001;
  private static final String PE = "ESRI PE String =";

  private final GeoKeys keys;

  GeoKeyCrsBuilder(GeoKeys keys) {
    this.keys = keys;
  }

  /**
   * The system.
   *
   * @return empty if the keys name none
   * @throws ExplorerException if they name one that is not understood; goes on behind a file's name
   */
  Optional<NamedCrs> system() {
    if (keys.code(GeoKeys.MODEL_TYPE) == GEOCENTRIC) {
      throw new ExplorerException(
          "is placed by geocentric coordinates, which do not place it on a map");
    }
    Optional<String> pe =
        keys.text(GeoKeys.PCS_CITATION, GeoKeys.CITATION, GeoKeys.GEOG_CITATION)
            .filter(t -> t.startsWith(PE));
    if (keys.has(GeoKeys.PROJECTED_TYPE)) {
      return Optional.of(withUnit(NamedCrs.fromEpsg(keys.code(GeoKeys.PROJECTED_TYPE))));
    }
    if (pe.isPresent()) {
      return Optional.of(WktCrsParser.parse(pe.get().substring(PE.length())));
    }
    boolean projected =
        keys.code(GeoKeys.MODEL_TYPE) == PROJECTED
            || keys.code(GeoKeys.PROJECTED_TYPE) == GeoKeys.USER_DEFINED
            || keys.has(GeoKeys.METHOD);
    if (projected) {
      return projected();
    }
    boolean geographic =
        keys.code(GeoKeys.MODEL_TYPE) == GEOGRAPHIC || keys.has(GeoKeys.GEOGRAPHIC_TYPE);
    return geographic ? geographic() : Optional.empty();
  }

  private Optional<NamedCrs> geographic() {
    int code = keys.code(GeoKeys.GEOGRAPHIC_TYPE);
    if (keys.has(GeoKeys.GEOGRAPHIC_TYPE)) {
      return Optional.of(NamedCrs.fromEpsg(code));
    }
    return base(true).map(system -> new NamedCrs(name(GeoKeys.GEOG_CITATION), system));
  }

  private String name(int citation) {
    return keys.text(citation)
        .or(() -> keys.text(GeoKeys.CITATION))
        .map(t -> t.contains("Names:") || t.contains("=") ? firstName(t) : t)
        .filter(t -> !t.isBlank())
        .orElse("unnamed");
  }

  /** From a list such as {@code PCS Name = x|GCS Name = y}, or Imagine's lines, what is first. */
  private static String firstName(String citation) {
    String part = citation.split("[|\\n]")[0];
    int equals = part.indexOf('=');
    return (equals < 0 ? part : part.substring(equals + 1)).strip();
  }

  private Optional<GeographicCRS> base(boolean ownUnit) {
    Optional<GeographicCRS> known = Optional.empty();
    int datum = keys.code(GeoKeys.GEOG_DATUM);
    if (keys.has(GeoKeys.GEOGRAPHIC_TYPE)) {
      known = GeographicCrsFactory.fromEpsg(keys.code(GeoKeys.GEOGRAPHIC_TYPE));
    } else if (datum > 6200 && datum < 7000) {
      known = GeographicCrsFactory.fromEpsg(datum - 2000);
    }
    if (known.isEmpty()) {
      known = byCitation();
    }
    GeographicCRS base = known.or(this::byEllipsoid).orElse(null);
    if (base == null) {
      return Optional.empty();
    }
    double degrees = ownUnit ? degrees() : 1;
    GeographicCRS system =
        degrees == 1
            ? base
            : GeographicCrsFactory.on(base.getName().getCode(), base.getDatum(), degrees);
    double[] shift = keys.numbers(GeoKeys.GEOG_TO_WGS84);
    return Optional.of(shift.length >= 3 ? GeographicCrsFactory.withShift(system, shift) : system);
  }

  private Optional<GeographicCRS> byCitation() {
    Optional<String> citation = keys.text(GeoKeys.GEOG_CITATION);
    if (citation.isEmpty()) {
      return Optional.empty();
    }
    for (String part : citation.get().split("[|\\n]")) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(equals + 1)).strip();
      Optional<GeographicCRS> known =
          GeographicCrsFactory.fromDatumName(name.replaceFirst("^GCS_", ""))
              .filter(this::sameEllipsoid);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  /** A name is believed only where the numbers do not speak against it. */
  private boolean sameEllipsoid(GeographicCRS system) {
    OptionalDouble major = keys.number(GeoKeys.GEOG_MAJOR);
    double known = system.getDatum().getEllipsoid().getSemiMajorAxis();
    return major.isEmpty() || Math.abs(major.getAsDouble() - known) < 1;
  }

  private Optional<GeographicCRS> byEllipsoid() {
    OptionalDouble major = keys.number(GeoKeys.GEOG_MAJOR);
    double meridian = keys.number(GeoKeys.GEOG_MERIDIAN).orElse(0);
    if (major.isPresent()) {
      double a = major.getAsDouble();
      double flattening = keys.number(GeoKeys.GEOG_INVERSE_FLATTENING).orElse(0);
      OptionalDouble minor = keys.number(GeoKeys.GEOG_MINOR);
      if (flattening == 0 && minor.isPresent() && Math.abs(a - minor.getAsDouble()) > 1e-6) {
        flattening = a / (a - minor.getAsDouble());
      }
      return Optional.of(
          GeographicCrsFactory.of(name(GeoKeys.GEOG_CITATION), a, flattening, meridian));
    }
    int code = keys.code(GeoKeys.GEOG_ELLIPSOID);
    if (code == 0
        && keys.code(GeoKeys.GEOG_DATUM) >= 6001
        && keys.code(GeoKeys.GEOG_DATUM) < 6100) {
      // The datums of these numbers are the ellipsoids of the numbers 1,000 above.
      code = keys.code(GeoKeys.GEOG_DATUM) + 1000;
    }
    double[] axes = ellipsoid(code);
    return axes.length == 0
        ? Optional.empty()
        : Optional.of(
            GeographicCrsFactory.of(name(GeoKeys.GEOG_CITATION), axes[0], axes[1], meridian));
  }

  private static double[] ellipsoid(int code) {
    return switch (code) {
      case 7001 -> new double[] {6_377_563.396, 299.3249646};
      case 7002 -> new double[] {6_377_340.189, 299.3249646};
      case 7003 -> new double[] {6_378_160, 298.25};
      case 7004 -> new double[] {6_377_397.155, 299.1528128};
      case 7008 -> new double[] {6_378_206.4, 294.978698213898};
      case 7012 -> new double[] {6_378_249.145, 293.465};
      case 7015 -> new double[] {6_377_276.345, 300.8017};
      case 7019 -> new double[] {6_378_137, 298.257222101};
      case 7022 -> new double[] {6_378_388, 297};
      case 7024 -> new double[] {6_378_245, 298.3};
      case 7030 -> new double[] {6_378_137, 298.257223563};
      case 7035 -> new double[] {6_371_000, 0};
      case 7036 -> new double[] {6_378_160, 298.247167427};
      case 7043 -> new double[] {6_378_135, 298.26};
      case 7048 -> new double[] {6_371_007, 0};
      default -> new double[0];
    };
  }

  private Optional<NamedCrs> projected() {
    Optional<GeographicCRS> base = base(false);
    if (base.isEmpty() || (!keys.has(GeoKeys.METHOD) && !keys.has(GeoKeys.PROJECTION))) {
      return Optional.empty();
    }
    String name = name(GeoKeys.PCS_CITATION);
    Map<String, Double> parameters = new HashMap<>();
    String method;
    if (keys.has(GeoKeys.PROJECTION)) {
      method = conversion(keys.code(GeoKeys.PROJECTION), parameters);
    } else {
      method = GeoKeyProjections.read(keys, parameters, degrees(), metres());
    }
    return Optional.of(
        new NamedCrs(
            name, ProjectedCrsFactory.build(name, base.get(), method, parameters, metres())));
  }

  /** A projection with an EPSG number of its own, such as a zone. */
  private static String conversion(int code, Map<String, Double> parameters) {
    try {
      Conversion conversion =
          (Conversion)
              ReferencingFactoryFinder.getCoordinateOperationAuthorityFactory("EPSG", null)
                  .createCoordinateOperation(Integer.toString(code));
      for (GeneralParameterValue value : conversion.getParameterValues().values()) {
        if (value instanceof ParameterValue<?> number && number.getValue() instanceof Number) {
          String name = number.getDescriptor().getName().getCode();
          if (!name.startsWith("semi_")) {
            parameters.put(name.toLowerCase(java.util.Locale.ROOT), number.doubleValue());
          }
        }
      }
      return conversion.getMethod().getName().getCode();
    } catch (FactoryException | RuntimeException e) {
      throw new ExplorerException(
          "has a coordinate system that is not understood (projection number " + code + ")", e);
    }
  }

  /** A numbered system whose coordinates are given in another unit than its own. */
  private NamedCrs withUnit(NamedCrs named) {
    if (!keys.has(GeoKeys.LINEAR_UNIT)
        || !(named.crs() instanceof ProjectedCRS system)
        || system.getIdentifiers().isEmpty()) {
      return named;
    }
    double own =
        system
            .getCoordinateSystem()
            .getAxis(0)
            .getUnit()
            .asType(javax.measure.quantity.Length.class)
            .getConverterTo(si.uom.SI.METRE)
            .convert(1.0);
    double asked = metres();
    if (Math.abs(own / asked - 1) < 1e-4) {
      return named;
    }
    Map<String, Double> parameters = new HashMap<>();
    Conversion conversion = system.getConversionFromBase();
    for (GeneralParameterValue value : conversion.getParameterValues().values()) {
      if (value instanceof ParameterValue<?> number && number.getValue() instanceof Number) {
        String name = number.getDescriptor().getName().getCode();
        if (!name.startsWith("semi_")) {
          parameters.put(name.toLowerCase(java.util.Locale.ROOT), number.doubleValue());
        }
      }
    }
    CoordinateReferenceSystem rebuilt =
        ProjectedCrsFactory.build(
            named.name(),
            system.getBaseCRS(),
            conversion.getMethod().getName().getCode(),
            parameters,
            asked);
    return new NamedCrs(named.name() + " in another unit", rebuilt);
  }

  /** Metres of the unit of the coordinates. */
  private double metres() {
    if (keys.code(GeoKeys.LINEAR_UNIT) == GeoKeys.USER_DEFINED) {
      return keys.number(GeoKeys.LINEAR_UNIT_SIZE).orElse(1);
    }
    return switch (keys.code(GeoKeys.LINEAR_UNIT)) {
      case 0, METRE -> 1;
      case 9002 -> 0.3048;
      case 9003 -> 1200.0 / 3937;
      case 9005 -> 0.3047972654;
      case 9014 -> 1.8288;
      case 9030 -> 1852;
      case 9036 -> 1000;
      case 9037 -> 0.914391795;
      case 9039 -> 0.201166195164;
      case 9040 -> 0.914398414616029;
      case 9041 -> 0.304799471538676;
      case 9042 -> 20.1167651215526;
      case 9093 -> 1609.344;
      case 9094 -> 0.304799710181509;
      case 9096 -> 0.9144;
      default ->
          throw new ExplorerException(
              "has coordinates in a unit that is not known (number "
                  + keys.code(GeoKeys.LINEAR_UNIT)
                  + ")");
    };
  }

  /** Degrees of the unit of the angles. */
  private double degrees() {
    return switch (keys.code(GeoKeys.GEOG_ANGULAR_UNIT)) {
      case 9101 -> 180 / Math.PI;
      case 9103 -> 1 / 60.0;
      case 9104 -> 1 / 3600.0;
      case 9105, 9106 -> 0.9;
      case GeoKeys.USER_DEFINED ->
          Math.toDegrees(keys.number(GeoKeys.GEOG_ANGULAR_UNIT_SIZE).orElse(Math.PI / 180));
      default -> 1;
    };
  }
}

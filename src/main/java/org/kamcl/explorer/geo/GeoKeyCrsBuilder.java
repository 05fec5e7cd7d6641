package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.measure.quantity.Angle;
import javax.measure.quantity.Length;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.api.referencing.operation.Conversion;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.kamcl.error.KamclException;
import si.uom.NonSI;
import si.uom.SI;
import tech.units.indriya.AbstractUnit;

/** Builds the CRS that GeoTIFF keys describe. */
final class GeoKeyCrsBuilder {
  private static final int PROJECTED = 1;
  private static final int GEOGRAPHIC = 2;
  private static final int GEOCENTRIC = 3;
  private static final int METER = 9001;

  private final GeoKeys keys;

  GeoKeyCrsBuilder(GeoKeys keys) {
    this.keys = keys;
  }

  /**
   * The CRS.
   *
   * @return empty if the keys describe none
   * @throws KamclException if they describe one that is not understood
   */
  Optional<NamedCrs> crs() {
    if (keys.code(GeoKeys.MODEL_TYPE) == GEOCENTRIC) {
      throw new KamclException(GeoError.GEOCENTRIC);
    }
    if (keys.has(GeoKeys.PROJECTED_TYPE)) {
      return Optional.of(withUnit(NamedCrs.cited(keys.code(GeoKeys.PROJECTED_TYPE))));
    }
    Optional<String> esri =
        keys.text(GeoKeys.PCS_CITATION, GeoKeys.CITATION, GeoKeys.GEOG_CITATION)
            .filter(t -> t.startsWith(GeoKeys.ESRI_TEXT));
    if (esri.isPresent()) {
      return Optional.of(WktCrsParser.parse(esri.get().substring(GeoKeys.ESRI_TEXT.length())));
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
    if (keys.has(GeoKeys.GEOGRAPHIC_TYPE)) {
      return Optional.of(withAngle(NamedCrs.fromEpsg(keys.code(GeoKeys.GEOGRAPHIC_TYPE))));
    }
    return base()
        .map(
            base -> new CrsDefinition(name(GeoKeys.GEOG_CITATION), base, Optional.empty()).build());
  }

  private Optional<NamedCrs> projected() {
    Optional<CrsDefinition.Base> base = base();
    if (base.isEmpty() || (!keys.has(GeoKeys.METHOD) && !keys.has(GeoKeys.PROJECTION))) {
      return Optional.empty();
    }
    String name = name(GeoKeys.PCS_CITATION);
    CrsDefinition.Projection projection =
        keys.has(GeoKeys.PROJECTION)
            ? conversion(keys.code(GeoKeys.PROJECTION))
            : GeoKeyProjections.read(keys, name, degrees(), meters());
    return Optional.of(new CrsDefinition(name, base.get(), Optional.of(projection)).build());
  }

  private String name(int citation) {
    return keys.text(citation)
        .or(() -> keys.text(GeoKeys.CITATION))
        .map(t -> t.contains("Names:") || t.contains("=") ? firstName(t) : t)
        .filter(t -> !t.isBlank())
        .orElse("unnamed");
  }

  /** The first name of a list such as {@code PCS Name = x|GCS Name = y}, or of Imagine's lines. */
  private static String firstName(String citation) {
    return valueOf(citation.split("[|\\n]")[0]);
  }

  private static String valueOf(String entry) {
    return entry.substring(entry.indexOf('=') + 1).strip();
  }

  private Optional<CrsDefinition.Base> base() {
    OptionalInt code = geographicCode();
    Optional<CrsDefinition.Base> known =
        code.isPresent() ? byCode(code.getAsInt()) : Optional.empty();
    if (known.isEmpty()) {
      known = byCitation();
    }
    return known.or(this::byEllipsoid);
  }

  private OptionalInt geographicCode() {
    int datum = keys.code(GeoKeys.GEOG_DATUM);
    if (keys.has(GeoKeys.GEOGRAPHIC_TYPE)) {
      return OptionalInt.of(keys.code(GeoKeys.GEOGRAPHIC_TYPE));
    }
    // The geographic CRSs of these datums have codes that are 2,000 lower.
    return datum > 6100 && datum < 7000 ? OptionalInt.of(datum - 2000) : OptionalInt.empty();
  }

  private Optional<CrsDefinition.Base> byCode(int code) {
    try {
      if (!(NamedCrs.fromEpsg(code).crs() instanceof GeographicCRS crs)) {
        return Optional.empty();
      }
      Ellipsoid e = CrsTransforms.ellipsoid(crs.getDatum());
      return Optional.of(
          base(
              crs.getDatum().getName().getCode(),
              e.getSemiMajorAxis(),
              e.isSphere() ? 0 : e.getInverseFlattening(),
              statesMeridian() ? meridian() : CrsTransforms.meridian(crs.getDatum()),
              OptionalInt.of(code)));
    } catch (KamclException e) {
      return Optional.empty();
    }
  }

  private CrsDefinition.Base base(
      String datum, double semiMajor, double flattening, double meridian, OptionalInt code) {
    return new CrsDefinition.Base(
        datum,
        semiMajor,
        flattening,
        meridian,
        degrees(),
        keys.numbers(GeoKeys.GEOG_TO_WGS84),
        code);
  }

  private Optional<CrsDefinition.Base> byCitation() {
    Optional<String> citation = keys.text(GeoKeys.GEOG_CITATION);
    if (citation.isEmpty()) {
      return Optional.empty();
    }
    for (String entry : citation.get().split("[|\\n]")) {
      String name = valueOf(entry);
      Optional<CrsDefinition.Base> known =
          DatumShifts.named(name)
              .filter(this::agrees)
              .map(
                  datum ->
                      base(
                          name,
                          datum.semiMajor(),
                          datum.inverseFlattening(),
                          meridian(),
                          OptionalInt.empty()));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  /** A name counts only where the stated ellipsoid does not contradict it. */
  private boolean agrees(DatumShifts.Datum datum) {
    OptionalDouble major = keys.number(GeoKeys.GEOG_MAJOR);
    return major.isEmpty() || Math.abs(major.getAsDouble() - datum.semiMajor()) < 1;
  }

  private Optional<CrsDefinition.Base> byEllipsoid() {
    double meridian = meridian();
    String name = name(GeoKeys.GEOG_CITATION);
    OptionalDouble major = keys.number(GeoKeys.GEOG_MAJOR);
    if (major.isPresent()) {
      double a = major.getAsDouble();
      double flattening = keys.number(GeoKeys.GEOG_INVERSE_FLATTENING).orElse(0);
      OptionalDouble minor = keys.number(GeoKeys.GEOG_MINOR);
      if (flattening == 0 && minor.isPresent() && Math.abs(a - minor.getAsDouble()) > 1e-6) {
        flattening = a / (a - minor.getAsDouble());
      }
      return Optional.of(base(name, a, flattening, meridian, OptionalInt.empty()));
    }
    int code = keys.code(GeoKeys.GEOG_ELLIPSOID);
    int datum = keys.code(GeoKeys.GEOG_DATUM);
    if (code == 0 && datum >= 6001 && datum < 6100) {
      // The datums of these numbers are the ellipsoids of the numbers 1,000 above.
      code = datum + 1000;
    }
    return ellipsoid(code)
        .map(
            e ->
                base(
                    name,
                    e.getSemiMajorAxis(),
                    e.isSphere() ? 0 : e.getInverseFlattening(),
                    meridian,
                    OptionalInt.empty()));
  }

  private boolean statesMeridian() {
    return keys.has(GeoKeys.GEOG_PRIME_MERIDIAN)
        || keys.number(GeoKeys.GEOG_PRIME_MERIDIAN_LONGITUDE).isPresent();
  }

  /** Degrees east of Greenwich of the prime meridian: by its code, or stated as a number. */
  private double meridian() {
    if (!keys.has(GeoKeys.GEOG_PRIME_MERIDIAN)) {
      return keys.number(GeoKeys.GEOG_PRIME_MERIDIAN_LONGITUDE).orElse(0) * degrees();
    }
    String code = "EPSG:" + keys.code(GeoKeys.GEOG_PRIME_MERIDIAN);
    EpsgDatabase.prepare();
    try {
      return CrsTransforms.degrees(
          ReferencingFactoryFinder.getDatumAuthorityFactory("EPSG", null)
              .createPrimeMeridian(code));
    } catch (FactoryException e) {
      throw new KamclException(e, GeoError.CRS_CODE_UNKNOWN, code);
    }
  }

  private static Optional<Ellipsoid> ellipsoid(int code) {
    if (code <= 0 || code == GeoKeys.USER_DEFINED) {
      return Optional.empty();
    }
    EpsgDatabase.prepare();
    try {
      return Optional.of(
          ReferencingFactoryFinder.getDatumAuthorityFactory("EPSG", null)
              .createEllipsoid("EPSG:" + code));
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  /** A projection with an EPSG code of its own, such as a UTM zone. */
  private CrsDefinition.Projection conversion(int code) {
    EpsgDatabase.prepare();
    try {
      Conversion conversion =
          (Conversion)
              ReferencingFactoryFinder.getCoordinateOperationAuthorityFactory("EPSG", null)
                  .createCoordinateOperation("EPSG:" + code);
      return projection(conversion, meters());
    } catch (FactoryException | RuntimeException e) {
      throw new KamclException(e, GeoError.CRS_CODE_UNKNOWN, "EPSG:" + code);
    }
  }

  private static CrsDefinition.Projection projection(Conversion conversion, double unit) {
    Map<String, Double> parameters = new HashMap<>();
    for (GeneralParameterValue value : conversion.getParameterValues().values()) {
      if (value instanceof ParameterValue<?> number && number.getValue() instanceof Number) {
        String name = number.getDescriptor().getName().getCode();
        if (!name.startsWith("semi_")) {
          parameters.put(name.toLowerCase(Locale.ROOT), inStandardUnit(number));
        }
      }
    }
    String method = conversion.getMethod().getName().getCode();
    return new CrsDefinition.Projection(method, parameters, unit);
  }

  /** A geographic CRS with a code, but with coordinates in another unit than its own. */
  private NamedCrs withAngle(NamedCrs named) {
    if (!keys.has(GeoKeys.GEOG_ANGULAR_UNIT) || !(named.crs() instanceof GeographicCRS crs)) {
      return named;
    }
    double own =
        crs.getCoordinateSystem()
            .getAxis(0)
            .getUnit()
            .asType(Angle.class)
            .getConverterTo(NonSI.DEGREE_ANGLE)
            .convert(1.0);
    if (Math.abs(own / degrees() - 1) < 1e-6) {
      return named;
    }
    return byCode(keys.code(GeoKeys.GEOGRAPHIC_TYPE))
        .map(base -> new CrsDefinition(named.name(), base, Optional.empty()).build())
        .map(rebuilt -> new NamedCrs(named.name(), rebuilt.crs(), named.shifts(), 0))
        .orElse(named);
  }

  /** Degrees, meters or a factor. */
  private static double inStandardUnit(ParameterValue<?> number) {
    if (number.getUnit() == null || number.getUnit().equals(AbstractUnit.ONE)) {
      return number.doubleValue();
    }
    if (number.getUnit().isCompatible(SI.METRE)) {
      return number.doubleValue(SI.METRE);
    }
    return number.getUnit().isCompatible(NonSI.DEGREE_ANGLE)
        ? number.doubleValue(NonSI.DEGREE_ANGLE)
        : number.doubleValue();
  }

  /** A CRS with a code, but with coordinates in another unit than its own. */
  private NamedCrs withUnit(NamedCrs named) {
    // Programs that write a code and "meters" mean the unit of the code.
    boolean stated = keys.code(GeoKeys.LINEAR_UNIT) != 0 || meters() != 1;
    if (!stated || !(named.crs() instanceof ProjectedCRS crs)) {
      return named;
    }
    double own =
        crs.getCoordinateSystem()
            .getAxis(0)
            .getUnit()
            .asType(Length.class)
            .getConverterTo(SI.METRE)
            .convert(1.0);
    double unit = meters();
    if (Math.abs(own / unit - 1) < 1e-4) {
      return named;
    }
    GeodeticDatum datum = crs.getBaseCRS().getDatum();
    Ellipsoid e = CrsTransforms.ellipsoid(datum);
    CrsDefinition.Base base =
        new CrsDefinition.Base(
            datum.getName().getCode(),
            e.getSemiMajorAxis(),
            e.isSphere() ? 0 : e.getInverseFlattening(),
            CrsTransforms.meridian(datum),
            1,
            new double[0],
            OptionalInt.empty());
    NamedCrs rebuilt =
        new CrsDefinition(
                named.name(), base, Optional.of(projection(crs.getConversionFromBase(), unit)))
            .build();
    return new NamedCrs(named.name(), rebuilt.crs(), named.shifts(), named.cylinderParallel());
  }

  /** Meters of one unit of the coordinates: of a key, or else of the citations. */
  private double meters() {
    int code = keys.code(GeoKeys.LINEAR_UNIT);
    OptionalDouble size = keys.number(GeoKeys.LINEAR_UNIT_SIZE);
    if (code == METER) {
      return 1;
    }
    if (code == GeoKeys.USER_DEFINED && size.isPresent()) {
      return size.getAsDouble();
    }
    if (code == 0 || code == GeoKeys.USER_DEFINED) {
      Optional<Double> cited =
          CitedUnits.meters(
              keys.text(GeoKeys.PCS_CITATION).orElse(""),
              keys.text(GeoKeys.CITATION).orElse(""),
              keys.text(GeoKeys.GEOG_CITATION).orElse(""));
      if (cited.isPresent() || code == 0) {
        return cited.orElse(1.0);
      }
    }
    EpsgDatabase.prepare();
    try {
      return ReferencingFactoryFinder.getCSAuthorityFactory("EPSG", null)
          .createUnit("EPSG:" + code)
          .asType(Length.class)
          .getConverterTo(SI.METRE)
          .convert(1.0);
    } catch (FactoryException | ClassCastException e) {
      throw new KamclException(e, GeoError.UNIT_UNKNOWN, String.valueOf(code));
    }
  }

  /** Degrees of one unit of the angles. */
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

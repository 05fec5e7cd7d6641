package org.kamcl.explorer.geo;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.geotools.api.metadata.Identifier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.NoSuchIdentifierException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.kamcl.error.KamclException;

/**
 * A CRS with its name and the shifts of its datum.
 *
 * @param name {@code EPSG:32614}, or its name where it has no code
 * @param crs longitude or easting first
 * @param shifts from its datum to WGS 84
 * @param cylinderParallel the standard parallel of an equal-area cylinder, degrees; 0 for others
 */
record NamedCrs(
    String name, CoordinateReferenceSystem crs, DatumShifts shifts, double cylinderParallel) {
  private static final int EASE_GRID_2 = 6933;

  /** The CRSs with an equal-area cylinder, all along 30 degrees. */
  private static final Set<Integer> EASE_GRIDS = Set.of(3410, 3975, EASE_GRID_2);

  private static final double EASE_PARALLEL = 30;

  /**
   * The CRS of an EPSG code.
   *
   * @throws KamclException if there is none, or none with horizontal coordinates
   */
  static NamedCrs fromEpsg(int code) {
    String name = "EPSG:" + code;
    EpsgDatabase.prepare();
    try {
      CoordinateReferenceSystem crs = CRS.getHorizontalCRS(CRS.decode(name, true));
      if (crs == null) {
        throw new KamclException(GeoError.CRS_NOT_HORIZONTAL, name);
      }
      GeographicCRS base =
          crs instanceof ProjectedCRS projected
              ? projected.getBaseCRS()
              : crs instanceof GeographicCRS geographic ? geographic : null;
      DatumShifts shifts = base == null ? DatumShifts.NONE : DatumShifts.ofEpsg(code(base));
      return new NamedCrs(name, crs, shifts, cylinderParallel(code, name, crs));
    } catch (FactoryException e) {
      if (code == EASE_GRID_2) {
        // GeoTools knows the code, but not this name of the projection.
        return new NamedCrs(name, easeGrid().crs(), DatumShifts.NONE, EASE_PARALLEL);
      }
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof NoSuchIdentifierException missing) {
          String method = missing.getIdentifierCode();
          throw new KamclException(e, GeoError.PROJECTION_UNSUPPORTED, name, method);
        }
      }
      throw new KamclException(e, GeoError.CRS_CODE_UNKNOWN, name);
    }
  }

  /**
   * The CRS of an EPSG code in a file, where nobody can be asked what a deprecated one means.
   *
   * @throws KamclException if there is none, none with horizontal coordinates, or several
   */
  static NamedCrs cited(int code) {
    ReplacedCodes.check(code);
    return fromEpsg(code);
  }

  private static double cylinderParallel(int code, String name, CoordinateReferenceSystem crs) {
    if (!(crs instanceof ProjectedCRS projected)) {
      return 0;
    }
    String method = projected.getConversionFromBase().getMethod().getName().getCode();
    if (!ProjectionMethods.isEqualAreaCylinder(method)) {
      return 0;
    }
    if (!EASE_GRIDS.contains(code)) {
      throw new KamclException(GeoError.PROJECTION_UNSUPPORTED, name, method);
    }
    return EASE_PARALLEL;
  }

  private static NamedCrs easeGrid() {
    return new CrsDefinition(
            "WGS 84 / NSIDC EASE-Grid 2.0 Global",
            new CrsDefinition.Base(
                "WGS 84", 6_378_137, 298.257223563, 0, 1, new double[0], OptionalInt.of(4326)),
            Optional.of(
                new CrsDefinition.Projection(
                    "Cylindrical_Equal_Area",
                    Map.of("central_meridian", 0.0, "standard_parallel_1", EASE_PARALLEL),
                    1)))
        .build();
  }

  private static int code(GeographicCRS base) {
    for (Identifier id : base.getIdentifiers()) {
      if (id.toString().matches("EPSG:\\d+")) {
        return Integer.parseInt(id.getCode());
      }
    }
    return 0;
  }
}

package org.kamcl.explorer.geo;

import java.util.Map;
import org.geotools.api.metadata.Identifier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * A coordinate system and what it is called.
 *
 * @param name {@code EPSG:32614}, or words where it has no number
 * @param crs longitude or easting first
 */
record NamedCrs(String name, CoordinateReferenceSystem crs) {
  private static final int EASE_GRID_2 = 6933;

  private static CoordinateReferenceSystem easeGrid() {
    return ProjectedCrsFactory.build(
        "WGS 84 / NSIDC EASE-Grid 2.0 Global",
        GeographicCrsFactory.fromEpsg(4326).orElseThrow(),
        "Cylindrical_Equal_Area",
        Map.of("central_meridian", 0.0, "standard_parallel_1", 30.0),
        1);
  }

  /** By its own name. */
  static NamedCrs of(CoordinateReferenceSystem system) {
    for (Identifier id : system.getIdentifiers()) {
      if (id.toString().startsWith("EPSG:")) {
        return new NamedCrs(id.toString(), system);
      }
    }
    return new NamedCrs(system.getName().getCode(), system);
  }

  /**
   * By its EPSG number.
   *
   * @throws ExplorerException if there is none; goes on behind a file's name
   */
  static NamedCrs fromEpsg(int code) {
    try {
      CoordinateReferenceSystem system = CRS.getHorizontalCRS(CRS.decode("EPSG:" + code, true));
      if (system == null) {
        throw new ExplorerException(
            "has a coordinate system that is none of longitude and latitude (EPSG:" + code + ")");
      }
      return new NamedCrs("EPSG:" + code, system);
    } catch (FactoryException e) {
      if (code == EASE_GRID_2) {
        // The library knows the number, but not by this name the projection.
        return new NamedCrs("EPSG:" + code, easeGrid());
      }
      throw new ExplorerException(
          "has a coordinate system that is not known (EPSG:" + code + ")", e);
    }
  }
}

package org.kamcl.explorer.geo;

import org.geotools.api.metadata.Identifier;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * A coordinate system and what it is called.
 *
 * @param name {@code EPSG:32614}, or words where it has no number
 * @param system longitude or easting first
 */
record NamedSystem(String name, CoordinateReferenceSystem system) {
  /** By its own name. */
  static NamedSystem of(CoordinateReferenceSystem system) {
    for (Identifier id : system.getIdentifiers()) {
      if (id.toString().startsWith("EPSG:")) {
        return new NamedSystem(id.toString(), system);
      }
    }
    return new NamedSystem(system.getName().getCode(), system);
  }

  /**
   * By its EPSG number.
   *
   * @throws ExplorerException if there is none; goes on behind a file's name
   */
  static NamedSystem epsg(int code) {
    try {
      return new NamedSystem("EPSG:" + code, CRS.decode("EPSG:" + code, true));
    } catch (FactoryException e) {
      throw new ExplorerException(
          "has a coordinate system that is not known (EPSG:" + code + ")", e);
    }
  }
}

package org.kamcl.explorer.geo;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.referencing.CRS;

/** The order of the axes of a CRS as the EPSG dataset defines it. */
final class AxisOrder {
  private AxisOrder() {}

  /** Whether latitude or northing comes first. */
  static boolean isNorthFirst(int epsg) {
    EpsgDatabase.prepare();
    try {
      AxisDirection first =
          CRS.decode("EPSG:" + epsg, false).getCoordinateSystem().getAxis(0).getDirection();
      return first.equals(AxisDirection.NORTH);
    } catch (FactoryException e) {
      return false;
    }
  }
}

package org.kamcl.explorer.geo;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffMetadata2CRSAdapter;
import org.geotools.util.factory.Hints;
import org.kamcl.explorer.domain.ExplorerException;

/** The one call of GeoTools that declares to throw anything at all. */
final class GeoToolsBorder {
  private GeoToolsBorder() {}

  /**
   * The coordinate system that GeoTIFF keys describe.
   *
   * @throws ExplorerException if they describe none that is known; goes on behind a file's name
   */
  static CoordinateReferenceSystem system(GeoTiffIIOMetadataDecoder keys, Hints hints) {
    try {
      return new GeoTiffMetadata2CRSAdapter(hints).createCoordinateSystem(keys);
    } catch (Exception e) {
      // What GeoTools says of it is for its developers.
      throw new ExplorerException(
          "has a coordinate system that is not understood: save it with one that has an EPSG"
              + " number",
          e);
    }
  }
}

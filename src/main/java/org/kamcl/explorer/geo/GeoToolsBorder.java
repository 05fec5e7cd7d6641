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
      throw new ExplorerException(
          "has a coordinate system that is not understood (" + reason(e) + ")", e);
    }
  }

  private static String reason(Throwable e) {
    String text = e.getMessage();
    if (text == null || text.isBlank()) {
      return "broken GeoTIFF keys";
    }
    return text.strip().lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }
}

package org.kamcl.explorer.geo;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.referencing.crs.GeographicCRS;

/** Makes the tags that georeference a GeoTIFF like another raster. */
final class GeoTiffTagsBuilder {
  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,5})");
  private static final int PIXEL_IS_POINT = 2;
  private static final int PROJECTED = 1;
  private static final int GEOGRAPHIC = 2;

  private GeoTiffTagsBuilder() {}

  /**
   * The tags.
   *
   * @param geoTransform from the outer corner of the first pixel
   * @param crs of the coordinates
   * @param own tags of the raster itself that state the CRS; empty if something else states it
   * @return empty if the CRS has no EPSG code and is not stated in tags
   */
  static Optional<GeoTiffTags> build(
      double[] geoTransform, NamedCrs crs, Optional<GeoTiffTags> own) {
    Matcher code = EPSG.matcher(crs.name());
    if (own.isPresent()) {
      GeoTiffTags keys = own.get();
      boolean points = new GeoKeys(keys).code(GeoKeys.RASTER_TYPE) == PIXEL_IS_POINT;
      return Optional.of(
          placed(
              geoTransform,
              points ? 0.5 : 0,
              keys.keyDirectory(),
              keys.doubleParams(),
              keys.asciiParams()));
    }
    if (!code.matches()) {
      return Optional.empty();
    }
    boolean geographic = crs.crs() instanceof GeographicCRS;
    long[] directory = {
      1,
      1,
      0,
      3,
      GeoKeys.MODEL_TYPE,
      0,
      1,
      geographic ? GEOGRAPHIC : PROJECTED,
      GeoKeys.RASTER_TYPE,
      0,
      1,
      1,
      geographic ? GeoKeys.GEOGRAPHIC_TYPE : GeoKeys.PROJECTED_TYPE,
      0,
      1,
      Long.parseLong(code.group(1))
    };
    return Optional.of(placed(geoTransform, 0, directory, new double[0], ""));
  }

  /**
   * Tags with a transform.
   *
   * @param shift of the place that the coordinates belong to within a pixel
   */
  private static GeoTiffTags placed(
      double[] g, double shift, long[] directory, double[] doubles, String ascii) {
    double x = g[0] + shift * (g[1] + g[2]);
    double y = g[3] + shift * (g[4] + g[5]);
    boolean upright = g[2] == 0 && g[4] == 0 && g[1] > 0 && g[5] < 0;
    double[] none = new double[0];
    return new GeoTiffTags(
        Arrays.copyOf(directory, directory.length),
        doubles.clone(),
        ascii,
        upright ? new double[] {g[1], -g[5], 0} : none,
        upright ? new double[] {0, 0, 0, x, y, 0} : none,
        upright ? none : new double[] {g[1], g[2], 0, x, g[4], g[5], 0, y, 0, 0, 0, 0, 0, 0, 0, 1},
        none);
  }
}

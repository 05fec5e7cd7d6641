package org.kamcl.explorer.geo;

import java.util.Locale;
import java.util.regex.Matcher;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.referencing.CRS;
import org.geotools.referencing.wkt.Formattable;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * Mends what GeoTools gets wrong in projections that a file describes by itself rather than by an
 * EPSG number. Each would put an image hundreds of kilometres away.
 */
final class UserDefinedSystem {
  private static final int PROJECTED_TYPE = 3072;
  private static final int METHOD = 3075;
  private static final int LINEAR_UNIT = 3076;
  private static final int ORIGIN_LATITUDE = 3081;
  private static final int[] EASTING = {3082, 3086, 3090};
  private static final int[] NORTHING = {3083, 3087, 3091};
  private static final int USER_DEFINED = 32_767;
  private static final int METRE = 9001;
  private static final int POLAR_STEREOGRAPHIC = 15;

  private UserDefinedSystem() {}

  /**
   * The system as the keys mean it.
   *
   * @param read as GeoTools understood it
   * @throws ExplorerException if it cannot be mended; goes on behind a file's name
   */
  static CoordinateReferenceSystem mend(
      CoordinateReferenceSystem read, GeoTiffIIOMetadataDecoder keys) {
    if (number(keys, PROJECTED_TYPE) != USER_DEFINED) {
      return read;
    }
    // With an indentation given, GeoTools does not ask the user's preferences for one.
    String wkt = ((Formattable) read).toWKT(0);
    String mended = wkt;
    if (number(keys, LINEAR_UNIT) != METRE) {
      // The keys give false easting and northing in the file's own unit; GeoTools takes metres.
      mended = replaced(mended, "false_easting", keys, EASTING);
      mended = replaced(mended, "false_northing", keys, NORTHING);
    }
    double parallel = number(keys, ORIGIN_LATITUDE);
    if (number(keys, METHOD) == POLAR_STEREOGRAPHIC && Math.abs(parallel) < 90) {
      // The latitude of origin of a polar projection is where its scale is true, not the pole.
      mended =
          mended
              .replaceFirst(
                  "PROJECTION\\[\"Polar_Stereographic\"[^\\]]*\\]\\]?,",
                  "PROJECTION[\"Polar Stereographic (variant B)\"],")
              .replaceFirst(
                  "PARAMETER\\[\"latitude_of_origin\", [^\\]]*\\]",
                  parameter("standard_parallel_1", parallel))
              .replaceFirst("PARAMETER\\[\"scale_factor\", [^\\]]*\\],", "");
    }
    try {
      return mended.equals(wkt) ? read : CRS.parseWKT(mended);
    } catch (FactoryException e) {
      throw new ExplorerException(
          "has a coordinate system that is not understood (" + read.getName().getCode() + ")", e);
    }
  }

  private static String replaced(
      String wkt, String name, GeoTiffIIOMetadataDecoder keys, int[] candidates) {
    for (int key : candidates) {
      double value = number(keys, key);
      if (!Double.isNaN(value)) {
        return wkt.replaceFirst(
            "PARAMETER\\[\"" + name + "\", [^\\]]*\\]",
            Matcher.quoteReplacement(parameter(name, value)));
      }
    }
    return wkt;
  }

  private static String parameter(String name, double value) {
    return String.format(Locale.ROOT, "PARAMETER[\"%s\", %.12f]", name, value);
  }

  /** The value of a key; NaN where it is not there. */
  private static double number(GeoTiffIIOMetadataDecoder keys, int key) {
    String text = keys.getGeoKey(key);
    try {
      return text == null ? Double.NaN : Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}

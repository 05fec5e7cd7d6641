package org.kamcl.explorer.imagery.tiff;

/** Numbers of the tags that are read, named as in the TIFF 6.0 and GeoTIFF specifications. */
public final class TiffTag {
  public static final int NEW_SUBFILE_TYPE = 254;
  public static final int IMAGE_WIDTH = 256;
  public static final int IMAGE_LENGTH = 257;
  public static final int BITS_PER_SAMPLE = 258;
  public static final int COMPRESSION = 259;
  public static final int PHOTOMETRIC = 262;
  public static final int FILL_ORDER = 266;
  public static final int STRIP_OFFSETS = 273;
  public static final int ORIENTATION = 274;
  public static final int SAMPLES_PER_PIXEL = 277;
  public static final int ROWS_PER_STRIP = 278;
  public static final int STRIP_BYTE_COUNTS = 279;
  public static final int X_RESOLUTION = 282;
  public static final int Y_RESOLUTION = 283;
  public static final int PLANAR_CONFIGURATION = 284;
  public static final int T4_OPTIONS = 292;
  public static final int T6_OPTIONS = 293;
  public static final int RESOLUTION_UNIT = 296;
  public static final int SOFTWARE = 305;
  public static final int DATE_TIME = 306;
  public static final int PREDICTOR = 317;
  public static final int COLOR_MAP = 320;
  public static final int TILE_WIDTH = 322;
  public static final int TILE_LENGTH = 323;
  public static final int TILE_OFFSETS = 324;
  public static final int TILE_BYTE_COUNTS = 325;
  public static final int EXTRA_SAMPLES = 338;
  public static final int SAMPLE_FORMAT = 339;
  public static final int JPEG_TABLES = 347;
  public static final int YCBCR_COEFFICIENTS = 529;
  public static final int YCBCR_SUBSAMPLING = 530;
  public static final int REFERENCE_BLACK_WHITE = 532;
  public static final int XMP = 700;
  public static final int MODEL_PIXEL_SCALE = 33550;
  public static final int MODEL_TIE_POINT = 33922;
  public static final int MODEL_TRANSFORMATION = 34264;
  public static final int GEO_KEYS = 34735;
  public static final int GEO_DOUBLES = 34736;
  public static final int GEO_ASCII = 34737;
  public static final int EXIF = 34665;
  public static final int GPS = 34853;
  public static final int GDAL_NODATA = 42113;
  public static final int RPC = 50844;

  private TiffTag() {}
}

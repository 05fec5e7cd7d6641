package org.kamcl.explorer.imagery;

import org.kamcl.error.ErrorCode;

/** Why an image file cannot be read, and warnings about one that can. */
public enum RasterError implements ErrorCode {
  IS_FOLDER(1),
  FILE_MISSING(1),
  FILE_EMPTY(1),
  FORMAT_UNKNOWN(2),
  FORMAT_UNSUPPORTED(2),
  UNREADABLE(2),
  DAMAGED(1),
  OUT_OF_MEMORY(1),
  NO_VALID_PIXELS(1),
  NO_DATA_UNDECLARED(1),
  TOO_MANY_TILES(3),
  SMALLER_THAN_INDEXED(1),
  NO_SUCH_BAND(3),
  NO_IMAGES_IN_FOLDER(2),
  TOO_MANY_PIXELS(3),
  JP2_TILE_TOO_LARGE(1),
  NOT_DECODABLE(0),
  NO_IMAGE(0),
  JPEG_DEPTH_UNSUPPORTED(1),
  JPEG_VARIANT_UNSUPPORTED(1),
  PIXELS_TRUNCATED(0),
  JP2_DAMAGED(0),
  JP2_COLORS_UNSUPPORTED(1),
  JP2_SUBSAMPLED(0),
  PARTS_UNREADABLE(3),
  OUTSIDE_EARTH(1),
  GPS_WITHOUT_REFERENCE(0),
  TILE_SIZE_INVALID(1),
  TILE_SIZE_OUT_OF_RANGE(1),
  TILE_SIZE_TOO_FEW_PIXELS(1),
  OVERLAP_OUT_OF_RANGE(1),
  GSD_OUT_OF_RANGE(1),
  /** File, width, height. */
  MAP_TOO_LARGE(3);

  private final int argumentCount;

  RasterError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}

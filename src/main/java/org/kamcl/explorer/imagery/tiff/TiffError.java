package org.kamcl.explorer.imagery.tiff;

import org.kamcl.error.ErrorCode;

/** Why a TIFF file cannot be read. The texts do not name the file; the caller adds it. */
public enum TiffError implements ErrorCode {
  NOT_TIFF(0),
  DIRECTORY_TRUNCATED(0),
  DIRECTORY_INVALID(1),
  DIRECTORIES_CYCLIC(0),
  FURTHER_DIRECTORY_DAMAGED(0),
  /** Tags that share their values, so that a small file would take much memory. */
  VALUES_OVERLAP(0),
  SIZE_INVALID(2),
  IMAGE_TOO_LARGE(2),
  BAND_COUNT_INVALID(1),
  CHUNK_SIZE_INVALID(2),
  CHUNKS_MISSING(4),
  BIT_DEPTHS_DIFFER(0),
  SAMPLE_TYPE_UNSUPPORTED(2),
  COMPRESSION_UNSUPPORTED(1),
  COMPRESSION_UNKNOWN(1),
  YCBCR_UNSUPPORTED(0),
  COLORS_UNSUPPORTED(1),
  CHUNK_TOO_LARGE(1),
  CHUNK_LENGTH_INVALID(1),
  PIXELS_TRUNCATED(0),
  CHUNK_TRUNCATED(0),
  CHUNK_CORRUPT(0),
  CHUNK_DIMENSIONS_WRONG(0),
  CHUNK_BANDS_WRONG(2),
  JPEG_DEPTH_UNSUPPORTED(1),
  FAX_DEPTH_INVALID(0),
  PREDICTOR_UNSUPPORTED(2),
  UNPACKED_SIZE_TOO_LARGE(1),
  ROW_TOO_LARGE(0);

  private final int argumentCount;

  TiffError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}

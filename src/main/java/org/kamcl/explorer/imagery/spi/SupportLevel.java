package org.kamcl.explorer.imagery.spi;

/** How well a {@link RasterReader} supports a file. Constants are in ascending order. */
public enum SupportLevel {
  /** The file is not of this format. */
  NONE,

  /** The reader recognizes the format by name, but cannot read it. */
  RECOGNIZED,

  /**
   * The reader reads the file with restrictions, such as fewer bits per sample or no access to
   * regions. A reader with {@link #FULL} support of the same file is preferred.
   */
  PARTIAL,

  /** The reader reads the file without restrictions. */
  FULL
}

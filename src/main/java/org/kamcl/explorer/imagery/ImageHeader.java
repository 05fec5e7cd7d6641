package org.kamcl.explorer.imagery;

/**
 * What the header of an image file says about its samples.
 *
 * @param bands samples per pixel
 * @param bits per sample
 * @param palette whether samples are indices into a color table
 * @param rare whether the variant is one that the engine's decoder does not read
 * @param metadata EXIF and XMP metadata
 */
record ImageHeader(int bands, int bits, boolean palette, boolean rare, MetadataBlocks metadata) {
  /** A header without metadata of a variant that the engine's decoder reads. */
  static ImageHeader of(int bands, int bits, boolean palette) {
    return new ImageHeader(bands, bits, palette, false, MetadataBlocks.NONE);
  }

  /** Whether the engine decodes the image without loss. */
  boolean isPlain() {
    return bits <= 8 && !rare;
  }
}

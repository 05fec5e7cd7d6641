package org.kamcl.explorer.imagery;

/**
 * The blocks of an image file in which cameras and programs describe it, as stored.
 *
 * @param exif a TIFF structure without the marker {@code Exif}; empty if there is none
 * @param xmp an XML document; empty if there is none
 */
record MetadataBlocks(byte[] exif, byte[] xmp) {
  /** A file without metadata. */
  static final MetadataBlocks NONE = new MetadataBlocks(new byte[0], new byte[0]);
}

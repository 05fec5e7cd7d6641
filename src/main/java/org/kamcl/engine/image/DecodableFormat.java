package org.kamcl.engine.image;

import java.util.List;

/**
 * The formats that {@link ImageDecoder} reads. Readers of the same formats elsewhere take the
 * extensions from here.
 */
public enum DecodableFormat {
  JPEG("jpg", "jpeg", "jpe"),
  PNG("png"),
  BMP("bmp"),
  GIF("gif"),
  TIFF("tif", "tiff");

  @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
  private final List<String> extensions;

  DecodableFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /** Extensions of file names, in lower case and without the dot; the usual one first. */
  public List<String> extensions() {
    return extensions;
  }
}

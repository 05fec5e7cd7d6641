package org.kamcl.explorer.imagery.spi;

import java.time.LocalDate;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * What a camera wrote into an image.
 *
 * @param orientation how the camera was held, as EXIF numbers it: 1 (upright) to 8
 * @param captured day on which the image was taken
 * @param modified day on which the file was written, which may be much later
 * @param position of the camera
 * @param incompletePosition whether there are coordinates without the hemispheres they belong to
 */
public record ExifData(
    int orientation,
    Optional<LocalDate> captured,
    Optional<LocalDate> modified,
    Optional<GeoPoint> position,
    boolean incompletePosition) {
  /** No metadata. */
  public static final ExifData EMPTY =
      new ExifData(1, Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** The same without an orientation, for formats whose viewers do not apply it. */
  public ExifData upright() {
    return new ExifData(1, captured, modified, position, incompletePosition);
  }
}

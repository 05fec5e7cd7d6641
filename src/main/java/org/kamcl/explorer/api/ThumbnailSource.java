package org.kamcl.explorer.api;

import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;

/** Thumbnails of images. Blocking; call from any thread but the JavaFX thread. */
public interface ThumbnailSource {
  /**
   * Renders a thumbnail with the band rendering of the image's collection.
   *
   * @param side maximum width and height, pixels
   * @return the image in its own aspect ratio, never enlarged
   * @throws org.kamcl.error.KamclException if the file is missing or can no longer be read
   */
  ArgbImage thumbnail(ImageRecord image, int side);
}

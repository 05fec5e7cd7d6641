package org.kamcl.explorer.api;

import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;

/** Pictures to look at. Any thread may ask, but none that draws. */
public interface ThumbnailSource {
  /**
   * A picture, its longer side at most so many pixels; stretched for the eye where the file has
   * more than 8 bits.
   *
   * @param side of the square it shall fit in, pixels
   * @throws ExplorerException if the file is gone or cannot be read any more
   */
  ArgbImage thumbnail(ImageRecord image, int side);
}

package org.kamcl.explorer.archive;

import java.util.List;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * A part of a list of images.
 *
 * @param images in the order of the list
 * @param matching number of images in the whole list
 */
public record ImagePage(List<ImageRecord> images, int matching) {
  /** Copies the list. */
  public ImagePage {
    images = List.copyOf(images);
  }
}

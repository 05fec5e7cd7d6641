package org.kamcl.explorer.context;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;

/** Some of the sample images, before they are indexed. */
final class SamplePreview {
  private SamplePreview() {}

  /**
   * Thumbnails of files, evenly spaced: files of one place have similar names.
   *
   * @param most largest number of thumbnails
   * @param side of the square into which each fits, pixels
   */
  static List<ArgbImage> of(List<Path> files, ThumbnailSource thumbnails, int most, int side) {
    int count = Math.min(most, files.size());
    return IntStream.range(0, count)
        .mapToObj(i -> files.get(i * files.size() / count))
        .map(file -> ImageRecord.builder(-1, "", file).build())
        .map(image -> thumbnails.thumbnail(image, side))
        .toList();
  }
}

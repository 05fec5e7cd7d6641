package org.kamcl.engine.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.corpus.CorpusImage;

/**
 * The images of a training split and their distinct captions, by number. Captions shared by several
 * images are not negatives of these.
 */
public final class ImageCaptionPairs {
  private final List<CorpusImage> images;
  private final List<String> captions = new ArrayList<>();
  private final int[][] captionsOfImage;

  /**
   * @param images of the split, in the order of the corpus
   */
  public ImageCaptionPairs(List<CorpusImage> images) {
    this.images = List.copyOf(images);
    this.captionsOfImage = new int[images.size()][];
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < captionsOfImage.length; i++) {
      List<String> own = images.get(i).captions();
      captionsOfImage[i] = new int[own.size()];
      for (int k = 0; k < own.size(); k++) {
        Integer number = numbers.get(own.get(k));
        if (number == null) {
          number = captions.size();
          numbers.put(own.get(k), number);
          captions.add(own.get(k));
        }
        captionsOfImage[i][k] = number;
      }
    }
  }

  /** Number of images. */
  int imageCount() {
    return captionsOfImage.length;
  }

  CorpusImage image(int image) {
    return images.get(image);
  }

  /** Distinct captions in order of first occurrence. */
  public List<String> captions() {
    return captions;
  }

  /** Numbers of the captions of an image, in the order of the corpus. */
  int[] captionsOf(int image) {
    return captionsOfImage[image];
  }

  /** Number of image-caption pairs. */
  public int pairCount() {
    return Arrays.stream(captionsOfImage).mapToInt(c -> c.length).sum();
  }

  /** Whether a caption belongs to an image. */
  boolean describes(int caption, int image) {
    for (int own : captionsOfImage[image]) {
      if (own == caption) {
        return true;
      }
    }
    return false;
  }
}

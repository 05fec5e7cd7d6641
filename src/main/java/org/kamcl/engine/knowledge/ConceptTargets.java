package org.kamcl.engine.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Soft concept labels of images: the count of a concept in the captions of the image divided by the
 * largest count of any tag, 0..1. (Ji et al., TGRS 2023, section III-C.)
 */
public final class ConceptTargets {

  /**
   * The sparse label of an image, in the order of its tags.
   *
   * @param concepts indices of the concepts
   * @param counts number of occurrences in the captions per concept
   * @param maxCount the largest count over all tags of the image, concepts or not
   */
  public record Row(int[] concepts, int[] counts, int maxCount) {
    /** Strength of the i-th concept of this row, 0..1. */
    public float strength(int i) {
      return (float) ((double) counts[i] / maxCount);
    }

    /** The label as a vector [width]. */
    public float[] dense(int width) {
      float[] vector = new float[width];
      for (int i = 0; i < concepts.length; i++) {
        vector[concepts[i]] = strength(i);
      }
      return vector;
    }
  }

  private final List<Row> rows;

  private ConceptTargets(List<Row> rows) {
    this.rows = rows;
  }

  /** Labels of images from their tags. */
  public static ConceptTargets of(List<ImageTags> images, ConceptVocabulary concepts) {
    List<Row> rows = new ArrayList<>(images.size());
    for (ImageTags image : images) {
      int[] indices = new int[image.tags().size()];
      int[] counts = new int[indices.length];
      int n = 0;
      for (ImageTags.Tag tag : image.tags()) {
        int index = concepts.indexOf(tag.word());
        if (index >= 0) {
          indices[n] = index;
          counts[n++] = tag.count();
        }
      }
      rows.add(new Row(Arrays.copyOf(indices, n), Arrays.copyOf(counts, n), image.maxCount()));
    }
    return new ConceptTargets(List.copyOf(rows));
  }

  /** Number of images. */
  public int size() {
    return rows.size();
  }

  /** The label of an image, by its index in the list that the labels were made from. */
  public Row row(int image) {
    return rows.get(image);
  }

  /**
   * The mean label over all images.
   *
   * @param width number of values, at least the number of concepts
   * @return [width], each in 0..1
   */
  public double[] means(int width) {
    double[] means = new double[width];
    for (Row row : rows) {
      for (int i = 0; i < row.concepts.length; i++) {
        means[row.concepts[i]] += row.strength(i) / rows.size();
      }
    }
    return means;
  }

  /**
   * Labels as the published code assigns them: by position in a reshuffled split, regardless of the
   * image that a row was made from. For comparison only.
   *
   * @param positions index of the row for each image of the split
   */
  public ConceptTargets byPosition(int[] positions) {
    List<Row> shuffled = new ArrayList<>(positions.length);
    for (int position : positions) {
      shuffled.add(rows.get(position));
    }
    return new ConceptTargets(List.copyOf(shuffled));
  }
}

package org.kamcl.engine.network;

import org.jspecify.annotations.Nullable;

/**
 * Captions as token ids.
 *
 * @param ids [B][T], padded with 0 after the tokens of each caption
 * @param lengths [B], number of tokens of each caption, 1..T
 * @param conceptMultiHot [B][K], 1 for each concept word of a caption; null if the network does not
 *     read it
 */
public record TextBatch(long[][] ids, int[] lengths, float @Nullable [][] conceptMultiHot) {

  /**
   * @throws IllegalArgumentException if the batch is empty or ragged, or a length is invalid
   */
  public TextBatch(long[][] ids, int[] lengths, float @Nullable [][] conceptMultiHot) {
    if (ids.length == 0 || ids.length != lengths.length) {
      throw new IllegalArgumentException(
          "A text batch needs one length per caption: " + ids.length + ", " + lengths.length + ".");
    }
    for (int b = 0; b < ids.length; b++) {
      if (ids[b].length != ids[0].length || lengths[b] < 1 || lengths[b] > ids[b].length) {
        throw new IllegalArgumentException(
            "Caption " + b + " of the text batch has an invalid length.");
      }
    }
    this.ids = ids;
    this.lengths = lengths;
    this.conceptMultiHot = conceptMultiHot;
  }

  /** Number of captions B. */
  public int size() {
    return ids.length;
  }

  /** Padded length T. */
  public int paddedLength() {
    return ids[0].length;
  }

  /** The ids, row-major. */
  long[] flatIds() {
    int t = paddedLength();
    long[] flat = new long[ids.length * t];
    for (int b = 0; b < ids.length; b++) {
      System.arraycopy(ids[b], 0, flat, b * t, t);
    }
    return flat;
  }
}

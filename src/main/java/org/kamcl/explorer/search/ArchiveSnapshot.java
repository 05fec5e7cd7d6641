package org.kamcl.explorer.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.Vectors;

/**
 * The archive as one model sees it at one moment, in memory.
 *
 * @param version of the pictures
 * @param vectors what the model says of them
 * @param images by id
 * @param usual mean strength of each concept, 0..1
 */
record ArchiveSnapshot(
    long version, Vectors vectors, Map<Long, ImageRecord> images, double[] usual) {
  private static final double LEVELS = 255;

  /** Reads what is said of the pictures. */
  static ArchiveSnapshot of(Vectors vectors, Catalog catalog) {
    return new ArchiveSnapshot(
        catalog.version(), vectors, images(catalog), usual(vectors.concepts()));
  }

  /** The same vectors with what is said of their pictures now. */
  ArchiveSnapshot refreshed(Catalog catalog) {
    return new ArchiveSnapshot(catalog.version(), vectors, images(catalog), usual);
  }

  /** Whether these are its vectors. */
  boolean has(Vectors other) {
    return model().equals(other.model()) && vectors.state().equals(other.state());
  }

  ModelId model() {
    return vectors.model();
  }

  EmbeddingIndex index() {
    return vectors.index();
  }

  private static Map<Long, ImageRecord> images(Catalog catalog) {
    Map<Long, ImageRecord> images = new HashMap<>();
    catalog.images().forEach(image -> images.put(image.id(), image));
    return images;
  }

  private static double[] usual(List<byte[]> rows) {
    long[] sums = new long[rows.isEmpty() ? 0 : rows.get(0).length];
    for (byte[] row : rows) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += row[i] & 0xff;
      }
    }
    return Arrays.stream(sums).mapToDouble(sum -> sum / LEVELS / rows.size()).toArray();
  }

  /** Positions of those pictures among the vectors; pictures without a vector have none. */
  BitSet positions(long[] ids) {
    BitSet positions = new BitSet(index().size());
    for (long id : ids) {
      OptionalInt position = index().position(id);
      if (position.isPresent()) {
        positions.set(position.getAsInt());
      }
    }
    return positions;
  }

  /** Strengths of the concepts of the vector at a position, 255 for 1. */
  byte[] concepts(int position) {
    return vectors.concepts().get(position);
  }

  /** Strengths of the concepts of the vector at a position, 0..1. */
  float[] strengths(int position) {
    byte[] row = concepts(position);
    float[] strengths = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      strengths[i] = (float) ((row[i] & 0xff) / LEVELS);
    }
    return strengths;
  }
}

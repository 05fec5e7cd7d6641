package org.kamcl.explorer.search;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingSnapshot;

/**
 * The archive as one model sees it at one moment, in memory.
 *
 * @param version of the pictures it was read from
 * @param vectorsVersion of the vectors
 * @param model whose vectors these are
 * @param index of the pictures' vectors, by the pictures' ids
 * @param images by id
 * @param concepts of each vector, in the index's order
 * @param meanStrengths mean strength of each concept, 0..1
 */
record ArchiveSnapshot(
    long version,
    long vectorsVersion,
    ModelId model,
    EmbeddingIndex index,
    Map<Long, ImageRecord> images,
    List<byte[]> concepts,
    double[] meanStrengths) {
  private static final double LEVELS = 255;

  /** Vectors with what is said of their pictures; both of one moment. */
  static ArchiveSnapshot of(Catalog catalog, EmbeddingSnapshot embeddingSnapshot) {
    return new ArchiveSnapshot(
        catalog.imagesVersion(),
        embeddingSnapshot.state().version(),
        embeddingSnapshot.model(),
        embeddingSnapshot.index(),
        images(catalog),
        embeddingSnapshot.concepts(),
        usual(embeddingSnapshot.concepts()));
  }

  /** The same vectors with what is said of their pictures now. */
  ArchiveSnapshot withCurrentImages(Catalog catalog) {
    long now = catalog.imagesVersion();
    return new ArchiveSnapshot(
        now, vectorsVersion, model, index, images(catalog), concepts, meanStrengths);
  }

  private static Map<Long, ImageRecord> images(Catalog catalog) {
    Map<Long, ImageRecord> images = new HashMap<>();
    catalog.images().forEach(image -> images.put(image.id(), image));
    return images;
  }

  private static double[] usual(List<byte[]> rows) {
    double[] mean = new double[rows.stream().mapToInt(r -> r.length).max().orElse(0)];
    for (byte[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        mean[i] += (row[i] & 0xff) / LEVELS / rows.size();
      }
    }
    return mean;
  }

  /** Positions of those pictures among the vectors; pictures without a vector have none. */
  BitSet positions(long[] ids) {
    BitSet positions = new BitSet(index.size());
    for (long id : ids) {
      OptionalInt position = index.position(id);
      if (position.isPresent()) {
        positions.set(position.getAsInt());
      }
    }
    return positions;
  }

  /** Strengths of the concepts of the vector at a position, 0..1. */
  float[] strengths(int position) {
    byte[] row = concepts.get(position);
    float[] strengths = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      strengths[i] = (float) ((row[i] & 0xff) / LEVELS);
    }
    return strengths;
  }
}

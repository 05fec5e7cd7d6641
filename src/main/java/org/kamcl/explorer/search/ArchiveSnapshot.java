package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.FlatIndex;

/**
 * The archive as one model sees it at one moment, in memory.
 *
 * @param version of the catalogue it was read from
 * @param model whose vectors these are
 * @param index of the pictures' vectors, by the pictures' ids
 * @param images by id
 * @param concepts of each vector, in the index's order
 * @param usual mean strength of each concept, 0..1
 */
record ArchiveSnapshot(
    long version,
    ModelId model,
    EmbeddingIndex index,
    Map<Long, ImageRecord> images,
    List<byte[]> concepts,
    double[] usual) {
  private static final double LEVELS = 255;

  /** Reads all that a model says of the archive. */
  static ArchiveSnapshot read(Catalog catalog, ModelId model, int dimension) {
    long version = catalog.version();
    Map<Long, ImageRecord> images = new HashMap<>();
    catalog.images().forEach(image -> images.put(image.id(), image));
    FlatIndex.Builder builder = new FlatIndex.Builder(dimension);
    List<byte[]> concepts = new ArrayList<>();
    catalog.embeddings(
        model,
        e -> {
          // Another process may have added some between the two questions.
          if (images.containsKey(e.image())) {
            builder.add(e.image(), e.vector());
            concepts.add(e.concepts());
          }
        });
    return new ArchiveSnapshot(version, model, builder.build(), images, concepts, usual(concepts));
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
}

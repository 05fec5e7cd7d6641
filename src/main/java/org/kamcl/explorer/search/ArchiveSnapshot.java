package org.kamcl.explorer.search;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingSnapshot;

/**
 * The archive at one moment, in memory, with the embeddings of one model.
 *
 * @param imagesVersion the catalog's version of the images
 * @param embeddingsVersion the catalog's version of the embeddings
 * @param model the model of the embeddings
 * @param index the embeddings by image id
 * @param images the images by id
 * @param concepts concept strengths by position in the index, one byte per concept, 255 for 1
 * @param meanStrengths mean strength of each concept over all images, 0..1
 * @param damaged number of embeddings that are left out because they or their images are damaged
 * @param searchable positions of embeddings whose image is known; null for all
 */
record ArchiveSnapshot(
    long imagesVersion,
    long embeddingsVersion,
    ModelId model,
    EmbeddingIndex index,
    ImagesById images,
    List<byte[]> concepts,
    double[] meanStrengths,
    int damaged,
    @Nullable BitSet searchable) {
  private static final double LEVELS = 255;

  /** Strength from which a concept is shown as one of an image. */
  private static final double CLEAR = 0.1;

  /** Embeddings and images of the same moment. */
  static ArchiveSnapshot of(Catalog catalog, EmbeddingSnapshot embeddings) {
    ImagesById images = new ImagesById(catalog.images());
    BitSet searchable = searchable(embeddings.index(), images);
    int orphans = searchable == null ? 0 : embeddings.index().size() - searchable.cardinality();
    // Images whose entries are damaged are reported as such.
    orphans = Math.max(0, orphans - catalog.damagedImages());
    return new ArchiveSnapshot(
        catalog.imagesVersion(),
        embeddings.version(),
        embeddings.model(),
        embeddings.index(),
        images,
        embeddings.concepts(),
        meanStrengths(embeddings.concepts()),
        embeddings.damaged().size() + orphans,
        searchable);
  }

  /** The same embeddings with the current images. */
  ArchiveSnapshot withCurrentImages(Catalog catalog) {
    long version = catalog.imagesVersion();
    ImagesById current = new ImagesById(catalog.images());
    return new ArchiveSnapshot(
        version,
        embeddingsVersion,
        model,
        index,
        current,
        concepts,
        meanStrengths,
        damaged,
        searchable(index, current));
  }

  /** An embedding without an image, in a damaged catalog, must not become a hit. */
  private static @Nullable BitSet searchable(EmbeddingIndex index, ImagesById images) {
    BitSet known = new BitSet(index.size());
    for (int i = 0; i < index.size(); i++) {
      if (images.find(index.id(i)) != null) {
        known.set(i);
      }
    }
    return known.cardinality() == index.size() ? null : known;
  }

  private static double[] meanStrengths(List<byte[]> rows) {
    double[] mean = new double[rows.stream().mapToInt(r -> r.length).max().orElse(0)];
    for (byte[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        mean[i] += (row[i] & 0xff) / LEVELS / rows.size();
      }
    }
    return mean;
  }

  /** Number of images that no search finds, because the model has no embedding of them. */
  int imagesWithoutEmbedding() {
    return images.all().size() - (searchable == null ? index.size() : searchable.cardinality());
  }

  /** Number of images that show a concept clearly. */
  int imagesWith(int concept) {
    return (int)
        concepts.stream()
            .filter(row -> concept < row.length && (row[concept] & 0xff) >= CLEAR * LEVELS)
            .count();
  }

  /** Positions of images in the index; images without an embedding are left out. */
  BitSet positions(long[] ids) {
    BitSet positions = new BitSet(index.size());
    for (long id : ids) {
      OptionalInt position = index.position(id);
      if (position.isPresent() && (searchable == null || searchable.get(position.getAsInt()))) {
        positions.set(position.getAsInt());
      }
    }
    return positions;
  }

  /** Concept strengths at a position, 0..1. */
  float[] strengths(int position) {
    byte[] row = concepts.get(position);
    float[] strengths = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      strengths[i] = (float) ((row[i] & 0xff) / LEVELS);
    }
    return strengths;
  }
}

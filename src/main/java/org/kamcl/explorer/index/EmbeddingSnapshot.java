package org.kamcl.explorer.index;

import java.util.List;
import org.kamcl.explorer.archive.ModelId;

/**
 * The embeddings of an archive by one model at one moment.
 *
 * @param model the model
 * @param version the catalog's version of the embeddings when they were read
 * @param index embeddings by image id
 * @param concepts concept strengths in the order of the index: one byte per concept, 255 for a
 *     strength of 1
 * @param damaged ids of images that were left out because their embedding is damaged
 */
public record EmbeddingSnapshot(
    ModelId model, long version, FlatIndex index, List<byte[]> concepts, List<Long> damaged) {
  /** Nothing yet; its version is one that no catalog holds. */
  static EmbeddingSnapshot empty(ModelId model, int dimension) {
    return new EmbeddingSnapshot(
        model, 0, new FlatIndex.Builder(dimension).build(), List.of(), List.of());
  }
}

package org.kamcl.explorer.index;

import java.util.List;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;

/**
 * The embeddings of an archive by one model at one moment.
 *
 * @param model the model
 * @param state the state of the catalog they were read in
 * @param index embeddings by image id
 * @param concepts concept strengths in the order of the index: one byte per concept, 255 for a
 *     strength of 1
 */
public record EmbeddingSnapshot(
    ModelId model, Catalog.EmbeddingState state, FlatIndex index, List<byte[]> concepts) {
  /** Nothing yet. */
  static EmbeddingSnapshot empty(ModelId model, int dimension) {
    return new EmbeddingSnapshot(
        model, Catalog.EmbeddingState.NONE, new FlatIndex.Builder(dimension).build(), List.of());
  }
}

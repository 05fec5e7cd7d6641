package org.kamcl.explorer.index;

import java.util.List;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;

/**
 * All that a model says of an archive at one moment.
 *
 * @param model that says it
 * @param state of the catalogue it was read in
 * @param index of the pictures' vectors, by the pictures' ids
 * @param concepts of each vector, in the index's order: a byte a concept, 255 for strength 1
 */
public record EmbeddingSnapshot(
    ModelId model, Catalog.EmbeddingState state, FlatIndex index, List<byte[]> concepts) {
  /** Nothing yet. */
  static EmbeddingSnapshot empty(ModelId model, int dimension) {
    return new EmbeddingSnapshot(
        model, Catalog.EmbeddingState.NONE, new FlatIndex.Builder(dimension).build(), List.of());
  }
}

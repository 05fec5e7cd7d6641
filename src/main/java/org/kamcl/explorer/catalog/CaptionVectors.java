package org.kamcl.explorer.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.archive.ModelId;

/** Vectors of captions by a model, kept so that they need not be embedded again. Thread-safe. */
public final class CaptionVectors {
  private final Database database;

  CaptionVectors(Database database) {
    this.database = database;
  }

  /** Vectors of those sentences that a model has read before. */
  public Map<String, float[]> find(ModelId model, List<String> sentences) {
    return database.read(open -> new EmbeddingTable(open).textEmbeddings(model.hash(), sentences));
  }

  /**
   * Keeps vectors of sentences, of unit length.
   *
   * @param vectors by sentence
   */
  public void save(ModelId model, Map<String, float[]> vectors) {
    List<Map.Entry<String, float[]>> all = new ArrayList<>(vectors.entrySet());
    database.write(
        open -> {
          EmbeddingTable embeddings = new EmbeddingTable(open);
          long id = embeddings.model(model);
          for (Map.Entry<String, float[]> one : all) {
            embeddings.saveTextEmbedding(id, one.getKey(), one.getValue());
          }
          return null;
        });
  }
}

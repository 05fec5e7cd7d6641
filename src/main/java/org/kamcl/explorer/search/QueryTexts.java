package org.kamcl.explorer.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;

/**
 * Encodes the words of queries and keeps the last ones: the details of a hit, captions and other
 * filters ask for the words of the search again, which take the model 10 to 30 ms. The texts of one
 * query are kept together, because the values of a text may differ in the last bit with the texts
 * that are encoded with it. Thread-safe.
 */
final class QueryTexts {
  private static final int MAX_QUERIES = 64;

  /** The model that encoded what is kept. */
  private @Nullable KamclModel model;

  /** Least recently used first. */
  private final Map<List<String>, List<Embedding>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, List<Embedding>> eldest) {
          return size() > MAX_QUERIES;
        }
      };

  /**
   * The embeddings of the texts of a query, in their order.
   *
   * @param loaded encodes them; what another model has encoded is forgotten
   */
  List<Embedding> embed(KamclModel loaded, List<String> texts) {
    List<Embedding> embeddings = find(loaded, texts);
    if (embeddings == null) {
      // Not under the lock: another query need not wait.
      embeddings = List.copyOf(loaded.embedTexts(texts));
      keep(loaded, List.copyOf(texts), embeddings);
    }
    return embeddings;
  }

  @SuppressWarnings("ReferenceEquality") // A model that is loaded again is another one.
  private synchronized @Nullable List<Embedding> find(KamclModel loaded, List<String> texts) {
    return loaded == model ? known.get(texts) : null;
  }

  @SuppressWarnings("ReferenceEquality")
  private synchronized void keep(
      KamclModel loaded, List<String> texts, List<Embedding> embeddings) {
    if (loaded != model) {
      known.clear();
      model = loaded;
    }
    known.put(texts, embeddings);
  }
}

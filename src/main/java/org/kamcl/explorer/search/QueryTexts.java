package org.kamcl.explorer.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.index.ModelSource;

/**
 * Encodes the words of queries and keeps the last ones: the details of a hit, captions and other
 * filters ask for the words of the search again, which take the model 10 to 30 ms. The texts of one
 * query are kept together, because the values of a text may differ in the last bit with the texts
 * that are encoded with it. Thread-safe.
 */
final class QueryTexts {
  private static final int MAX_QUERIES = 64;

  private final ModelSource source;
  private @Nullable ModelId model;

  /** Least recently used first. */
  private final Map<List<String>, List<Embedding>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, List<Embedding>> eldest) {
          return size() > MAX_QUERIES;
        }
      };

  QueryTexts(ModelSource source) {
    this.source = source;
  }

  /**
   * The embeddings of the texts of a query, in their order.
   *
   * @param loaded the model of the source
   */
  List<Embedding> embed(KamclModel loaded, List<String> texts) {
    ModelId current = source.id();
    List<Embedding> embeddings = find(current, texts);
    if (embeddings == null) {
      // Not under the lock: another query need not wait.
      embeddings = List.copyOf(loaded.embedTexts(texts));
      keep(current, List.copyOf(texts), embeddings);
    }
    return embeddings;
  }

  private synchronized @Nullable List<Embedding> find(ModelId current, List<String> texts) {
    return current.equals(model) ? known.get(texts) : null;
  }

  private synchronized void keep(ModelId current, List<String> texts, List<Embedding> embeddings) {
    if (!current.equals(model)) {
      known.clear();
      model = current;
    }
    known.put(texts, embeddings);
  }
}

package org.kamcl.explorer.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that made embeddings, and how the catalog identifies them. Thread-safe. */
public final class IndexedModels {
  private static final Logger LOG = LoggerFactory.getLogger(IndexedModels.class);

  private final Database database;

  IndexedModels(Database database) {
    this.database = database;
  }

  /**
   * How the catalog identifies a model. Catalogs of version 0.1 identify it by its weights alone;
   * such an entry gets the content hash of the first model with these weights, and its embeddings
   * are kept.
   *
   * @param contentHash of the files that make embeddings
   * @param weightsHash of the weights alone
   */
  public ModelId identify(String contentHash, String weightsHash, String name) {
    Optional<String> known = database.read(open -> new ModelTable(open).withContent(contentHash));
    if (known.isPresent()) {
      return new ModelId(known.get(), name);
    }
    if (!database.read(open -> new ModelTable(open).isWithoutContent(weightsHash))) {
      return new ModelId(contentHash, name);
    }
    try {
      database.change(open -> new ModelTable(open).setContent(weightsHash, contentHash));
    } catch (KamclException e) {
      // A read-only archive can be searched all the same.
      LOG.debug("The content hash of the model {} is not recorded", name, e);
    }
    return new ModelId(weightsHash, name);
  }

  /** Content hashes of the models of a name that made embeddings. */
  public Set<String> contentHashes(String model) {
    return database.read(open -> new ModelTable(open).contents(model));
  }

  /**
   * Models of the archive, the one that was used last first, with the number of images that each
   * has indexed. A model whose images were all removed is not among them.
   */
  public Map<ModelId, Integer> all() {
    return database.read(open -> new ModelTable(open).models());
  }

  /**
   * Makes a model the model of the archive, which the next start opens with. Nothing happens if it
   * has indexed no image.
   *
   * @throws KamclException if the archive cannot be written
   */
  public void use(ModelId model) {
    database.change(open -> new ModelTable(open).use(model));
  }

  /** The model that indexed last, or was chosen since. */
  public Optional<ModelId> last() {
    return database.read(open -> new EmbeddingTable(open).lastModel());
  }
}

package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.catalog.StoredEmbedding;

/**
 * What a model says of the archive, in memory. What was added since it was read is added to it; a
 * file beside the catalogue keeps it for the next start. Any thread may use it.
 */
public final class VectorStore implements AutoCloseable {
  /** Fewer are read from the catalogue in no time. */
  private static final int WORTH_A_FILE = 4_096;

  private final Catalog catalog;
  private final Parallel parallel;
  private Vectors current;

  /** Number of vectors in the file; as long as it is the current one's beginning. */
  private int inFile;

  /**
   * @param catalog is read when it changed
   * @param parallel scans
   */
  public VectorStore(Catalog catalog, Parallel parallel) {
    this.catalog = catalog;
    this.parallel = parallel;
  }

  /**
   * All vectors of a model, as they are now.
   *
   * @param dimension of its vectors
   */
  public synchronized Vectors read(ModelId model, int dimension) {
    return catalog.atOnce(
        () -> {
          Catalog.VectorState now = catalog.vectorState();
          if (current == null || !current.model().equals(model)) {
            saveIfWorth();
            current =
                fromFile(model, now, dimension).orElseGet(() -> Vectors.none(model, dimension));
            inFile = current.index().size();
          }
          if (!current.state().equals(now)) {
            if (current.state().onlyGrewTo(now)) {
              current = grown(current, now);
            } else {
              current = grown(Vectors.none(model, dimension), now);
              inFile = 0;
            }
          }
          return current;
        });
  }

  private Optional<Vectors> fromFile(ModelId model, Catalog.VectorState now, int dimension) {
    return VectorFile.read(file(model), model, dimension, parallel)
        .filter(v -> v.state().equals(now) || v.state().onlyGrewTo(now));
  }

  private Path file(ModelId model) {
    return VectorFile.of(catalog.file(), model);
  }

  private Vectors grown(Vectors before, Catalog.VectorState now) {
    FlatIndex.Builder builder = new FlatIndex.Builder(before.index());
    ConceptRows concepts = new ConceptRows(before.concepts());
    long[] missing =
        Arrays.stream(catalog.vectorIds(before.model()))
            .filter(id -> before.index().position(id).isEmpty())
            .toArray();
    Consumer<StoredEmbedding> keep =
        e -> {
          builder.add(e.image(), e.vector());
          concepts.add(e.concepts());
        };
    if (before.index().size() == 0) {
      catalog.embeddings(before.model(), keep);
    } else {
      catalog.embeddings(before.model(), missing, keep);
    }
    return new Vectors(before.model(), now, builder.build(parallel), concepts.list());
  }

  private void saveIfWorth() {
    if (current == null) {
      return;
    }
    int size = current.index().size();
    if (size >= WORTH_A_FILE && size - inFile > size / 10) {
      VectorFile.write(file(current.model()), current);
      inFile = size;
    }
  }

  /** Keeps what was read for the next start. */
  @Override
  public synchronized void close() {
    saveIfWorth();
    current = null;
  }
}

package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ModelId;

/**
 * The model in use. Its identity is available at once; the model itself is loaded when it is first
 * needed, which takes a second or two. Thread-safe; must not be called on the JavaFX thread.
 */
public interface ModelSource {
  /** Which model it is. */
  ModelId id();

  /**
   * The folder of its files, which are checked with each call.
   *
   * @throws org.kamcl.error.KamclException if they are not those the model was made with
   */
  Path folder();

  /** What to tell the user about how its files were checked; empty before it is first used. */
  default Optional<Problem> warning() {
    return Optional.empty();
  }

  /** The model, loaded. */
  KamclModel model();

  /** Number of times that another model was chosen; never blocks. */
  default long changes() {
    return 0;
  }

  /**
   * Does work that asks for the model several times with one model: once more if another one was
   * chosen meanwhile, whatever the work has then returned or thrown.
   *
   * @param work has no lasting effect; may run several times
   */
  default <T> T withOneModel(Supplier<T> work) {
    while (true) {
      long before = changes();
      try {
        T result = work.get();
        if (changes() == before) {
          return result;
        }
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        if (changes() == before) {
          throw e;
        }
      }
    }
  }

  /** Shares work among the embedding threads that are idle. */
  default ParallelExecutor executor() {
    return ParallelExecutor.SINGLE_THREADED;
  }

  /**
   * Creates an embedder.
   *
   * @param source is called by several threads at once
   * @param <T> identifies an image
   */
  <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> source);
}

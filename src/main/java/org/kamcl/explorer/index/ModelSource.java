package org.kamcl.explorer.index;

import java.nio.file.Path;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.catalog.ModelId;

/**
 * The model in use. What it is costs nothing to ask; the model itself is loaded when it is first
 * needed, which takes a second or two. Any thread may ask, but none that draws.
 */
public interface ModelSource {
  /** Which model it is. */
  ModelId id();

  /** The folder of its files. */
  Path folder();

  /** The model, loaded. */
  KamclModel model();

  /** Divides work among the threads that embed pictures, where they are free. */
  default ParallelExecutor executor() {
    return ParallelExecutor.SINGLE_THREADED;
  }

  /**
   * Embeds pictures with the model.
   *
   * @param source is called by several threads at once
   * @param <T> what names a picture
   */
  <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> source);
}

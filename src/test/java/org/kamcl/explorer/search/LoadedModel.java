package org.kamcl.explorer.search;

import java.nio.file.Path;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.index.ModelSource;

/**
 * A model of a test, with which nothing is indexed.
 *
 * @param folder of its files
 * @param model the model
 * @param asked runs each time the model is asked for
 */
public record LoadedModel(Path folder, KamclModel model, Runnable asked) implements ModelSource {
  /** A model whose uses are not counted. */
  public LoadedModel(Path folder, KamclModel model) {
    this(folder, model, () -> {});
  }

  @Override
  public ModelId id() {
    return new ModelId("hash", "small");
  }

  @Override
  public KamclModel model() {
    asked.run();
    return model;
  }

  @Override
  public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> pixels) {
    throw new AssertionError("Nothing is indexed in this test.");
  }
}

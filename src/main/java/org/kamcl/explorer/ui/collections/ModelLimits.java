package org.kamcl.explorer.ui.collections;

import org.kamcl.explorer.domain.ModelInfo;

/** What the model in use cannot do, so that the window says that instead of "nothing was found". */
public final class ModelLimits {
  private ModelLimits() {}

  /** Whether the model in use reads texts; also until it is known. */
  public static boolean hasWords(ArchiveViewModel archive) {
    return archive.modelProperty().get().map(ModelInfo::words).orElse(true);
  }

  /** Whether the model in use has concepts; also until it is known. */
  public static boolean hasConcepts(ArchiveViewModel archive) {
    return archive.modelProperty().get().map(model -> model.concepts() > 0).orElse(true);
  }

  /** The key of the sentence where an image has no fitting caption. */
  public static String noCaptions(ArchiveViewModel archive) {
    return hasWords(archive) ? "results.captions.none" : "model.words.captions";
  }
}

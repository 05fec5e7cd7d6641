package org.kamcl.explorer.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelManifest;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.index.ModelSource;

/**
 * The captions among which those of an image are looked for. They are kept, since they are asked
 * for with every hit that is looked at, and reading those of 100,000 images takes half a second.
 * Thread-safe.
 */
final class CaptionCandidates {
  /** A list of captions in the folder of a model, or in the folder of all models. */
  private static final String LIST_NAME = "sentences.txt";

  private final Archive archive;
  private final ModelSource model;
  private @Nullable Known stored;
  private @Nullable Known list;

  CaptionCandidates(Archive archive, ModelSource model) {
    this.archive = archive;
    this.model = model;
  }

  /**
   * Captions that were read.
   *
   * @param state of what they were read from
   */
  private record Known(Object state, List<String> captions) {
    static Known of(@Nullable Known last, Object state, Supplier<List<String>> read) {
      return last != null && last.state.equals(state) ? last : new Known(state, read.get());
    }
  }

  private record ListState(Path file, FileTime modified, long size) {
    static ListState of(Path file) {
      try {
        return new ListState(file, Files.getLastModifiedTime(file), Files.size(file));
      } catch (IOException e) {
        throw new KamclException(e, SearchError.CAPTION_LIST_UNREADABLE, file);
      }
    }
  }

  /**
   * The captions of the archive or, if it has none, the list of the model. The same list as before
   * while nothing has changed.
   *
   * @throws KamclException if there are neither
   */
  synchronized List<String> get() {
    stored =
        Known.of(
            stored, archive.version().images(), () -> archive.captions().all(Integer.MAX_VALUE));
    return stored.captions.isEmpty() ? listed() : stored.captions;
  }

  private List<String> listed() {
    Path folder = model.folder();
    for (Path file : List.of(folder.resolve(LIST_NAME), folder.resolveSibling(LIST_NAME))) {
      if (Files.isRegularFile(file)) {
        ModelManifest.checkFile(file);
        list = Known.of(list, ListState.of(file), () -> CaptionRanker.lines(file));
        return list.captions;
      }
    }
    throw new KamclException(SearchError.NO_CAPTIONS, LIST_NAME, folder);
  }
}

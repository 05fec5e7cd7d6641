package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;

/** The images of corpora, which may be in the archive or not. */
final class CorpusImages {
  /** Below the ids that other parts of the program give to single files. */
  private static final long FIRST = -1000;

  private final ArchiveViewModel archive;
  private final Map<Path, Long> ids = new HashMap<>();
  private final Map<Path, ImageRecord> archiveFiles = new HashMap<>();

  CorpusImages(ArchiveViewModel archive) {
    this.archive = archive;
    archive.images().addListener((InvalidationListener) change -> archiveFiles.clear());
  }

  /** An image of a corpus, for thumbnails; one of the archive keeps its own record. */
  ImageRecord record(Evaluation.Image image) {
    // Taken to be square; that of another shape is cropped.
    return inArchive(image).orElseGet(() -> file(image, 1, 1));
  }

  /**
   * An image as a file that is not in the archive.
   *
   * @param width pixels
   * @param height pixels
   */
  ImageRecord file(Evaluation.Image image, int width, int height) {
    long id = ids.computeIfAbsent(image.file(), file -> FIRST - ids.size());
    return ImageRecord.builder(id, "", image.file()).size(width, height).build();
  }

  /** The image in the archive, if it has it. */
  Optional<ImageRecord> inArchive(Evaluation.Image image) {
    if (archiveFiles.isEmpty()) {
      for (ImageRecord one : archive.images()) {
        if (one.tile().isEmpty()) {
          archiveFiles.put(one.file().toAbsolutePath().normalize(), one);
        }
      }
    }
    return Optional.ofNullable(archiveFiles.get(image.file()));
  }
}

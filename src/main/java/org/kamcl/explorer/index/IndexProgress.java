package org.kamcl.explorer.index;

import java.nio.file.Path;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Reports progress in images. A file counts as one image until it is known how many images it is
 * tiled into. Not thread-safe.
 */
final class IndexProgress {
  private final JobContext context;
  private long total;
  private long done;

  /**
   * @param files number of files to index
   */
  IndexProgress(JobContext context, int files) {
    this.context = context;
    this.total = files;
  }

  /** Replaces the one image that a file counted as by its actual number of images. */
  void setImageCount(int images) {
    total += images - 1;
  }

  /** Counts images of a file as completed. */
  void advance(int images, Path file) {
    done += images;
    context.onProgress(ProgressStage.IMAGES, done, total, file.getFileName().toString());
  }
}

package org.kamcl.explorer.index;

import java.nio.file.Path;
import org.kamcl.explorer.job.JobContext;

/** Counts pictures: a file is one until it is known to be cut into more. Belongs to one thread. */
final class IndexProgress {
  private final JobContext context;
  private long total;
  private long done;

  /**
   * @param files to be read
   */
  IndexProgress(JobContext context, int files) {
    this.context = context;
    this.total = files;
  }

  /** A file is so many pictures. */
  void setImageCount(int pictures) {
    total += pictures - 1;
  }

  /** So many pictures of a file are finished. */
  void advance(int pictures, Path file) {
    done += pictures;
    context.progress(done, total, file.getFileName().toString());
  }
}

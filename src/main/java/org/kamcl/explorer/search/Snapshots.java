package org.kamcl.explorer.search;

import org.kamcl.explorer.archive.ModelImages;

/** The images of an archive as the model in use sees them. */
@FunctionalInterface
interface Snapshots {
  /**
   * The images as they are now; the same object while nothing has changed.
   *
   * @throws org.kamcl.error.KamclException if no image was indexed with the model
   */
  ModelImages current();
}

package org.kamcl.explorer.archive;

import java.util.List;

/**
 * Writes many images. Writing is idempotent: an image that is written twice, by a repeated task or
 * by two programs, is stored once. What was added is visible to searches from time to time, and
 * completely once {@link #commit} has returned. Not thread-safe; several programs may each have one
 * for the same archive.
 *
 * <pre>{@code
 * try (BulkWriter writer = archive.bulkWriter()) {
 *   for (List<EmbeddedImage> batch : batches) {
 *     writer.add(model, batch);
 *   }
 *   writer.commit();
 * }
 * }</pre>
 */
public interface BulkWriter extends AutoCloseable {
  /**
   * Adds images. When this returns, the servers have what earlier calls added; the last batch may
   * still wait in this program.
   *
   * @param embedded all of one dimension
   * @throws org.kamcl.error.KamclException if the servers do not take the images in spite of
   *     repeated tries; what earlier calls added is kept
   */
  void add(ModelId model, List<EmbeddedImage> embedded);

  /** Writes what is left, and returns when every search of any program sees all that was added. */
  void commit();

  /** Number of images that were added. */
  long count();

  /** Ends writing. What was added since the last commit becomes visible later, or not at all. */
  @Override
  void close();
}

package org.kamcl.explorer.archive;

import java.util.Optional;
import org.kamcl.error.Problem;

/** An archive on servers, which several people use at once. */
public interface SharedArchive extends Archive, AutoCloseable {
  /** Lists of the images. */
  ImageLists lists();

  /**
   * The images that a model has embedded, as they are now; none if the archive does not know the
   * model.
   */
  ModelImages images(ModelId model);

  /** The state of the archive. */
  ArchiveStatus status();

  /**
   * Says that answers lack images because no server with some part of the archive answers at the
   * moment; such an archive cannot be changed. Ask it after the answers to which it belongs.
   */
  Optional<Problem> incomplete();

  /** All that the archive holds of its images, for copying it. */
  ArchiveContents contents();

  /** Writes many images; see {@link BulkWriter}. */
  BulkWriter bulkWriter();

  /** Makes removals of this program final, and closes the connection. */
  @Override
  void close();
}

package org.kamcl.explorer.archive;

import org.kamcl.explorer.job.Job;

/**
 * Opens shared archives of one kind. {@link ArchiveProviders} finds the implementations with {@link
 * java.util.ServiceLoader}; the plain build has none.
 */
public interface ArchiveProvider {
  /** The scheme of the addresses, such as {@code solr}. */
  String scheme();

  /**
   * Creates an archive.
   *
   * @throws org.kamcl.error.KamclException if there is one of this name, or the servers cannot be
   *     reached or refuse
   */
  void create(ArchiveAddress address, ArchiveCredentials credentials, ArchiveLayout layout);

  /**
   * Opens an archive.
   *
   * @throws org.kamcl.error.KamclException if there is none of this name, its schema is of another
   *     version, or the servers cannot be reached or refuse
   */
  SharedArchive open(ArchiveAddress address, ArchiveCredentials credentials);

  /**
   * The state of an archive, also if it is of another version or a part of it is missing.
   *
   * @throws org.kamcl.error.KamclException if there is none of this name, or the servers cannot be
   *     reached or refuse
   */
  ArchiveStatus status(ArchiveAddress address, ArchiveCredentials credentials);

  /**
   * Brings the schema of an archive up to date. Searches go on meanwhile; writing does not. Can be
   * repeated after an interruption, and then continues.
   *
   * @return the number of documents that the archive holds; 0 if it was up to date
   */
  Job<Long> upgrade(ArchiveAddress address, ArchiveCredentials credentials);
}

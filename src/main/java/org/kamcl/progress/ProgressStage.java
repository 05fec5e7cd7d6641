package org.kamcl.progress;

/** What a long computation counts. The window and the command line have the texts. */
public enum ProgressStage {
  /** Images that are read or embedded. */
  IMAGES,

  /** Images whose concepts are compared with their captions. */
  DESCRIBED_IMAGES,

  /** Captions that are encoded. */
  CAPTIONS,

  /** Sets of queries that are compared with images. */
  QUERIES,

  /** Batches of which batch normalization collects statistics. */
  STATISTICS,

  /** Megabytes of files that are copied or checked. */
  MEGABYTES
}

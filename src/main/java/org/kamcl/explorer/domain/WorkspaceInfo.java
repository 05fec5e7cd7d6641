package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace holds.
 *
 * @param folder of the workspace
 * @param movable whether the program can remember another place of it; false if an option or the
 *     environment names it
 * @param next where it moves at the next start of the window; empty if it stays
 * @param parts its parts, those that are not empty
 * @param schema version of the schema of its catalog; 0 without a catalog
 * @param images number of images in the catalog
 * @param free free bytes on its disk
 */
public record WorkspaceInfo(
    Path folder,
    boolean movable,
    Optional<Path> next,
    List<Part> parts,
    int schema,
    long images,
    long free) {
  /** Copies the parts. */
  public WorkspaceInfo {
    parts = List.copyOf(parts);
  }

  /** What a part of a workspace is. */
  public enum Kind {
    /** The catalog with the embeddings. */
    CATALOG,
    /** Models that the user trained or imported. */
    MODELS,
    /** Training runs. */
    RUNS,
    /** Corpora for training. */
    CORPORA,
    /** Evaluations of models. */
    EVALUATIONS,
    /** Settings, drafts, and what else is there. */
    OTHER,
    /** What is made again when it is needed; not in backups. */
    CACHES
  }

  /**
   * A part.
   *
   * @param kind what it is
   * @param files number of files
   * @param bytes their size together
   */
  public record Part(Kind kind, int files, long bytes) {}

  /** Bytes of all parts. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** Bytes of a backup before it is compressed. */
  public long backupBytes() {
    return parts.stream().filter(p -> p.kind() != Kind.CACHES).mapToLong(Part::bytes).sum();
  }
}

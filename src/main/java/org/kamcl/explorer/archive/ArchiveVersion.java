package org.kamcl.explorer.archive;

/**
 * The state of an archive. Two states with equal numbers are the same, whichever program changed
 * the archive.
 *
 * @param images is replaced by every change of images or their metadata
 * @param embeddings is replaced by every change of embeddings
 */
public record ArchiveVersion(long images, long embeddings) {}

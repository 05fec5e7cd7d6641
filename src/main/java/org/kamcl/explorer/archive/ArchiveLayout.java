package org.kamcl.explorer.archive;

/**
 * How a shared archive is divided among its servers.
 *
 * @param shards parts in which the images are kept, at least 1
 * @param replicas copies of each part, at least 1
 */
public record ArchiveLayout(int shards, int replicas) {}

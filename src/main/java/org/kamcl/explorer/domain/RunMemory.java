package org.kamcl.explorer.domain;

/**
 * Memory of the process of a run.
 *
 * @param bytes resident now
 * @param peakBytes most that was resident since its start
 */
public record RunMemory(long bytes, long peakBytes) {}

package org.kamcl.explorer.domain;

/**
 * Memory of the process of a run.
 *
 * @param bytes resident now; 0 if no process works on the run
 * @param peakBytes most that was resident since its start; of a run that rests, up to the end or
 *     the last checkpoint
 */
public record RunMemory(long bytes, long peakBytes) {}

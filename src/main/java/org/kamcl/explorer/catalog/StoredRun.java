package org.kamcl.explorer.catalog;

/**
 * What was read from the log of a training run.
 *
 * @param name of the run
 * @param offset number of bytes that were read
 * @param check checksum of the bytes before the offset
 * @param history what they say, as JSON
 */
public record StoredRun(String name, long offset, int check, String history) {}

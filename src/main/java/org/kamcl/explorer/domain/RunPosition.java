package org.kamcl.explorer.domain;

/**
 * A place in the log of a run, up to which it was read. Whoever follows a run keeps it and hands it
 * back.
 *
 * @param offset number of bytes read
 * @param check checksum of the last line read, which tells whether the log was rewritten since
 */
public record RunPosition(long offset, int check) {
  /** The beginning of the log. */
  public static final RunPosition START = new RunPosition(0, 0);
}

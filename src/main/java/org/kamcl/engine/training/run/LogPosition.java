package org.kamcl.engine.training.run;

/**
 * A place in the log of a run, up to which it was read.
 *
 * @param offset number of bytes read, all of them complete lines
 * @param check checksum of the bytes before the offset, which tells whether the log was rewritten
 */
public record LogPosition(long offset, int check) {
  /** The beginning of the log. */
  public static final LogPosition START = new LogPosition(0, 0);
}

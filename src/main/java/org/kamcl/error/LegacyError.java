package org.kamcl.error;

/** Errors of older catalogs, which stored their English text. */
public enum LegacyError implements ErrorCode {
  /** The text as it was stored. */
  SENTENCE;

  @Override
  public int argumentCount() {
    return 1;
  }
}

package org.kamcl.explorer.query;

import org.kamcl.error.ErrorCode;

/** Errors of query texts. */
public enum QueryError implements ErrorCode {
  /** Query. */
  QUOTE_NOT_CLOSED(1),
  /** Query, weight. */
  WEIGHT_INVALID(2);

  private final int arguments;

  QueryError(int arguments) {
    this.arguments = arguments;
  }

  @Override
  public int argumentCount() {
    return arguments;
  }
}

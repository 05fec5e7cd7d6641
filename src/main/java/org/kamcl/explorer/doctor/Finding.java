package org.kamcl.explorer.doctor;

import java.util.Optional;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * What a check found.
 *
 * @param severity how serious it is
 * @param text what was found, one sentence or a few words
 * @param advice what to do, if anything
 */
public record Finding(Severity severity, Problem text, Optional<Problem> advice) {
  /** Something that is as it should be. */
  public static Finding ok(ErrorCode text, Object... arguments) {
    return new Finding(Severity.OK, Problem.of(text, arguments), Optional.empty());
  }

  /** Something that should be looked at. */
  public static Finding warning(ErrorCode text, Object... arguments) {
    return new Finding(Severity.WARNING, Problem.of(text, arguments), Optional.empty());
  }

  /** Something that does not work or is damaged. */
  public static Finding problem(ErrorCode text, Object... arguments) {
    return new Finding(Severity.PROBLEM, Problem.of(text, arguments), Optional.empty());
  }

  /** A failure as a finding; its text says what to do. */
  public static Finding problem(KamclException failure) {
    return new Finding(Severity.PROBLEM, failure.problem(), Optional.empty());
  }

  /** This finding with advice. */
  public Finding withAdvice(ErrorCode code, Object... arguments) {
    return withAdvice(Optional.of(Problem.of(code, arguments)));
  }

  /** This finding with advice, if there is any. */
  public Finding withAdvice(Optional<Problem> text) {
    return new Finding(severity, this.text, text);
  }
}

package org.kamcl.error;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation failed for a reason that a person can act on. The code and its arguments are the
 * error; {@link #getMessage()} is its English text, which names the file or input and says what to
 * do.
 */
public class KamclException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient Problem problem;

  /**
   * @param arguments as many as the code takes: strings, numbers, paths, problems, other exceptions
   *     of this type, or lists of these
   */
  public KamclException(ErrorCode code, Object... arguments) {
    this(null, code, arguments);
  }

  /**
   * @param cause the underlying failure, for the log; may be null
   * @param arguments as many as the code takes: strings, numbers, paths, problems, other exceptions
   *     of this type, or lists of these
   */
  public KamclException(@Nullable Throwable cause, ErrorCode code, Object... arguments) {
    super(cause);
    this.code = code;
    this.problem = Problem.of(code, arguments);
  }

  /** What went wrong. */
  public final ErrorCode code() {
    return code;
  }

  /** Whether this is the error {@code other}. */
  public final boolean is(ErrorCode other) {
    return problem.is(other);
  }

  /** Arguments of the code: strings, numbers, problems and lists of these. */
  public final List<Object> arguments() {
    return problem.arguments();
  }

  /** This error as a record that belongs to no file. */
  public final Problem problem() {
    return problem;
  }

  /** This error as the problem of a file. */
  public final Problem problem(Path file) {
    return problem.in(file);
  }

  /** The text in English. */
  @Override
  public String getMessage() {
    return ErrorText.of(problem, Locale.ENGLISH);
  }

  /** The text in a language, or in English where there is none in it. */
  public final String message(Locale locale) {
    return ErrorText.of(problem, locale);
  }
}

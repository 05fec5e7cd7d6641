package org.kamcl.error;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An error or a warning that is listed or stored instead of thrown.
 *
 * @param code identifier of its code, see {@link ErrorCode#id()}. A string, so that problems that
 *     another version of the program stored can be read.
 * @param file the file it belongs to, if any
 * @param arguments strings, numbers, problems and lists of these
 */
public record Problem(String code, Optional<Path> file, List<Object> arguments) {
  /** Copies the arguments. */
  public Problem {
    arguments = arguments.stream().map(Problem::plain).toList();
  }

  /**
   * A problem that belongs to no file.
   *
   * @throws IllegalArgumentException if the code takes another number of arguments
   */
  public static Problem of(ErrorCode code, Object... arguments) {
    if (arguments.length != code.argumentCount()) {
      throw new IllegalArgumentException(
          code.id() + " takes " + code.argumentCount() + " arguments: " + Arrays.asList(arguments));
    }
    return new Problem(code.id(), Optional.empty(), Arrays.asList(arguments));
  }

  /** This problem as one of a file. */
  public Problem in(Path problemFile) {
    return new Problem(code, Optional.of(problemFile), arguments);
  }

  /** Whether the code is {@code other}. */
  public boolean is(ErrorCode other) {
    return code.equals(other.id());
  }

  /** Values that can be stored: what is no number, problem or list becomes a string. */
  private static Object plain(Object argument) {
    if (argument instanceof KamclException failure) {
      return failure.problem();
    }
    if (argument instanceof ErrorCode nested) {
      return Problem.of(nested);
    }
    if (argument instanceof Problem || argument instanceof Number) {
      return argument;
    }
    // A path is a collection of its names only by its interface Iterable, not by this one.
    if (argument instanceof Collection<?> list) {
      return list.stream().map(Problem::plain).toList();
    }
    return String.valueOf(argument);
  }
}

package org.kamcl.error;

/**
 * What can go wrong in a package: an enum per package implements it, with one constant per error.
 *
 * <p>The texts of a code are in the resource bundle {@code errors} of the enum's package, under the
 * constant's name, as a {@link java.text.MessageFormat} with {@link #argumentCount()} arguments.
 */
public interface ErrorCode {
  /** Name of the constant, which is the key of its text. */
  String name();

  /** Number of arguments that the text takes, at least 0. */
  int argumentCount();

  /**
   * Stable identifier, for scripts and for the catalog: the package below {@code org.kamcl} and the
   * name, such as {@code engine.weights.FILE_TRUNCATED}.
   */
  default String id() {
    Class<?> type = this instanceof Enum<?> constant ? constant.getDeclaringClass() : getClass();
    return ErrorText.relative(type.getPackageName()) + "." + name();
  }
}

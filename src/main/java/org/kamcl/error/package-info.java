/**
 * Errors as data: an {@link org.kamcl.error.ErrorCode} with arguments, thrown in a {@link
 * org.kamcl.error.KamclException} or listed as a {@link org.kamcl.error.Problem}. Each package that
 * can fail has one enum of codes and, beside it, the resource bundle {@code errors} with a text for
 * each code in each language; {@link org.kamcl.error.ErrorText} renders them for the window, the
 * command line and the log. Depends on the JDK only; every other package may use it.
 */
@NullMarked
package org.kamcl.error;

import org.jspecify.annotations.NullMarked;

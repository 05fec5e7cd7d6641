package org.kamcl.explorer.doctor;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

/** Findings as lines of text. */
public final class DoctorText {
  private DoctorText() {}

  /** One line per finding, with advice, in a language. */
  public static String of(List<Doctor.Result> results, Locale locale) {
    return of(results, (check, problem) -> ErrorText.of(problem, locale));
  }

  /**
   * One line per finding, with advice.
   *
   * @param text renders a problem of a check
   */
  public static String of(List<Doctor.Result> results, BiFunction<String, Problem, String> text) {
    StringBuilder lines = new StringBuilder();
    for (Doctor.Result result : results) {
      Finding finding = result.finding();
      String severity = finding.severity().name();
      lines
          .append(
              String.format(
                  Locale.ROOT,
                  "%-8s %-10s %s",
                  finding.severity() == Severity.PROBLEM
                      ? severity
                      : severity.toLowerCase(Locale.ROOT),
                  result.check(),
                  text.apply(result.check(), finding.text())))
          .append(finding.advice().map(a -> " " + text.apply(result.check(), a)).orElse(""))
          .append('\n');
    }
    return lines.toString();
  }
}

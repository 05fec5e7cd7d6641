package org.kamcl.explorer.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.DoctorText;

/** The findings of the checks with marks around what may be personal. */
final class FindingText {
  /** Checks of the program and the machine; what they find has no names that a person gave. */
  private static final Set<String> IMPERSONAL =
      Set.of("program", "processor", "memory", "locale", "display", "engine", "device");

  private FindingText() {}

  /** One line per finding. The folders of the program are shown by what they are. */
  static String of(List<Doctor.Result> findings, Identity identity) {
    return DoctorText.of(
        findings,
        (check, problem) ->
            ErrorText.of(marked(problem, IMPERSONAL.contains(check), identity), Locale.ENGLISH));
  }

  private static Problem marked(Problem problem, boolean impersonal, Identity identity) {
    return new Problem(
        problem.code(),
        problem.file(),
        problem.arguments().stream().map(a -> argument(a, impersonal, identity)).toList());
  }

  private static Object argument(Object argument, boolean impersonal, Identity identity) {
    if (argument instanceof Problem nested) {
      return marked(nested, impersonal, identity);
    }
    if (argument instanceof List<?> list) {
      return list.stream().map(item -> argument(item, impersonal, identity)).toList();
    }
    if (argument instanceof Number) {
      return argument;
    }
    String text = String.valueOf(argument);
    boolean known = identity.folders().keySet().stream().anyMatch(f -> f.toString().equals(text));
    boolean path = text.contains("/") || text.contains("\\");
    return known || (impersonal && !path) ? text : PersonalText.mark(text);
  }
}

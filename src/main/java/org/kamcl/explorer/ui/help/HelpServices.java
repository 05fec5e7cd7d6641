package org.kamcl.explorer.ui.help;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kamcl.explorer.doctor.HealthCheck;
import org.kamcl.explorer.report.ProblemReport;

/**
 * What the help window examines and collects. Independent of the services of the archive, since
 * help is needed most where they cannot be opened.
 *
 * @param checks the checks of the installation, given the screens in words
 * @param report collects the report of a problem
 */
public record HelpServices(
    Function<List<String>, List<HealthCheck>> checks, Supplier<ProblemReport> report) {
  /** Without checks, for a window that belongs to no workspace. */
  public static HelpServices none() {
    return new HelpServices(screens -> List.of(), () -> ProblemReport.of(Path.of("none")));
  }
}

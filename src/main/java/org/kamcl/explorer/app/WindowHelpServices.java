package org.kamcl.explorer.app;

import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.doctor.CheckContext;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.report.ProblemReport;
import org.kamcl.explorer.ui.help.HelpServices;

/** What the help window of a workspace examines and collects. */
final class WindowHelpServices {
  private WindowHelpServices() {}

  static HelpServices of(Workspace workspace) {
    return new HelpServices(
        screens -> Doctor.checks(CheckContext.ofWindow(workspace, screens)),
        () -> ProblemReport.of(workspace.folder()));
  }
}

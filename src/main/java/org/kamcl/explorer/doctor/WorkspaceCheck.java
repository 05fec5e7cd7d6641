package org.kamcl.explorer.doctor;

import java.util.List;
import org.kamcl.explorer.context.Workspace;

/** Whether the workspace can be written. */
final class WorkspaceCheck implements HealthCheck {
  private final Workspace workspace;

  WorkspaceCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "workspace";
  }

  @Override
  public List<Finding> run() {
    return List.of(
        WritableFolders.isWritable(workspace.folder())
            ? Finding.ok(DoctorError.FOLDER_USABLE, workspace.folder())
            : Finding.problem(DoctorError.FOLDER_NOT_WRITABLE, workspace.folder())
                .withAdvice(DoctorError.ADVICE_CHOOSE_WORKSPACE));
  }
}

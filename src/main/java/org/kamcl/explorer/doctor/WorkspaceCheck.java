package org.kamcl.explorer.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.file.PrivateFiles;

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
    List<Finding> findings = new ArrayList<>();
    findings.add(
        WritableFolders.isWritable(workspace.folder())
            ? Finding.ok(DoctorError.FOLDER_USABLE, workspace.folder())
            : Finding.problem(DoctorError.FOLDER_NOT_WRITABLE, workspace.folder())
                .withAdvice(DoctorError.ADVICE_CHOOSE_WORKSPACE));
    if (isOpenToOthers()) {
      findings.add(
          Finding.warning(DoctorError.WORKSPACE_OPEN_TO_OTHERS, workspace.folder())
              .withAdvice(DoctorError.ADVICE_CLOSE_WORKSPACE, workspace.folder()));
    }
    return findings;
  }

  private boolean isOpenToOthers() {
    try {
      return Files.isDirectory(workspace.folder())
          && PrivateFiles.isOpenToOthers(workspace.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

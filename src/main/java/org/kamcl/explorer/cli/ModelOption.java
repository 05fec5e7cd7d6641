package org.kamcl.explorer.cli;

import java.util.Optional;
import org.kamcl.explorer.workbench.Workbench;
import picocli.CommandLine.Option;

/** {@code --model}, for commands that work on the archive. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model; default is the one the archive was last indexed with. See kamcl models list.")
  private String name;

  Workbench open(CommonOptions options, CommonOptions.DeviceOption device) {
    Workspace workspace = options.workspace();
    return Workbench.open(
        workspace.home(), workspace.models(), Optional.ofNullable(name), device.device());
  }
}

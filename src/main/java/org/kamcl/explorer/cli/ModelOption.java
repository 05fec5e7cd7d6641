package org.kamcl.explorer.cli;

import java.util.Optional;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine.Option;

/** {@code --model}, for commands that work on the archive. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model; default is the one the archive was last indexed with. See kamcl models list.")
  private String name;

  ExplorerContext open(CommonOptions options, CommonOptions.DeviceOption device) {
    Workspace workspace = options.workspace();
    return ExplorerContext.open(workspace, Optional.ofNullable(name), device.device());
  }
}

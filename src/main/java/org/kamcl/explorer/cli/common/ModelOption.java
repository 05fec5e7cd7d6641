package org.kamcl.explorer.cli.common;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine.Option;

/** {@code --model}, for commands that work on the archive. */
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The model; see kamcl models list. Default: the model the archive was last indexed with.")
  private @Nullable String name;

  /**
   * Checks that the chosen model exists, for commands that may not need it.
   *
   * @throws org.kamcl.error.KamclException if there is no such model
   */
  public void check(CommonOptions options) {
    if (name != null) {
      options.workspace().models().find(name);
    }
  }

  /** Name of the chosen model; null for the default one. */
  public @Nullable String name() {
    return name;
  }

  /** Opens the archive with the chosen model; the model itself is loaded when first needed. */
  public ExplorerContext open(CommonOptions options, CommonOptions.DeviceOption device) {
    Workspace workspace = options.workspace();
    return ExplorerContext.open(workspace, Optional.ofNullable(name), device.device());
  }
}

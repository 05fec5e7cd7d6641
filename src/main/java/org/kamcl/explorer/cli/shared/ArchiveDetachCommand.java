package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.AttachedArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl archive detach}: makes a workspace use its own archive again. */
@Command(
    name = "detach",
    description = "Use the workspace's own archive again. The shared archive is not changed.",
    mixinStandardHelpOptions = true)
public final class ArchiveDetachCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  public ArchiveDetachCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    boolean detached = new AttachedArchive(options.workspace()).detach();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("detached", detached);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          detached
              ? "Detached. The workspace uses its own archive again."
              : "No shared archive was attached. The workspace uses its own archive.");
    }
    return 0;
  }
}

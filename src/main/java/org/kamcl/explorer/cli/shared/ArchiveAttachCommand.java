package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.AttachedArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl archive attach}: makes a workspace use a shared archive. */
@Command(
    name = "attach",
    description = {
      "Use a shared archive in this workspace instead of the workspace's own, which is kept.",
      "The archive is opened once as a check. Only its address is stored, never a user or password."
    },
    mixinStandardHelpOptions = true)
public final class ArchiveAttachCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private AddressArgument archive;

  @Mixin private CommonOptions options;

  public ArchiveAttachCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    long images;
    try (SharedArchive opened =
        archive.provider().open(archive.address(), AddressArgument.credentials())) {
      images = opened.status().images();
      opened.incomplete().ifPresent(commandOutput::printWarning);
    }
    new AttachedArchive(options.workspace()).attach(archive.address());
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("attached", archive.address().toString());
      json.addProperty("images", images);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Attached %s with %,d images. Return to the archive of the workspace with kamcl archive"
              + " detach.",
          archive.address().toString(), images);
    }
    return 0;
  }
}

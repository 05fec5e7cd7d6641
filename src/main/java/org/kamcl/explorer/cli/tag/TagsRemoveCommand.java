package org.kamcl.explorer.cli.tag;

import java.util.concurrent.Callable;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tags remove}: removes a tag from images. */
@Command(
    name = "remove",
    description = "Remove a tag from images of the archive.",
    mixinStandardHelpOptions = true)
public final class TagsRemoveCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private TagArguments files;
  @Mixin private CommonOptions options;

  public TagsRemoveCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    return files.change(options, commandOutput, TagStore::untag);
  }
}

package org.kamcl.explorer.cli;

import java.util.concurrent.Callable;
import org.kamcl.explorer.api.TagStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tags remove}. */
@Command(
    name = "remove",
    description = "Take a tag from images of the archive.",
    mixinStandardHelpOptions = true)
final class TagsRemoveCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private TagArguments files;
  @Mixin private CommonOptions options;

  TagsRemoveCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    return files.change(options, commandOutput, TagStore::untag);
  }
}

package org.kamcl.explorer.cli;

import java.util.concurrent.Callable;
import org.kamcl.explorer.api.TagStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tags add}. */
@Command(
    name = "add",
    description = "Give images of the archive a tag.",
    mixinStandardHelpOptions = true)
final class TagsAddCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private TagArguments files;
  @Mixin private CommonOptions options;

  TagsAddCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    return files.change(options, commandOutput, TagStore::tag);
  }
}

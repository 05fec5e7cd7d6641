package org.kamcl.explorer.cli;

import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tags remove}. */
@Command(
    name = "remove",
    description = "Take a tag from images of the archive.",
    mixinStandardHelpOptions = true)
final class TagsRemoveCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private TaggedFiles files;
  @Mixin private CommonOptions options;

  TagsRemoveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return files.change(options, console, Labels::untag);
  }
}

package org.kamcl.explorer.cli;

import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tags add}. */
@Command(
    name = "add",
    description = "Give images of the archive a tag.",
    mixinStandardHelpOptions = true)
final class TagsAddCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private TaggedFiles files;
  @Mixin private CommonOptions options;

  TagsAddCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return files.change(options, console, Labels::tag);
  }
}

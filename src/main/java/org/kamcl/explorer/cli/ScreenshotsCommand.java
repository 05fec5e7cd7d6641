package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl screenshots}: pictures of the window, drawn without a display. */
@Command(
    name = "screenshots",
    description = "Draw the window into PNG files; no display is needed.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: kamcl screenshots pictures --query \"boats in a harbour\""})
final class ScreenshotsCommand implements Callable<Integer> {
  private final Console console;
  private final Windows windows;

  @Parameters(paramLabel = "DIR", description = "Where the pictures go.")
  private Path folder;

  @Option(names = "--query", paramLabel = "WORDS", description = "What is searched for.")
  private String query;

  @Mixin private CommonOptions options;

  ScreenshotsCommand(Console console, Windows windows) {
    this.console = console;
    this.windows = windows;
  }

  @Override
  public Integer call() {
    List<Path> files = windows.pictures(options.workspace(), folder, Optional.ofNullable(query));
    if (options.json()) {
      JsonArray names = new JsonArray();
      files.forEach(file -> names.add(file.toString()));
      JsonObject json = new JsonObject();
      json.add("files", names);
      console.json(json);
    } else {
      files.forEach(file -> console.line("%s", file));
    }
    return 0;
  }
}

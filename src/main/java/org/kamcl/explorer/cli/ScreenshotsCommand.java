package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl screenshots}: pictures of the window, drawn without a display. */
@Command(
    name = "screenshots",
    description = {
      "Draw the window in its main states into PNG files; no display is needed.",
      "Where nothing is indexed yet, the pictures show the sample images."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: kamcl screenshots pictures --query \"boats in a harbour\""})
final class ScreenshotsCommand implements Callable<Integer> {
  private static final int SMALLEST = 100;
  private static final int LARGEST = 200;

  private final Console console;
  private final Windows windows;

  @Parameters(paramLabel = "DIR", description = "Where the pictures go.")
  private Path folder;

  @Option(names = "--query", paramLabel = "WORDS", description = "What is searched for.")
  private String query;

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      defaultValue = "en",
      description = "Language of the pictures; default is ${DEFAULT-VALUE}.")
  private String language;

  @Option(
      names = "--scale",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "Size of texts, 100 to 200; default is ${DEFAULT-VALUE}.")
  private int scale;

  @Mixin private CommonOptions options;

  ScreenshotsCommand(Console console, Windows windows) {
    this.console = console;
    this.windows = windows;
  }

  @Override
  public Integer call() {
    if (scale < SMALLEST || scale > LARGEST) {
      throw new ExplorerException(
          "--scale " + scale + " is out of range: texts can be shown at 100 to 200 %.");
    }
    List<Path> files = draw(options.workspace());
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

  private List<Path> draw(Workspace workspace) {
    Windows.Album album = new Windows.Album(Optional.ofNullable(query), language, scale);
    if (!workspace.hasSample() || holdsImages()) {
      return windows.pictures(workspace, folder, album);
    }
    console.note("Nothing is indexed yet, so the pictures show the sample images.");
    try (Samples.Apart samples = new Samples.Apart(console, workspace)) {
      return windows.pictures(samples.workspace(), folder, album);
    }
  }

  private boolean holdsImages() {
    try (Workbench workbench = options.archive()) {
      return workbench.archive().summary().images() > 0;
    }
  }
}

package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ExplorerException;
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

  private final CommandOutput commandOutput;
  private final WindowLauncher windowLauncher;

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

  ScreenshotsCommand(CommandOutput commandOutput, WindowLauncher windowLauncher) {
    this.commandOutput = commandOutput;
    this.windowLauncher = windowLauncher;
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
      commandOutput.printJson(json);
    } else {
      files.forEach(file -> commandOutput.printLine("%s", file));
    }
    return 0;
  }

  private List<Path> draw(Workspace workspace) {
    WindowLauncher.ScreenshotOptions screenshotOptions =
        new WindowLauncher.ScreenshotOptions(Optional.ofNullable(query), language, scale);
    if (!workspace.hasSampleData() || holdsImages()) {
      return windowLauncher.screenshots(workspace, folder, screenshotOptions);
    }
    commandOutput.printNote("Nothing is indexed yet, so the pictures show the sample images.");
    try (SampleData.TemporaryWorkspace samples =
        new SampleData.TemporaryWorkspace(commandOutput, workspace)) {
      return windowLauncher.screenshots(samples.workspace(), folder, screenshotOptions);
    }
  }

  private boolean holdsImages() {
    try (ExplorerContext explorerContext = options.archive()) {
      return explorerContext.archive().summary().images() > 0;
    }
  }
}

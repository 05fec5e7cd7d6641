package org.kamcl.explorer.cli.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.SampleData;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.search.SearchError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl screenshots}: saves screenshots of the window, without a display. */
@Command(
    name = "screenshots",
    description = {
      "Save screenshots of the window in its main states as PNG files. No display is needed.",
      "If nothing is indexed yet, the screenshots show the sample images."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: kamcl screenshots DIR --query \"boats in a harbor\""})
public final class ScreenshotsCommand implements Callable<Integer> {
  private static final int MIN_SCALE = 100;
  private static final int MAX_SCALE = 200;

  private final CommandOutput commandOutput;
  private final WindowLauncher windowLauncher;

  /** Languages. */
  enum LanguageName {
    EN,
    ZH
  }

  @Parameters(
      paramLabel = "DIR",
      description = "Output folder. Only files that this program wrote there are replaced.")
  private Path folder;

  @Option(names = "--query", paramLabel = "WORDS", description = "Query to run.")
  private String query;

  @Option(
      names = "--language",
      paramLabel = "en|zh",
      defaultValue = "en",
      description = "Language of the window. Default: ${DEFAULT-VALUE}.")
  private LanguageName language;

  @Option(
      names = "--scale",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "Text size in percent, 100 to 200. Default: ${DEFAULT-VALUE}.")
  private int scale;

  @Mixin private CommonOptions options;

  public ScreenshotsCommand(CommandOutput commandOutput, WindowLauncher windowLauncher) {
    this.commandOutput = commandOutput;
    this.windowLauncher = windowLauncher;
  }

  @Override
  public Integer call() {
    if (scale < MIN_SCALE || scale > MAX_SCALE) {
      throw new KamclException(ProgramCommandError.SCALE_OUT_OF_RANGE, scale);
    }
    if (query != null && QueryParser.parse(query).terms().isEmpty()) {
      throw new KamclException(SearchError.EMPTY_QUERY);
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
        new WindowLauncher.ScreenshotOptions(
            Optional.ofNullable(query), language.name().toLowerCase(Locale.ROOT), scale);
    if (!workspace.hasSampleData() || holdsImages()) {
      return windowLauncher.screenshots(workspace, folder, screenshotOptions);
    }
    commandOutput.printNote("Nothing is indexed yet. The screenshots show the sample images.");
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

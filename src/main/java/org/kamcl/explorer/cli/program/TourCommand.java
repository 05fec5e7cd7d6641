package org.kamcl.explorer.cli.program;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.archive.SearchResultPrinter;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.SampleData;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tour}: demonstrates the program in a terminal; runs when there is no display. */
@Command(
    name = "tour",
    description =
        "Demonstrate the program: index the sample images if nothing is indexed yet, run example"
            + " queries, and save a screenshot of the window as window.png in the workspace folder,"
            + " replacing that of an earlier tour.",
    mixinStandardHelpOptions = true)
public final class TourCommand implements Callable<Integer> {
  private static final int HITS = 3;
  private static final String SCREENSHOT = "window.png";

  private final CommandOutput commandOutput;
  private final WindowLauncher windowLauncher;

  @Mixin private CommonOptions options;

  public TourCommand(CommandOutput commandOutput, WindowLauncher windowLauncher) {
    this.commandOutput = commandOutput;
    this.windowLauncher = windowLauncher;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    try (ExplorerContext explorerContext = ExplorerContext.open(workspace)) {
      if (explorerContext.archive().summary().images() == 0) {
        commandOutput.printLine("Nothing is indexed yet. Indexing the sample images first.");
        SampleData.index(commandOutput, workspace, explorerContext);
      }
      commandOutput.printLine(
          "The archive contains %,d images.", explorerContext.archive().summary().images());
      for (String query : windowLauncher.exampleQueries()) {
        SearchResult result = explorerContext.search().search(query, HITS);
        commandOutput.printLine("");
        commandOutput.printLine("kamcl search \"%s\"", query);
        SearchResultPrinter.table(commandOutput, result);
        SearchResultPrinter.noMatch(result).ifPresent(commandOutput::printLine);
      }
    }
    String query = windowLauncher.exampleQueries().get(0);
    Path file = workspace.folder().resolve(SCREENSHOT).toAbsolutePath();
    windowLauncher.screenshot(workspace, file, query);
    commandOutput.printLine("");
    commandOutput.printLine("Screenshot of the window with the query \"%s\": %s", query, file);
    commandOutput.printLine("");
    commandOutput.printLine("Next:");
    commandOutput.printLine("  kamcl index DIR              index a folder of your images");
    commandOutput.printLine("  kamcl search \"boats beside a pier\"");
    commandOutput.printLine("  kamcl caption IMAGE          rank captions for an image");
    commandOutput.printLine("  kamcl --help                 list all commands");
    return 0;
  }
}

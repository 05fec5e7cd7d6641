package org.kamcl.explorer.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl tour}: the program's main work in a terminal; what starts without a display. */
@Command(
    name = "tour",
    description =
        "Show what the program does: index the sample images where nothing is indexed yet, search,"
            + " and draw the window into a file.",
    mixinStandardHelpOptions = true)
final class TourCommand implements Callable<Integer> {
  private static final int HITS = 3;
  private static final String PICTURE = "window.png";

  private final CommandOutput commandOutput;
  private final WindowLauncher windowLauncher;

  @Mixin private CommonOptions options;

  TourCommand(CommandOutput commandOutput, WindowLauncher windowLauncher) {
    this.commandOutput = commandOutput;
    this.windowLauncher = windowLauncher;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    try (ExplorerContext explorerContext = ExplorerContext.open(workspace)) {
      if (explorerContext.archive().summary().images() == 0) {
        commandOutput.printLine("Nothing is indexed yet, so the sample images are added first.");
        SampleData.index(commandOutput, workspace, explorerContext);
      }
      commandOutput.printLine(
          "The archive holds %,d pictures.", explorerContext.archive().summary().images());
      for (String query : windowLauncher.exampleQueries()) {
        SearchResult result = explorerContext.search().search(query, HITS);
        commandOutput.printLine("");
        commandOutput.printLine("kamcl search \"%s\"", query);
        SearchResultPrinter.table(commandOutput, result);
        if (result.strongMatches() == 0) {
          commandOutput.printLine("Nothing here matches well; these are the nearest.");
        }
      }
    }
    String query = windowLauncher.exampleQueries().get(0);
    Path file = workspace.folder().resolve(PICTURE).toAbsolutePath();
    windowLauncher.screenshot(workspace, file, query);
    commandOutput.printLine("");
    commandOutput.printLine("The window with \"%s\" was drawn into %s", query, file);
    commandOutput.printLine("");
    commandOutput.printLine("Next:");
    commandOutput.printLine("  kamcl index DIR              makes a folder of your own searchable");
    commandOutput.printLine("  kamcl search \"boats beside a pier\"");
    commandOutput.printLine("  kamcl caption IMAGE          says what an image shows");
    commandOutput.printLine("  kamcl --help                 names all commands");
    return 0;
  }
}

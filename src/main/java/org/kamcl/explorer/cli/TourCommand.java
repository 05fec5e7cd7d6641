package org.kamcl.explorer.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.workbench.Workbench;
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

  private final Console console;
  private final Windows windows;

  @Mixin private CommonOptions options;

  TourCommand(Console console, Windows windows) {
    this.console = console;
    this.windows = windows;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    try (Workbench workbench =
        Workbench.open(workspace.home(), workspace.models(), Optional.empty(), DeviceChoice.CPU)) {
      if (workbench.archive().summary().images() == 0) {
        console.line("Nothing is indexed yet, so the sample images are added first.");
        Samples.add(console, workspace, workbench);
      }
      console.line("The archive holds %,d pictures.", workbench.archive().summary().images());
      for (String query : windows.examples()) {
        SearchResult result = workbench.search().search(query, HITS);
        console.line("");
        console.line("kamcl search \"%s\"", query);
        SearchReport.table(console, result);
        if (result.strong() == 0) {
          console.line("Nothing here matches well; these are the nearest.");
        }
      }
    }
    String query = windows.examples().get(0);
    Path file = workspace.home().resolve(PICTURE).toAbsolutePath();
    windows.picture(workspace, file, query);
    console.line("");
    console.line("The window with \"%s\" was drawn into %s", query, file);
    console.line("");
    console.line("Next:");
    console.line("  kamcl index DIR              makes a folder of your own searchable");
    console.line("  kamcl search \"boats beside a pier\"");
    console.line("  kamcl caption IMAGE          says what an image shows");
    console.line("  kamcl --help                 names all commands");
    return 0;
  }
}

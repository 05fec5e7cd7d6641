package org.kamcl.explorer.cli.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.Workspace;

/** Opens and draws the window for commands. Implemented by the application, which passes it in. */
public interface WindowLauncher {
  /** For programs without a window. */
  WindowLauncher NONE =
      new WindowLauncher() {
        @Override
        public void open(Path workspace, Optional<String> theme, Optional<String> language) {
          throw new KamclException(CommandError.NO_WINDOW);
        }

        @Override
        public List<String> exampleQueries() {
          return List.of();
        }

        @Override
        public void screenshot(Workspace workspace, Path file, String query) {
          throw new KamclException(CommandError.NO_WINDOW);
        }

        @Override
        public List<Path> screenshots(
            Workspace workspace, Path folder, ScreenshotOptions screenshotOptions) {
          throw new KamclException(CommandError.NO_WINDOW);
        }
      };

  /**
   * Shows the window until it is closed.
   *
   * @param workspace the workspace folder
   * @param theme system, light or dark; empty for that of the settings
   * @param language such as en or zh; empty for that of the settings
   */
  void open(Path workspace, Optional<String> theme, Optional<String> language);

  /** Queries that the window suggests at its first start. */
  List<String> exampleQueries();

  /**
   * Saves a screenshot of the window with the results of a query, without a display.
   *
   * @param file PNG
   */
  void screenshot(Workspace workspace, Path file, String query);

  /**
   * Saves screenshots of the window in its main states, light and dark, without a display.
   *
   * @param folder for the screenshots
   * @return the files
   */
  List<Path> screenshots(Workspace workspace, Path folder, ScreenshotOptions screenshotOptions);

  /**
   * How screenshots are made.
   *
   * @param query the query to run; an example query if empty
   * @param language such as en or zh
   * @param textPercent text size in percent, 100 to 200
   */
  record ScreenshotOptions(Optional<String> query, String language, int textPercent) {}
}

package org.kamcl.explorer.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.EngineException;
import org.kamcl.explorer.context.Workspace;

/** What commands want of the window. Handed in, as only the application can make one. */
public interface WindowLauncher {
  /** For programs without one. */
  WindowLauncher NONE =
      new WindowLauncher() {
        @Override
        public void open(Path home, Optional<String> theme, Optional<String> language) {
          throw new EngineException("This program has no window.");
        }

        @Override
        public List<String> exampleQueries() {
          return List.of();
        }

        @Override
        public void screenshot(Workspace workspace, Path file, String query) {
          throw new EngineException("This program has no window.");
        }

        @Override
        public List<Path> screenshots(
            Workspace workspace, Path folder, ScreenshotOptions screenshotOptions) {
          throw new EngineException("This program has no window.");
        }
      };

  /**
   * Shows the window until it is closed.
   *
   * @param home the workspace
   * @param theme system, light or dark; empty for what was chosen in the window
   * @param language such as en or zh; empty for what was chosen in the window
   */
  void open(Path home, Optional<String> theme, Optional<String> language);

  /** Queries that the window offers at its first start. */
  List<String> exampleQueries();

  /**
   * Draws the window with the answer to a query into a file, without a display.
   *
   * @param file PNG
   */
  void screenshot(Workspace workspace, Path file, String query);

  /**
   * Draws the window into files, without a display, in its main states, light and dark.
   *
   * @param folder for the pictures
   * @return the files
   */
  List<Path> screenshots(Workspace workspace, Path folder, ScreenshotOptions screenshotOptions);

  /**
   * How pictures of the window are to be.
   *
   * @param query what is searched for; one of the examples where there is none
   * @param language such as en or zh
   * @param textPercent size of texts, 100 to 200
   */
  record ScreenshotOptions(Optional<String> query, String language, int textPercent) {}
}

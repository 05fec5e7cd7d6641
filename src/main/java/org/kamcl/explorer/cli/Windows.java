package org.kamcl.explorer.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.EngineException;

/** What commands want of the window. Handed in, as only the application can make one. */
public interface Windows {
  /** For programs without one. */
  Windows NONE =
      new Windows() {
        @Override
        public void open(Path home, String theme) {
          throw new EngineException("This program has no window.");
        }

        @Override
        public List<Path> pictures(Path home, Path folder, Optional<String> query) {
          throw new EngineException("This program has no window.");
        }
      };

  /**
   * Shows the window until it is closed.
   *
   * @param home the workspace
   * @param theme light or dark
   */
  void open(Path home, String theme);

  /**
   * Draws the window into files, without a display: the first start and a search, light and dark.
   *
   * @param home the workspace
   * @param folder for the pictures
   * @param query what is searched for; one of the examples where there is none
   * @return the files
   */
  List<Path> pictures(Path home, Path folder, Optional<String> query);
}

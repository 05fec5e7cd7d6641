package org.kamcl.explorer.api;

import java.nio.file.Path;
import org.kamcl.explorer.domain.ArgbImage;

/**
 * Keeps images that are not files yet, such as one from the clipboard, so that queries can refer to
 * them. Blocking; call from any thread but the JavaFX thread.
 */
@FunctionalInterface
public interface ExampleImages {
  /**
   * Keeps an image in the workspace. The same pixels are kept once.
   *
   * @return its file
   * @throws org.kamcl.error.KamclException if it cannot be written
   */
  Path keep(ArgbImage image);
}

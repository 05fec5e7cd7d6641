package org.kamcl.explorer.ui.theme;

import javafx.scene.text.Font;

/** The fonts that each window needs. */
public final class FirstFonts {
  private FirstFonts() {}

  /**
   * Loads the fonts of texts and icons, which takes as long as creating a tenth of the window. Call
   * it on a thread of its own while JavaFX starts; whoever needs a font earlier waits for it.
   */
  public static void load() {
    Font.getDefault();
    Icons.of("fth-search");
  }
}

package org.kamcl.explorer.ui.help;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The shortcuts of the help window; handled and listed from here. */
public enum HelpKey {
  /** The chapter that was shown before. */
  BACK("help.key.back", new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN)),
  /** The chapter that was left by going back. */
  FORWARD("help.key.forward", new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN)),
  /** The search field. */
  SEARCH("help.key.search", new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN)),
  /** The table of contents. */
  CONTENTS("help.key.contents", new KeyCodeCombination(KeyCode.F1)),
  /** Closes the window. */
  CLOSE("help.key.close", new KeyCodeCombination(KeyCode.ESCAPE));

  private final String titleKey;
  private final KeyCodeCombination combination;

  HelpKey(String titleKey, KeyCodeCombination combination) {
    this.titleKey = titleKey;
    this.combination = combination;
  }

  /** Message key of what it does. */
  public String titleKey() {
    return titleKey;
  }

  /** The keys to press. */
  public KeyCodeCombination combination() {
    return combination;
  }
}

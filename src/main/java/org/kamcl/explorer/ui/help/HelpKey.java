package org.kamcl.explorer.ui.help;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The shortcuts of the help window; handled and listed from here. */
public enum HelpKey {
  /** The chapter that was shown before. */
  BACK("help.key.back", KeyCode.LEFT, KeyCombination.ALT_DOWN),
  /** The chapter that was left by going back. */
  FORWARD("help.key.forward", KeyCode.RIGHT, KeyCombination.ALT_DOWN),
  /** The search field. */
  SEARCH("help.key.search", KeyCode.F, KeyCombination.SHORTCUT_DOWN),
  /** The table of contents. */
  CONTENTS("help.key.contents", KeyCode.F1),
  /** Closes the window. */
  CLOSE("help.key.close", KeyCode.ESCAPE);

  private final String titleKey;

  // Key combinations are immutable, but not marked as such.
  @SuppressWarnings("ImmutableEnumChecker")
  private final KeyCodeCombination combination;

  HelpKey(String titleKey, KeyCode key, KeyCombination.Modifier... modifiers) {
    this.titleKey = titleKey;
    this.combination = new KeyCodeCombination(key, modifiers);
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

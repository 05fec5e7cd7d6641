package org.kamcl.explorer.ui.help;

import java.util.List;

/**
 * All keyboard shortcuts.
 *
 * @param groups by the part of the program in which they work
 */
public record KeyMap(List<Group> groups) {
  /**
   * Shortcuts that work in one part of the program.
   *
   * @param title the part of the program
   * @param keys in the order in which they are shown
   */
  public record Group(String title, List<Key> keys) {}

  /**
   * A shortcut.
   *
   * @param name such as {@code Ctrl+F}
   * @param text what it does
   */
  public record Key(String name, String text) {}
}

package org.kamcl.explorer.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.help.HelpKey;
import org.kamcl.explorer.ui.help.HelpSection;
import org.kamcl.explorer.ui.help.HelpWindow;
import org.kamcl.explorer.ui.help.KeyMap;
import org.kamcl.explorer.ui.text.Messages;

/** The help of the window: the menu in the rail, and what it opens. */
public final class WindowHelp {
  private static final String QUESTION_MARK = "?";

  private final PerspectiveSwitcher switcher;
  private final Shortcuts own;
  private final Messages messages;
  private final HelpWindow help;
  private Runnable shortcuts = () -> {};

  /** Items that other parts of the window add to the menu. */
  private final List<MenuItem> more = new ArrayList<>();

  /**
   * @param own shortcuts of the window
   * @param style applies the theme of the window
   */
  WindowHelp(
      PerspectiveSwitcher switcher,
      Shortcuts own,
      WindowSession session,
      FileDialogs dialogs,
      Consumer<Scene> style,
      Messages messages) {
    this.switcher = switcher;
    this.own = own;
    this.messages = messages;
    this.help =
        new HelpWindow(
            new HelpWindow.Context(
                session.help(),
                session.settings(),
                session.tasks(),
                dialogs,
                this::keyMap,
                style,
                messages));
  }

  /**
   * Connects the menu with its button, and the question mark with the overview of the shortcuts.
   *
   * @param overview shows the shortcuts that work at the moment
   */
  void install(Scene scene, Button button, Runnable overview) {
    shortcuts = overview;
    button.setOnAction(event -> showMenu(button));
    // By the character, because its key differs between keyboards.
    scene.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          boolean typing = scene.getFocusOwner() instanceof TextInputControl;
          if (QUESTION_MARK.equals(event.getCharacter()) && !typing) {
            event.consume();
            overview.run();
          }
        });
  }

  /** Adds an item to the menu, such as a tour. */
  public void addItem(String icon, String text, Runnable action) {
    more.add(Menus.item(icon, text, action));
  }

  private void showMenu(Button button) {
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .addAll(
            item("fth-book-open", messages.text("help.menu.guide"), this::showChapter),
            item("fth-command", messages.text("help.menu.keys"), shortcuts));
    menu.getItems().addAll(more);
    menu.getItems()
        .addAll(
            new SeparatorMenuItem(),
            item("fth-activity", messages.text("help.menu.checks"), () -> show(HelpSection.CHECKS)),
            item("fth-archive", messages.text("help.menu.report"), () -> show(HelpSection.REPORT)),
            new SeparatorMenuItem(),
            item("fth-info", messages.text("help.menu.about"), () -> show(HelpSection.ABOUT)));
    menu.setId("help-menu");
    menu.show(button, Side.RIGHT, 0, 0);
  }

  private static MenuItem item(String icon, String text, Runnable action) {
    return Menus.item(icon, text, action);
  }

  /** Shows the chapter of the guide about the perspective that is shown. */
  void showChapter() {
    help.showGuide(Place.ofChapter(switcher.active().guideChapter()));
  }

  /** Shows a part of the help window. */
  public void show(HelpSection section) {
    help.show(section);
  }

  /** Shows a chapter of the guide, such as {@code searching}. */
  public void showChapter(String name) {
    help.showGuide(Place.ofChapter(name));
  }

  /** All shortcuts: of the window, of each perspective, and of the help window. */
  KeyMap keyMap() {
    List<KeyMap.Group> groups = new ArrayList<>();
    groups.add(group("help.keys.everywhere", own));
    for (Perspective perspective : switcher.perspectives()) {
      groups.add(group(perspective.titleKey(), switcher.shortcuts(perspective)));
    }
    groups.add(
        new KeyMap.Group(
            messages.text("help.keys.help"),
            Arrays.stream(HelpKey.values())
                .map(
                    key ->
                        new KeyMap.Key(
                            Shortcuts.name(key.combination()), messages.text(key.titleKey())))
                .toList()));
    return new KeyMap(groups.stream().filter(group -> !group.keys().isEmpty()).toList());
  }

  private KeyMap.Group group(String titleKey, Shortcuts keys) {
    return new KeyMap.Group(
        messages.text(titleKey),
        keys.bindings().stream()
            .map(binding -> new KeyMap.Key(binding.name(), messages.text(binding.titleKey())))
            .toList());
  }

  /** The scene of the help window while it is open. */
  public Optional<Scene> scene() {
    return help.scene();
  }

  /** Whether the help window is not reading or checking anything. */
  public boolean isSettled() {
    return help.isSettled();
  }

  void close() {
    help.close();
  }
}

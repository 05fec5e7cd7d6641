package org.kamcl.explorer.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.kamcl.explorer.domain.SearchHit;

/**
 * One of the main views of the window, such as Explore. The rail, the shortcuts, the remembered
 * state and the screenshots of the window derive from the perspectives of the {@link
 * PerspectiveRegistry}.
 *
 * <p>A perspective is created with the window. Its constructor must be fast and must not create
 * nodes; {@link #node} does so when the perspective is shown for the first time. All methods are
 * called on the JavaFX thread.
 */
public interface Perspective extends AutoCloseable {
  /** Stable identifier in lower case, for the settings and the names of screenshots. */
  String id();

  /** Message key of the name in the rail. */
  String titleKey();

  /** Message key of the tooltip in the rail. */
  String tooltipKey();

  /** Ikonli code of the icon in the rail. */
  String icon();

  /** Name of the chapter of the user guide that F1 opens while this perspective is shown. */
  default String guideChapter() {
    return "first-steps";
  }

  /** The view; created by the first call. */
  Node node();

  /** Starts slow loading. Called once, when the perspective is first shown in an open window. */
  default void open() {}

  /** Adds the shortcuts that work, and are listed, while this perspective is shown. */
  default void addShortcuts(Shortcuts shortcuts) {}

  /**
   * The selection that all perspectives share has changed, or this perspective is shown.
   *
   * @param hit the selected hit, or null
   */
  default void onSelection(SearchHit hit) {}

  /**
   * Shows the banners of the window inside this perspective. Called each time it is shown.
   *
   * @return false to have them shown above it
   */
  default boolean placeBanners(Node banners) {
    return false;
  }

  /**
   * Files and folders were dropped on the window where nothing takes them itself.
   *
   * @return whether this perspective takes them, even if another is shown; otherwise they are
   *     indexed
   */
  default boolean takeDropped(List<Path> paths) {
    return false;
  }

  /** Visible panes in the order in which F6 focuses them. */
  default List<Node> panes() {
    return List.of(node());
  }

  /** Focuses the main control. */
  default void focus() {
    node().requestFocus();
  }

  /** Closes an open pane, or else clears a temporary state. Returns whether anything changed. */
  default boolean escape() {
    return false;
  }

  /** Whether no background work is pending that would change the view. */
  default boolean isSettled() {
    return true;
  }

  /** Whether something of this perspective is running: a dot in the rail. */
  default ObservableBooleanValue busy() {
    return new SimpleBooleanProperty();
  }

  /**
   * Asks what happens to what is running when the window is closed.
   *
   * @param owner the window
   * @param style applies the theme of the window
   * @param close closes the window without asking again
   * @return false if there is nothing to ask
   */
  default boolean askBeforeClose(Window owner, Consumer<Scene> style, Runnable close) {
    return false;
  }

  /** States to take screenshots of. */
  default List<Scenario> scenarios() {
    return List.of(Scenario.withoutQuery(id()));
  }

  /** Called when the window closes. */
  @Override
  default void close() {}
}

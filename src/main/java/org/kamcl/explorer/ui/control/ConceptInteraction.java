package org.kamcl.explorer.ui.control;

import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * Mouse and keyboard handling of concepts in chips and sentences: a click, Enter or Space toggles
 * the concept in the query, minus excludes it, the context menu has all actions.
 */
final class ConceptInteraction {
  private ConceptInteraction() {}

  /**
   * Makes a node interactive.
   *
   * @param concept supplies the concept that the node shows
   */
  static void install(Node node, Supplier<String> concept, ConceptHandler handler) {
    install(
        node,
        concept,
        handler,
        () -> handler.toggle(concept.get()),
        () -> handler.toggleHint(concept.get()));
  }

  /**
   * Makes a node interactive.
   *
   * @param concept supplies the concept that the node shows
   * @param action runs for a click, Enter or Space
   * @param hint supplies what the action does
   */
  static void install(
      Node node,
      Supplier<String> concept,
      ConceptHandler handler,
      Runnable action,
      Supplier<String> hint) {
    node.setAccessibleRole(AccessibleRole.BUTTON);
    onClick(node, action);
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          switch (event.getCode()) {
            case ENTER, SPACE -> action.run();
            case MINUS, SUBTRACT -> handler.exclude(concept.get());
            default -> {
              return;
            }
          }
          event.consume();
        });
    onContextMenu(node, concept, handler);
    installTooltip(node, hint);
  }

  /** Runs an action for a click with the primary button and consumes the click. */
  static void onClick(Node node, Runnable action) {
    node.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            action.run();
            event.consume();
          }
        });
    // The card below must not handle a double-click or Ctrl+click on the node.
    node.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            event.consume();
          }
        });
  }

  /** Opens the menu of a concept on a context menu request. */
  static void onContextMenu(Node node, Supplier<String> concept, ConceptHandler handler) {
    node.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        event -> {
          handler.showMenu(concept.get(), node);
          event.consume();
        });
  }

  /**
   * Installs a tooltip.
   *
   * @param text supplies the text each time the tooltip is shown
   */
  static void installTooltip(Node node, Supplier<String> text) {
    // Created on first use, since a grid has hundreds of concepts.
    node.addEventHandler(
        MouseEvent.MOUSE_ENTERED,
        event ->
            node.getProperties()
                .computeIfAbsent(
                    ConceptInteraction.class,
                    key -> {
                      Tooltip tip = new Tooltip();
                      tip.setOnShowing(showing -> tip.setText(text.get()));
                      Tooltip.install(node, tip);
                      return tip;
                    }));
  }
}

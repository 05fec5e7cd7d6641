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
 * What mouse and keys do on a concept, wherever it stands: one press corrects the query, minus
 * excludes, the menu has the rest.
 */
final class ConceptInteraction {
  private ConceptInteraction() {}

  /**
   * Makes a node stand for a concept.
   *
   * @param concept which one it is now
   */
  static void install(Node node, Supplier<String> concept, ConceptHandler handler) {
    node.setAccessibleRole(AccessibleRole.BUTTON);
    Runnable press = () -> handler.toggle(concept.get());
    onClick(node, press);
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          switch (event.getCode()) {
            case ENTER, SPACE -> press.run();
            case MINUS, SUBTRACT -> handler.exclude(concept.get());
            default -> {
              return;
            }
          }
          event.consume();
        });
    onContextMenu(node, concept, handler);
    installTooltip(node, () -> handler.toggleHint(concept.get()));
  }

  /** Does something when the first button presses a node, and nothing else. */
  static void onClick(Node node, Runnable action) {
    node.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            action.run();
            event.consume();
          }
        });
    // Two quick presses, or one with Ctrl, are no business of the card below.
    node.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            event.consume();
          }
        });
  }

  /** Opens a concept's menu where one is asked for. */
  static void onContextMenu(Node node, Supplier<String> concept, ConceptHandler handler) {
    node.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        event -> {
          handler.showMenu(concept.get(), node);
          event.consume();
        });
  }

  /**
   * Says under the pointer what a press does.
   *
   * @param words as it would be now
   */
  static void installTooltip(Node node, Supplier<String> words) {
    // Made when it is first needed: a grid has hundreds of concepts.
    node.addEventHandler(
        MouseEvent.MOUSE_ENTERED,
        event ->
            node.getProperties()
                .computeIfAbsent(
                    ConceptInteraction.class,
                    key -> {
                      Tooltip tip = new Tooltip();
                      tip.setOnShowing(showing -> tip.setText(words.get()));
                      Tooltip.install(node, tip);
                      return tip;
                    }));
  }
}

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
final class ConceptPress {
  private ConceptPress() {}

  /**
   * Makes a node stand for a concept.
   *
   * @param concept which one it is now
   */
  static void install(Node node, Supplier<String> concept, ConceptHandler handler) {
    node.setAccessibleRole(AccessibleRole.BUTTON);
    node.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            handler.press(concept.get());
            event.consume();
          }
        });
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          switch (event.getCode()) {
            case ENTER, SPACE -> handler.press(concept.get());
            case MINUS, SUBTRACT -> handler.exclude(concept.get());
            default -> {
              return;
            }
          }
          event.consume();
        });
    node.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        event -> {
          handler.open(concept.get(), node);
          event.consume();
        });
    // Made when it is first needed: a grid has hundreds of concepts.
    node.addEventHandler(
        MouseEvent.MOUSE_ENTERED,
        event -> {
          Tooltip tip = (Tooltip) node.getProperties().get(ConceptPress.class);
          if (tip == null) {
            tip = new Tooltip();
            node.getProperties().put(ConceptPress.class, tip);
            Tooltip.install(node, tip);
          }
          tip.setText(handler.pressed(concept.get()));
        });
  }
}

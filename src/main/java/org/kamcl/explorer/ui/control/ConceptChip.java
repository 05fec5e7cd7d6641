package org.kamcl.explorer.ui.control;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A concept: green with a dot where image and query share it, else grey; blue where it was added to
 * the query, red where it is excluded.
 */
public final class ConceptChip extends Label {
  private final ConceptHandler handler;
  private String style = "";

  /**
   * @param shared whether both sides have it
   * @param handler is told when the chip is pressed
   */
  public ConceptChip(String name, boolean shared, ConceptHandler handler) {
    this.handler = handler;
    getStyleClass().add("chip");
    setMinWidth(Region.USE_PREF_SIZE);
    show(name, shared);
    if (handler == ConceptHandler.NONE) {
      return;
    }
    getStyleClass().add("chip-live");
    setAccessibleRole(AccessibleRole.BUTTON);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            handler.open(getText(), this);
            event.consume();
          }
        });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            handler.open(getText(), this);
            event.consume();
          }
        });
  }

  /** Becomes the chip of another concept, which costs less than a new chip. */
  void show(String name, boolean shared) {
    ConceptHandler.Mark mark = handler.mark(name);
    setText(name);
    String now = style(mark, shared);
    if (!now.equals(style)) {
      getStyleClass().removeAll(List.of(style));
      getStyleClass().add(now);
      setGraphic(graphic(mark, shared));
      style = now;
    }
  }

  private static String style(ConceptHandler.Mark mark, boolean shared) {
    return switch (mark) {
      case ADDED -> "chip-added";
      case NEGATED -> "chip-negated";
      case PLAIN -> shared ? "chip-shared" : "chip-plain";
    };
  }

  private static Node graphic(ConceptHandler.Mark mark, boolean shared) {
    if (mark == ConceptHandler.Mark.ADDED) {
      return Icons.of("fth-plus", 12);
    }
    if (mark == ConceptHandler.Mark.NEGATED || !shared) {
      return null;
    }
    Region dot = new Region();
    dot.getStyleClass().add("chip-dot");
    return dot;
  }
}

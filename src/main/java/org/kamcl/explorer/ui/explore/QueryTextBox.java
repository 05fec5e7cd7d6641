package org.kamcl.explorer.ui.explore;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.TextInputControlSkin;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * The text field of the query. It prefers the width of its text; marks at its ends show that a
 * longer text continues there.
 */
final class QueryTextBox extends StackPane {
  /** Room for the cursor and the insets of the field in pixels. */
  private static final double ROOM = 24;

  private final TextField field;
  private final Node before = mark("fth-chevron-left", Pos.CENTER_LEFT, "text-before");
  private final Node after = mark("fth-chevron-right", Pos.CENTER_RIGHT, "text-after");
  private final Text gauge = new Text();
  private boolean updating;

  QueryTextBox(TextField field) {
    this.field = field;
    getStyleClass().add("query-text");
    getChildren().addAll(field, before, after);
    field
        .textProperty()
        .addListener(
            (property, old, now) -> {
              requestLayout();
              updateLater();
            });
    field.caretPositionProperty().addListener((property, old, now) -> updateLater());
    field.widthProperty().addListener((property, old, now) -> updateLater());
  }

  private static Node mark(String icon, Pos side, String id) {
    StackPane mark = new StackPane(Icons.of(icon, 14));
    mark.setId(id);
    mark.getStyleClass().add("text-mark");
    mark.setMaxSize(USE_PREF_SIZE, Double.MAX_VALUE);
    mark.setMouseTransparent(true);
    mark.setVisible(false);
    StackPane.setAlignment(mark, side);
    return mark;
  }

  @Override
  protected double computePrefWidth(double height) {
    gauge.setFont(field.getFont());
    gauge.setText(field.getText());
    return gauge.getLayoutBounds().getWidth() + ROOM;
  }

  /** The field scrolls to its cursor only after its own event. */
  private void updateLater() {
    if (!updating) {
      updating = true;
      Platform.runLater(this::update);
    }
  }

  private void update() {
    updating = false;
    boolean left = false;
    boolean right = false;
    if (field.getLength() > 0 && field.getSkin() instanceof TextInputControlSkin<?> skin) {
      Rectangle2D first = skin.getCharacterBounds(0);
      Rectangle2D last = skin.getCharacterBounds(field.getLength() - 1);
      left = first.getMinX() < field.snappedLeftInset() - 1;
      right = last.getMaxX() > field.getWidth() - field.snappedRightInset() + 1;
    }
    before.setVisible(left);
    after.setVisible(right);
  }
}

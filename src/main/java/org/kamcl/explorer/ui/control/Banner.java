package org.kamcl.explorer.ui.control;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A message over the content of the window until it is dismissed. Hidden without a text. */
public final class Banner extends HBox {
  private Banner(
      ObservableValue<String> text, Messages messages, Runnable dismiss, Runnable report) {
    getStyleClass().addAll("banner", "banner-problem");
    setAlignment(Pos.CENTER_LEFT);
    Label label = new Label();
    label.textProperty().bind(text);
    label.setWrapText(true);
    label.setGraphic(Icons.of("fth-alert-circle"));
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    Button close = Icons.button("fth-x", messages.text("banner.close"), dismiss);
    close.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(label, ToastPane.reportLink(messages, report), close);
    visibleProperty().bind(label.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  /**
   * A banner for problems.
   *
   * @param dismiss clears the text
   * @param report lets the user report the problem
   */
  public static Banner problem(
      ObservableValue<String> text, Messages messages, Runnable dismiss, Runnable report) {
    return new Banner(text, messages, dismiss, report);
  }
}

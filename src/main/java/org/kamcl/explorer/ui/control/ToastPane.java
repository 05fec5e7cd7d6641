package org.kamcl.explorer.ui.control;

import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.control.ToastsViewModel.Toast;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Shows toasts over the lower edge of a pane; transparent to the mouse outside of them. */
public final class ToastPane extends VBox {
  private final ToastsViewModel model;
  private final Messages messages;
  private final Runnable report;

  /**
   * Follows the toasts of a view model.
   *
   * @param report lets the user report a problem that a toast shows
   */
  public ToastPane(ToastsViewModel model, Messages messages, Runnable report) {
    this.report = report;
    this.model = model;
    this.messages = messages;
    getStyleClass().add("toasts");
    setAlignment(Pos.BOTTOM_CENTER);
    setPickOnBounds(false);
    model.toasts().addListener((ListChangeListener<Toast>) change -> show());
    show();
  }

  /** A link for a problem that the user does not understand or cannot solve. */
  static Hyperlink reportLink(Messages messages, Runnable report) {
    Hyperlink link = new Hyperlink(messages.text("problem.report"));
    link.getStyleClass().add("report-link");
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(event -> report.run());
    return link;
  }

  private void show() {
    getChildren().setAll(model.toasts().stream().map(this::toast).toList());
  }

  private HBox toast(Toast toast) {
    Label text = new Label(toast.text());
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox box = new HBox(Icons.of(toast.problem() ? "fth-alert-circle" : "fth-check-circle"), text);
    box.getStyleClass().addAll("toast", toast.problem() ? "toast-problem" : "toast-done");
    box.setAlignment(Pos.CENTER_LEFT);
    box.setAccessibleRole(AccessibleRole.TEXT);
    box.setAccessibleText(toast.text());
    toast
        .action()
        .ifPresent(
            action -> {
              Hyperlink link = new Hyperlink(action.name());
              link.getStyleClass().add("toast-action");
              link.setMinWidth(USE_PREF_SIZE);
              link.setOnAction(event -> model.run(toast));
              box.getChildren().add(link);
            });
    if (toast.problem()) {
      box.getChildren().add(reportLink(messages, report));
    }
    Button close = Icons.button("fth-x", messages.text("toast.close"), () -> model.dismiss(toast));
    close.getStyleClass().add(Styles.FLAT);
    box.getChildren().add(close);
    return box;
  }
}

package org.kamcl.explorer.ui.help;

import atlantafx.base.theme.Styles;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.Severity;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kordamp.ikonli.javafx.FontIcon;

/** The checks of the installation, one row per finding. */
final class ChecksView extends BorderPane {
  private final ChecksViewModel model;
  private final Messages messages;
  private final Label summary = new Label();
  private final GridPane rows = new GridPane();

  /**
   * @param report shows the report of a problem
   */
  ChecksView(ChecksViewModel model, Messages messages, Runnable report) {
    this.model = model;
    this.messages = messages;
    setId("checks");
    getStyleClass().add("help-page");
    setTop(header(report));
    rows.getStyleClass().add("check-rows");
    ColumnConstraints fixed = new ColumnConstraints();
    fixed.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints text = new ColumnConstraints();
    text.setHgrow(Priority.ALWAYS);
    rows.getColumnConstraints().addAll(fixed, name, text);
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("guide-scroll");
    setCenter(scroll);
    InvalidationListener changed = observable -> show();
    model.results().addListener(changed);
    model.runningProperty().addListener(changed);
    show();
  }

  private VBox header(Runnable report) {
    summary.getStyleClass().add("help-title");
    summary.setWrapText(true);
    summary.setId("checks-summary");
    ProgressIndicator progress = new ProgressIndicator();
    progress.getStyleClass().add("help-progress");
    progress.visibleProperty().bind(model.runningProperty());
    progress.managedProperty().bind(progress.visibleProperty());
    HBox title = new HBox(summary, progress);
    title.getStyleClass().add("help-line");
    title.setAlignment(Pos.CENTER_LEFT);
    Button again = new Button(messages.text("help.checks.again"), Icons.of("fth-refresh-cw"));
    again.setId("checks-again");
    again.setOnAction(event -> model.run());
    again.disableProperty().bind(model.runningProperty());
    Button copy = new Button(messages.text("help.checks.copy"), Icons.of("fth-copy"));
    copy.setId("checks-copy");
    copy.setOnAction(event -> copy());
    Button send = new Button(messages.text("help.checks.report"), Icons.of("fth-archive"));
    send.getStyleClass().add(Styles.FLAT);
    send.setOnAction(event -> report.run());
    HBox buttons = new HBox(again, copy, send);
    buttons.getStyleClass().add("help-line");
    VBox header = new VBox(title, buttons);
    header.getStyleClass().add("help-head");
    return header;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(model.text());
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void show() {
    summary.setText(model.summary());
    rows.getChildren().clear();
    int row = 0;
    String before = "";
    for (Doctor.Result result : model.results()) {
      Label name = new Label(result.check().equals(before) ? "" : model.name(result.check()));
      name.getStyleClass().add("muted");
      name.setMinWidth(Region.USE_PREF_SIZE);
      before = result.check();
      Node icon = icon(result.finding().severity());
      VBox text = text(result);
      rows.addRow(row++, icon, name, text);
      for (Node node : new Node[] {icon, name, text}) {
        GridPane.setValignment(node, VPos.TOP);
      }
    }
  }

  private VBox text(Doctor.Result result) {
    Label found = new Label(model.text(result));
    found.setWrapText(true);
    found.setMinHeight(Region.USE_PREF_SIZE);
    VBox text = new VBox(found);
    text.getStyleClass().add("check-text");
    String advice = model.advice(result);
    if (!advice.isEmpty()) {
      Label what = new Label(advice);
      what.setWrapText(true);
      what.setMinHeight(Region.USE_PREF_SIZE);
      what.getStyleClass().add(result.finding().severity() == Severity.OK ? "muted" : "bold");
      text.getChildren().add(what);
    }
    return text;
  }

  private Node icon(Severity severity) {
    FontIcon icon =
        Icons.of(
            switch (severity) {
              case OK -> "fth-check-circle";
              case WARNING -> "fth-alert-triangle";
              case PROBLEM -> "fth-alert-circle";
            });
    icon.getStyleClass()
        .add(
            switch (severity) {
              case OK -> "icon-ok";
              case WARNING -> "icon-warn";
              case PROBLEM -> "icon-danger";
            });
    icon.setAccessibleText(
        switch (severity) {
          case OK -> messages.text("help.checks.ok");
          case WARNING -> messages.text("help.checks.warning");
          case PROBLEM -> messages.text("help.checks.problem");
        });
    return icon;
  }
}

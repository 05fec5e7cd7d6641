package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * Gives the selected model the concepts of a corpus: which one, how long it takes, and the start.
 */
final class AddConceptsPane extends VBox {
  private final ComboBox<Path> corpora = new ComboBox<>();

  AddConceptsPane(AddConceptsViewModel model, FileDialogs dialogs, Messages messages) {
    setId("add-concepts");
    getStyleClass().add("model-card");
    visibleProperty().bind(model.openProperty());
    managedProperty().bind(visibleProperty());
    Label title = new Label(messages.text("models.learn.title"));
    title.getStyleClass().add("bold");
    Label hint = wrapped(messages.text("models.learn.hint"));
    hint.getStyleClass().add("muted");
    corpora.setItems(model.corpora());
    corpora.setId("concepts-corpus");
    corpora.setPromptText(messages.text("models.learn.corpus"));
    corpora.setAccessibleText(messages.text("models.learn.corpus"));
    corpora.setConverter(new DisplayConverter<>(path -> String.valueOf(path.getFileName())));
    corpora
        .valueProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null) {
                model.choose(now);
              }
            });
    Button folder = new Button(messages.text("models.learn.folder"), Icons.of("fth-folder"));
    folder.setId("concepts-folder");
    folder.setOnAction(
        event -> dialogs.folder(messages.text("wizard.corpus.dialog")).ifPresent(model::choose));
    FlowPane choice = new FlowPane(corpora, folder);
    choice.getStyleClass().add("model-buttons");
    Label chosen = shown(model.corpusProperty().map(Path::toString).orElse(""), "muted");
    chosen.setId("concepts-chosen");
    Label expected = shown(model.expectedProperty(), "concepts-expected");
    expected.setId("concepts-expected");
    ProgressIndicator busy = new ProgressIndicator();
    busy.getStyleClass().add("concepts-busy");
    busy.visibleProperty().bind(model.runningProperty().isNotNull());
    busy.managedProperty().bind(busy.visibleProperty());
    HBox time = new HBox(busy, expected);
    time.setAlignment(Pos.CENTER_LEFT);
    time.getStyleClass().add("model-buttons-row");
    Label problem = shown(model.problemProperty(), "model-problem");
    problem.setId("concepts-problem");
    problem.setMaxWidth(Double.MAX_VALUE);
    Label name =
        shown(
            model
                .planProperty()
                .map(plan -> messages.text("models.learn.name", plan.title()))
                .orElse(""),
            "concepts-name");
    name.setId("concepts-name");
    Button start = new Button(messages.text("models.learn.start"));
    start.setId("concepts-start");
    start.getStyleClass().add("accent");
    start.disableProperty().bind(model.planProperty().isNull());
    start.setOnAction(event -> model.start());
    Button cancel = new Button(messages.text("models.add.cancel"));
    cancel.setId("concepts-cancel");
    cancel.setOnAction(event -> model.close());
    HBox buttons = new HBox(start, cancel);
    buttons.getStyleClass().add("model-buttons-row");
    getChildren().addAll(title, hint, choice, chosen, name, time, problem, buttons);
    model
        .openProperty()
        .addListener(
            (property, before, now) -> {
              corpora.setValue(null);
              if (now) {
                corpora.requestFocus();
              }
            });
  }

  private static Label shown(ObservableValue<String> text, String style) {
    Label label = wrapped("");
    label.getStyleClass().add(style);
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}

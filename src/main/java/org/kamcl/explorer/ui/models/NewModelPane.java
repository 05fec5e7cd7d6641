package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.InstalledModels.ActivationChoice;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Makes a model of a file: which one, its name, its activation, progress, and what went wrong. */
final class NewModelPane extends VBox {
  private final NewModelViewModel model;
  private final FileDialogs dialogs;
  private final Messages messages;
  private final TextField name = new TextField();
  private final VBox form = new VBox();
  private final VBox progress = new VBox();
  private final ToggleGroup activations = new ToggleGroup();
  private final Map<ActivationChoice, RadioButton> choices = new EnumMap<>(ActivationChoice.class);

  NewModelPane(NewModelViewModel model, FileDialogs dialogs, Messages messages) {
    this.model = model;
    this.dialogs = dialogs;
    this.messages = messages;
    setId("new-model");
    getStyleClass().add("model-page");
    Label title = new Label(messages.text("models.add.title"));
    title.getStyleClass().add("model-title");
    form.getStyleClass().add("model-form");
    form.getChildren().addAll(fileChoice(), nameField(), activationChoice());
    form.disableProperty().bind(model.runningProperty().isNotNull());
    progress.getStyleClass().add("model-progress");
    getChildren().addAll(title, form, problem(), progress, buttons());
    model.runningProperty().addListener((property, before, job) -> showProgress(job));
    model.fileProperty().addListener((property, before, now) -> requestFocus());
    model
        .activationOpenProperty()
        .addListener(
            (property, before, asked) -> {
              RadioButton first = choices.get(ActivationChoice.GELU);
              if (asked && first != null) {
                first.requestFocus();
              }
            });
    showProgress(model.runningProperty().get());
  }

  private Node fileChoice() {
    Label hint = wrapped(new Label(messages.text("models.add.hint")));
    hint.getStyleClass().add("muted");
    Button file = new Button(messages.text("models.add.file"), Icons.of("fth-file"));
    file.setId("new-model-file");
    file.setOnAction(event -> model.choose(dialogs.modelFiles()));
    Button folder = new Button(messages.text("models.add.folder"), Icons.of("fth-folder"));
    folder.setId("new-model-folder");
    folder.setOnAction(
        event ->
            dialogs
                .folder(messages.text("models.add.folder.title"))
                .ifPresent(chosen -> model.choose(List.of(chosen))));
    FlowPane buttons = new FlowPane(file, folder);
    buttons.getStyleClass().add("model-buttons");
    Label chosen = wrapped(new Label());
    chosen.setId("new-model-chosen");
    chosen
        .textProperty()
        .bind(model.fileProperty().map(Path::toString).orElse(messages.text("models.add.no.file")));
    VBox box = new VBox(hint, buttons, chosen);
    box.getStyleClass().addAll("model-drop", "model-field");
    return box;
  }

  private Node nameField() {
    Label label = new Label(messages.text("models.add.name"));
    label.setLabelFor(name);
    label.getStyleClass().add("bold");
    name.setId("new-model-name");
    name.textProperty().bindBidirectional(model.nameProperty());
    name.setOnAction(event -> model.add());
    name.disableProperty().bind(model.fileProperty().isNull());
    Label wrong = warning(model.nameProblemProperty());
    wrong.setId("new-model-name-problem");
    VBox box = new VBox(label, name, wrong);
    box.getStyleClass().add("model-field");
    return box;
  }

  private Node activationChoice() {
    Label label = new Label(messages.text("models.activation"));
    label.getStyleClass().add("bold");
    VBox box = new VBox(label);
    box.getStyleClass().add("model-field");
    for (ActivationChoice choice : ActivationChoice.values()) {
      RadioButton button =
          new RadioButton(
              messages.text(
                  switch (choice) {
                    case DETERMINED -> "models.add.activation.determined";
                    case GELU -> "models.add.activation.gelu";
                    case QUICK_GELU -> "models.add.activation.quickgelu";
                  }));
      button.setId("new-model-" + choice.name().toLowerCase(Locale.ROOT));
      button.setWrapText(true);
      button.setMinHeight(USE_PREF_SIZE);
      button.setToggleGroup(activations);
      button.setOnAction(event -> model.activationProperty().set(choice));
      choices.put(choice, button);
      box.getChildren().add(button);
    }
    model
        .activationProperty()
        .addListener((property, before, now) -> activations.selectToggle(choices.get(now)));
    activations.selectToggle(choices.get(model.activationProperty().get()));
    Label ask =
        warning(
            Bindings.when(model.activationOpenProperty())
                .then(messages.text("models.add.activation.ask"))
                .otherwise(""));
    ask.setId("new-model-ask");
    box.getChildren().add(ask);
    return box;
  }

  private Node problem() {
    Label problem = wrapped(new Label());
    problem.setId("new-model-problem");
    problem.setGraphic(Icons.of("fth-alert-circle"));
    problem.getStyleClass().add("model-problem");
    problem.setMaxWidth(Double.MAX_VALUE);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private void showProgress(@Nullable JobViewModel job) {
    JobProgress.show(
        progress,
        job,
        messages,
        shown -> List.of(new Label(shown.job().title()), shown.bar(), wrapped(shown.text())));
  }

  private Node buttons() {
    Button add = new Button(messages.text("models.add.start"));
    add.setId("new-model-add");
    add.getStyleClass().add("accent");
    add.disableProperty().bind(model.ready().not());
    add.setOnAction(event -> model.add());
    Button cancel = new Button(messages.text("models.add.cancel"));
    cancel.setId("new-model-cancel");
    cancel.setOnAction(event -> model.cancel());
    HBox buttons = new HBox(add, cancel);
    buttons.setAlignment(Pos.CENTER_LEFT);
    buttons.getStyleClass().add("model-buttons-row");
    return buttons;
  }

  private static Label warning(ObservableValue<String> text) {
    Label label = wrapped(new Label());
    label.getStyleClass().add("model-warning");
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private static Label wrapped(Label label) {
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    VBox.setVgrow(label, Priority.NEVER);
    return label;
  }

  /** Focuses what has to be done next. */
  @Override
  public void requestFocus() {
    if (model.fileProperty().get() == null) {
      Node file = lookup("#new-model-file");
      if (file != null) {
        file.requestFocus();
      }
    } else {
      name.requestFocus();
    }
  }
}

package org.kamcl.explorer.ui.train.wizard;

import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A setting: name, sentence, value, and what is wrong with the value. */
final class SettingRow extends HBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final TrainingSetting setting;
  private final SettingsViewModel model;
  private final Messages messages;
  private final Label problem = new Label();
  private final Button reset;
  private final Optional<TextField> field;
  private final Optional<CheckBox> box;
  private final String description;
  private boolean updating;

  SettingRow(TrainingSetting setting, SettingsViewModel model, Messages messages) {
    this.setting = setting;
    this.model = model;
    this.messages = messages;
    this.description = SettingTexts.description(setting, messages);
    setId("setting-row-" + setting.name());
    getStyleClass().add("setting");
    setAlignment(Pos.TOP_LEFT);
    boolean isSwitch = setting.value().equals("true") || setting.value().equals("false");
    Control control;
    if (isSwitch) {
      CheckBox check = new CheckBox();
      check
          .selectedProperty()
          .addListener(
              (property, before, now) -> {
                if (!updating) {
                  model.set(setting.name(), now.toString());
                }
              });
      box = Optional.of(check);
      field = Optional.empty();
      control = check;
    } else {
      TextField text = new TextField();
      text.textProperty()
          .addListener(
              (property, before, now) -> {
                if (!updating) {
                  model.set(setting.name(), now);
                }
              });
      field = Optional.of(text);
      box = Optional.empty();
      control = text;
    }
    control.setId("setting-" + setting.name());
    control.setAccessibleText(setting.name() + ": " + description);
    Label name = new Label(setting.name());
    name.getStyleClass().add("setting-name");
    name.setLabelFor(control);
    Label sentence = new Label(description);
    sentence.setWrapText(true);
    sentence.getStyleClass().addAll("small", "muted");
    problem.setId("setting-problem-" + setting.name());
    problem.getStyleClass().addAll("small", "setting-problem");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.visibleProperty());
    VBox words = new VBox(name, sentence, problem);
    words.getStyleClass().add("setting-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    reset =
        Icons.button(
            "fth-rotate-ccw",
            messages.text("wizard.setting.reset", shown(setting.value())),
            () -> model.reset(setting.name()));
    reset.setId("setting-reset-" + setting.name());
    HBox value = new HBox(reset, control);
    value.setAlignment(isSwitch ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
    value.getStyleClass().add("setting-value");
    getChildren().addAll(words, value);
    update();
  }

  private String shown(String value) {
    return value.isEmpty() ? messages.text("wizard.setting.empty") : value;
  }

  /** The setting. */
  TrainingSetting setting() {
    return setting;
  }

  /** Whether name or sentence contain a text in lower case. */
  boolean matches(String text) {
    return setting.name().toLowerCase(Locale.ROOT).contains(text)
        || description.toLowerCase(messages.locale()).contains(text);
  }

  /** Shows the value, whether it differs from the preset, and what is wrong with it. */
  void update() {
    updating = true;
    String value = model.value(setting.name()).orElse(setting.value());
    field.ifPresent(
        text -> {
          // What was typed stays as it was typed.
          if (!text.getText().strip().equals(value)) {
            text.setText(value);
          }
        });
    box.ifPresent(check -> check.setSelected(value.equals("true")));
    updating = false;
    boolean changed = model.changesProperty().get().containsKey(setting.name());
    reset.setVisible(changed);
    pseudoClassStateChanged(CHANGED, changed);
    String wrong = model.problemsProperty().get().getOrDefault(setting.name(), "");
    problem.setText(wrong);
    problem.setVisible(!wrong.isEmpty());
    field.ifPresent(text -> text.pseudoClassStateChanged(INVALID, !wrong.isEmpty()));
  }
}

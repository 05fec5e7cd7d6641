package org.kamcl.explorer.ui.train.wizard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.TrainingCorpora.CheckedCorpus;
import org.kamcl.explorer.ui.text.Messages;

/** The four steps with what was chosen in each. */
final class StepList extends VBox {
  private final WizardViewModel model;
  private final Messages messages;
  private final Map<WizardStep, Button> buttons = new EnumMap<>(WizardStep.class);
  private final Map<WizardStep, Label> choices = new EnumMap<>(WizardStep.class);

  private final List<VBox> texts = new ArrayList<>();

  StepList(WizardViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("wizard-steps");
    getStyleClass().add("wizard-steps");
    for (WizardStep step : WizardStep.values()) {
      Label number = new Label(Integer.toString(step.number()));
      number.getStyleClass().add("step-number");
      number.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
      Label name = new Label(messages.text(step.titleKey()));
      name.getStyleClass().add("step-name");
      Label choice = new Label();
      choice.getStyleClass().addAll("small", "muted");
      choice.setMinWidth(0);
      choices.put(step, choice);
      VBox text = new VBox(name, choice);
      texts.add(text);
      HBox row = new HBox(number, text);
      row.getStyleClass().add("step-row");
      Button button = new Button("", row);
      button.setId("step-" + step.number());
      button.getStyleClass().add("step");
      button.setAccessibleText(messages.text(step.titleKey()));
      button.setTooltip(new Tooltip(messages.text(step.titleKey())));
      button.setMaxWidth(Double.MAX_VALUE);
      button.setOnAction(event -> model.stepProperty().set(step));
      buttons.put(step, button);
      getChildren().add(button);
    }
    InvalidationListener update = change -> update();
    model.stepProperty().addListener(update);
    model.corpus().checkedProperty().addListener(update);
    model.corpus().decisionsProperty().addListener(update);
    model.plans().fromProperty().addListener(update);
    model.plans().settings().settings().addListener(update);
    model.plans().settings().changesProperty().addListener(update);
    model.plans().settings().problemsProperty().addListener(update);
    update();
  }

  /** Shows the numbers of the steps without their names. */
  void setNumbersOnly(boolean only) {
    texts.forEach(
        text -> {
          text.setVisible(!only);
          text.setManaged(!only);
        });
  }

  private void update() {
    buttons.forEach(
        (step, button) -> {
          boolean open = model.stepProperty().get() == step;
          button.pseudoClassStateChanged(WizardView.CHOSEN, open);
          button.setDisable(!open && !model.isReachable(step));
        });
    CheckedCorpus checked = model.corpus().checkedProperty().get();
    choices
        .get(WizardStep.CORPUS)
        .setText(
            checked == null
                ? ""
                : messages.text(
                    "wizard.step.corpus.choice",
                    checked.report().corpus().name(),
                    checked.report().corpus().images().size()));
    choices
        .get(WizardStep.START)
        .setText(ReviewStepView.from(model.plans().fromProperty().get(), messages));
    choices
        .get(WizardStep.TRAINING)
        .setText(
            messages.text(
                "wizard.step.training.choice",
                messages.text(model.plans().settings().presetProperty().get().key()),
                model.plans().settings().value("epochs").orElse("")));
  }
}

package org.kamcl.explorer.ui.train.wizard;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.TrainingCorpora.StartModel;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.ui.text.Messages;

/** The second step: the initial weights. */
final class StartStepView extends VBox {
  private final WizardViewModel model;
  private final Messages messages;
  private ToggleGroup group = new ToggleGroup();

  StartStepView(WizardViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("wizard-start");
    getStyleClass().add("wizard-page");
    model.plans().models().addListener((InvalidationListener) change -> show());
    model.plans().fromProperty().addListener((property, before, now) -> select());
    show();
  }

  private void show() {
    getChildren().clear();
    group = new ToggleGroup();
    getChildren().add(heading("wizard.from.model"));
    for (StartModel one : model.plans().models()) {
      String trained =
          one.trainedOn().isEmpty()
              ? ""
              : messages.text("wizard.from.trained", one.trainedOn().replaceFirst("\\.$", ""));
      String text = (one.description() + " " + trained).strip();
      getChildren().add(card(one.name(), one.name(), text, true));
    }
    if (model.plans().models().isEmpty()) {
      Label none = new Label(messages.text("wizard.from.no.model"));
      none.getStyleClass().add("muted");
      getChildren().add(none);
    }
    getChildren().add(heading("wizard.from.other"));
    boolean pretrained = model.hasPretrained();
    getChildren()
        .add(
            card(
                RunPlan.PRETRAINED,
                messages.text("wizard.from.pretrained"),
                messages.text(
                    pretrained ? "wizard.from.pretrained.text" : "wizard.from.pretrained.missing"),
                pretrained));
    getChildren()
        .add(
            card(
                RunPlan.SCRATCH,
                messages.text("wizard.from.scratch"),
                messages.text("wizard.from.scratch.text"),
                true));
    select();
  }

  private Label heading(String key) {
    Label label = new Label(messages.text(key));
    label.getStyleClass().add("bold");
    return label;
  }

  private Node card(String value, String name, String text, boolean possible) {
    RadioButton button = new RadioButton(name);
    button.setId("from-" + value);
    button.setUserData(value);
    button.setToggleGroup(group);
    button.setDisable(!possible);
    button.getStyleClass().add("bold");
    button.setOnAction(event -> model.plans().chooseFrom(value));
    Label sentence = new Label(text);
    sentence.setWrapText(true);
    sentence.getStyleClass().addAll("muted", "wizard-card-text");
    VBox card = new VBox(button, sentence);
    card.getStyleClass().add("wizard-card");
    if (possible) {
      card.setOnMouseClicked(event -> model.plans().chooseFrom(value));
    }
    return card;
  }

  private void select() {
    group
        .getToggles()
        .forEach(
            toggle ->
                toggle.setSelected(
                    toggle.getUserData().equals(model.plans().fromProperty().get())));
    getChildren().stream()
        .filter(VBox.class::isInstance)
        .map(VBox.class::cast)
        .forEach(
            card ->
                card.pseudoClassStateChanged(
                    WizardView.CHOSEN, ((RadioButton) card.getChildren().get(0)).isSelected()));
  }
}

package org.kamcl.explorer.ui.heatmap;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import org.kamcl.explorer.ui.text.Messages;

/** What the heat map is about: the whole query, one of its terms or words, or another word. */
public final class HeatMapWords extends FlowPane {
  private final HeatMapViewModel model;
  private final Messages messages;
  private final TextField other = new TextField();
  private ToggleGroup group = new ToggleGroup();

  /** Follows a model. */
  public HeatMapWords(HeatMapViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("heat-words");
    getStyleClass().add("heat-words");
    other.setId("heat-word");
    other.getStyleClass().add("heat-other");
    other.setPromptText(messages.text("heat.word.other"));
    other.setAccessibleText(messages.text("heat.word.other"));
    other.setOnAction(
        event -> {
          String word = other.getText().strip();
          model.focusProperty().set(word.isEmpty() ? Optional.empty() : Optional.of(word));
        });
    model.choices().addListener((ListChangeListener<String>) change -> show());
    model.focusProperty().addListener((property, before, now) -> show());
    show();
  }

  /** Shows the choices anew, since whether there is a query may have changed. */
  public void show() {
    boolean typing = other.isFocused();
    group = new ToggleGroup();
    getChildren().clear();
    if (model.hasQuery()) {
      getChildren().add(choice(messages.text("heat.word.all"), Optional.empty()));
      model.choices().forEach(word -> getChildren().add(choice(word, Optional.of(word))));
    }
    getChildren().add(other);
    String typed =
        model.focusProperty().get().filter(word -> !model.choices().contains(word)).orElse("");
    if (!typing || !typed.isEmpty()) {
      other.setText(typed);
    }
    if (typing) {
      other.requestFocus();
      other.end();
    }
  }

  private ToggleButton choice(String name, Optional<String> focus) {
    ToggleButton button = new ToggleButton(name);
    button.getStyleClass().add("heat-choice");
    button.setToggleGroup(group);
    button.setSelected(model.focusProperty().get().equals(focus));
    button.setOnAction(
        event -> {
          // A second click does not leave nothing chosen.
          button.setSelected(true);
          model.focusProperty().set(focus);
        });
    return button;
  }
}

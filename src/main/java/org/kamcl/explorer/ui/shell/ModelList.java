package org.kamcl.explorer.ui.shell;

import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.ui.collections.IndexedModelsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The models of the archive: which one answers, how much each has indexed, and what to do next. */
final class ModelList extends VBox {
  private final IndexedModelsViewModel models;
  private final Messages messages;
  private final Consumer<String> index;

  /** A field, because the list holds the listener weakly: the popover is made anew each time. */
  private final InvalidationListener changed = change -> show();

  /**
   * @param index indexes the archive with a model
   */
  ModelList(IndexedModelsViewModel models, Messages messages, Consumer<String> index) {
    this.models = models;
    this.messages = messages;
    this.index = index;
    setId("model-list");
    getStyleClass().add("model-list");
    disableProperty().bind(models.switchingProperty());
    models.all().addListener(new WeakInvalidationListener(changed));
    show();
    // A model may have been imported or deleted meanwhile.
    models.read();
  }

  private void show() {
    getChildren().clear();
    // With one model and nothing else to say, the description below is enough.
    boolean one =
        models.all().size() == 1 && models.all().get(0).active() && models.all().get(0).installed();
    setVisible(!models.all().isEmpty() && !(one && models.all().get(0).missing() == 0));
    setManaged(isVisible());
    if (!isVisible()) {
      return;
    }
    Label title = new Label(messages.text("model.list"));
    title.getStyleClass().add("bold");
    getChildren().add(title);
    ToggleGroup group = new ToggleGroup();
    for (IndexedModel model : models.all()) {
      getChildren().add(row(model, group));
    }
  }

  private HBox row(IndexedModel model, ToggleGroup group) {
    RadioButton choice = new RadioButton(model.name());
    choice.setMnemonicParsing(false);
    choice.setToggleGroup(group);
    choice.setSelected(model.active());
    choice.setDisable(!model.active() && !model.isSearchable());
    choice.setOnAction(event -> models.use(model.name()));
    choice.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(choice, Priority.ALWAYS);
    Label state = new Label(state(model));
    state.getStyleClass().add("muted");
    state.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(choice, state);
    row.getStyleClass().add("model-row");
    row.setAlignment(Pos.CENTER_LEFT);
    if (!model.installed()) {
      row.getChildren().add(link("model.list.look", models::read));
    } else if (model.missing() > 0) {
      String key = model.images() == 0 ? "model.list.index" : "model.list.others";
      row.getChildren().add(link(key, () -> index.accept(model.name())));
    }
    return row;
  }

  private Hyperlink link(String key, Runnable action) {
    Hyperlink link = new Hyperlink(messages.text(key));
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(event -> action.run());
    return link;
  }

  private String state(IndexedModel model) {
    if (!model.installed()) {
      return messages.text("model.list.missing");
    }
    return model.images() == 0
        ? messages.text("model.list.none")
        : messages.text("model.list.images", model.images(), model.all());
  }
}

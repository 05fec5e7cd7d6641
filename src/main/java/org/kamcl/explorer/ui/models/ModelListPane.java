package org.kamcl.explorer.ui.models;

import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.ui.text.Messages;

/** The installed models; the one that is selected is looked at. */
final class ModelListPane extends VBox {
  private final ModelsViewModel model;
  private final ModelTexts texts;
  private final Messages messages;
  private final ListView<InstalledModel> list;
  private boolean updating;

  /**
   * @param add asks for a file that becomes a model
   */
  ModelListPane(ModelsViewModel model, ModelTexts texts, Button add, Messages messages) {
    this.model = model;
    this.texts = texts;
    this.messages = messages;
    this.list = new ListView<>(model.models());
    getStyleClass().add("model-list-pane");
    Label title = new Label(messages.text("models.title"));
    title.getStyleClass().add("bold");
    title.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    add.setMinWidth(USE_PREF_SIZE);
    HBox header = new HBox(title, gap, add);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("pane-header");
    list.setId("models-list");
    list.getStyleClass().addAll(Styles.DENSE, "models-list");
    list.setAccessibleText(messages.text("models.title"));
    list.setCellFactory(view -> new ModelCell());
    Label none = new Label(messages.text("models.none"));
    none.setWrapText(true);
    none.getStyleClass().addAll("muted", "model-list-none");
    list.setPlaceholder(none);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, now) -> {
              if (!updating) {
                model.select(now);
              }
            });
    model.models().addListener((ListChangeListener<InstalledModel>) change -> follow());
    model.selectedProperty().addListener((property, before, now) -> follow());
    getChildren().addAll(header, list);
    follow();
  }

  private void follow() {
    updating = true;
    InstalledModel shown = model.selectedProperty().get();
    if (shown == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(shown);
    }
    updating = false;
  }

  /** The list. */
  ListView<InstalledModel> list() {
    return list;
  }

  /** A model in two lines: its name with whether it is in use, its networks and sizes. */
  private final class ModelCell extends ListCell<InstalledModel> {
    private final Label name = new Label();
    private final Label used = new Label(messages.text("models.used"));
    private final Label line = new Label();
    private final Label count = new Label();
    private final VBox row;

    ModelCell() {
      name.getStyleClass().add("model-name");
      name.setMinWidth(0);
      used.getStyleClass().addAll("chip", "chip-shared");
      used.setMinWidth(USE_PREF_SIZE);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox first = new HBox(name, gap, used);
      first.setAlignment(Pos.CENTER_LEFT);
      first.getStyleClass().add("model-row-first");
      line.getStyleClass().addAll("muted", "small");
      line.setMinWidth(0);
      count.getStyleClass().addAll("muted", "small");
      count.setMinWidth(0);
      row = new VBox(first, line, count);
      row.setMinWidth(0);
      row.setPrefWidth(0);
    }

    @Override
    protected void updateItem(InstalledModel one, boolean empty) {
      super.updateItem(one, empty);
      if (empty || one == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      name.setText(one.name());
      used.setVisible(one.inUse());
      used.setManaged(one.inUse());
      line.setText(texts.line(one));
      count.setText(texts.indexed(one));
      setTooltip(new Tooltip(one.name() + "\n" + texts.line(one) + "\n" + texts.indexed(one)));
      setGraphic(row);
      setAccessibleText(
          messages.text(
              "models.spoken", one.name(), line.getText(), count.getText(), one.inUse() ? 1 : 0));
    }
  }
}

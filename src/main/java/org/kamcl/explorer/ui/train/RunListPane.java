package org.kamcl.explorer.ui.train;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The runs: which are shown in the charts, in which color, how good and in which state. */
final class RunListPane extends VBox {
  private final TrainViewModel model;
  private final RunFormatter formatter;
  private final RunMenu menu;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ListView<RunSummary> list;
  private final TextField filter = new TextField();
  private boolean updating;

  RunListPane(
      TrainViewModel model,
      RunFormatter formatter,
      RunMenu menu,
      ToastsViewModel toasts,
      Messages messages,
      Button caption,
      Button create) {
    this.model = model;
    this.formatter = formatter;
    this.menu = menu;
    this.toasts = toasts;
    this.messages = messages;
    this.list = new ListView<>(model.visible());
    getStyleClass().add("run-list-pane");
    Label title = new Label(messages.text("train.runs"));
    title.getStyleClass().add("bold");
    Label column = new Label(messages.text("train.best"));
    column.getStyleClass().add("muted");
    column.setTooltip(new Tooltip(messages.text("train.best.tip")));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    caption.setMinWidth(USE_PREF_SIZE);
    create.setMinWidth(USE_PREF_SIZE);
    title.setMinWidth(USE_PREF_SIZE);
    HBox header = new HBox(title, column, gap, caption, create);
    header.setAlignment(Pos.CENTER_LEFT);
    // The name of the column gives way to the buttons in a narrow list.
    column
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    title.prefWidth(-1)
                            + column.prefWidth(-1)
                            + caption.prefWidth(-1)
                            + create.prefWidth(-1)
                            + header.getInsets().getLeft()
                            + header.getInsets().getRight()
                            + 4 * header.getSpacing()
                        <= header.getWidth(),
                header.widthProperty()));
    column.managedProperty().bind(column.visibleProperty());
    header.getStyleClass().add("pane-header");
    list.setId("runs");
    list.getStyleClass().addAll(Styles.DENSE, "run-list");
    list.setAccessibleText(messages.text("train.runs"));
    list.setCellFactory(view -> new RunCell());
    Label none = new Label(messages.text("train.nomatch"));
    none.getStyleClass().add("muted");
    none.setWrapText(true);
    list.setPlaceholder(none);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, run) -> {
              if (!updating && run != null) {
                model.select(run);
              }
            });
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    getChildren().addAll(header, tools(), list);
    model.versionProperty().addListener((property, before, now) -> refresh());
    model.overlays().versionProperty().addListener((property, before, now) -> refresh());
    model.selectedProperty().addListener((property, before, now) -> refresh());
    refresh();
  }

  private HBox tools() {
    filter.setId("run-filter");
    filter.setPromptText(messages.text("train.filter"));
    filter.setAccessibleText(messages.text("train.filter"));
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.setMinWidth(0);
    HBox.setHgrow(filter, Priority.ALWAYS);
    ComboBox<RunOrder> order = new ComboBox<>();
    order.setId("run-order");
    order.getItems().setAll(RunOrder.values());
    order.setAccessibleText(messages.text("train.order"));
    order.setTooltip(new Tooltip(messages.text("train.order")));
    Function<RunOrder, String> name =
        value ->
            messages.text(
                switch (value) {
                  case NEWEST -> "train.order.newest";
                  case BEST -> "train.order.best";
                  case TITLE -> "train.order.title";
                });
    order.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(RunOrder value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public RunOrder fromString(String text) {
            return RunOrder.NEWEST;
          }
        });
    order.valueProperty().bindBidirectional(model.orderProperty());
    order.setMinWidth(USE_PREF_SIZE);
    HBox tools = new HBox(filter, order);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().addAll("pane-header", "run-tools");
    return tools;
  }

  private void refresh() {
    updating = true;
    RunSummary selected = model.selectedProperty().get();
    if (selected == null) {
      list.getSelectionModel().clearSelection();
    } else {
      int index = -1;
      for (int i = 0; i < model.visible().size(); i++) {
        index = model.visible().get(i).name().equals(selected.name()) ? i : index;
      }
      if (index < 0) {
        list.getSelectionModel().clearSelection();
      } else if (list.getSelectionModel().getSelectedIndex() != index) {
        list.getSelectionModel().select(index);
      }
    }
    updating = false;
    list.refresh();
  }

  private void key(KeyEvent event) {
    RunSummary run = list.getSelectionModel().getSelectedItem();
    if (run == null) {
      return;
    }
    if (event.getCode() == KeyCode.SPACE) {
      toggle(run);
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      menu.items(run, list).stream()
          .filter(item -> "train-delete".equals(item.getId()) && !item.isDisable())
          .forEach(item -> item.fire());
      event.consume();
    }
  }

  private void toggle(RunSummary run) {
    if (!model.setShown(run.name(), !model.overlays().has(run.name()))) {
      toasts.show(messages.text("train.toomany", ShownRuns.MOST));
    }
    list.refresh();
  }

  /** The field that filters the runs. */
  TextField filter() {
    return filter;
  }

  /** The list. */
  ListView<RunSummary> list() {
    return list;
  }

  /** A run in two lines. */
  private final class RunCell extends ListCell<RunSummary> {
    private final RunRow row = new RunRow(formatter, messages, RunListPane.this::toggle);

    RunCell() {
      setContextMenu(null);
      setOnContextMenuRequested(
          event -> {
            RunSummary run = getItem();
            if (run != null) {
              List<javafx.scene.control.MenuItem> items = menu.items(run, this);
              ContextMenu opened =
                  new ContextMenu(items.toArray(new javafx.scene.control.MenuItem[0]));
              opened.show(this, event.getScreenX(), event.getScreenY());
              event.consume();
            }
          });
    }

    @Override
    protected void updateItem(RunSummary run, boolean empty) {
      super.updateItem(run, empty);
      if (empty || run == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      row.show(run, model.overlays().color(run.name()));
      setGraphic(row);
      setAccessibleText(row.spoken());
    }
  }
}

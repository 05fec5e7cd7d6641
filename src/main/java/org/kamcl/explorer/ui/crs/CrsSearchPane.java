package org.kamcl.explorer.ui.crs;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A search field for a CRS with the list of matches and a description of the chosen CRS. */
final class CrsSearchPane extends VBox {
  private static final int MAX_ROWS = 6;
  private static final double MAX_TOOLTIP_WIDTH = 420;

  private final CrsSearchViewModel search;
  private final Runnable onConfirm;
  private final TextField field = new TextField();
  private final ListView<CrsInfo> matches;

  /**
   * @param onConfirm is called for Enter once a CRS is chosen
   */
  CrsSearchPane(CrsSearchViewModel search, Messages messages, Runnable onConfirm) {
    this.search = search;
    this.onConfirm = onConfirm;
    this.matches = new CompactListView<>(search.matches(), MAX_ROWS);
    getStyleClass().add("crs-section");
    matches.setId("crs-matches");
    matches.setAccessibleText(messages.text("crs.search.matches"));
    matches.setCellFactory(view -> new MatchCell());
    showWhile(matches, Bindings.isNotEmpty(search.matches()));
    Label title = new Label(messages.text("crs.search"));
    title.getStyleClass().add("bold");
    field.setId("crs-search");
    field.setPromptText(messages.text("crs.search.prompt"));
    field.setAccessibleText(messages.text("crs.search"));
    field.textProperty().bindBidirectional(search.textProperty());
    field.setOnAction(event -> onEnter());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onFieldKey);
    matches.setOnMouseClicked(event -> chooseSelected());
    matches.addEventFilter(KeyEvent.KEY_PRESSED, this::onListKey);
    getChildren().addAll(title, field, matches, chosenCrs(), problem());
    setVgrow(matches, Priority.SOMETIMES);
  }

  private static void showWhile(Node node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  /** Moves the keyboard focus to the field. */
  void focusField() {
    field.requestFocus();
  }

  private void onFieldKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      // Consumed without matches as well, or the focus would move to the results.
      event.consume();
      if (!search.matches().isEmpty()) {
        matches.requestFocus();
        matches.getSelectionModel().selectFirst();
      }
    }
  }

  private void onListKey(KeyEvent event) {
    boolean first = matches.getSelectionModel().getSelectedIndex() <= 0;
    if (event.getCode() == KeyCode.ENTER) {
      chooseSelected();
      event.consume();
    } else if (event.getCode() == KeyCode.UP && first) {
      field.requestFocus();
      event.consume();
    }
  }

  private void onEnter() {
    if (search.crsProperty().get() != null) {
      onConfirm.run();
    } else if (!search.matches().isEmpty()) {
      choose(search.matches().get(0));
    }
  }

  private void chooseSelected() {
    CrsInfo match = matches.getSelectionModel().getSelectedItem();
    if (match != null) {
      choose(match);
    }
  }

  private void choose(CrsInfo match) {
    search.choose(match.epsg());
    field.requestFocus();
    field.end();
  }

  /** Name and area of use of the chosen CRS. */
  private Node chosenCrs() {
    Label name = new Label("", Icons.of("fth-check-circle"));
    name.setId("crs-name");
    name.getStyleClass().add("crs-name");
    name.setWrapText(true);
    name.setMinHeight(USE_PREF_SIZE);
    Label area = new Label();
    area.getStyleClass().addAll("small", "muted", "crs-area");
    area.setWrapText(true);
    // Some areas of use list dozens of countries.
    Tooltip fullArea = new Tooltip();
    fullArea.setWrapText(true);
    fullArea.setMaxWidth(MAX_TOOLTIP_WIDTH);
    fullArea.textProperty().bind(area.textProperty());
    area.setTooltip(fullArea);
    VBox box = new VBox(name, area);
    showWhile(box, search.crsProperty().isNotNull());
    search
        .crsProperty()
        .addListener(
            (property, before, crs) -> {
              name.setText(crs == null ? "" : crs.name());
              area.setText(crs == null ? "" : crs.areaOfUse());
              area.setVisible(!area.getText().isEmpty());
              area.setManaged(area.isVisible());
            });
    return box;
  }

  private Label problem() {
    Label problem = new Label("", Icons.of("fth-alert-circle"));
    problem.setId("crs-problem");
    problem.getStyleClass().add("crs-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(search.problemProperty());
    showWhile(problem, search.problemProperty().isNotEmpty());
    return problem;
  }

  /** EPSG code and name of a CRS. */
  private static final class MatchCell extends ListCell<CrsInfo> {
    @Override
    protected void updateItem(CrsInfo crs, boolean empty) {
      super.updateItem(crs, empty);
      if (empty || crs == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      Label code = new Label(String.valueOf(crs.epsg()));
      code.getStyleClass().addAll("muted", "crs-code");
      setText(crs.name());
      setGraphic(code);
    }
  }
}

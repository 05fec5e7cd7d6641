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

/** A field for a coordinate system, what may be meant by what is typed, and what is. */
final class CrsSearchPane extends VBox {
  private static final int MOST = 6;
  private static final double WIDEST_TIP = 420;

  private final CrsSearchViewModel choice;
  private final Runnable use;
  private final TextField field = new TextField();
  private final ListView<CrsInfo> matches;

  /**
   * @param use is done by Enter, once a system is found
   */
  CrsSearchPane(CrsSearchViewModel choice, Messages messages, Runnable use) {
    this.choice = choice;
    this.use = use;
    this.matches = new CompactListView<>(choice.matches(), MOST);
    getStyleClass().add("placing-section");
    matches.setId("placing-matches");
    matches.setAccessibleText(messages.text("placing.matches"));
    matches.setCellFactory(view -> new MatchCell());
    shownWhile(matches, Bindings.isNotEmpty(choice.matches()));
    Label name = new Label(messages.text("placing.field"));
    name.getStyleClass().add("bold");
    field.setId("placing-system");
    field.setPromptText(messages.text("placing.prompt"));
    field.setAccessibleText(messages.text("placing.field"));
    field.textProperty().bindBidirectional(choice.textProperty());
    field.setOnAction(event -> enter());
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            // Also where there is no list: it would lead to the hits.
            event.consume();
            if (!choice.matches().isEmpty()) {
              matches.requestFocus();
              matches.getSelectionModel().selectFirst();
            }
          }
        });
    matches.setOnMouseClicked(event -> chooseSelected());
    matches.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean first = matches.getSelectionModel().getSelectedIndex() <= 0;
          if (event.getCode() == KeyCode.ENTER) {
            chooseSelected();
            event.consume();
          } else if (event.getCode() == KeyCode.UP && first) {
            field.requestFocus();
            event.consume();
          }
        });
    getChildren().addAll(name, field, matches, confirmed(), complaint());
    setVgrow(matches, Priority.SOMETIMES);
  }

  private static void shownWhile(Node node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  /** Gives the keys to the field. */
  void focusField() {
    field.requestFocus();
  }

  private void enter() {
    if (choice.crsProperty().get() != null) {
      use.run();
    } else if (!choice.matches().isEmpty()) {
      choose(choice.matches().get(0));
    }
  }

  private void chooseSelected() {
    CrsInfo match = matches.getSelectionModel().getSelectedItem();
    if (match != null) {
      choose(match);
    }
  }

  private void choose(CrsInfo match) {
    choice.choose(match.epsg());
    field.requestFocus();
    field.end();
  }

  /** The system that a number means, by its name and where it is used. */
  private Node confirmed() {
    Label name = new Label("", Icons.of("fth-check-circle"));
    name.setId("placing-name");
    name.getStyleClass().add("placing-name");
    name.setWrapText(true);
    name.setMinHeight(USE_PREF_SIZE);
    Label meant = new Label();
    meant.getStyleClass().addAll("small", "muted", "placing-use");
    meant.setWrapText(true);
    // Some name dozens of countries.
    Tooltip whole = new Tooltip();
    whole.setWrapText(true);
    whole.setMaxWidth(WIDEST_TIP);
    whole.textProperty().bind(meant.textProperty());
    meant.setTooltip(whole);
    VBox box = new VBox(name, meant);
    shownWhile(box, choice.crsProperty().isNotNull());
    choice
        .crsProperty()
        .addListener(
            (property, before, system) -> {
              name.setText(system == null ? "" : system.name());
              meant.setText(system == null ? "" : system.areaOfUse());
              meant.setVisible(!meant.getText().isEmpty());
              meant.setManaged(meant.isVisible());
            });
    return box;
  }

  private Label complaint() {
    Label complaint = new Label("", Icons.of("fth-alert-circle"));
    complaint.setId("placing-complaint");
    complaint.getStyleClass().add("placing-complaint");
    complaint.setWrapText(true);
    complaint.setMinHeight(USE_PREF_SIZE);
    complaint.textProperty().bind(choice.problemProperty());
    shownWhile(complaint, choice.problemProperty().isNotEmpty());
    return complaint;
  }

  /** A system: its number and its name. */
  private static final class MatchCell extends ListCell<CrsInfo> {
    @Override
    protected void updateItem(CrsInfo system, boolean empty) {
      super.updateItem(system, empty);
      if (empty || system == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      Label number = new Label(String.valueOf(system.epsg()));
      number.getStyleClass().addAll("muted", "placing-number");
      setText(system.name());
      setGraphic(number);
    }
  }
}

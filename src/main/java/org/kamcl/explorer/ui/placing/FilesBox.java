package org.kamcl.explorer.ui.placing;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.words.Messages;

/** The files that ask, to choose those that an answer is for. */
final class FilesBox extends VBox {
  private static final int MOST = 5;

  FilesBox(AnswerViewModel draft, Messages messages) {
    getStyleClass().add("placing-section");
    Label count = new Label();
    count.getStyleClass().add("bold");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "placing.files", draft.countProperty().get(), draft.rows().size()),
                draft.countProperty(),
                draft.rows()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink all = new Hyperlink(messages.text("placing.all"));
    all.setOnAction(event -> draft.chooseAll(true));
    Hyperlink none = new Hyperlink(messages.text("placing.no"));
    none.setOnAction(event -> draft.chooseAll(false));
    HBox links = new HBox(all, none);
    links.getStyleClass().add("placing-links");
    links.visibleProperty().bind(Bindings.size(draft.rows()).greaterThan(1));
    links.managedProperty().bind(links.visibleProperty());
    HBox line = new HBox(count, gap, links);
    line.setAlignment(Pos.CENTER_LEFT);
    ListView<AnswerViewModel.Row> files = new ShortList<>(draft.rows(), MOST);
    files.setId("placing-files");
    files.setAccessibleText(messages.text("placing.text"));
    files.setCellFactory(view -> new FileCell(messages));
    files.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          AnswerViewModel.Row row = files.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.SPACE && row != null) {
            row.chosen().set(!row.chosen().get());
            event.consume();
          }
        });
    getChildren().addAll(line, files);
    setVgrow(files, Priority.SOMETIMES);
  }
}

package org.kamcl.explorer.ui.crs;

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
import org.kamcl.explorer.ui.text.Messages;

/** The files that ask, to choose those that an answer is for. */
final class FileSelectionPane extends VBox {
  private static final int MOST = 5;

  FileSelectionPane(CrsAssignmentViewModel draft, Messages messages) {
    getStyleClass().add("placing-section");
    Label count = new Label();
    count.getStyleClass().add("bold");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "placing.files", draft.selectedCountProperty().get(), draft.rows().size()),
                draft.selectedCountProperty(),
                draft.rows()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink all = new Hyperlink(messages.text("placing.all"));
    all.setOnAction(event -> draft.selectAll(true));
    Hyperlink none = new Hyperlink(messages.text("placing.no"));
    none.setOnAction(event -> draft.selectAll(false));
    HBox links = new HBox(all, none);
    links.getStyleClass().add("placing-links");
    links.visibleProperty().bind(Bindings.size(draft.rows()).greaterThan(1));
    links.managedProperty().bind(links.visibleProperty());
    HBox line = new HBox(count, gap, links);
    line.setAlignment(Pos.CENTER_LEFT);
    ListView<CrsAssignmentViewModel.FileRow> files = new CompactListView<>(draft.rows(), MOST);
    files.setId("placing-files");
    files.setAccessibleText(messages.text("placing.text"));
    files.setCellFactory(view -> new FileSelectionCell(messages));
    files.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          CrsAssignmentViewModel.FileRow fileRow = files.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.SPACE && fileRow != null) {
            fileRow.selected().set(!fileRow.selected().get());
            event.consume();
          }
        });
    getChildren().addAll(line, files);
    setVgrow(files, Priority.SOMETIMES);
  }
}

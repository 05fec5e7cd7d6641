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

/** Selection of the files that get a CRS. */
final class FileSelectionPane extends VBox {
  private static final int MAX_ROWS = 5;

  FileSelectionPane(CrsAssignmentViewModel assignment, Messages messages) {
    getStyleClass().add("crs-section");
    Label count = new Label();
    count.getStyleClass().add("bold");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "crs.files",
                        assignment.selectedCountProperty().get(),
                        assignment.rows().size()),
                assignment.selectedCountProperty(),
                assignment.rows()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink all = new Hyperlink(messages.text("crs.select.all"));
    all.setOnAction(event -> assignment.selectAll(true));
    Hyperlink none = new Hyperlink(messages.text("crs.select.none"));
    none.setOnAction(event -> assignment.selectAll(false));
    HBox links = new HBox(all, none);
    links.getStyleClass().add("crs-links");
    links.visibleProperty().bind(Bindings.size(assignment.rows()).greaterThan(1));
    links.managedProperty().bind(links.visibleProperty());
    HBox line = new HBox(count, gap, links);
    line.setAlignment(Pos.CENTER_LEFT);
    ListView<CrsAssignmentViewModel.FileRow> files =
        new CompactListView<>(assignment.rows(), MAX_ROWS);
    files.setId("crs-files");
    files.setAccessibleText(messages.text("crs.intro"));
    files.setCellFactory(view -> new FileSelectionCell(messages));
    files.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          CrsAssignmentViewModel.FileRow row = files.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.SPACE && row != null) {
            row.selected().set(!row.selected().get());
            event.consume();
          }
        });
    getChildren().addAll(line, files);
    setVgrow(files, Priority.SOMETIMES);
  }
}

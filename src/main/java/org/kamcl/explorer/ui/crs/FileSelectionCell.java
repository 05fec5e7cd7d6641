package org.kamcl.explorer.ui.crs;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.ui.text.Messages;

/** A file that asks: whether the answer is for it, its name, and what was said before. */
final class FileSelectionCell extends ListCell<CrsAssignmentViewModel.FileRow> {
  private final Messages messages;
  private final CheckBox box = new CheckBox();
  private final Label said = new Label();
  private final HBox line;
  private CrsAssignmentViewModel.FileRow shown;

  FileSelectionCell(Messages messages) {
    this.messages = messages;
    // The list has the keys: arrows go from file to file, the space bar chooses.
    box.setFocusTraversable(false);
    // Names of files hold underscores, which would be taken for keys.
    box.setMnemonicParsing(false);
    box.setMinWidth(0);
    said.getStyleClass().addAll("small", "muted");
    said.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    line = new HBox(box, gap, said);
    line.getStyleClass().add("placing-file");
  }

  @Override
  protected void updateItem(CrsAssignmentViewModel.FileRow fileRow, boolean empty) {
    super.updateItem(fileRow, empty);
    if (shown != null) {
      box.selectedProperty().unbindBidirectional(shown.selected());
    }
    shown = empty ? null : fileRow;
    if (shown == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    String name = String.valueOf(fileRow.question().file().getFileName());
    box.setText(name);
    box.selectedProperty().bindBidirectional(fileRow.selected());
    CrsAssignment answer = fileRow.question().assignment();
    said.setText(
        answer.epsg().isPresent()
            ? "EPSG:" + answer.epsg().getAsInt()
            : answer.decided() ? messages.text("placing.said.none") : "");
    setTooltip(new Tooltip(fileRow.question().file().toString()));
    setAccessibleText(name);
    setGraphic(line);
  }
}

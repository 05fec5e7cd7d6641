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

/** A file with a check box and the decision so far. */
final class FileSelectionCell extends ListCell<CrsAssignmentViewModel.FileRow> {
  private final Messages messages;
  private final CheckBox box = new CheckBox();
  private final Label decision = new Label();
  private final HBox line;
  private CrsAssignmentViewModel.FileRow row;

  FileSelectionCell(Messages messages) {
    this.messages = messages;
    // The list has the keyboard focus: arrow keys move, the space bar selects.
    box.setFocusTraversable(false);
    // File names contain underscores, which would become mnemonics.
    box.setMnemonicParsing(false);
    box.setMinWidth(0);
    decision.getStyleClass().addAll("small", "muted");
    decision.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    line = new HBox(box, gap, decision);
    line.getStyleClass().add("crs-file");
  }

  @Override
  protected void updateItem(CrsAssignmentViewModel.FileRow item, boolean empty) {
    super.updateItem(item, empty);
    if (row != null) {
      box.selectedProperty().unbindBidirectional(row.selected());
    }
    row = empty ? null : item;
    if (row == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    String name = String.valueOf(row.file().file().getFileName());
    box.setText(name);
    box.selectedProperty().bindBidirectional(row.selected());
    decision.setText(text(row.file().assignment()));
    setTooltip(new Tooltip(row.file().file().toString()));
    setAccessibleText(name);
    setGraphic(line);
  }

  private String text(CrsAssignment assignment) {
    if (assignment.epsg().isPresent()) {
      return "EPSG:" + assignment.epsg().getAsInt();
    }
    return assignment.decided() ? messages.text("crs.file.skipped") : "";
  }
}

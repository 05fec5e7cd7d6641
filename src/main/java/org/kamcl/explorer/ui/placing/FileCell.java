package org.kamcl.explorer.ui.placing;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.ui.words.Messages;

/** A file that asks: whether the answer is for it, its name, and what was said before. */
final class FileCell extends ListCell<AnswerViewModel.Row> {
  private final Messages messages;
  private final CheckBox box = new CheckBox();
  private final Label said = new Label();
  private final HBox line;
  private AnswerViewModel.Row shown;

  FileCell(Messages messages) {
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
  protected void updateItem(AnswerViewModel.Row row, boolean empty) {
    super.updateItem(row, empty);
    if (shown != null) {
      box.selectedProperty().unbindBidirectional(shown.chosen());
    }
    shown = empty ? null : row;
    if (shown == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    String name = String.valueOf(row.question().file().getFileName());
    box.setText(name);
    box.selectedProperty().bindBidirectional(row.chosen());
    SystemAnswer answer = row.question().answer();
    said.setText(
        answer.epsg().isPresent()
            ? "EPSG:" + answer.epsg().getAsInt()
            : answer.given() ? messages.text("placing.said.none") : "");
    setTooltip(new Tooltip(row.question().file().toString()));
    setAccessibleText(name);
    setGraphic(line);
  }
}

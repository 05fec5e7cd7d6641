package org.kamcl.explorer.ui.evaluate;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;

/** A corpus in the list of those to choose from: its name, how the program knows it, its place. */
final class CorpusCell extends ListCell<OfferedCorpus> {
  private final EvaluateTexts texts;
  private final Label name = new Label();
  private final Label known = new Label();
  private final VBox both = new VBox(name, known);

  CorpusCell(Messages messages) {
    this.texts = new EvaluateTexts(messages);
    known.getStyleClass().addAll("muted", "small");
    getStyleClass().add("corpus-cell");
  }

  @Override
  protected void updateItem(OfferedCorpus item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    name.setText(item.name());
    known.setText(texts.known(item));
    setAccessibleText(name.getText() + ", " + known.getText());
    setGraphic(both);
  }
}

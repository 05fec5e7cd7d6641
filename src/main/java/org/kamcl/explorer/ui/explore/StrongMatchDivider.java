package org.kamcl.explorer.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.ui.text.Messages;

/** Divider between strong matches and the other hits. */
final class StrongMatchDivider extends HBox {
  StrongMatchDivider(Messages messages) {
    getStyleClass().add("cut-line");
    setAlignment(Pos.CENTER_LEFT);
    Region before = new Region();
    before.getStyleClass().addAll("cut-rule", "cut-rule-short");
    Label title = new Label(messages.text("results.divider"));
    title.getStyleClass().add("bold");
    title.setMinWidth(USE_PREF_SIZE);
    Label note = new Label(messages.text("results.divider.note"));
    note.getStyleClass().add("muted");
    Region after = new Region();
    after.getStyleClass().add("cut-rule");
    HBox.setHgrow(after, Priority.ALWAYS);
    getChildren().addAll(before, title, note, after);
  }
}

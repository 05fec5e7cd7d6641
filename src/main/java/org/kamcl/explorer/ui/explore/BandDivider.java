package org.kamcl.explorer.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.ui.text.Messages;

/** Divider above the hits of a less certain band. */
final class BandDivider extends HBox {
  /**
   * @param band band of the hits below, possible or weak
   */
  BandDivider(MatchBand band, Messages messages) {
    getStyleClass().add("cut-line");
    setAlignment(Pos.CENTER_LEFT);
    Region before = new Region();
    before.getStyleClass().addAll("cut-rule", "cut-rule-short");
    boolean possible = band == MatchBand.POSSIBLE;
    Label title = new Label(messages.text(possible ? "results.possible" : "results.weak"));
    title.getStyleClass().add("bold");
    title.setMinWidth(USE_PREF_SIZE);
    Label note = new Label(messages.text(possible ? "results.possible.note" : "results.weak.note"));
    note.getStyleClass().add("muted");
    Region after = new Region();
    after.getStyleClass().add("cut-rule");
    HBox.setHgrow(after, Priority.ALWAYS);
    getChildren().addAll(before, title, note, after);
  }
}

package org.kamcl.explorer.ui.search;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ChipRow;
import org.kamcl.explorer.ui.control.PictureBox;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.words.Messages;
import org.kamcl.explorer.ui.words.ScoreWords;

/** A hit among others: picture, score, rank, what it shares with the query. */
public final class HitCard extends VBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final int PIXELS = 320;

  private final Messages messages;
  private final ScoreWords scores;
  private final PictureBox picture;
  private final ScoreDot dot = new ScoreDot();
  private final Label rank = new Label();
  private final Label top = new Label();
  private final ChipRow chips = new ChipRow();
  private SearchHit hit;

  HitCard(Pictures pictures, Messages messages) {
    this.messages = messages;
    this.scores = new ScoreWords(messages);
    this.picture = new PictureBox(pictures, PIXELS, messages.text("card.missing"));
    getStyleClass().add("hit-card");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    rank.getStyleClass().add("hit-rank");
    rank.setMinWidth(Region.USE_PREF_SIZE);
    top.getStyleClass().addAll("hit-top", "small", "muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(dot, rank, gap, top);
    line.getStyleClass().add("hit-line");
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(picture, line, chips);
  }

  /** The hit that it shows, or null. */
  public SearchHit hit() {
    return hit;
  }

  void show(SearchHit shown, boolean selected) {
    if (!shown.equals(hit)) {
      hit = shown;
      picture.show(shown.image());
      dot.show(shown.chance());
      rank.setText(Integer.toString(shown.rank()));
      top.setText(scores.top(shown));
      chips.show(shown.concepts());
      setAccessibleText(messages.text("card.spoken", shown.rank(), top.getText()));
    }
    select(selected);
  }

  void select(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /** Makes the card so wide; the picture is a square. */
  void size(double width) {
    setMinWidth(width);
    setPrefWidth(width);
    setMaxWidth(width);
    double side = width - 2 * HitGrid.PADDING;
    picture.setMinSize(side, side);
    picture.setPrefSize(side, side);
    picture.setMaxSize(side, side);
  }

  /** Its picture is no longer wanted. */
  void release() {
    hit = null;
    picture.show(null);
  }
}

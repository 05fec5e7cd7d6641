package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Set;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Ranked captions, one row each: rank, sentence, how well it matches, a search for it. */
final class RankedCaptions extends GridPane {
  private final HitActions actions;
  private final Messages messages;

  RankedCaptions(HitActions actions, Messages messages) {
    this.actions = actions;
    this.messages = messages;
    getStyleClass().add("ranked-captions");
    ColumnConstraints number = new ColumnConstraints();
    number.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints sentence = new ColumnConstraints();
    sentence.setHgrow(Priority.ALWAYS);
    ColumnConstraints match = new ColumnConstraints();
    match.setMinWidth(Region.USE_PREF_SIZE);
    match.setHalignment(HPos.RIGHT);
    ColumnConstraints tools = new ColumnConstraints();
    tools.setMinWidth(Region.USE_PREF_SIZE);
    getColumnConstraints().setAll(number, sentence, match, tools);
  }

  /**
   * Shows captions, best first.
   *
   * @param shared names of concepts that image and query share
   * @param named names of all concepts to highlight
   */
  void show(List<RankedCaption> captions, Set<String> shared, Set<String> named) {
    getChildren().clear();
    int row = 0;
    for (RankedCaption caption : captions) {
      Label rank = small(Integer.toString(caption.rank()));
      rank.getStyleClass().add("caption-rank");
      ConceptText sentence = new ConceptText(caption.caption(), shared, named, actions.concepts());
      Label match = match(caption);
      Button search =
          Icons.button(
              "fth-search",
              messages.text("results.captions.search"),
              () -> actions.searchCaption(caption.caption()));
      search.getStyleClass().add(Styles.FLAT);
      addRow(row++, rank, sentence, match, search);
      GridPane.setValignment(rank, VPos.TOP);
      GridPane.setValignment(match, VPos.TOP);
      GridPane.setValignment(search, VPos.TOP);
    }
  }

  /** The band and behind it the score; the score alone if the model has no calibration. */
  private Label match(RankedCaption caption) {
    String score = String.format(messages.locale(), "%.2f", caption.score());
    Label label =
        small(
            caption
                .band()
                .map(
                    band ->
                        messages.text(
                            switch (band) {
                              case STRONG -> "score.strong";
                              case POSSIBLE -> "score.possible";
                              case WEAK -> "score.weak";
                            }))
                .map(band -> messages.text("score.rate", band, score))
                .orElse(score));
    label.setTooltip(new Tooltip(messages.text("inspect.captions.score", score)));
    return label;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }
}

package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.text.ScoreFormatter;
import org.kamcl.explorer.ui.theme.Icons;

/** A hit as a card: image, rank, score, shared concepts. */
public final class HitCard extends VBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass HOVERED = PseudoClass.getPseudoClass("linked");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  private final Messages messages;
  private final ScoreFormatter scores;
  private final HitActions actions;
  private final HitCellModel cells;
  private final ListingFormatter listing;
  private final ThumbnailView thumbnail;
  private final StackPane frame;
  private final HBox tools = new HBox();
  private HBox ratings;
  private final Label ratingBadge = new Label();
  private final Button mark;
  private final Hyperlink locate;
  private final ScoreDot dot = new ScoreDot();
  private final Label rank = new Label();
  private final Label top = new Label();
  private final Tooltip topTip = new Tooltip();
  private final ConceptChipRow chips;

  /** What a list without a query is sorted by. */
  private final Label sorted = new Label();

  private List<ConceptHandler.QueryState> marks = List.of();
  private SearchHit hit;
  private Rating shownRating = Rating.NONE;
  private boolean marked;
  private Runnable marking = () -> {};

  HitCard(
      ThumbnailLoader thumbnailLoader,
      HitActions actions,
      HitCellModel cells,
      ListingFormatter listing,
      Messages messages) {
    this.listing = listing;
    this.messages = messages;
    this.actions = actions;
    this.cells = cells;
    this.scores = new ScoreFormatter(messages);
    this.thumbnail = new ThumbnailView(thumbnailLoader, messages.text("card.missing"));
    this.chips = new ConceptChipRow(actions.concepts());
    this.locate = new Hyperlink(messages.text("card.locate"));
    this.mark = tool("fth-check", "card.mark", () -> marking.run());
    getStyleClass().add("hit-card");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    rank.getStyleClass().add("hit-rank");
    rank.setMinWidth(Region.USE_PREF_SIZE);
    top.setTooltip(topTip);
    top.getStyleClass().addAll("hit-top", "small", "muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(dot, rank, gap, top);
    line.getStyleClass().add("hit-line");
    line.setAlignment(Pos.CENTER_LEFT);
    ratingBadge.getStyleClass().add("hit-badge");
    ratingBadge.setVisible(false);
    StackPane.setAlignment(ratingBadge, Pos.TOP_RIGHT);
    mark.getStyleClass().add("hit-mark");
    mark.setGraphic(Icons.of("fth-check", 14));
    mark.setVisible(false);
    hoverProperty().addListener((property, before, over) -> showMark());
    StackPane.setAlignment(mark, Pos.TOP_LEFT);
    tools();
    frame = new StackPane(thumbnail, tools, ratingBadge, mark);
    frame.getStyleClass().add("hit-frame");
    locate.getStyleClass().add("small");
    locate.setOnAction(event -> actions.locate(hit));
    locate.setFocusTraversable(false);
    locate.visibleProperty().bind(thumbnail.missingProperty());
    locate.managedProperty().bind(thumbnail.missingProperty());
    chips
        .visibleProperty()
        .bind(thumbnail.missingProperty().not().and(listing.activeProperty().not()));
    chips.managedProperty().bind(chips.visibleProperty());
    sorted.getStyleClass().addAll("hit-listed", "small", "muted");
    sorted.visibleProperty().bind(thumbnail.missingProperty().not().and(listing.activeProperty()));
    sorted.managedProperty().bind(sorted.visibleProperty());
    getChildren().addAll(frame, line, chips, sorted, locate);
  }

  private void tools() {
    tools.getStyleClass().add("hit-tools");
    tools.setAlignment(Pos.BOTTOM_LEFT);
    tools.setMaxHeight(Region.USE_PREF_SIZE);
    StackPane.setAlignment(tools, Pos.BOTTOM_LEFT);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ratings =
        new HBox(
            tool("fth-thumbs-up", "card.relevant", () -> actions.rateRelevant(hit)),
            tool("fth-thumbs-down", "card.notrelevant", () -> actions.rateNotRelevant(hit)));
    ratings.getStyleClass().add("hit-ratings");
    tools
        .getChildren()
        .addAll(
            ratings,
            gap,
            tool("mdi2i-image-search-outline", "card.similar", () -> actions.similar(hit)));
    tools.visibleProperty().bind(hoverProperty());
  }

  private Button tool(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.getStyleClass().add("hit-tool");
    // Shortcuts do the same for the selected card.
    button.setFocusTraversable(false);
    return button;
  }

  /** The hit, or null. */
  public SearchHit hit() {
    return hit;
  }

  void show(SearchHit shown, boolean selected) {
    List<ConceptHandler.QueryState> now = new ArrayList<>();
    shown.concepts().forEach(concept -> now.add(actions.concepts().queryState(concept.name())));
    boolean resorted = shown.isListed() && !listing.value(shown.image()).equals(sorted.getText());
    if (!shown.equals(hit) || !now.equals(marks) || resorted) {
      hit = shown;
      marks = now;
      thumbnail.show(shown.image());
      if (shown.isListed()) {
        showListed(shown);
      } else {
        showScored(shown);
      }
      chips.show(shown.concepts());
    }
    setSelected(selected);
    updateRating();
  }

  private void showScored(SearchHit shown) {
    dot.show(shown.falseMatchRate());
    rank.setText(Integer.toString(shown.rank()));
    rank.setTooltip(null);
    top.setText(scores.falseMatchRate(shown));
    topTip.setText(scores.explanation(shown));
    setAccessibleText(messages.text("card.spoken", shown.rank(), top.getText()));
    setScored(true);
  }

  /** An image without a score: its name and what the list is sorted by. */
  private void showListed(SearchHit shown) {
    String name = listing.name(shown.image());
    rank.setText(name);
    rank.setTooltip(new Tooltip(name));
    sorted.setText(listing.value(shown.image()));
    sorted.setTooltip(new Tooltip(sorted.getText()));
    setAccessibleText(sorted.getText().isEmpty() ? name : name + ", " + sorted.getText());
    setScored(false);
  }

  private void setScored(boolean scored) {
    dot.setVisible(scored);
    dot.setManaged(scored);
    ratings.setVisible(scored);
    ratings.setManaged(scored);
    rank.setMinWidth(scored ? Region.USE_PREF_SIZE : 0);
    top.setVisible(scored);
    top.setManaged(scored);
  }

  void setSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /** Shows the rating of the hit. */
  void updateRating() {
    Rating now = cells.rating(hit);
    if (now != shownRating) {
      shownRating = now;
      Optional<String> icon = HitCellModel.icon(now);
      ratingBadge.setVisible(icon.isPresent());
      ratingBadge.setGraphic(icon.map(code -> Icons.of(code, 14)).orElse(null));
    }
  }

  /** Sets the action of the check box in the corner. */
  void onMark(Runnable action) {
    marking = action;
  }

  void setMarked(boolean now) {
    marked = now;
    mark.pseudoClassStateChanged(MARKED, now);
    showMark();
  }

  /** Shows the check box under the pointer, and always if it is checked. */
  private void showMark() {
    mark.setVisible(marked || isHover());
  }

  void setHovered(boolean hovered) {
    pseudoClassStateChanged(HOVERED, hovered);
  }

  /** Sets the width of the card; the image is square. */
  void setCardWidth(double width) {
    setMinWidth(width);
    setPrefWidth(width);
    setMaxWidth(width);
    double side = width - 2 * HitGrid.PADDING;
    for (Region square : List.of(thumbnail, frame)) {
      square.setMinSize(side, side);
      square.setPrefSize(side, side);
      square.setMaxSize(side, side);
    }
    tools.setMaxWidth(side);
  }

  /** The image as it is shown. */
  Image picture() {
    return thumbnail.snapshot(null, null);
  }

  /** Cancels loading of the image. */
  void release() {
    hit = null;
    thumbnail.show(null);
  }
}

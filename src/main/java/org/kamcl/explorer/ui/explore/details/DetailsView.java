package org.kamcl.explorer.ui.explore.details;

import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.heatmap.BranchShares;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapWords;
import org.kamcl.explorer.ui.reasons.MechanismView;
import org.kamcl.explorer.ui.reasons.ReasonsSaver;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.reasons.WhyView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Details of the selected hit: image, reasons, captions, properties. */
public final class DetailsView extends BorderPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final DetailsViewModel model;
  private final Messages messages;
  private final ThumbnailView thumbnail;
  private final Label title = new Label();
  private final Label top = new Label();
  private final ScoreDot dot = new ScoreDot();
  private final Tooltip topTip = new Tooltip();
  private final Label meaning = new Label();
  private final WhyView reasons;
  private final SeenHere seenHere;
  private final VBox given = new VBox();
  private final VBox ranked = new VBox();
  private final VBox why;
  private final VBox givenBox;
  private final VBox rankedBox;
  private final GridPane facts = new GridPane();
  private final ScrollPane scroll;
  private final Label nothing = new Label();
  private final HitActions actions;
  private final Button good;
  private final Button bad;
  private final HBox foot;

  /**
   * @param whyModel the reasons of the hit
   * @param heat where the query is seen in the hit
   * @param saver saves the reasons
   * @param actions actions on the hit
   * @param close hides the pane
   */
  public DetailsView(
      DetailsViewModel model,
      ReasonsViewModel whyModel,
      HeatMapViewModel heat,
      ReasonsSaver saver,
      HitActions actions,
      ThumbnailLoader thumbnailLoader,
      Messages messages,
      Runnable close) {
    this.model = model;
    this.actions = actions;
    this.messages = messages;
    this.good =
        tool(
            "fth-thumbs-up",
            "card.relevant",
            () -> actions.rateRelevant(model.hitProperty().get()));
    this.bad =
        tool(
            "fth-thumbs-down",
            "card.notrelevant",
            () -> actions.rateNotRelevant(model.hitProperty().get()));
    this.foot = foot();
    this.thumbnail = new ThumbnailView(thumbnailLoader, messages.text("card.missing"));
    this.reasons = new WhyView(whyModel, actions.concepts(), messages);
    this.seenHere = new SeenHere(thumbnail, heat, messages);
    thumbnail.setCursor(Cursor.HAND);
    // The keyboard has Enter and I for it.
    thumbnail.setOnMouseClicked(event -> actions.navigation().inspect());
    setId("details");
    getStyleClass().add("details");
    setTop(header(close));

    meaning.setWrapText(true);
    meaning.setId("meaning");
    meaning.getStyleClass().addAll("muted", "small");
    facts.getStyleClass().add("facts");
    facts.setId("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(names, values);

    given.getStyleClass().add("details-captions");
    ranked.getStyleClass().add("details-captions");
    givenBox =
        DetailsParts.section(
            messages.text("details.captions"), messages.text("details.captions.given"), given);
    rankedBox = DetailsParts.section(messages.text("details.captions.closest"), "", ranked);
    Hyperlink locate = new Hyperlink(messages.text("card.locate"));
    locate.setOnAction(event -> actions.locate(model.hitProperty().get()));
    locate.visibleProperty().bind(thumbnail.missingProperty());
    locate.managedProperty().bind(thumbnail.missingProperty());
    VBox imageBox = new VBox(seenHere, locate);
    imageBox.getStyleClass().add("details-section");
    why = DetailsParts.section(messages.text("details.why"), "", meaning);
    Hyperlink save = new Hyperlink(messages.text("reasons.save"), Icons.of("fth-download", 14));
    save.setId("save-reasons");
    save.getStyleClass().add("why-change");
    save.setOnAction(event -> saver.save(getScene(), actions.concepts()));
    why.getChildren().addAll(reasons, save, new MechanismView(whyModel, branches(heat), messages));
    VBox factsBox = new VBox(facts);
    factsBox.getStyleClass().add("details-section");
    VBox content = new VBox(imageBox, why, givenBox, rankedBox, factsBox);
    scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    nothing.setText(messages.text("details.nothing"));
    nothing.setWrapText(true);
    nothing.getStyleClass().addAll("muted", "details-nothing");

    model.hitProperty().addListener((property, before, hit) -> show(hit));
    reasons.onTry(actions::search);
    reasons.showWordsOn(heat);
    model.captions().addListener((ListChangeListener<RankedCaption>) change -> showRanked());
    model.noCaptionFitsProperty().addListener((property, before, none) -> showRanked());
    model.feedbackProperty().addListener((property, before, now) -> updateRating());
    show(model.hitProperty().get());
  }

  /** The shares of the branches, which are known while the heat map is on. */
  private Node branches(HeatMapViewModel heat) {
    Label off = new Label(messages.text("reasons.branches.off"));
    off.getStyleClass().addAll("small", "muted");
    off.setWrapText(true);
    off.visibleProperty().bind(heat.shownProperty().not());
    off.managedProperty().bind(off.visibleProperty());
    VBox box = new VBox(off, new HeatMapWords(heat, messages), new BranchShares(heat, messages));
    box.getStyleClass().add("branch-part");
    return box;
  }

  private Button tool(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.getStyleClass().add(Styles.FLAT);
    return button;
  }

  private HBox foot() {
    Button similar =
        new Button(messages.text("details.similar"), Icons.of("mdi2i-image-search-outline"));
    similar.setOnAction(event -> actions.similar(model.hitProperty().get()));
    similar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(similar, Priority.ALWAYS);
    HBox box =
        new HBox(
            tool("fth-chevron-left", "details.previous", () -> model.move(-1)),
            similar,
            tool("fth-chevron-right", "details.next", () -> model.move(1)));
    box.getStyleClass().add("details-foot");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private void updateRating() {
    SearchHit hit = model.hitProperty().get();
    RelevanceFeedback.Rating rating =
        hit == null ? RelevanceFeedback.Rating.NONE : actions.rating(hit);
    good.pseudoClassStateChanged(CHOSEN, rating == RelevanceFeedback.Rating.RELEVANT);
    bad.pseudoClassStateChanged(CHOSEN, rating == RelevanceFeedback.Rating.NOT_RELEVANT);
  }

  private Node header(Runnable close) {
    title.getStyleClass().add("bold");
    title.setId("details-title");
    title.setMinWidth(USE_PREF_SIZE);
    top.setTooltip(topTip);
    top.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button hide = Icons.button("fth-x", messages.text("details.close"), close);
    hide.getStyleClass().add(Styles.FLAT);
    HBox header = new HBox(dot, title, top, gap, good, bad, hide);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private void show(SearchHit hit) {
    // Images that are listed without a query have no score to explain or to correct.
    boolean scored = hit != null && !hit.isListed();
    toggle(dot, scored);
    good.setVisible(scored);
    bad.setVisible(scored);
    toggle(why, scored);
    setBottom(hit == null ? null : foot);
    updateRating();
    setCenter(hit == null ? nothing : scroll);
    if (hit == null) {
      title.setText(messages.text("details.none"));
      top.setText("");
      thumbnail.show(null);
      seenHere.show(null, false);
      return;
    }
    title.setText(model.title(hit));
    top.setText(model.band(hit));
    topTip.setText(model.explanation(hit));
    dot.show(hit.falseMatchRate());
    thumbnail.show(hit.image());
    seenHere.show(hit.image(), scored);
    meaning.setText(model.explanation(hit));
    given.getChildren().clear();
    for (String sentence : hit.image().captions()) {
      given.getChildren().add(sentence(sentence, hit));
    }
    toggle(givenBox, !hit.image().captions().isEmpty());
    showRanked();
    showFacts(hit);
    scroll.setVvalue(0);
  }

  private void showRanked() {
    ranked.getChildren().clear();
    SearchHit hit = model.hitProperty().get();
    if (hit != null) {
      for (RankedCaption caption : model.captions()) {
        ranked.getChildren().add(sentence(caption.caption(), hit));
      }
      if (model.noCaptionFitsProperty().get()) {
        Label none = new Label(model.noCaptions());
        none.getStyleClass().addAll("small", "muted");
        none.setWrapText(true);
        ranked.getChildren().add(none);
      }
    }
    toggle(rankedBox, !ranked.getChildren().isEmpty());
  }

  private void showFacts(SearchHit hit) {
    DetailsParts.show(model.facts(hit.image()), facts);
  }

  /** A caption with its concept names highlighted. */
  private ConceptText sentence(String sentence, SearchHit hit) {
    return new ConceptText(
        sentence, model.sharedConceptNames(hit), model.conceptNames(hit), actions.concepts());
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

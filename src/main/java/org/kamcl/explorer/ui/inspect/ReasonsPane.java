package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.details.DetailsParts;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.reasons.MechanismView;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.reasons.WhyView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** What is known about the inspected image: match, concepts, captions, properties. */
final class ReasonsPane extends ScrollPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final InspectViewModel model;
  private final DetailsViewModel details;
  private final HitActions actions;
  private final Messages messages;
  private final ScoreDot dot = new ScoreDot();
  private final Label band = new Label();
  private final Label meaning = new Label();
  private final Button good;
  private final Button bad;
  private final VBox match;
  private final WhyView why;
  private final MechanismView mechanism;
  private final VBox given = new VBox();
  private final VBox givenBox;
  private final GridPane ranked = new GridPane();
  private final VBox rankedBox;
  private final GridPane facts = new GridPane();
  private final Hyperlink map = new Hyperlink();

  /**
   * @param reasons of the selected hit
   * @param heat where the query is seen in it
   */
  ReasonsPane(
      InspectViewModel model,
      DetailsViewModel details,
      ReasonsViewModel reasons,
      HeatMapViewModel heat,
      HitActions actions,
      Messages messages) {
    this.model = model;
    this.details = details;
    this.actions = actions;
    this.messages = messages;
    this.why = new WhyView(reasons, actions.concepts(), messages);
    why.onTry(actions::search);
    why.showWordsOn(heat);
    // The branches are beside the heat map.
    this.mechanism = new MechanismView(reasons, messages);
    setId("reasons");
    getStyleClass().add("reasons");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    good = tool("fth-thumbs-up", "card.relevant", () -> actions.rateRelevant(hit()));
    bad = tool("fth-thumbs-down", "card.notrelevant", () -> actions.rateNotRelevant(hit()));
    match = match();
    given.getStyleClass().add("details-captions");
    ranked.getStyleClass().add("ranked-captions");
    ColumnConstraints number = new ColumnConstraints();
    number.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints sentence = new ColumnConstraints();
    sentence.setHgrow(Priority.ALWAYS);
    ranked.getColumnConstraints().setAll(number, sentence);
    facts.getStyleClass().add("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().setAll(names, values);
    givenBox =
        DetailsParts.section(
            messages.text("details.captions"), messages.text("details.captions.given"), given);
    rankedBox = DetailsParts.section(messages.text("details.captions.closest"), "", ranked);
    VBox factsBox = DetailsParts.section(messages.text("details.none"), "", facts);
    factsBox.getChildren().add(links());
    VBox content = new VBox(match, givenBox, rankedBox, factsBox);
    setContent(content);
    model.imageProperty().addListener((property, before, image) -> show());
    model.hitProperty().addListener((property, before, hit) -> show());
    model.captions().addListener((ListChangeListener<RankedCaption>) change -> showRanked());
    model.noCaptionFitsProperty().addListener((property, before, none) -> showRanked());
    actions.feedback().feedbackProperty().addListener((property, before, now) -> showRating());
    show();
  }

  private Button tool(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.getStyleClass().add(Styles.FLAT);
    return button;
  }

  private SearchHit hit() {
    return model.hitProperty().get();
  }

  private VBox match() {
    band.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(dot, band, gap, good, bad);
    line.getStyleClass().add("hit-line");
    line.setAlignment(Pos.CENTER_LEFT);
    meaning.setWrapText(true);
    meaning.getStyleClass().addAll("muted", "small");
    VBox box = new VBox(line, meaning, why, mechanism);
    box.getStyleClass().add("details-section");
    return box;
  }

  private Node links() {
    map.setText(messages.text("card.map"));
    map.setOnAction(event -> actions.navigation().showOnMap(image()));
    Hyperlink folder = new Hyperlink(messages.text("card.reveal"));
    folder.setOnAction(event -> actions.curation().reveal(image()));
    Hyperlink path = new Hyperlink(messages.text("card.copy"));
    path.setOnAction(event -> HitActions.copyPaths(List.of(image())));
    FlowPane links = new FlowPane(map, folder, path);
    links.getStyleClass().add("reasons-links");
    return links;
  }

  private ImageRecord image() {
    return model.imageProperty().get();
  }

  private void show() {
    ImageRecord image = image();
    SearchHit hit = hit();
    // An image that is listed without a query has no score to explain.
    boolean scored = hit != null && !hit.isListed();
    toggle(match, scored);
    if (scored) {
      dot.show(hit.falseMatchRate());
      band.setText(details.band(hit));
      meaning.setText(details.explanation(hit));
    }
    given.getChildren().clear();
    facts.getChildren().clear();
    if (image != null) {
      image.captions().forEach(caption -> given.getChildren().add(sentence(caption)));
      DetailsParts.show(details.facts(image), facts);
      map.setDisable(image.footprint().isEmpty());
    }
    toggle(givenBox, !given.getChildren().isEmpty());
    showRanked();
    showRating();
    setVvalue(0);
  }

  private void showRating() {
    Rating rating = hit() == null ? Rating.NONE : actions.rating(hit());
    good.pseudoClassStateChanged(CHOSEN, rating == Rating.RELEVANT);
    bad.pseudoClassStateChanged(CHOSEN, rating == Rating.NOT_RELEVANT);
  }

  private void showRanked() {
    ranked.getChildren().clear();
    int row = 0;
    for (RankedCaption caption : model.captions()) {
      Label rank = new Label(Integer.toString(caption.rank()));
      rank.getStyleClass().addAll("muted", "small");
      Button search =
          Icons.button(
              "fth-search",
              messages.text("results.captions.search"),
              () -> actions.searchCaption(caption.caption()));
      search.getStyleClass().add(Styles.FLAT);
      ranked.addRow(row++, rank, sentence(caption.caption()), search);
      GridPane.setValignment(rank, VPos.TOP);
      GridPane.setValignment(search, VPos.TOP);
    }
    if (model.noCaptionFitsProperty().get()) {
      Label none = new Label(messages.text("results.captions.none"));
      none.getStyleClass().addAll("muted", "small");
      none.setWrapText(true);
      ranked.add(none, 0, row++, 3, 1);
    }
    toggle(rankedBox, row > 0);
  }

  private ConceptText sentence(String sentence) {
    SearchHit hit = hit();
    return new ConceptText(
        sentence,
        hit == null ? Set.of() : details.sharedConceptNames(hit),
        hit == null ? Set.of() : details.conceptNames(hit),
        actions.concepts());
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

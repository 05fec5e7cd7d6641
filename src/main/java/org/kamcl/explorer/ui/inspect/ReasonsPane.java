package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
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
  private final RankedCaptions ranked;
  private final Label noneFits = new Label();
  private final VBox rankedBox;
  private final SentencesViewModel sentences;
  private final RankedCaptions rankedSentences;
  private final SentencesPane sentencesPane;
  private final SceneViewModel scenes;
  private final SceneOverview overview;
  private final VBox sceneBox;
  private final GridPane facts = new GridPane();
  private final Hyperlink map = new Hyperlink();

  /**
   * @param reasons of the selected hit
   * @param heat where the query is seen in it
   * @param chooseText asks for a text file
   */
  ReasonsPane(
      InspectViewModel model,
      SceneViewModel scenes,
      SentencesViewModel sentences,
      DetailsViewModel details,
      ReasonsViewModel reasons,
      HeatMapViewModel heat,
      HitActions actions,
      Supplier<Optional<Path>> chooseText,
      Messages messages) {
    this.model = model;
    this.scenes = scenes;
    this.sentences = sentences;
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
    ranked = new RankedCaptions(actions, messages);
    noneFits.getStyleClass().addAll("muted", "small");
    noneFits.setWrapText(true);
    rankedSentences = new RankedCaptions(actions, messages);
    sentencesPane =
        new SentencesPane(sentences, rankedSentences, chooseText, this::showSentences, messages);
    overview = new SceneOverview(scenes::open);
    sceneBox =
        DetailsParts.section(
            messages.text("inspect.scene"), messages.text("inspect.scene.tip"), overview);
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
    rankedBox.getChildren().add(noneFits);
    VBox factsBox = DetailsParts.section(messages.text("details.none"), "", facts);
    factsBox.getChildren().add(links());
    VBox content = new VBox(match, givenBox, rankedBox, sentencesPane, sceneBox, factsBox);
    setContent(content);
    model.imageProperty().addListener((property, before, image) -> show());
    model.hitProperty().addListener((property, before, hit) -> show());
    model.captions().addListener((ListChangeListener<RankedCaption>) change -> showRanked());
    model.noCaptionFitsProperty().addListener((property, before, none) -> showRanked());
    scenes.sceneProperty().addListener((property, before, scene) -> showScene(scene));
    scenes.pixelsProperty().addListener((property, before, pixels) -> overview.setPixels(pixels));
    actions.feedback().feedbackProperty().addListener((property, before, now) -> showRating());
    show();
    showScene(scenes.sceneProperty().get());
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
    ranked.show(model.captions(), sharedNames(), names());
    toggle(ranked, !model.captions().isEmpty());
    noneFits.setText(model.noCaptions());
    toggle(noneFits, model.noCaptionFitsProperty().get());
    toggle(rankedBox, ranked.isVisible() || noneFits.isVisible());
    showSentences();
  }

  private void showSentences() {
    rankedSentences.show(sentences.ranked(), sharedNames(), names());
    toggle(rankedSentences, !sentences.ranked().isEmpty());
  }

  private void showScene(SceneViewModel.Scene scene) {
    toggle(sceneBox, scene != null);
    if (scene != null) {
      overview.show(scene.tile(), scene.tiles(), scene.width(), scene.height());
      overview.setAccessibleText(
          messages.text(
              "inspect.scene.spoken",
              scene.tiles().indexOf(scene.tile()) + 1,
              scene.tiles().size()));
    }
  }

  /** Accepts files of sentences that are dropped on a node. */
  void acceptDropsOn(Node node) {
    sentencesPane.acceptDropsOn(node);
  }

  /** Ranks the sentences of a file. */
  void rankSentences(Path file) {
    sentences.choose(file);
  }

  /** Whether the pixels of the scene are being read. */
  boolean isLoading() {
    return scenes.isPending();
  }

  private Set<String> sharedNames() {
    return hit() == null ? Set.of() : details.sharedConceptNames(hit());
  }

  private Set<String> names() {
    return hit() == null ? Set.of() : details.conceptNames(hit());
  }

  private ConceptText sentence(String sentence) {
    return new ConceptText(sentence, sharedNames(), names(), actions.concepts());
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

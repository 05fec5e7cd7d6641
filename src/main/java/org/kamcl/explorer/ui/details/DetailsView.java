package org.kamcl.explorer.ui.details;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kamcl.explorer.domain.ImageSearch.RankedSentence;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.PictureBox;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** The selected hit: picture, why it was found, captions, place. */
public final class DetailsView extends BorderPane {
  private static final int PIXELS = 640;

  private final DetailsViewModel model;
  private final Messages messages;
  private final PictureBox picture;
  private final Label title = new Label();
  private final Label top = new Label();
  private final ScoreDot dot = new ScoreDot();
  private final Label meaning = new Label();
  private final ConceptBars bars;
  private final Label noConcepts = new Label();
  private final VBox given = new VBox();
  private final VBox ranked = new VBox();
  private final VBox givenBox;
  private final VBox rankedBox;
  private final GridPane facts = new GridPane();
  private final ScrollPane scroll;
  private final Label nothing = new Label();

  /**
   * @param close hides the pane
   */
  public DetailsView(DetailsViewModel model, Pictures pictures, Messages messages, Runnable close) {
    this.model = model;
    this.messages = messages;
    this.picture = new PictureBox(pictures, PIXELS, messages.text("card.missing"));
    this.bars = new ConceptBars(messages);
    setId("details");
    getStyleClass().add("details");
    setTop(header(close));

    meaning.setWrapText(true);
    meaning.setId("meaning");
    meaning.getStyleClass().addAll("muted", "small");
    noConcepts.setText(messages.text("details.concepts.none"));
    noConcepts.getStyleClass().addAll("muted", "small");
    noConcepts.setWrapText(true);
    facts.getStyleClass().add("facts");
    facts.setId("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(names, values);

    givenBox =
        section(messages.text("details.captions"), messages.text("details.captions.given"), given);
    rankedBox =
        section(
            messages.text("details.captions"), messages.text("details.captions.ranked"), ranked);
    VBox pictureBox = new VBox(picture);
    pictureBox.getStyleClass().add("details-section");
    VBox why = section(messages.text("details.why"), "", meaning);
    why.getChildren().addAll(bars, noConcepts);
    VBox factsBox = new VBox(facts);
    factsBox.getStyleClass().add("details-section");
    VBox content = new VBox(pictureBox, why, givenBox, rankedBox, factsBox);
    scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    nothing.setText(messages.text("details.nothing"));
    nothing.setWrapText(true);
    nothing.getStyleClass().addAll("muted", "details-nothing");

    model.hitProperty().addListener((property, before, hit) -> show(hit));
    model.captions().addListener((ListChangeListener<RankedSentence>) change -> showRanked());
    show(model.hitProperty().get());
  }

  private Node header(Runnable close) {
    title.getStyleClass().add("bold");
    title.setId("details-title");
    top.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button hide = Icons.button("fth-x", messages.text("details.close"), close);
    hide.getStyleClass().add(Styles.FLAT);
    HBox header = new HBox(title, dot, top, gap, hide);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static VBox section(String name, String note, Node content) {
    Label head = new Label(name);
    head.getStyleClass().add("bold");
    HBox line = new HBox(head);
    line.getStyleClass().add("section-head");
    line.setAlignment(Pos.BASELINE_LEFT);
    if (!note.isEmpty()) {
      Label small = new Label(note);
      small.getStyleClass().addAll("small", "muted");
      line.getChildren().add(small);
    }
    VBox section = new VBox(line, content);
    section.getStyleClass().add("details-section");
    return section;
  }

  private void show(SearchHit hit) {
    dot.setVisible(hit != null);
    setCenter(hit == null ? nothing : scroll);
    if (hit == null) {
      title.setText(messages.text("details.none"));
      top.setText("");
      picture.show(null);
      return;
    }
    title.setText(model.title(hit));
    top.setText(model.top(hit));
    dot.show(hit.chance());
    picture.show(hit.image());
    meaning.setText(model.meaning(hit));
    boolean reasons = !model.concepts(hit).isEmpty();
    toggle(bars, reasons);
    toggle(noConcepts, !reasons);
    bars.show(model.concepts(hit));
    given.getChildren().clear();
    for (String sentence : hit.image().captions()) {
      given.getChildren().add(sentence(sentence, model.marked(hit)));
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
      for (RankedSentence caption : model.captions()) {
        ranked.getChildren().add(sentence(caption.sentence(), model.marked(hit)));
      }
    }
    toggle(rankedBox, !ranked.getChildren().isEmpty());
  }

  private void showFacts(SearchHit hit) {
    facts.getChildren().clear();
    int row = 0;
    for (DetailsViewModel.Fact fact : model.facts(hit.image())) {
      Label name = new Label(fact.name());
      name.getStyleClass().addAll("small", "muted");
      Label value = new Label(fact.value());
      value.getStyleClass().add("small");
      value.setWrapText(true);
      value.setTooltip(new Tooltip(fact.value()));
      facts.addRow(row++, name, value);
      GridPane.setValignment(name, VPos.TOP);
    }
  }

  /** A sentence with the names of shared concepts marked. */
  private static TextFlow sentence(String sentence, Set<String> marked) {
    TextFlow flow = new TextFlow();
    StringBuilder plain = new StringBuilder();
    for (String word : sentence.split("(?<=\\s)|(?=\\s)")) {
      String bare = word.replaceAll("[^\\p{L}\\p{N}-]", "").toLowerCase(Locale.ROOT);
      if (marked.contains(bare)) {
        flow.getChildren().addAll(text(plain.toString(), "caption"), text(word, "caption-shared"));
        plain.setLength(0);
      } else {
        plain.append(word);
      }
    }
    flow.getChildren().add(text(plain.toString(), "caption"));
    return flow;
  }

  private static Text text(String words, String style) {
    Text text = new Text(words);
    text.getStyleClass().add(style);
    return text;
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

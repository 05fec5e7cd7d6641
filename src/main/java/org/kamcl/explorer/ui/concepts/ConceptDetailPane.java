package org.kamcl.explorer.ui.concepts;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ConceptAnalysis.Companion;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.api.ConceptAnalysis.Details;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The selected concept: strengths, companions and example images. */
final class ConceptDetailPane extends ScrollPane {
  /** Companions that are shown. */
  private static final int COMPANIONS = 6;

  private static final int COLUMNS = 3;

  /** Padding around an example, pixels. */
  private static final double EXAMPLE_EDGE = 2;

  private final ConceptsViewModel model;
  private final ConceptActions actions;
  private final ConceptMarking marking;
  private final ThumbnailLoader thumbnails;
  private final Messages messages;
  private final VBox content = new VBox();

  /** Name of the concept that is shown; null for none. */
  private String shown;

  ConceptDetailPane(
      ConceptsViewModel model,
      ConceptActions actions,
      ConceptMarking marking,
      ThumbnailLoader thumbnails,
      Messages messages) {
    this.model = model;
    this.actions = actions;
    this.marking = marking;
    this.thumbnails = thumbnails;
    this.messages = messages;
    setId("concept-details");
    getStyleClass().add("concept-details");
    content.getStyleClass().add("concept-details-content");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    model.detailsProperty().addListener((property, before, details) -> show(details));
    model.overviewProperty().addListener((property, before, now) -> showNone());
    show(model.detailsProperty().get());
  }

  /** A model without concepts has no details at any time. */
  private void showNone() {
    if (model.hasNoConcepts()) {
      show(null);
    }
  }

  private void show(Details details) {
    String name = details == null ? null : details.concept().name();
    boolean same = name != null && name.equals(shown);
    boolean marking = same && isFocusWithin() && lookup("#concept-visual").isFocused();
    shown = name;
    content.getChildren().clear();
    if (details == null) {
      Label none =
          new Label(
              messages.text(model.hasNoConcepts() ? "model.concepts.none" : "concepts.select"));
      none.setWrapText(true);
      none.getStyleClass().add("muted");
      content.getChildren().add(section(none));
      return;
    }
    content
        .getChildren()
        .addAll(
            head(details.concept()),
            section(facts(details)),
            section(strengths(details)),
            section(companions(details)),
            section(examples(details)));
    if (!same) {
      setVvalue(0);
    } else if (marking) {
      lookup("#concept-visual").requestFocus();
    }
  }

  private static VBox section(Node... children) {
    VBox section = new VBox(children);
    section.getStyleClass().add("concept-section");
    return section;
  }

  /** The name with its buttons, which are below it where the pane is too narrow for both. */
  private Node head(Concept concept) {
    Button search = new Button(messages.text("concepts.search"), Icons.of("fth-search"));
    search.setId("concept-search");
    search.setTooltip(new Tooltip(messages.text("concepts.search.tip", concept.name())));
    search.setMinWidth(USE_PREF_SIZE);
    search.setOnAction(event -> actions.search(concept.name()));
    Label name = new Label(concept.name());
    name.setId("concept-name");
    name.getStyleClass().addAll("bold", "concept-title");
    if (!concept.visual()) {
      name.setGraphic(Icons.of("fth-eye-off"));
      name.getStyleClass().add("muted");
    }
    HBox buttons = new HBox(new QueryButtons(concept.name(), actions.query()), search);
    buttons.getStyleClass().add("concept-head-buttons");
    buttons.setAlignment(Pos.CENTER_LEFT);
    FlowPane head = new FlowPane(name, buttons);
    head.getStyleClass().addAll("pane-header", "concept-head");
    head.setRowValignment(VPos.CENTER);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node facts(Details details) {
    Concept concept = details.concept();
    VBox facts = new VBox();
    facts.getStyleClass().add("concept-facts");
    facts
        .getChildren()
        .add(text(messages.text("concepts.in.archive", concept.archiveImages(), details.images())));
    if (concept.corpusImages().isPresent()) {
      facts
          .getChildren()
          .add(text(messages.text("concepts.in.corpus", concept.corpusImages().getAsInt())));
    }
    facts.getChildren().add(text(reliability(concept)));
    facts.getChildren().add(visual(concept));
    return facts;
  }

  /** The switch that marks the concept, and what it means. */
  private Node visual(Concept concept) {
    CheckBox visual = new CheckBox(messages.text("concepts.visual.switch"));
    visual.setId("concept-visual");
    visual.setSelected(concept.visual());
    visual.setMinWidth(USE_PREF_SIZE);
    visual.setOnAction(event -> marking.mark(concept.name(), visual.isSelected()));
    String meaning =
        concept.visual()
            ? messages.text("concepts.visual.tip")
            : messages.text("concepts.not.visual.tip");
    Label text =
        small(concept.marked() ? meaning + " " + messages.text("concepts.marked") : meaning);
    text.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(visual, text);
    box.getStyleClass().add("concept-visual");
    return box;
  }

  private String reliability(Concept concept) {
    if (concept.neverShown()) {
      return messages.text("concepts.reliability.never");
    }
    long threshold = Math.round(100 * concept.threshold());
    if (Double.isNaN(concept.reliability())) {
      return messages.text("concepts.reliability.none", threshold);
    }
    return messages.text(
        concept.measured() ? "concepts.reliability" : "concepts.reliability.others",
        threshold,
        Math.round(100 * concept.reliability()));
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("muted");
    return label;
  }

  private Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("bold");
    return title;
  }

  private Node strengths(Details details) {
    StrengthHistogram histogram = new StrengthHistogram(messages);
    histogram.show(details);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox scale =
        new HBox(
            small(messages.text("concepts.percent", 0)),
            gap,
            small(messages.text("concepts.percent", 100)));
    VBox box =
        new VBox(
            title(messages.text("concepts.histogram")),
            histogram,
            scale,
            small(
                details.concept().neverShown()
                    ? messages.text("concepts.histogram.never")
                    : messages.text(
                        "concepts.histogram.from",
                        Math.round(100 * details.concept().threshold()))));
    box.getStyleClass().add("concept-facts");
    return box;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }

  private Node companions(Details details) {
    VBox box = new VBox(title(messages.text("concepts.companions")));
    box.getStyleClass().add("concept-facts");
    if (details.companions().isEmpty()) {
      box.getChildren().add(text(messages.text("concepts.companions.none")));
      return box;
    }
    GridPane grid = new GridPane();
    grid.setId("companions");
    grid.getStyleClass().add("companions");
    ColumnConstraints bars = new ColumnConstraints();
    bars.setHgrow(Priority.ALWAYS);
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().addAll(new ColumnConstraints(), bars, numbers);
    List<Companion> shown =
        details.companions().subList(0, Math.min(COMPANIONS, details.companions().size()));
    int row = 0;
    for (Companion companion : shown) {
      Hyperlink name = new Hyperlink(companion.concept());
      name.setTooltip(new Tooltip(messages.text("concepts.show", companion.concept())));
      name.setOnAction(event -> model.select(companion.concept()));
      ShareBar bar = new ShareBar();
      bar.show(companion.share());
      Tooltip.install(
          bar,
          new Tooltip(
              messages.text(
                  "concepts.companion.tip",
                  companion.together(),
                  companion.concept(),
                  companion.factor())));
      Label factor = small(messages.text("concepts.factor", companion.factor()));
      Label share =
          new Label(messages.text("concepts.percent", Math.round(100 * companion.share())));
      share.setMinWidth(USE_PREF_SIZE);
      factor.setMinWidth(USE_PREF_SIZE);
      factor.setWrapText(false);
      grid.addRow(row++, name, bar, share, factor);
    }
    box.getChildren()
        .addAll(grid, small(messages.text("concepts.companions.tip", details.concept().name())));
    return box;
  }

  private Node examples(Details details) {
    Concept concept = details.concept();
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink all = new Hyperlink(messages.text("concepts.list", details.having().size()));
    all.setId("concept-list");
    all.setMinWidth(USE_PREF_SIZE);
    all.setOnAction(event -> actions.list(concept.name(), details.having()));
    HBox head = new HBox(title(messages.text("concepts.examples")), gap);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(head);
    box.getStyleClass().add("concept-facts");
    if (details.examples().isEmpty()) {
      box.getChildren()
          .add(
              text(
                  messages.text(
                      concept.neverShown()
                          ? "concepts.examples.never"
                          : "concepts.examples.none")));
      return box;
    }
    head.getChildren().add(all);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("concept-examples");
    for (int c = 0; c < COLUMNS; c++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(column);
    }
    for (int i = 0; i < details.examples().size(); i++) {
      grid.add(
          example(details.examples().get(i), details.strengths().get(i)), i % COLUMNS, i / COLUMNS);
    }
    box.getChildren().add(grid);
    return box;
  }

  private Node example(ImageRecord image, double strength) {
    ThumbnailView thumbnail = new ThumbnailView(thumbnails, messages.text("concepts.missing"));
    thumbnail.show(image);
    thumbnail.setMinSize(0, 0);
    String name = String.valueOf(image.file().getFileName());
    Button button = new Button(null, thumbnail);
    button.getStyleClass().addAll(Styles.FLAT, "concept-example");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    String text = messages.text("concepts.example.tip", name, Math.round(100 * strength));
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    // As high as it is wide; a button does not ask its content for that.
    thumbnail.prefWidthProperty().bind(button.widthProperty().subtract(2 * EXAMPLE_EDGE));
    button.prefHeightProperty().bind(button.widthProperty());
    button.setOnAction(event -> actions.inspect().accept(image));
    return button;
  }
}

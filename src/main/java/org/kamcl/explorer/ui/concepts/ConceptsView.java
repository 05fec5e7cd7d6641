package org.kamcl.explorer.ui.concepts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.api.ConceptAnalysis.Overview;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Concepts view: the concepts on the left, the plot, the selected concept on the right. */
final class ConceptsView extends BorderPane {
  /** Widths of the panes, pixels at normal text size. */
  private static final double TABLE = 400;

  private static final double NARROW_TABLE = 304;
  private static final double DETAILS = 320;
  private static final double NARROW_DETAILS = 264;

  /** From this width, the panes have their full widths, pixels at normal text size. */
  private static final double WIDE = 1240;

  /** Below this width, the details stand under the plot, pixels at normal text size. */
  private static final double NARROW = 880;

  /** Share of the height for details under the plot. */
  private static final double DETAILS_HEIGHT = 0.42;

  private final ConceptsViewModel model;
  private final Messages messages;
  private final TextSize textSize;
  private final TextField filter = new TextField();
  private final ConceptTable table;
  private final PlotPane plot;
  private final ConceptDetailPane details;
  private final Node tools;
  private final OriginPane originPane;
  private final VBox left = new VBox();
  private final Label summary = new Label();
  private final Label problem = new Label();
  private final BorderPane panes = new BorderPane();
  private final BorderPane middle = new BorderPane();

  ConceptsView(
      ConceptsViewModel model,
      PlotViewModel plotModel,
      OriginViewModel origin,
      ConceptActions actions,
      ConceptMarking marking,
      PerspectiveContext context) {
    this.model = model;
    this.messages = context.messages();
    this.textSize = context.textSize();
    this.table = new ConceptTable(model, context.selection(), marking, messages);
    this.plot = new PlotPane(plotModel, actions, context);
    this.details = new ConceptDetailPane(model, actions, marking, context.thumbnails(), messages);
    setId("concepts");
    getStyleClass().add("concepts");
    setTop(header());
    VBox.setVgrow(table, Priority.ALWAYS);
    left.getStyleClass().add("concepts-left");
    tools = tools();
    originPane = new OriginPane(origin, messages);
    left.getChildren().addAll(tools, table, originPane);
    panes.setLeft(left);
    middle.setCenter(plot);
    middle.setMinWidth(0);
    plot.setMinWidth(0);
    plot.setMinHeight(0);
    panes.setCenter(middle);
    panes.setRight(details);
    problem.setId("concepts-problem");
    problem.setWrapText(true);
    problem.getStyleClass().addAll("muted", "concepts-problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    panes.visibleProperty().bind(problem.visibleProperty().not());
    setCenter(new StackPane(panes, problem));
    model.overviewProperty().addListener((property, before, overview) -> summarize());
    model.loadingProperty().addListener((property, before, now) -> summarize());
    summarize();
    widthProperty().addListener((property, before, width) -> arrange());
    heightProperty().addListener((property, before, height) -> arrange());
    textSize.percentProperty().addListener((property, before, percent) -> arrange());
    arrange();
  }

  private Node header() {
    Label title = new Label(messages.text("perspective.concepts"));
    title.getStyleClass().addAll("bold", "concept-title");
    summary.setId("concepts-summary");
    summary.getStyleClass().add("muted");
    HBox header = new HBox(title, summary);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Node tools() {
    filter.setId("concept-filter");
    filter.setPromptText(messages.text("concepts.filter"));
    filter.setAccessibleText(messages.text("concepts.filter"));
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.setMinWidth(0);
    filter.setOnAction(event -> table.selectFirst());
    HBox.setHgrow(filter, Priority.ALWAYS);
    Map<ConceptsViewModel.Kind, ToggleButton> buttons = new EnumMap<>(ConceptsViewModel.Kind.class);
    buttons.put(ConceptsViewModel.Kind.ALL, new ToggleButton(messages.text("concepts.all")));
    buttons.put(ConceptsViewModel.Kind.VISUAL, new ToggleButton(null, Icons.of("fth-eye")));
    buttons.put(ConceptsViewModel.Kind.NOT_VISUAL, new ToggleButton(null, Icons.of("fth-eye-off")));
    tip(buttons.get(ConceptsViewModel.Kind.ALL), messages.text("concepts.all.tip"));
    tip(buttons.get(ConceptsViewModel.Kind.VISUAL), messages.text("concepts.visual"));
    tip(buttons.get(ConceptsViewModel.Kind.NOT_VISUAL), messages.text("concepts.not.visual"));
    ToggleGroup group = new ToggleGroup();
    buttons.forEach(
        (kind, button) -> {
          button.setToggleGroup(group);
          button.setSelected(kind == model.kindProperty().get());
          button.setOnAction(
              event -> {
                // A click on the selected button must not deselect it.
                button.setSelected(true);
                model.kindProperty().set(kind);
              });
        });
    SegmentedButton kinds = new SegmentedButton();
    kinds.getButtons().addAll(buttons.values());
    kinds.setToggleGroup(group);
    kinds.setMinWidth(USE_PREF_SIZE);
    HBox tools = new HBox(filter, kinds);
    tools.getStyleClass().addAll("pane-header", "concepts-tools");
    tools.setAlignment(Pos.CENTER_LEFT);
    return tools;
  }

  private static void tip(ToggleButton button, String text) {
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
  }

  private void summarize() {
    Overview overview = model.overviewProperty().get();
    boolean none = model.hasNoConcepts();
    tools.setDisable(none);
    originPane.setVisible(!none);
    originPane.setManaged(!none);
    if (overview == null) {
      summary.setText(model.loadingProperty().get() ? messages.text("concepts.loading") : "");
      return;
    }
    if (overview.concepts().isEmpty()) {
      summary.setText(messages.text("concepts.summary.none", overview.model()));
      return;
    }
    long visual = overview.concepts().stream().filter(concept -> concept.visual()).count();
    summary.setText(
        messages.text("concepts.summary", overview.concepts().size(), overview.model(), visual));
  }

  private void arrange() {
    double factor = textSize.percentProperty().get() / 100.0;
    boolean wide = getWidth() >= WIDE * factor;
    double tableWidth = (wide ? TABLE : NARROW_TABLE) * factor;
    double detailsWidth = (wide ? DETAILS : NARROW_DETAILS) * factor;
    table.setWide(wide);
    table.setFactor(factor);
    boolean below = getWidth() < NARROW * factor;
    left.setMinWidth(Math.min(tableWidth, getWidth() * (below ? 0.44 : 0.34)));
    left.setPrefWidth(left.getMinWidth());
    left.setMaxWidth(left.getMinWidth());
    placeDetails(below);
    double right = below ? USE_COMPUTED_SIZE : Math.min(detailsWidth, getWidth() * 0.32);
    details.setMinWidth(below ? 0 : right);
    details.setPrefWidth(right);
    details.setMaxWidth(below ? Double.MAX_VALUE : right);
    details.setPrefHeight(below ? getHeight() * DETAILS_HEIGHT : USE_COMPUTED_SIZE);
  }

  /** The details stand beside the plot, or below it where it would be cut otherwise. */
  private void placeDetails(boolean below) {
    if (below == (middle.getBottom() != null)) {
      return;
    }
    panes.setRight(null);
    middle.setBottom(null);
    if (below) {
      middle.setBottom(details);
    } else {
      panes.setRight(details);
    }
  }

  /** Panes in the order in which F6 focuses them. */
  List<Node> panes() {
    List<Node> all = new ArrayList<>();
    all.add(left);
    all.add(plot);
    all.add(details);
    return all;
  }

  /** The field that filters the concepts. */
  TextField filter() {
    return filter;
  }

  /** The plot. */
  PlotCanvas canvas() {
    return plot.canvas();
  }
}

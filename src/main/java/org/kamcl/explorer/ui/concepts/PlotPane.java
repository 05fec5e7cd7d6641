package org.kamcl.explorer.ui.concepts;

import atlantafx.base.theme.Styles;
import java.text.NumberFormat;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.api.EmbeddingPlots.Plot;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.concepts.PlotViewModel.Coloring;
import org.kamcl.explorer.ui.concepts.PlotViewModel.Combination;
import org.kamcl.explorer.ui.concepts.PlotViewModel.Method;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** The plot with its tools above and its legend below. */
final class PlotPane extends BorderPane {
  private static final double CARD_GAP = 14;

  /** From this width, there is space for the number of images, pixels. */
  private static final double LEGEND_WITH_COUNT = 520;

  private static final Map<Coloring, String> COLORING_KEYS =
      Map.of(
          Coloring.COLLECTION, "concepts.color.collection",
          Coloring.CONCEPT, "concepts.color.concept",
          Coloring.DATE, "concepts.color.date",
          Coloring.CLUSTER, "concepts.color.cluster");

  private final PlotViewModel model;
  private final ConceptActions actions;
  private final Messages messages;
  private final PlotCanvas canvas;
  private final FlowPane legend = new FlowPane();
  private final Label count = new Label();
  private final Label problem = new Label();
  private final HBox selectionBar = new HBox();
  private final Label selectedCount = new Label();
  private final VBox hoverCard = new VBox();
  private final ThumbnailView hoverImage;
  private final Label hoverName = new Label();

  PlotPane(PlotViewModel model, ConceptActions actions, PerspectiveContext context) {
    this.model = model;
    this.actions = actions;
    this.messages = context.messages();
    this.canvas = new PlotCanvas(model, context.thumbnails());
    this.hoverImage = new ThumbnailView(context.thumbnails(), messages.text("concepts.missing"));
    getStyleClass().add("plot-pane");
    canvas.setAccessibleText(messages.text("concepts.plot.spoken"));
    canvas.onOpen(actions.inspect());
    setTop(tools());
    setCenter(new StackPane(canvas, cards(), selectionBar(), problem));
    legend.getStyleClass().add("plot-legend");
    setBottom(footer());
    problem.setWrapText(true);
    problem.getStyleClass().addAll("muted", "plot-problem");
    problem.setMouseTransparent(true);
    problem.textProperty().bind(model.problemProperty());
    model.colorsProperty().addListener((property, before, colors) -> showLegend());
    model.plotProperty().addListener((property, before, plot) -> showCount());
    model.selectedProperty().addListener((property, before, points) -> showSelection());
    canvas.hoveredProperty().addListener((property, before, point) -> showHovered());
    showLegend();
    showCount();
    showSelection();
    showHovered();
  }

  private Node tools() {
    ToggleButton lasso = tool("mdi2l-lasso", "concepts.plot.lasso");
    ToggleButton move = tool("fth-move", "concepts.plot.move");
    lasso.setId("plot-lasso");
    move.setId("plot-move");
    choice(lasso, move);
    lasso.setSelected(true);
    lasso.selectedProperty().addListener((property, before, on) -> canvas.setLasso(on));
    ToggleButton components = new ToggleButton(messages.text("concepts.plot.components"));
    components.setTooltip(new Tooltip(messages.text("concepts.plot.components.tip")));
    ToggleButton neighbors = new ToggleButton(messages.text("concepts.plot.neighbors"));
    neighbors.setTooltip(new Tooltip(messages.text("concepts.plot.neighbors.tip")));
    neighbors.setId("plot-neighbors");
    components.setId("plot-components");
    choice(components, neighbors);
    components.setOnAction(event -> model.place(Method.COMPONENTS));
    neighbors.setOnAction(event -> model.place(Method.NEIGHBORS));
    Runnable showMethod =
        () ->
            (model.methodProperty().get() == Method.COMPONENTS ? components : neighbors)
                .setSelected(true);
    model.methodProperty().addListener((property, before, now) -> showMethod.run());
    showMethod.run();
    ProgressBar progress = new ProgressBar();
    progress.getStyleClass().add("plot-progress");
    progress.progressProperty().bind(model.progressProperty());
    progress.visibleProperty().bind(model.movingProperty());
    progress.managedProperty().bind(model.movingProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button fit = Icons.button("fth-maximize", messages.text("concepts.plot.fit"), canvas::fit);
    fit.getStyleClass().add(Styles.FLAT);
    fit.setMinWidth(USE_PREF_SIZE);
    SegmentedButton modes = new SegmentedButton(lasso, move);
    SegmentedButton methods = new SegmentedButton(components, neighbors);
    modes.setMinWidth(USE_PREF_SIZE);
    methods.setMinWidth(USE_PREF_SIZE);
    HBox tools = new HBox(modes, methods, coloring(), gap, progress, fit);
    tools.getStyleClass().addAll("pane-header", "plot-tools");
    tools.setAlignment(Pos.CENTER_LEFT);
    return tools;
  }

  private Node footer() {
    count.getStyleClass().addAll("muted", "plot-count");
    count.setMinWidth(USE_PREF_SIZE);
    legend.setMinWidth(0);
    HBox.setHgrow(legend, Priority.ALWAYS);
    HBox footer = new HBox(legend, count);
    footer.getStyleClass().add("plot-footer");
    footer.setAlignment(Pos.CENTER_LEFT);
    // In a narrow window, the legend needs the space.
    count.visibleProperty().bind(footer.widthProperty().greaterThan(LEGEND_WITH_COUNT));
    count.managedProperty().bind(count.visibleProperty());
    return footer;
  }

  private ToggleButton tool(String icon, String key) {
    ToggleButton button = new ToggleButton(null, Icons.of(icon));
    button.setTooltip(new Tooltip(messages.text(key)));
    button.setAccessibleText(messages.text(key));
    return button;
  }

  /** Exactly one of two buttons is selected. */
  private static void choice(ToggleButton... buttons) {
    ToggleGroup group = new ToggleGroup();
    for (ToggleButton button : buttons) {
      button.setToggleGroup(group);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, chosen) -> {
              if (chosen == null) {
                group.selectToggle(before);
              }
            });
  }

  private Node coloring() {
    ComboBox<Coloring> colorings = new ComboBox<>();
    colorings.setId("plot-coloring");
    colorings.getItems().setAll(Coloring.values());
    colorings.setCellFactory(list -> new ColoringCell());
    colorings.setButtonCell(new ColoringCell());
    colorings.valueProperty().bindBidirectional(model.coloringProperty());
    colorings.setTooltip(new Tooltip(messages.text("concepts.color.tip")));
    colorings.setAccessibleText(messages.text("concepts.color.tip"));
    colorings.setMinWidth(USE_PREF_SIZE);
    return colorings;
  }

  private final class ColoringCell extends ListCell<Coloring> {
    @Override
    protected void updateItem(Coloring coloring, boolean empty) {
      super.updateItem(coloring, empty);
      setText(empty || coloring == null ? null : messages.text(COLORING_KEYS.get(coloring)));
    }
  }

  private Node selectionBar() {
    selectionBar.setId("plot-selection");
    selectionBar.getStyleClass().add("plot-selection");
    selectionBar.setAlignment(Pos.CENTER_LEFT);
    selectionBar.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(selectionBar, Pos.TOP_RIGHT);
    selectedCount.getStyleClass().add("bold");
    Button show = new Button(messages.text("concepts.selection.list"));
    show.setId("plot-list");
    show.getStyleClass().add(Styles.ACCENT);
    show.setOnAction(event -> actions.listMarked());
    Button clear =
        Icons.button("fth-x", messages.text("concepts.selection.clear"), model::clearSelection);
    clear.getStyleClass().add(Styles.FLAT);
    selectionBar.getChildren().addAll(selectedCount, show, clear);
    return selectionBar;
  }

  private Node cards() {
    hoverCard.getStyleClass().add("plot-hover");
    hoverName.getStyleClass().add("small");
    hoverName.setMaxWidth(Double.MAX_VALUE);
    hoverCard.getChildren().addAll(hoverImage, hoverName);
    hoverCard.setManaged(false);
    Pane pane = new Pane(hoverCard);
    pane.setMouseTransparent(true);
    pane.setMinSize(0, 0);
    return pane;
  }

  private void showHovered() {
    int point = canvas.hoveredProperty().get();
    ImageRecord image = point < 0 ? null : model.image(point);
    hoverCard.setVisible(image != null);
    if (image == null) {
      hoverImage.show(null);
      return;
    }
    hoverImage.show(image);
    hoverName.setText(String.valueOf(image.file().getFileName()));
    hoverCard.autosize();
    Point2D at = canvas.place(point);
    double width = hoverCard.getWidth();
    double height = hoverCard.getHeight();
    double x = at.getX() + CARD_GAP;
    if (x + width > canvas.getWidth()) {
      x = at.getX() - CARD_GAP - width;
    }
    double y = Math.max(4, Math.min(canvas.getHeight() - height - 4, at.getY() - height / 2));
    hoverCard.relocate(snapPositionX(x), snapPositionY(y));
  }

  private void showSelection() {
    int selected = model.selectedProperty().get().cardinality();
    selectionBar.setVisible(selected > 0);
    selectedCount.setText(messages.text("concepts.selection", selected));
  }

  private void showCount() {
    Plot plot = model.plotProperty().get();
    if (plot == null) {
      count.setText("");
    } else {
      count.setText(
          plot.all() > plot.size()
              ? messages.text("concepts.plot.sample", plot.size(), plot.all())
              : messages.text("concepts.plot.images", plot.size()));
    }
    count.setTooltip(new Tooltip(count.getText()));
  }

  private void showLegend() {
    PlotColors colors = model.colorsProperty().get();
    legend.getChildren().clear();
    if (colors.isScale()) {
      Region ramp = new Region();
      ramp.getStyleClass().add("plot-ramp");
      ramp.setBackground(
          new javafx.scene.layout.Background(
              new BackgroundFill(ScoreColorScale.gradient(), new CornerRadii(3), null)));
      Label title = new Label(colors.title());
      Label low = new Label(colors.low());
      Label high = new Label(colors.high());
      HBox scale = new HBox(title, low, ramp, high);
      scale.getStyleClass().add("plot-scale");
      scale.setAlignment(Pos.CENTER_LEFT);
      boolean any = !colors.low().isEmpty();
      for (Node node : new Node[] {low, ramp, high}) {
        node.setVisible(any);
        node.setManaged(any);
      }
      legend.getChildren().add(scale);
      return;
    }
    colors.legend().forEach(group -> legend.getChildren().add(entry(group)));
  }

  /** A click selects the points of a group, which also serves those who cannot draw a lasso. */
  private Node entry(PlotColors.Group group) {
    Circle dot = new Circle(5);
    dot.fillProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> canvas.palette().color(group.color()), canvas.palette().versionProperty()));
    Label number =
        new Label(
            NumberFormat.getIntegerInstance(messages.locale())
                .format(group.points().cardinality()));
    number.getStyleClass().add("muted");
    Label title = new Label(group.title());
    HBox content = new HBox(dot, title, number);
    content.getStyleClass().add("plot-group");
    content.setAlignment(Pos.CENTER_LEFT);
    Button button = new Button(null, content);
    button.getStyleClass().addAll(Styles.FLAT, "plot-entry");
    String tip = messages.text("concepts.plot.group", group.title());
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setOnAction(event -> model.select(group.points(), Combination.REPLACE));
    return button;
  }

  /** The plot itself. */
  PlotCanvas canvas() {
    return canvas;
  }
}

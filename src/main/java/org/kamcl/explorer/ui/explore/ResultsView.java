package org.kamcl.explorer.ui.explore;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.control.FirstShown;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** The results: summary line, and the hits as grid, table or captions. */
public final class ResultsView extends BorderPane {
  private static final double SMALLEST = 120;
  private static final double LARGEST = 320;

  /**
   * Below this width of the header, the size slider and the text of the export button are hidden,
   * pixels at 100 % text size.
   */
  private static final double WIDE_HEADER = 520;

  /** Factor by which one step of the wheel enlarges the cards. */
  private static final double SIZE_STEP = 1.1;

  private final Models models;
  private final Messages messages;
  private final Slider size;
  private final DoubleProperty scale = new SimpleDoubleProperty(1);
  private final ExportPane.SaveDialog saveDialog;
  private final HitGrid grid;
  private final HitTable table;
  private final CaptionsList captions;
  private final StackPane hits;
  private final HBox header;
  private final Button export;
  private final ThumbnailLoader thumbnails;
  private Runnable compared = () -> {};
  private PopOver open;

  /** The view models of the results. */
  public record Models(
      SearchViewModel search,
      SelectionViewModel selection,
      ResultsViewModel results,
      CaptionsViewModel captions,
      CurationViewModel curation,
      TrainingHitsViewModel training,
      FacetsViewModel facets,
      ExportViewModel export,
      HitActions actions,
      PlaceNames places,
      ListingFormatter listing) {}

  /**
   * @param startPage shown until the first search
   * @param saveDialog asks for the file to export to
   */
  public ResultsView(
      Models models,
      ThumbnailLoader thumbnailLoader,
      Node startPage,
      ExportPane.SaveDialog saveDialog,
      Messages messages) {
    this.models = models;
    this.thumbnails = thumbnailLoader;
    this.messages = messages;
    this.saveDialog = saveDialog;
    SelectionViewModel selection = models.selection();
    ResultsViewModel results = models.results();
    HitActions actions = models.actions();
    this.grid =
        new HitGrid(selection, results, thumbnailLoader, actions, models.listing(), messages);
    this.table =
        new HitTable(selection, results, thumbnailLoader, actions, models.places(), messages);
    this.captions =
        new CaptionsList(
            models.captions(), selection, thumbnailLoader, actions, models.places(), messages);
    getStyleClass().add("results");
    HitMenu menu =
        new HitMenu(
            actions,
            selection,
            this::showTags,
            this::showTraining,
            models.training()::captionNext,
            messages);
    menu.install(grid);
    menu.install(table);
    menu.install(captions);

    ResultsSummary summary =
        new ResultsSummary(models.search(), results, actions.feedback(), messages);
    HBox.setHgrow(summary, Priority.ALWAYS);
    size = new Slider(SMALLEST, LARGEST, grid.preferredCardWidthProperty().get());
    Tips.set(size, messages.text("results.size"));
    size.setAccessibleText(messages.text("results.size"));
    size.getStyleClass().addAll(Styles.SMALL, "size-slider");
    size.managedProperty().bind(size.visibleProperty());
    size.setSkin(new ProgressSliderSkin(size));
    grid.preferredCardWidthProperty().bind(size.valueProperty().multiply(scale));
    grid.onResize(
        steps ->
            size.setValue(
                Math.max(
                    SMALLEST, Math.min(LARGEST, size.getValue() * Math.pow(SIZE_STEP, steps)))));
    table.scaleProperty().bind(scale);
    captions.scaleProperty().bind(scale);
    export = new Button(messages.text("export.open"), Icons.of("fth-download"));
    export.setId("export");
    Tips.set(export, messages.text("export.open.tip"));
    export.setMinWidth(USE_PREF_SIZE);
    export.setOnAction(event -> showExport());
    export.disableProperty().bind(Bindings.isEmpty(selection.hits()));
    Node order = new ListingOrderMenu(models.search().orderProperty(), messages);
    order.visibleProperty().bind(results.listingProperty());
    order.managedProperty().bind(order.visibleProperty());
    header = new HBox(summary, order, size, new ResultsModeButtons(results, messages), export);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    var wide = header.widthProperty().greaterThanOrEqualTo(scale.multiply(WIDE_HEADER));
    size.visibleProperty()
        .bind(results.modeProperty().isEqualTo(ResultsViewModel.Mode.GRID).and(wide));
    export
        .contentDisplayProperty()
        .bind(
            wide.map(all -> all ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY)
                .orElse(ContentDisplay.LEFT));

    VBox top = new VBox(header, banner());
    MarkedHitsBar marked = new MarkedHitsBar(selection, markActions(), messages);
    table.setPlaceholder(new Label(messages.text("results.none")));
    Node emptied = new EmptiedResults(results, messages);
    Region focus = new Region();
    focus.setId("hits-focus");
    focus.getStyleClass().add("hits-focus");
    focus.setMouseTransparent(true);
    hits = new StackPane(grid, table, captions, focus);
    // Also after a click: letters run commands while the hits have the focus.
    focus.setVisible(false);
    ChangeListener<Node> moved = (property, before, owner) -> focus.setVisible(isIn(owner, hits));
    hits.sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (before != null) {
                before.focusOwnerProperty().removeListener(moved);
              }
              if (scene != null) {
                scene.focusOwnerProperty().addListener(moved);
                focus.setVisible(isIn(scene.getFocusOwner(), hits));
              }
            });
    StackPane center = new StackPane(hits, emptied, startPage);
    setCenter(center);
    var searched = models.search().resultProperty().isNotNull();
    var some = results.noImagesProperty().isEmpty();
    shown(
        grid, searched.and(some).and(results.modeProperty().isEqualTo(ResultsViewModel.Mode.GRID)));
    shown(
        table,
        searched.and(some).and(results.modeProperty().isEqualTo(ResultsViewModel.Mode.LIST)));
    shown(
        captions,
        searched.and(some).and(results.modeProperty().isEqualTo(ResultsViewModel.Mode.CAPTIONS)));
    emptied.visibleProperty().bind(searched.and(some.not()));
    top.visibleProperty().bind(searched);
    top.managedProperty().bind(searched);
    startPage.visibleProperty().bind(searched.not());
    FirstShown.run(this, top, () -> setTop(top));
    // At the bottom: at the top it would shift the hits while they are being marked.
    FirstShown.run(this, marked, () -> setBottom(marked));
    FirstShown.defer(hits);
    FirstShown.defer(center);
  }

  /** Side of the grid's images in pixels at 100 % text size. */
  public DoubleProperty thumbnailSizeProperty() {
    return size.valueProperty();
  }

  /** Text size as a factor of 100 %; cards grow with their text. */
  public DoubleProperty scaleProperty() {
    return scale;
  }

  private static boolean isIn(Node node, Node pane) {
    Node at = node;
    while (at != null && at != pane) {
      at = at.getParent();
    }
    return at != null;
  }

  private static void shown(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
  }

  /** Tells that even the best hit is weak. */
  private Node banner() {
    Label text = new Label("", Icons.of("fth-info"));
    text.setWrapText(true);
    text.textProperty().bind(models.results().noMatchProperty());
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox banner = new HBox(text);
    banner.setId("nothing");
    banner.getStyleClass().add("results-banner");
    banner.setAlignment(Pos.CENTER_LEFT);
    banner.visibleProperty().bind(models.results().noMatchProperty().isNotEmpty());
    banner.managedProperty().bind(banner.visibleProperty());
    return banner;
  }

  private MarkedHitsBar.Actions markActions() {
    return new MarkedHitsBar.Actions() {
      @Override
      public void compare() {
        compared.run();
      }

      @Override
      public void tag(Button under) {
        showTags(under);
      }

      @Override
      public void train(Button under) {
        showTraining(under);
      }

      @Override
      public void remove() {
        models.curation().remove();
      }
    };
  }

  private void under(Node owner, Region pane, HPos side) {
    boolean same = open != null && open.isShowing() && open.getOwnerNode() == owner;
    if (open != null) {
      open.hide();
    }
    if (!same) {
      open = Menus.showPopOver(owner, pane, side);
    }
  }

  /** Opens the tags of the marked hits, or else of the selected hit. */
  public void showTags() {
    showTags(header);
  }

  private void showTags(Node owner) {
    int hits = models.selection().chosen().size();
    if (hits > 0) {
      under(owner, new TagPane(models.curation(), models.facets(), hits, messages), HPos.LEFT);
    }
  }

  /** Opens the captions with which hits are sent to training. */
  public void showTraining() {
    showTraining(header);
  }

  private void showTraining(Node owner) {
    SearchResult result = models.search().resultProperty().get();
    models.training().take(result == null ? "" : plain(result));
    if (!models.training().rows().isEmpty()) {
      under(
          owner,
          new TrainingHitsPane(models.training(), thumbnails, () -> open.hide(), messages),
          HPos.LEFT);
    }
  }

  /** The query without signs. */
  private static String plain(SearchResult result) {
    return QueryWriter.write(result.request().query()).replace("\"", "").strip();
  }

  /** Opens or closes the export options. */
  public void showExport() {
    if (!export.isDisabled()) {
      under(export, new ExportPane(models.export(), saveDialog, messages), HPos.RIGHT);
    }
  }

  /** Adds a button at the right end of the header. */
  public void addTool(Node tool) {
    header.getChildren().add(tool);
  }

  /** Sets the action of Enter and double-click on a hit. */
  public void onOpen(Runnable action) {
    grid.onOpen(action);
    table.onOpen(action);
    captions.onOpen(action);
  }

  /** Sets the action of the Compare button. */
  public void onCompare(Runnable action) {
    compared = action;
  }

  /** The hits as grid, table or captions. */
  public Node hits() {
    return hits;
  }

  /** Shows the hits in the next way, and focuses them. */
  void nextMode() {
    models.results().nextMode();
    // The view that had the focus is hidden, so that the focus would move somewhere else.
    focus();
  }

  /** Focuses the hits. */
  public void focus() {
    switch (models.results().modeProperty().get()) {
      case GRID -> grid.requestFocus();
      case LIST -> table.requestFocus();
      case CAPTIONS -> captions.requestFocus();
    }
  }
}

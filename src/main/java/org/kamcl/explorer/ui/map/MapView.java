package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.FirstShown;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The map with its controls, legend and scale bar. */
public final class MapView extends StackPane {
  private static final Logger LOG = LoggerFactory.getLogger(MapView.class);

  /** Decimal places of degrees: about 1 m. */
  private static final int DIGITS = 5;

  /** Width of the search field at normal text size, pixels. */
  private static final double SEARCH_WIDTH = 200;

  private static final double GAP = 12;

  private final MapViewModel model;
  private final TaskExecutor executor;
  private final Messages messages;
  private final GeoFormatter formatter;
  private final MapCanvas canvas;
  private final MapFooter footer;
  private final Button searchHere;

  /** The lower left corner: cards of layers above the footer. */
  private final VBox corner = new VBox();

  private PopOver layers;

  /** Position of the pointer on the map; null if it is elsewhere. */
  private Point2D pointer;

  private Consumer<Optional<GeoArea>> onSearchHere = area -> {};

  /** Shows a map that is empty until {@link #open()} is called. */
  public MapView(
      MapViewModel model, ThumbnailLoader thumbnails, TaskExecutor executor, Messages messages) {
    this.model = model;
    this.executor = executor;
    this.messages = messages;
    this.formatter = new GeoFormatter(messages);
    this.canvas = new MapCanvas(model, thumbnails, executor, formatter);
    this.footer = new MapFooter(model, messages, formatter);
    this.searchHere = searchHereButton();
    Region offers = offers();
    setId("map");
    getStyleClass().add("map");
    setMinSize(0, 0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);

    Region strip = new AreaToolStrip(model.areaDrawing(), messages, canvas::requestFocus);
    Region search = searchField(strip);
    Region tools = tools();
    Button removeArea = new RemoveAreaButton(model, messages);
    StackPane.setAlignment(search, Pos.TOP_LEFT);
    StackPane.setAlignment(strip, Pos.TOP_RIGHT);
    StackPane.setAlignment(offers, Pos.TOP_CENTER);
    StackPane.setAlignment(removeArea, Pos.TOP_LEFT);
    StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
    corner.getChildren().setAll(footer);
    corner.getStyleClass().add("map-corner");
    corner.setPickOnBounds(false);
    corner.setFillWidth(false);
    corner.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(corner, Pos.BOTTOM_LEFT);
    getChildren().addAll(canvas, corner, removeArea, offers, strip, tools, search);
    canvas.setOverlays(List.of(corner, search, strip, offers, tools));
    // On a narrow map, the footer ends where the tools begin.
    footer.maxWidthProperty().bind(widthProperty().subtract(tools.widthProperty()).subtract(20));

    model.viewportProperty().addListener((p, before, view) -> showView(view));
    canvas.addEventHandler(
        MouseEvent.MOUSE_MOVED, event -> showPointer(event.getX(), event.getY()));
    // An area is drawn, and the map is moved, with a pressed button.
    canvas.addEventHandler(
        MouseEvent.MOUSE_DRAGGED, event -> showPointer(event.getX(), event.getY()));
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> hidePointer());
    canvas.setOnContextMenuRequested(this::showContextMenu);
    canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    canvas.setAccessibleHelp(messages.text("map.accessible.help"));
    canvas
        .accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                this::accessibleSummary,
                model.viewportProperty(),
                model.images(),
                model.selection().hits()));
  }

  /** Loads the basemap and the satellite imagery in the background. */
  public void open() {
    model.loadBasemap(messages.locale());
    executor.run(
        EarthImageryLoader::load,
        canvas.imageryProperty()::set,
        failure -> {
          LOG.warn("The satellite imagery could not be loaded", failure);
          canvas.imageryFailed();
        });
  }

  /**
   * Adds something over the ground of the map, above the layers added before.
   *
   * @param changes after which the map is drawn again
   */
  public void addLayer(MapLayer layer, Observable... changes) {
    canvas.addLayer(layer, changes);
  }

  /** Adds the controls of a layer, above the footer. */
  public void addCard(Region card) {
    FirstShown.run(corner, card, () -> corner.getChildren().add(0, card));
    card.maxWidthProperty().bind(footer.maxWidthProperty().subtract(12));
  }

  /** Whether everything is loaded and drawn; true while the map is not in a scene. */
  public boolean isComplete() {
    return getScene() == null || canvas.isComplete();
  }

  /** Whether a visible tile was missing when the map was last drawn. */
  boolean hasMissingTiles() {
    return canvas.hasMissingTiles();
  }

  /** What can be done after a search: buttons below the tools, in two rows on a narrow map. */
  private Region offers() {
    Button showHits = new Button();
    showHits.setId("show-hits");
    showHits.setGraphic(Icons.of("fth-maximize"));
    Tips.set(showHits, messages.text("map.hits.show.tooltip"));
    showHits.getStyleClass().addAll("map-card", "map-offer");
    showHits
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> messages.text("map.hits.show", model.hiddenHitsProperty().get()),
                model.hiddenHitsProperty()));
    showHits.visibleProperty().bind(model.hiddenHitsProperty().greaterThan(0));
    showHits.managedProperty().bind(showHits.visibleProperty());
    showHits.setOnAction(event -> model.showHits());
    searchHere.managedProperty().bind(searchHere.visibleProperty());
    FlowPane offers = new FlowPane(searchHere, showHits);
    offers.getStyleClass().add("map-offers");
    offers.setAlignment(Pos.TOP_CENTER);
    offers.setPickOnBounds(false);
    // No wider than its buttons, since labels keep away from it.
    offers
        .maxWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> {
                  double buttons = shownWidth(searchHere) + shownWidth(showHits);
                  double padding = offers.getInsets().getLeft() + offers.getInsets().getRight();
                  return Math.ceil(buttons + offers.getHgap() + padding);
                },
                searchHere.widthProperty(),
                searchHere.visibleProperty(),
                showHits.widthProperty(),
                showHits.visibleProperty(),
                offers.insetsProperty(),
                offers.hgapProperty()));
    offers.setMaxHeight(USE_PREF_SIZE);
    return offers;
  }

  private static double shownWidth(Button button) {
    return button.isVisible() ? button.getWidth() : 0;
  }

  private Button searchHereButton() {
    Button button = new Button(messages.text("map.view.search"), Icons.of("fth-search"));
    button.setId("search-here");
    Tips.set(button, messages.text("map.view.search.tooltip"));
    button.getStyleClass().addAll("map-card", "map-offer");
    button.setVisible(false);
    button.setOnAction(event -> searchHere());
    return button;
  }

  /**
   * Offers a search in the visible area after the user moved the map.
   *
   * @param search receives the visible area; empty for the whole world
   * @param following whether every move searches anyway, so that the offer is hidden
   */
  public void onSearchHere(Consumer<Optional<GeoArea>> search, ObservableValue<Boolean> following) {
    onSearchHere = search;
    model.suspendCenteringWhile(following);
    searchHere
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.movedSinceSearchProperty().get() && !following.getValue(),
                model.movedSinceSearchProperty(),
                following));
  }

  private void searchHere() {
    model.movedSinceSearchProperty().set(false);
    onSearchHere.accept(Optional.ofNullable(model.visibleAreaProperty().get()));
  }

  /** The search field, as wide as the tool strip leaves space. */
  private Region searchField(Region strip) {
    Region search = new PlaceSearchField(model, messages, formatter);
    search.setMaxHeight(USE_PREF_SIZE);
    search
        .maxWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> {
                  double left = getWidth() - strip.getWidth() - 3 * GAP * canvas.textScale();
                  return Math.max(0, Math.min(SEARCH_WIDTH * canvas.textScale(), left));
                },
                widthProperty(),
                strip.widthProperty()));
    return search;
  }

  private Region tools() {
    Button layersButton = Icons.button("fth-layers", messages.text("map.layers"), () -> {});
    layersButton.setId("layers");
    layersButton.setOnAction(event -> toggleLayers(layersButton));
    VBox tools =
        new VBox(
            Icons.button("fth-plus", messages.text("map.zoom.in"), () -> model.zoom(1)),
            Icons.button("fth-minus", messages.text("map.zoom.out"), () -> model.zoom(-1)),
            Icons.button("fth-maximize", messages.text("map.fit"), model::fit),
            Icons.button("fth-globe", messages.text("map.world"), model::showWorld),
            layersButton);
    tools.getStyleClass().addAll("map-card", "map-tools");
    tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return tools;
  }

  private void toggleLayers(Button button) {
    if (layers != null && layers.isShowing()) {
      layers.hide();
    } else {
      layers = new LayersPane(model.layers(), messages).open(button);
    }
  }

  /** A menu that copies the coordinates of a point in several notations. */
  private void showContextMenu(ContextMenuEvent event) {
    GeoPoint point = model.viewport().geoPointAt(event.getX(), event.getY());
    ContextMenu menu = new ContextMenu();
    for (String text :
        List.of(
            formatter.coordinates(point, DIGITS),
            formatter.degreesMinutesSeconds(point),
            formatter.decimalDegrees(point))) {
      MenuItem item = new MenuItem(messages.text("map.copy", text), Icons.of("fth-copy"));
      item.setOnAction(copy -> copy(text));
      menu.getItems().add(item);
    }
    menu.setAutoHide(true);
    menu.show(canvas.getScene().getWindow(), event.getScreenX(), event.getScreenY());
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void showPointer(double column, double row) {
    pointer = new Point2D(column, row);
    Viewport view = model.viewport();
    if (view.contains(column, row)) {
      footer.showPointer(view.geoPointAt(column, row), view.zoom());
    } else {
      footer.clearPointer();
    }
  }

  private void hidePointer() {
    pointer = null;
    footer.clearPointer();
  }

  /** The map may also move under the pointer. */
  private void showView(Viewport view) {
    footer.showScale(view);
    if (pointer != null) {
      showPointer(pointer.getX(), pointer.getY());
    }
  }

  /** What a screen reader reads. */
  private String accessibleSummary() {
    Viewport view = model.viewport();
    long hits =
        model.markers().markers().stream()
            .filter(marker -> view.contains(view.column(marker.x()), view.row(marker.y())))
            .mapToLong(marker -> marker.hits().size())
            .sum();
    return messages.text(
        "map.accessible",
        formatter.coordinates(view.geoPointAt(view.width() / 2, view.height() / 2), 1),
        model.images().size(),
        hits);
  }
}

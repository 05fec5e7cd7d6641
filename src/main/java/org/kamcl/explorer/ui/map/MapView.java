package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The map with its tools, legend and scale. */
public final class MapView extends StackPane {
  private static final Logger LOG = LoggerFactory.getLogger(MapView.class);

  /** Digits of degrees that tell streets apart. */
  private static final int DIGITS = 5;

  /** Pixels at normal text size. */
  private static final double SEARCH_WIDTH = 200;

  private static final double GAP = 12;

  private final MapViewModel model;
  private final TaskExecutor taskExecutor;
  private final Messages messages;
  private final GeoFormatter words;
  private final MapCanvas canvas;
  private final MapFooter foot;
  private final Button drop;
  private final Button here;
  private PopOver layers;
  private Consumer<Optional<GeoArea>> searchHere;

  /** Shows a map, which is empty until it is opened. */
  public MapView(
      MapViewModel model,
      ThumbnailLoader thumbnailLoader,
      TaskExecutor taskExecutor,
      Messages messages) {
    this.model = model;
    this.taskExecutor = taskExecutor;
    this.messages = messages;
    this.words = new GeoFormatter(messages);
    this.canvas = new MapCanvas(model, thumbnailLoader, taskExecutor, words);
    this.foot = new MapFooter(model.selection(), messages, words);
    setId("map");
    getStyleClass().add("map");
    setMinSize(0, 0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);

    Region search = new PlaceSearchField(model, messages, words);
    Region strip = strip();
    Region tools = tools();
    drop = Icons.button("fth-x", messages.text("map.area.drop"), model.areaDrawing()::removeArea);
    drop.setId("drop-area");
    drop.getStyleClass().addAll("map-card", "map-drop");
    here = new Button(messages.text("map.here"), Icons.of("fth-search"));
    here.setId("search-here");
    here.setTooltip(new Tooltip(messages.text("map.here.tip")));
    here.getStyleClass().addAll("map-card", "map-here");
    here.setVisible(false);
    here.setOnAction(event -> searchHere());
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
    StackPane.setAlignment(search, Pos.TOP_LEFT);
    StackPane.setAlignment(strip, Pos.TOP_RIGHT);
    StackPane.setAlignment(here, Pos.TOP_CENTER);
    StackPane.setAlignment(drop, Pos.TOP_LEFT);
    StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
    StackPane.setAlignment(foot, Pos.BOTTOM_LEFT);
    getChildren().addAll(canvas, foot, drop, search, strip, here, tools);
    canvas.coveredBy(List.of(foot, search, strip, here, tools));
    // On a narrow map the legend ends where the tools begin.
    foot.maxWidthProperty().bind(widthProperty().subtract(tools.widthProperty()).subtract(20));

    model.viewportProperty().addListener((p, before, view) -> moved(view));
    model.drawnAreaProperty().addListener((p, before, area) -> placeDrop());
    canvas.addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event ->
            foot.showPointer(
                model.viewport().geoPointAt(event.getX(), event.getY()), model.viewport().zoom()));
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> foot.clearPointer());
    canvas.setOnContextMenuRequested(this::contextMenu);
    canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    canvas.setAccessibleHelp(messages.text("map.spoken.help"));
    canvas
        .accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                this::spoken, model.viewportProperty(), model.images(), model.selection().hits()));
    placeDrop();
  }

  /** Reads the map and its picture of the earth in the background. */
  public void open() {
    model.open();
    taskExecutor.run(
        EarthImagery::load,
        canvas.earthProperty()::set,
        failure -> {
          LOG.warn("The picture of the earth could not be read", failure);
          canvas.earthFailed();
        });
  }

  /** Whether the map is read and all of it is drawn. */
  public boolean isComplete() {
    // Where it is hidden nothing is drawn, and nothing is waited for.
    return getScene() == null || canvas.isComplete();
  }

  /** Whether a part of the ground was not painted yet when the map was drawn last. */
  boolean hasMissingTiles() {
    return canvas.hasMissingTiles();
  }

  /**
   * Offers to search again in what the map shows, once it was moved after a search.
   *
   * @param search is given the area; empty for the whole world
   * @param following whether that is done with every move anyway
   */
  public void onSearchHere(Consumer<Optional<GeoArea>> search, ObservableValue<Boolean> following) {
    searchHere = search;
    model.suspendCenteringWhile(following);
    here.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.movedSinceSearchProperty().get() && !following.getValue(),
                model.movedSinceSearchProperty(),
                following));
  }

  private void searchHere() {
    model.movedSinceSearchProperty().set(false);
    searchHere.accept(Optional.ofNullable(model.viewAreaProperty().get()));
  }

  private String spoken() {
    Viewport view = model.viewport();
    long marks =
        model.markers().markers().stream()
            .filter(mark -> view.contains(view.column(mark.x()), view.row(mark.y())))
            .mapToLong(mark -> mark.hits().size())
            .sum();
    return messages.text(
        "map.spoken",
        words.coordinates(view.geoPointAt(view.width() / 2, view.height() / 2), 1),
        model.images().size(),
        marks);
  }

  /** What dragging does: move, rectangle, polygon. */
  private Region strip() {
    ToggleGroup group = new ToggleGroup();
    HBox strip = new HBox();
    for (AreaSketch.Tool tool : AreaSketch.Tool.values()) {
      ToggleButton button = new ToggleButton(null, Icons.of(icon(tool)));
      String text = messages.text(key(tool));
      button.setId("tool-" + tool.name().toLowerCase(Locale.ROOT));
      button.setTooltip(new Tooltip(text));
      button.setAccessibleText(text);
      button.setToggleGroup(group);
      button.getStyleClass().add("map-tool");
      button.setOnAction(
          event -> {
            // A second click puts the tool away; one is always chosen.
            boolean chosen = button.isSelected();
            model.areaDrawing().toolProperty().set(chosen ? tool : AreaSketch.Tool.PAN);
            canvas.requestFocus();
          });
      button.setSelected(tool == model.areaDrawing().toolProperty().get());
      model
          .areaDrawing()
          .toolProperty()
          .addListener((property, before, now) -> button.setSelected(now == tool));
      strip.getChildren().add(button);
    }
    ToggleButton move = (ToggleButton) strip.getChildren().get(0);
    move.selectedProperty()
        .addListener(
            (property, before, selected) ->
                move.setSelected(selected || !model.areaDrawing().isDrawing()));
    strip.getStyleClass().addAll("map-card", "map-strip");
    strip.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return strip;
  }

  private static String icon(AreaSketch.Tool tool) {
    return switch (tool) {
      case PAN -> "fth-move";
      case RECTANGLE -> "mdi2v-vector-rectangle";
      case POLYGON -> "mdi2v-vector-polygon";
    };
  }

  private static String key(AreaSketch.Tool tool) {
    return switch (tool) {
      case PAN -> "map.tool.move";
      case RECTANGLE -> "map.tool.rectangle";
      case POLYGON -> "map.tool.polygon";
    };
  }

  private Region tools() {
    Button button = Icons.button("fth-layers", messages.text("map.layers"), () -> {});
    button.setId("layers");
    button.setOnAction(event -> showLayers(button));
    VBox tools =
        new VBox(
            Icons.button("fth-plus", messages.text("map.nearer"), () -> model.zoom(1)),
            Icons.button("fth-minus", messages.text("map.farther"), () -> model.zoom(-1)),
            Icons.button("fth-maximize", messages.text("map.fit"), model::fit),
            button);
    tools.getStyleClass().addAll("map-card", "map-tools");
    tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return tools;
  }

  private void showLayers(Button button) {
    if (layers != null && layers.isShowing()) {
      layers.hide();
    } else {
      layers = new LayersPane(model.layers(), messages).open(button);
    }
  }

  private void contextMenu(ContextMenuEvent event) {
    GeoPoint place = model.viewport().geoPointAt(event.getX(), event.getY());
    ContextMenu menu = new ContextMenu();
    for (String text :
        List.of(
            words.coordinates(place, DIGITS),
            words.degreesMinutesSeconds(place),
            words.decimalDegrees(place))) {
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

  private void moved(Viewport view) {
    foot.showScale(view);
    placeDrop();
  }

  /** The cross that takes the area away stays at its upper right corner, as far as that is seen. */
  private void placeDrop() {
    Optional<GeoArea> area = model.drawnAreaProperty().get();
    drop.setVisible(area.isPresent());
    if (area.isEmpty()) {
      return;
    }
    Viewport view = model.viewport();
    double[] box = ProjectedRings.bounds(ProjectedRings.of(area.get().ring(), view.projection()));
    double half = (box[2] - box[0]) / 2 * view.scale();
    double right = view.column((box[0] + box[2]) / 2) + half;
    double left = right - 2 * half;
    double top = view.row(box[1]);
    double bottom = view.row(box[3]);
    double size = Math.max(drop.prefWidth(-1), 20);
    boolean seen = right > 0 && left < view.width() && bottom > 0 && top < view.height();
    drop.setVisible(seen);
    drop.setTranslateX(Math.rint(Math.max(0, Math.min(view.width() - size, right - size / 2))));
    drop.setTranslateY(Math.rint(Math.max(0, Math.min(view.height() - size, top - size / 2))));
  }
}

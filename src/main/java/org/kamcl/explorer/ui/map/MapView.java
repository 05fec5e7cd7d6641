package org.kamcl.explorer.ui.map;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Ramp;
import org.kamcl.explorer.ui.words.Messages;
import org.kamcl.explorer.ui.words.PlaceWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The map with its tools, legend and scale. */
public final class MapView extends StackPane {
  private static final Logger LOG = LoggerFactory.getLogger(MapView.class);
  private static final int SUGGESTIONS = 8;
  private static final double LONGEST_SCALE = 96;
  private static final int DIGITS = 3;

  private final MapViewModel model;
  private final Background background;
  private final Messages messages;
  private final PlaceWords places;
  private final MapCanvas canvas;
  private final Region scaleLine = new Region();
  private final Label scaleText = new Label();
  private final Label pointer = new Label();

  /** Shows a map, which is empty until it is opened. */
  public MapView(MapViewModel model, Background background, Messages messages) {
    this.model = model;
    this.background = background;
    this.messages = messages;
    this.places = new PlaceWords(messages);
    this.canvas = new MapCanvas(model);
    setId("map");
    getStyleClass().add("map");
    setMinSize(0, 0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);

    Region search = placeSearch();
    Region tools = tools();
    Region foot = foot();
    StackPane.setAlignment(search, Pos.TOP_LEFT);
    StackPane.setAlignment(tools, Pos.BOTTOM_RIGHT);
    StackPane.setAlignment(foot, Pos.BOTTOM_LEFT);
    getChildren().addAll(canvas, foot, search, tools);
    canvas.coveredBy(List.of(foot, search, tools));
    // On a narrow map the legend ends where the tools begin.
    foot.maxWidthProperty().bind(widthProperty().subtract(tools.widthProperty()).subtract(20));

    model.viewportProperty().addListener((p, before, view) -> showScale(view));
    canvas.addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event -> {
          GeoPoint place = model.viewport().place(event.getX(), event.getY());
          pointer.setText(places.coordinates(place, DIGITS));
        });
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> pointer.setText(""));
  }

  /** Reads the map and its picture of the earth in the background. */
  public void open() {
    model.open();
    background.run(
        EarthPicture::load,
        canvas.earthProperty()::set,
        failure -> LOG.warn("The picture of the earth could not be read", failure));
  }

  /** Whether the map and its picture are read. */
  public boolean complete() {
    return canvas.earthProperty().get() != null && !model.basemapProperty().get().land().isEmpty();
  }

  private Region tools() {
    Button layers = Icons.button("fth-layers", messages.text("map.layers"), () -> {});
    ContextMenu menu = new ContextMenu();
    ToggleGroup group = new ToggleGroup();
    for (MapViewModel.Ground ground : MapViewModel.Ground.values()) {
      RadioMenuItem item = new RadioMenuItem(name(ground));
      item.setToggleGroup(group);
      item.setSelected(ground == model.groundProperty().get());
      item.setOnAction(event -> model.groundProperty().set(ground));
      menu.getItems().add(item);
    }
    layers.setOnAction(event -> menu.show(layers, Side.LEFT, 0, 0));
    VBox tools =
        new VBox(
            Icons.button("fth-plus", messages.text("map.nearer"), () -> model.zoom(1)),
            Icons.button("fth-minus", messages.text("map.farther"), () -> model.zoom(-1)),
            Icons.button("fth-maximize", messages.text("map.fit"), model::fit),
            layers);
    tools.getStyleClass().addAll("map-card", "map-tools");
    tools.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return tools;
  }

  private String name(MapViewModel.Ground ground) {
    return switch (ground) {
      case AUTOMATIC -> messages.text("map.ground.automatic");
      case PLAIN -> messages.text("map.ground.plain");
      case PICTURE -> messages.text("map.ground.picture");
    };
  }

  private Region placeSearch() {
    TextField field = new TextField();
    field.setId("place");
    field.setPromptText(messages.text("map.place"));
    field.setAccessibleText(messages.text("map.place"));
    HBox.setHgrow(field, Priority.ALWAYS);
    ContextMenu found = new ContextMenu();
    Runnable suggest =
        () -> {
          found.getItems().clear();
          for (Gazetteer.Town town :
              model.gazetteerProperty().get().find(field.getText(), SUGGESTIONS)) {
            MenuItem item =
                new MenuItem(messages.text("details.place.in", town.name(), town.country()));
            item.setOnAction(event -> model.goTo(town));
            found.getItems().add(item);
          }
          if (found.getItems().isEmpty() || !field.isFocused()) {
            found.hide();
          } else if (!found.isShowing()) {
            found.show(field, Side.BOTTOM, 0, 0);
          }
        };
    field.textProperty().addListener((property, before, text) -> suggest.run());
    field.setOnAction(
        event -> {
          found.hide();
          model.gazetteerProperty().get().find(field.getText(), 1).forEach(model::goTo);
        });
    HBox box = new HBox(Icons.of("fth-map-pin"), field);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("map-card", "map-place");
    box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return box;
  }

  /** Pointer, scale, legend and credits: from top to bottom at the left. */
  private Region foot() {
    pointer.getStyleClass().add("map-text");
    pointer.visibleProperty().bind(pointer.textProperty().isNotEmpty());
    scaleLine.getStyleClass().add("map-scale");
    scaleLine.setMaxHeight(USE_PREF_SIZE);
    scaleText.getStyleClass().add("map-text");
    HBox scale = new HBox(scaleLine, scaleText);
    scale.getStyleClass().add("map-scale-row");
    scale.setAlignment(Pos.CENTER_LEFT);
    FlowPane credits = new FlowPane(2, 2);
    for (String credit : messages.text("map.credits").split(" · ")) {
      Label label = new Label(credit);
      label.getStyleClass().add("map-text");
      credits.getChildren().add(label);
    }
    VBox foot = new VBox(pointer, scale, legend(), credits);
    foot.getStyleClass().add("map-foot");
    foot.setMaxHeight(USE_PREF_SIZE);
    foot.setFillWidth(false);
    credits.prefWrapLengthProperty().bind(foot.maxWidthProperty().subtract(12));
    foot.setMouseTransparent(true);
    return foot;
  }

  private Region legend() {
    Label name = new Label(messages.text("map.legend"));
    name.getStyleClass().add("small");
    Label weak = new Label(messages.text("map.legend.weak"));
    Label strong = new Label(messages.text("map.legend.strong"));
    weak.getStyleClass().addAll("small", "muted");
    strong.getStyleClass().addAll("small", "muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Region ramp = new Region();
    ramp.setMinHeight(8);
    ramp.setBackground(
        new javafx.scene.layout.Background(
            new BackgroundFill(Ramp.gradient(), CornerRadii.EMPTY, Insets.EMPTY)));
    weak.setMinWidth(USE_PREF_SIZE);
    strong.setMinWidth(USE_PREF_SIZE);
    VBox legend = new VBox(name, new HBox(weak, gap, strong), ramp);
    legend.getStyleClass().addAll("map-card", "map-legend");
    // Without hits there is nothing to explain.
    legend.setVisible(false);
    legend.setManaged(false);
    model
        .selection()
        .hits()
        .addListener(
            (ListChangeListener<SearchHit>)
                change -> {
                  legend.setVisible(!model.selection().hits().isEmpty());
                  legend.setManaged(legend.isVisible());
                });
    return legend;
  }

  private void showScale(Viewport view) {
    double middle = Mercator.lat(view.y());
    double metresPerPixel = Mercator.metresAcross(middle) / view.scale();
    double most = metresPerPixel * LONGEST_SCALE;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double length = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    double width = Math.rint(length / metresPerPixel);
    scaleLine.setMinWidth(width);
    scaleLine.setPrefWidth(width);
    scaleText.setText(places.length(length));
  }
}

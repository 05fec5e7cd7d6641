package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.details.DetailsView;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.search.QueryBar;
import org.kamcl.explorer.ui.search.ResultsView;
import org.kamcl.explorer.ui.search.SearchViewModel;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.words.Messages;

/** The workspace: query on top, map, results and details side by side as far as there is room. */
final class ExploreView extends BorderPane {
  /** Widths at which the panes change, in pixels at normal text size, without the rail. */
  private static final double WIDE = 1336;

  private static final double MIDDLE = 1136;
  private static final double MAP_WIDE = 408;
  private static final double MAP_NARROW = 272;
  private static final double START_SHARE = 0.45;

  /** Narrower, results and map are one behind the other. */
  private static final double NARROW = 936;

  private final SearchViewModel search;
  private final TextSize textSize;
  private final QueryBar query;
  private final ResultsView results;
  private final MapView map;
  private final DetailsView details;
  private final SplitPane split = new SplitPane();
  private final StackPane drawer = new StackPane();
  private final SettingsViewModel settings;
  private final PaneTabs tabs;
  private final BorderPane middle = new BorderPane();
  private final BooleanProperty mapShown = new SimpleBooleanProperty(true);
  private final BooleanProperty detailsShown = new SimpleBooleanProperty(true);
  private Boolean docked;
  private double wantedMapWidth = -1;

  /** Of the map, as wanted or as dragged; kept while the window is resized. */
  private double mapWidth = -1;

  ExploreView(
      SearchViewModel search,
      TextSize textSize,
      Views views,
      SettingsViewModel settings,
      Messages messages) {
    this.search = search;
    this.settings = settings;
    this.tabs = new PaneTabs(messages, this::arrange);
    this.textSize = textSize;
    this.query = views.query();
    this.results = views.results();
    this.map = views.map();
    this.details = views.details();
    getStyleClass().add("explore");
    Button info = Icons.button("fth-info", messages.text("details.toggle"), this::toggleDetails);
    info.getStyleClass().add(Styles.FLAT);
    results.addTool(info);
    results.setMinWidth(0);
    results.onOpen(() -> detailsShown.set(true));
    mapShown.set(panes().map());
    split.widthProperty().addListener((property, before, width) -> divide());
    split.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          if (split.getItems().contains(map)) {
            drag(map.getWidth());
          }
        });
    middle.setCenter(split);
    drawer.getChildren().add(middle);
    setTop(banners(views));
    setCenter(drawer);
    mapShown.addListener(
        (property, before, shown) -> {
          settings.changePanes(p -> p.map(shown));
          arrange();
        });
    detailsShown.addListener((property, before, shown) -> arrange());
    search.resultProperty().addListener((property, before, result) -> arrange());
    widthProperty().addListener((property, before, width) -> arrange());
    textSize.percentProperty().addListener((property, before, size) -> arrange());
  }

  /** What it arranges. */
  record Views(
      QueryBar query,
      List<? extends Node> banners,
      ResultsView results,
      MapView map,
      DetailsView details) {}

  private VBox banners(Views views) {
    VBox top = new VBox(query);
    top.getChildren().addAll(views.banners());
    return top;
  }

  private double width() {
    return getWidth() / textSize.factor();
  }

  private void arrange() {
    if (getWidth() <= 0) {
      return;
    }
    boolean asked = search.resultProperty().get() != null;
    boolean room = width() >= MIDDLE;
    if (docked == null || docked != room) {
      // Without room a drawer would cover hits unasked.
      boolean first = docked == null;
      docked = room;
      if (!first || !room) {
        detailsShown.set(room);
      }
    }
    boolean shown = asked && detailsShown.get();
    setRight(shown && room ? details : null);
    boolean inDrawer = shown && !room;
    details.pseudoClassStateChanged(PseudoClass.getPseudoClass("drawer"), inDrawer);
    if (inDrawer && !drawer.getChildren().contains(details)) {
      details.setMaxWidth(Region.USE_PREF_SIZE);
      StackPane.setAlignment(details, Pos.CENTER_RIGHT);
      drawer.getChildren().add(details);
    } else if (!inDrawer) {
      drawer.getChildren().remove(details);
    }
    showPanes();
    double remembered = panes().mapWidth();
    double designed = width() >= WIDE ? MAP_WIDE : MAP_NARROW;
    double beside = remembered > 0 ? Math.min(remembered, width() / 2) : designed;
    double pixels = (asked ? beside : width() * START_SHARE) * textSize.factor();
    if (Math.abs(pixels - wantedMapWidth) > 1) {
      wantedMapWidth = pixels;
      mapWidth = pixels;
    }
    divide();
  }

  private Settings.Panes panes() {
    return settings.settingsProperty().get().panes();
  }

  /** Where the divider was let go; beside hits it is remembered. */
  private void drag(double width) {
    mapWidth = width;
    if (search.resultProperty().get() != null) {
      double normal = width / textSize.factor();
      settings.changePanes(p -> p.divided(normal));
    }
  }

  private void divide() {
    if (split.getItems().size() > 1 && split.getWidth() > 0) {
      split.setDividerPositions(mapWidth / split.getWidth());
    }
  }

  /** Side by side, or without room one behind the other with tabs to choose between them. */
  private void showPanes() {
    boolean narrow = width() < NARROW;
    boolean both = narrow && mapShown.get();
    middle.setTop(both ? tabs : null);
    List<Node> wanted = new ArrayList<>();
    if (mapShown.get() && (!narrow || tabs.onMap())) {
      wanted.add(map);
    }
    if (!narrow || !both || !tabs.onMap()) {
      wanted.add(results);
    }
    if (!split.getItems().equals(wanted)) {
      split.getItems().setAll(wanted);
    }
  }

  void toggleMap() {
    mapShown.set(!mapShown.get());
  }

  void toggleDetails() {
    detailsShown.set(!detailsShown.get());
  }

  void hideDetails() {
    detailsShown.set(false);
  }

  /** The panes that are seen, in the order of the keys that go from one to the next. */
  List<Node> seen() {
    List<Node> seen = new ArrayList<>();
    seen.add(query);
    if (middle.getTop() != null) {
      seen.add(tabs);
    }
    seen.addAll(split.getItems());
    if (details.getScene() != null) {
      seen.add(details);
    }
    return seen;
  }

  /** Closes what covers something; tells whether there was anything. */
  boolean closeDrawer() {
    boolean open = drawer.getChildren().contains(details);
    if (open) {
      hideDetails();
    }
    return open;
  }

  QueryBar query() {
    return query;
  }

  ResultsView results() {
    return results;
  }

  MapView map() {
    return map;
  }
}

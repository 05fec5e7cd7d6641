package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
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
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.control.ToastPane;
import org.kamcl.explorer.ui.crs.AssignCrsPane;
import org.kamcl.explorer.ui.explore.FilterViewModel;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.QueryBar;
import org.kamcl.explorer.ui.explore.ResultsView;
import org.kamcl.explorer.ui.explore.ResultsViewModel;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.explore.details.CompareView;
import org.kamcl.explorer.ui.explore.details.DetailsView;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** The workspace: query on top, map, results and details side by side as far as there is room. */
final class ExploreView extends BorderPane {
  /** Widths at which the panes change, in pixels at normal text size, without the rail. */
  private static final double WIDE = 1336;

  private static final double MIDDLE = 1136;
  private static final double MAP_WIDE = 408;
  private static final double MAP_NARROW = 272;
  private static final double START_SHARE = 0.45;

  /** Hits that can be compared. */
  private static final int FEWEST = 2;

  private static final int MOST = 4;

  /** Narrower, results and map are one behind the other. */
  private static final double NARROW = 936;

  private final ExploreModels models;
  private final SearchViewModel search;
  private final HitActions actions;
  private final CompareView compare;
  private final TextSize textSize;
  private final QueryBar query;
  private final ResultsView results;
  private final MapView map;
  private final DetailsView details;
  private final SplitPane split = new SplitPane();
  private final StackPane drawer = new StackPane();
  private final AssignCrsPane placing;
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
      ExploreModels models,
      TextSize textSize,
      Views views,
      HitActions actions,
      SettingsViewModel settings,
      Messages messages) {
    this.models = models;
    this.search = models.search();
    this.actions = actions;
    this.compare =
        new CompareView(
            models.details(),
            models.pictures(),
            actions.concepts(),
            messages,
            this::closeComparison);
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
    mapShown.set(panes().mapVisible());
    remember();
    split.widthProperty().addListener((property, before, width) -> divide());
    split.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        event -> {
          if (onDivider(event) && !split.getDividers().isEmpty()) {
            drag(split.getDividers().get(0).getPosition() * split.getWidth());
          }
        });
    middle.setCenter(split);
    ToastPane toasts = new ToastPane(models.toasts(), messages);
    this.placing = new AssignCrsPane(models.placing(), models.places()::full, messages);
    drawer.getChildren().addAll(middle, placing, toasts);
    results.onCompare(this::compare);
    map.onSearchHere(
        area -> {
          models.filters().useMapView();
          search.search();
        },
        models
            .filters()
            .areaSourceProperty()
            .map(areaSource -> areaSource == FilterViewModel.AreaSource.VIEW));
    models.filters().setMapVisible(mapShown.get());
    setTop(banners(views));
    setCenter(drawer);
    mapShown.addListener(
        (property, before, shown) -> {
          settings.changePanes(p -> p.withMap(shown));
          models.filters().setMapVisible(shown);
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
    query.setFiltersFolded(width() < WIDE);
    boolean room = width() >= MIDDLE;
    if (docked == null || docked != room) {
      // Without room a drawer would cover hits unasked.
      boolean first = docked == null;
      docked = room;
      if (!first || !room) {
        detailsShown.set(room);
      }
    }
    // Beside hits that are compared, those of another one would be taken for theirs.
    boolean shown = asked && detailsShown.get() && middle.getCenter() != compare;
    setRight(shown && room ? details : null);
    boolean inDrawer = shown && !room;
    details.pseudoClassStateChanged(PseudoClass.getPseudoClass("drawer"), inDrawer);
    if (inDrawer && !drawer.getChildren().contains(details)) {
      details.setMaxWidth(Region.USE_PREF_SIZE);
      StackPane.setAlignment(details, Pos.CENTER_RIGHT);
      // Under what is asked and said.
      drawer.getChildren().add(1, details);
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

  /** How results are shown is as it was, and kept. */
  private void remember() {
    ObjectProperty<ResultsViewModel.Mode> mode = models.results().modeProperty();
    for (ResultsViewModel.Mode known : ResultsViewModel.Mode.values()) {
      if (name(known).equals(panes().view())) {
        mode.set(known);
      }
    }
    mode.addListener((property, before, now) -> settings.changePanes(p -> p.withView(name(now))));
    results.thumbnailSizeProperty().set(panes().thumbnailSize());
    results
        .thumbnailSizeProperty()
        .addListener(
            (property, before, now) ->
                settings.changePanes(p -> p.withThumbnailSize(now.intValue())));
    results.scaleProperty().set(textSize.factor());
    textSize
        .percentProperty()
        .addListener((property, before, now) -> results.scaleProperty().set(textSize.factor()));
  }

  private static String name(ResultsViewModel.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private Settings.Layout panes() {
    return settings.settingsProperty().get().layout();
  }

  /** A press in the map or on a card ends over the split pane, too. */
  private boolean onDivider(MouseEvent event) {
    Node node = event.getTarget() instanceof Node target ? target : null;
    while (node != null && node != split) {
      if (node.getStyleClass().contains("split-pane-divider")) {
        return true;
      }
      node = node.getParent();
    }
    return false;
  }

  /** Where the divider was let go; beside hits it is remembered. */
  private void drag(double width) {
    mapWidth = width;
    if (search.resultProperty().get() != null) {
      double normal = width / textSize.factor();
      settings.changePanes(p -> p.withMapWidth(normal));
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
    if (detailsShown.get()) {
      hideDetails();
    } else {
      detailsShown.set(true);
    }
  }

  void hideDetails() {
    boolean within = details.isFocusWithin();
    detailsShown.set(false);
    if (within) {
      // Else the keys would go to whatever is first in the window.
      results.focus();
    }
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
    if (placing.isVisible()) {
      seen.add(placing);
    }
    return seen;
  }

  /** Closes what covers something; tells whether there was anything. */
  private boolean closeDrawer() {
    boolean open = drawer.getChildren().contains(details);
    if (open) {
      hideDetails();
    }
    return open;
  }

  /** Shows the marked hits side by side, if there are two to four. */
  void compare() {
    List<SearchHit> marked = models.selection().marked();
    if (marked.size() >= FEWEST && marked.size() <= MOST) {
      compare.show(marked);
      middle.setCenter(compare);
      arrange();
      compare.requestFocus();
    }
  }

  private boolean closeComparison() {
    boolean open = middle.getCenter() == compare;
    if (open) {
      middle.setCenter(split);
      arrange();
      results.focus();
    }
    return open;
  }

  private boolean closePlacing() {
    boolean open = models.placing().close();
    if (open) {
      results.focus();
    }
    return open;
  }

  /** Closes what covers something, then unmarks; tells whether there was anything. */
  boolean escape() {
    if (closePlacing() || closeComparison() || closeDrawer()) {
      return true;
    }
    boolean marked = !models.selection().marks().isEmpty();
    models.selection().clearMarks();
    return marked;
  }

  HitActions actions() {
    return actions;
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

package org.kamcl.explorer.ui.explore;

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
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.Banner;
import org.kamcl.explorer.ui.crs.AssignCrsPane;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.explore.details.CompareView;
import org.kamcl.explorer.ui.explore.details.DetailsView;
import org.kamcl.explorer.ui.explore.start.StartView;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Explore view: query on top; map, results and details side by side if they fit. */
final class ExploreView extends BorderPane {
  /** Widths at which the layout changes, in pixels at 100 % text size, without the rail. */
  private static final double WIDE = 1336;

  private static final double MIDDLE = 1136;
  private static final double MAP_WIDE = 408;
  private static final double MAP_NARROW = 272;
  private static final double START_SHARE = 0.45;

  /** Smallest number of hits that can be compared. */
  private static final int FEWEST = 2;

  private static final int MOST = 4;

  /** Below this width, results and map share one area with tabs. */
  private static final double NARROW = 936;

  private final ArchiveViewModel archive;
  private final ExploreModels models;
  private final Messages messages;
  private final SearchViewModel search;
  private final HitActions actions;
  private final CompareView compare;
  private final TextSize textSize;
  private final QueryBar query;
  private final ResultsView results;
  private final MapView map;
  private final DetailsView details;
  private final SplitPane split = new SplitPane();
  private final MapDivider divider;
  private final StackPane drawer = new StackPane();
  private final AssignCrsPane assignCrs;
  private final MissingCrsViewModel missingCrs;
  private final VBox banners = new VBox();
  private final SettingsViewModel settings;
  private final PaneTabs tabs;
  private final BorderPane middle = new BorderPane();
  private final BooleanProperty mapShown = new SimpleBooleanProperty(true);
  private final BooleanProperty detailsShown = new SimpleBooleanProperty(true);
  private Boolean docked;

  ExploreView(ExploreModels models, PerspectiveContext context, HitActions actions) {
    this.messages = context.messages();
    this.archive = context.archive();
    this.models = models;
    this.missingCrs = context.missingCrs();
    this.search = models.search();
    this.actions = actions;
    this.settings = context.settings();
    this.textSize = context.textSize();
    this.compare =
        new CompareView(
            models.details(),
            context.thumbnails(),
            actions.concepts(),
            messages,
            this::closeComparison);
    this.tabs = new PaneTabs(messages, this::arrange);
    this.query = new QueryBar(models.queryBar(), context.thumbnails(), messages);
    this.results =
        new ResultsView(
            models.results(actions),
            context.thumbnails(),
            new StartView(
                context.archive(), search, context.executor(), messages, context.addFolder()),
            context.dialogs()::save,
            messages);
    this.map = new MapView(models.map(), context.thumbnails(), context.executor(), messages);
    new SceneOnMap(models.scoreMap(), models.map(), messages)
        .addTo(map, models.scoreMapSaver(context));
    this.details =
        new DetailsView(
            models.details(),
            models.reasons(),
            models.heat(),
            models.saver(context),
            actions,
            context.thumbnails(),
            messages,
            this::hideDetails);
    // Nothing is computed for a map that nobody sees.
    details
        .sceneProperty()
        .addListener((property, before, scene) -> models.setHeatVisible(scene != null));
    getStyleClass().add("explore");
    Button info = Icons.button("fth-info", messages.text("details.toggle"), this::toggleDetails);
    info.getStyleClass().add(Styles.FLAT);
    results.addTool(info);
    results.setMinWidth(0);
    results.onOpen(actions.navigation()::inspect);
    mapShown.set(savedLayout().mapVisible());
    new ResultsMemory(models.results(), results, settings, textSize);
    this.divider = new MapDivider(split, this::storeMapWidth);
    middle.setCenter(split);
    this.assignCrs = new AssignCrsPane(missingCrs, models.places()::full, messages);
    // Over the panes, so that the tabs of a narrow window do not take a row from them.
    StackPane.setAlignment(tabs, Pos.BOTTOM_CENTER);
    drawer.getChildren().addAll(middle, tabs, assignCrs);
    results.onCompare(this::compare);
    query.onLeave(results::focus);
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
    setTop(
        new VBox(
            query,
            banners,
            Banner.problem(
                search.problemProperty(),
                messages,
                search::dismissProblem,
                context.perspectives()::reportProblem)));
    setCenter(drawer);
    mapShown.addListener(
        (property, before, shown) -> {
          settings.changePanes(p -> p.withMap(shown));
          models.filters().setMapVisible(shown);
          arrange();
        });
    detailsShown.addListener((property, before, shown) -> arrange());
    search.resultProperty().addListener((property, before, result) -> arrange());
    archive.stateProperty().addListener((property, before, state) -> arrange());
    search.searchingProperty().addListener((property, before, running) -> arrange());
    widthProperty().addListener((property, before, width) -> arrange());
    textSize.percentProperty().addListener((property, before, size) -> arrange());
  }

  /** Shows the banners of the window below the query. */
  void placeBanners(Node nodes) {
    banners.getChildren().setAll(nodes);
  }

  private double width() {
    return getWidth() / textSize.factor();
  }

  private void arrange() {
    if (getWidth() <= 0) {
      return;
    }
    // The panes keep their places when the window starts with a search.
    boolean searched =
        search.resultProperty().get() != null
            || (archive.searchExpected()
                && (archive.stateProperty().get() == ArchiveViewModel.State.OPENING
                    || search.searchingProperty().get()));
    query.setFiltersFolded(width() < WIDE);
    boolean wide = width() >= MIDDLE;
    if (docked == null || docked != wide) {
      // In a narrow window, the drawer covers hits, so only the user opens it.
      boolean first = docked == null;
      docked = wide;
      if (!first || !wide) {
        detailsShown.set(wide);
      }
    }
    // Details of one hit beside compared hits would be misleading.
    boolean shown = searched && detailsShown.get() && middle.getCenter() != compare;
    setRight(shown && wide ? details : null);
    boolean inDrawer = shown && !wide;
    details.pseudoClassStateChanged(PseudoClass.getPseudoClass("drawer"), inDrawer);
    if (inDrawer && !drawer.getChildren().contains(details)) {
      details.setMaxWidth(Region.USE_PREF_SIZE);
      StackPane.setAlignment(details, Pos.CENTER_RIGHT);
      // Below the CRS pane.
      drawer.getChildren().add(2, details);
    } else if (!inDrawer) {
      drawer.getChildren().remove(details);
    }
    showPanes();
    double remembered = savedLayout().mapWidth();
    double designed = width() >= WIDE ? MAP_WIDE : MAP_NARROW;
    double beside = remembered > 0 ? Math.min(remembered, width() / 2) : designed;
    double pixels = (searched ? beside : width() * START_SHARE) * textSize.factor();
    divider.place(pixels);
  }

  private Settings.Layout savedLayout() {
    return settings.settingsProperty().get().layout();
  }

  /** Stores the width of the map if hits are shown. */
  private void storeMapWidth(double width) {
    if (search.resultProperty().get() != null) {
      double normal = width / textSize.factor();
      settings.changePanes(p -> p.withMapWidth(normal));
    }
  }

  /** Shows results and map side by side, or in tabs if the window is narrow. */
  private void showPanes() {
    boolean narrow = width() < NARROW;
    boolean both = narrow && mapShown.get();
    tabs.setVisible(both && middle.getCenter() == split);
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

  /** Shows where an image is. */
  void showOnMap(ImageRecord image) {
    image
        .footprint()
        .ifPresent(
            footprint -> {
              mapShown.set(true);
              tabs.showMap();
              models.map().showFootprints(List.of(footprint));
            });
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
      // Otherwise the focus would move to the first control of the window.
      results.focus();
    }
  }

  /** Visible panes in focus order (F6). */
  List<Node> panes() {
    List<Node> seen = new ArrayList<>();
    seen.add(query);
    if (tabs.isVisible()) {
      seen.add(tabs);
    }
    seen.addAll(split.getItems());
    if (details.getScene() != null) {
      seen.add(details);
    }
    if (assignCrs.isVisible()) {
      seen.add(assignCrs);
    }
    return seen;
  }

  /**
   * Closes the drawer.
   *
   * @return whether it was open
   */
  private boolean closeDrawer() {
    boolean open = drawer.getChildren().contains(details);
    if (open) {
      hideDetails();
    }
    return open;
  }

  /** Compares the marked hits if there are two to four. */
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

  private boolean closeAssignCrs() {
    boolean open = missingCrs.close();
    if (open) {
      results.focus();
    }
    return open;
  }

  /**
   * Closes an open pane, or else clears the marks.
   *
   * @return whether anything changed
   */
  boolean escape() {
    if (closeAssignCrs() || closeComparison() || closeDrawer()) {
      return true;
    }
    boolean marked = !models.selection().marks().isEmpty();
    models.selection().clearMarks();
    return marked;
  }

  /** Copies the files of the marked hits, or else of the selected one, as paths and as files. */
  void copyPaths() {
    List<SearchHit> hits = models.selection().chosen();
    if (!hits.isEmpty()) {
      int files = HitActions.copyPaths(hits.stream().map(SearchHit::image).toList());
      models.toasts().show(messages.text("results.copied", files));
    }
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

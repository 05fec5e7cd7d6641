package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.Basemap;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.Gazetteer;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.HitsInView;
import org.kamcl.explorer.map.MarkerLayout;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the map: its view, layers, hit markers and search area, and what clicks do. Used on
 * the JavaFX thread only.
 */
public final class MapViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(MapViewModel.class);

  /** Opening a cluster must zoom in by at least this many levels. */
  private static final double MIN_CLUSTER_ZOOM_IN = 0.25;

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final TaskExecutor executor;
  private final MapLayers layers = new MapLayers();
  private final MapNavigation navigation;
  private final FootprintIndexModel footprints;
  private final AreaDrawingViewModel areaDrawing;
  private final ReadOnlyObjectWrapper<Basemap> basemap =
      new ReadOnlyObjectWrapper<>(Basemap.empty());
  private final ReadOnlyObjectWrapper<Gazetteer> gazetteer =
      new ReadOnlyObjectWrapper<>(Gazetteer.empty());
  private final ReadOnlyObjectWrapper<GeoArea> visibleArea = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Boolean> movedSinceSearch = new SimpleObjectProperty<>(false);

  /** Null after a change of the hits or the projection. */
  private MarkerLayout markers;

  private double markersZoom = Double.NaN;

  /** Null after a change of the hits or the projection. */
  private HitsInView hitsInView;

  private final ReadOnlyIntegerWrapper visibleHits = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper hiddenHits = new ReadOnlyIntegerWrapper();
  private ObservableValue<Boolean> centeringSuspended = new SimpleBooleanProperty();

  /** Shows the images of an archive and the hits of a selection. */
  public MapViewModel(
      ArchiveViewModel archive, SelectionViewModel selection, TaskExecutor executor) {
    this.archive = archive;
    this.selection = selection;
    this.executor = executor;
    this.navigation = new MapNavigation(() -> movedSinceSearch.set(!selection.hits().isEmpty()));
    this.footprints = new FootprintIndexModel(executor, navigation::setExtent);
    this.areaDrawing = new AreaDrawingViewModel(navigation.viewportProperty());
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> rebuildFootprints());
    selection
        .hits()
        .addListener(
            (ListChangeListener<SearchHit>)
                change -> {
                  markers = null;
                  hitsInView = null;
                  movedSinceSearch.set(false);
                  countHits();
                });
    selection.selectedProperty().addListener((property, before, hit) -> reveal(hit));
    navigation
        .viewportProperty()
        .addListener(
            (property, before, view) -> {
              visibleArea.set(view.visibleArea().orElse(null));
              countHits();
            });
    layers
        .projectionProperty()
        .addListener((property, before, projection) -> changeProjection(projection));
  }

  private void changeProjection(Projection projection) {
    markers = null;
    hitsInView = null;
    navigation.setProjection(projection);
    rebuildFootprints();
  }

  private void rebuildFootprints() {
    footprints.rebuild(archive.images(), layers.projectionProperty().get());
  }

  private HitsInView hitsInView() {
    if (hitsInView == null) {
      hitsInView = new HitsInView(selection.hits(), viewport().projection());
    }
    return hitsInView;
  }

  private void countHits() {
    HitsInView hits = hitsInView();
    visibleHits.set(hits.count(viewport()));
    hiddenHits.set(hits.showsMain(viewport()) ? 0 : hits.main().size());
  }

  /** Number of hits that the map shows, at least in part. */
  ReadOnlyIntegerProperty visibleHitsProperty() {
    return visibleHits.getReadOnlyProperty();
  }

  /**
   * Number of strong matches with a place, or of all hits if none is strong, if some of them are
   * not on the map; otherwise 0.
   */
  ReadOnlyIntegerProperty hiddenHitsProperty() {
    return hiddenHits.getReadOnlyProperty();
  }

  /** Shows the strong matches, or all hits if none is strong. */
  void showHits() {
    navigation.showHits(hitsInView().main());
    movedSinceSearch.set(false);
  }

  /**
   * Shows the strong matches of a new query, unless the user moved the map or a search follows it.
   */
  public void showAnswer() {
    boolean free = !navigation.isMovedByUser() && !centeringSuspended.getValue();
    if (free && hitsInView().hasStrong()) {
      showHits();
    }
  }

  /** Shows the whole world. */
  void showWorld() {
    navigation.showWorld();
  }

  /**
   * Loads the basemap and the gazetteer in the background.
   *
   * @param language of the names of countries
   */
  void loadBasemap(Locale language) {
    executor.run(
        () -> BasemapReader.read(language),
        loaded -> {
          basemap.set(loaded);
          gazetteer.set(new Gazetteer(loaded.places()));
        },
        // Search works without the basemap.
        failure -> LOG.warn("The basemap could not be loaded", failure));
  }

  ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return navigation.viewportProperty();
  }

  Viewport viewport() {
    return navigation.viewport();
  }

  ReadOnlyObjectProperty<Basemap> basemapProperty() {
    return basemap.getReadOnlyProperty();
  }

  /** The spatial index of all footprints. */
  ReadOnlyObjectProperty<FootprintIndex> footprintsProperty() {
    return footprints.indexProperty();
  }

  /** Finds towns; empty until the basemap is loaded. */
  public ReadOnlyObjectProperty<Gazetteer> gazetteerProperty() {
    return gazetteer.getReadOnlyProperty();
  }

  /** The layers under the hits. */
  public MapLayers layers() {
    return layers;
  }

  /** Drawing of the search area. */
  AreaDrawingViewModel areaDrawing() {
    return areaDrawing;
  }

  /** The search area that was drawn; may be set to empty to remove it. */
  public ObjectProperty<Optional<GeoArea>> drawnAreaProperty() {
    return areaDrawing.drawnProperty();
  }

  /** The visible area; null while the whole world is visible. */
  public ReadOnlyObjectProperty<GeoArea> visibleAreaProperty() {
    return visibleArea.getReadOnlyProperty();
  }

  /** Whether the user moved the map after the last search. */
  ObjectProperty<Boolean> movedSinceSearchProperty() {
    return movedSinceSearch;
  }

  ObservableList<ImageRecord> images() {
    return archive.images();
  }

  SelectionViewModel selection() {
    return selection;
  }

  void resize(double width, double height) {
    navigation.resize(width, height);
  }

  /** Moves the map by pixels. */
  void drag(double columns, double rows) {
    navigation.moveTo(viewport().pannedBy(columns, rows));
  }

  /** Zooms around a pixel by a number of zoom levels. */
  void zoom(double column, double row, double levels) {
    navigation.moveTo(viewport().zoomedAround(column, row, levels));
  }

  /** Zooms around the center by a number of zoom levels. */
  void zoom(double levels) {
    navigation.moveTo(viewport().withZoom(viewport().zoom() + levels));
  }

  /** Shows all images of the archive, or the world without images. */
  void fit() {
    navigation.fit();
  }

  /** Shows footprints. */
  public void showFootprints(List<Footprint> wanted) {
    navigation.show(wanted);
  }

  /**
   * Previews a footprint.
   *
   * @param footprint null to end the preview and return to the view before
   */
  public void preview(Footprint footprint) {
    navigation.preview(footprint);
  }

  /** Keeps the view of the preview when the preview ends. */
  public void keepPreviewedView() {
    navigation.keepPreviewedView();
  }

  /** The previewed footprint, or null. */
  ReadOnlyObjectProperty<Footprint> previewProperty() {
    return navigation.previewProperty();
  }

  /** The places that a text may mean, most likely first. */
  List<PlaceFinder.Match> findPlaces(String typed, int limit) {
    return new PlaceFinder(basemap.get(), gazetteer.get()).find(typed, limit);
  }

  void goTo(PlaceFinder.Match place) {
    navigation.goTo(place);
  }

  /**
   * Does not center the selected hit while a condition holds, such as a search in the visible area:
   * moving the map would change the query.
   */
  void suspendCenteringWhile(ObservableValue<Boolean> condition) {
    centeringSuspended = condition;
  }

  private void reveal(SearchHit hit) {
    if (hit != null && !selection.isReplacing() && !centeringSuspended.getValue()) {
      hit.image().footprint().map(Footprint::center).ifPresent(navigation::reveal);
    }
  }

  /** The markers of the hits at the current zoom level. */
  MarkerLayout markers() {
    Viewport now = viewport();
    if (markers == null || markersZoom != now.zoom()) {
      markers = new MarkerLayout(selection.hits(), now.projection(), now.zoom());
      markersZoom = now.zoom();
    }
    return markers;
  }

  /**
   * The marker under a pixel.
   *
   * @param textScale factor by which text and markers are enlarged
   */
  Optional<HitMarker> markerAt(double column, double row, double textScale) {
    Viewport now = viewport();
    double x = now.worldX(column);
    return markers().markerAt(x - Math.floor(x), now.worldY(row), textScale);
  }

  /** Highlights the hit under the pointer in all panes. */
  void hover(double column, double row, double textScale) {
    selection
        .hoveredProperty()
        .set(markerAt(column, row, textScale).map(HitMarker::best).orElse(null));
  }

  /** Ends highlighting after the pointer left the map. */
  void clearHover() {
    selection.hoveredProperty().set(null);
  }

  /**
   * Selects the hit under a pixel. A cluster is zoomed in to if that separates its hits; otherwise
   * each click selects the next one.
   */
  void click(double column, double row, double textScale) {
    markerAt(column, row, textScale)
        .ifPresent(
            marker -> {
              if (marker.isCluster() && zoomIntoCluster(marker)) {
                return;
              }
              int index = marker.hits().indexOf(selection.selected());
              selection.select(marker.hits().get((index + 1) % marker.hits().size()));
            });
  }

  private boolean zoomIntoCluster(HitMarker cluster) {
    List<GeoPoint> centers =
        cluster.hits().stream().map(hit -> hit.image().footprint().orElseThrow().center()).toList();
    Viewport near = navigation.clusterView(centers);
    MarkerLayout separated = new MarkerLayout(cluster.hits(), near.projection(), near.zoom());
    if (near.zoom() < viewport().zoom() + MIN_CLUSTER_ZOOM_IN || separated.markers().size() < 2) {
      return false;
    }
    navigation.moveTo(near);
    return true;
  }
}

package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
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
import org.kamcl.explorer.map.Extent;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.Gazetteer;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the map shows, and what a click on it means. */
public final class MapViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(MapViewModel.class);
  private static final double FIT_MARGIN = 56;
  private static final double EDGE = 24;

  /** Far enough for coasts and towns, by which one knows a region. */
  private static final double PREVIEW_ZOOM = 8;

  /** Near enough for a single picture to be seen as one. */
  private static final double PLACED_ZOOM = 15;

  private static final double NEAREST_CLUSTER_ZOOM = 17;

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final TaskExecutor taskExecutor;
  private final MapLayers layers = new MapLayers();
  private final AreaDrawingViewModel area;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.world(Projection.WEB_MERCATOR, 1, 1));
  private final ReadOnlyObjectWrapper<Basemap> basemap =
      new ReadOnlyObjectWrapper<>(Basemap.empty());
  private final ReadOnlyObjectWrapper<Gazetteer> gazetteer =
      new ReadOnlyObjectWrapper<>(Gazetteer.empty());
  private final ReadOnlyObjectWrapper<FootprintIndex> footprints =
      new ReadOnlyObjectWrapper<>(FootprintIndex.empty(Projection.WEB_MERCATOR));
  private final ReadOnlyObjectWrapper<GeoArea> viewArea = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Boolean> moved = new SimpleObjectProperty<>(false);
  private final ReadOnlyObjectWrapper<Footprint> preview = new ReadOnlyObjectWrapper<>();
  private Viewport beforePreview;
  private TaskExecutor.Cancellable planting = () -> {};

  /** Of all images; found once, and not with each change of the window's size. */
  private Optional<Extent> extent = Optional.empty();

  private MarkerLayout marks;
  private double markZoom = Double.NaN;

  private ObservableValue<Boolean> held = new SimpleBooleanProperty();

  /** Nobody has moved the map yet, so it still follows what is added to the archive. */
  private boolean untouched = true;

  /** Shows an archive and the hits of a selection. */
  public MapViewModel(
      ArchiveViewModel archive, SelectionViewModel selection, TaskExecutor taskExecutor) {
    this.archive = archive;
    this.selection = selection;
    this.taskExecutor = taskExecutor;
    this.area = new AreaDrawingViewModel(viewport.getReadOnlyProperty());
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> plant());
    selection
        .hits()
        .addListener(
            (ListChangeListener<SearchHit>)
                change -> {
                  marks = null;
                  moved.set(false);
                });
    selection.selectedProperty().addListener((property, before, hit) -> show(hit));
    viewport.addListener((property, before, view) -> viewArea.set(view.visibleArea().orElse(null)));
    layers
        .projectionProperty()
        .addListener(
            (property, before, projection) -> {
              marks = null;
              viewport.set(viewport.get().withProjection(projection));
              plant();
            });
  }

  private record Planted(FootprintIndex tree, Optional<Extent> extent) {}

  /** Finds footprints by box; the old ones are seen until the new ones are there. */
  private void plant() {
    planting.cancel();
    List<ImageRecord> images = List.copyOf(archive.images());
    Projection projection = layers.projectionProperty().get();
    planting =
        taskExecutor.run(
            () -> new Planted(FootprintIndex.of(images, projection), Extent.of(corners(images))),
            planted -> {
              footprints.set(planted.tree());
              extent = planted.extent();
              follow();
            },
            failure -> LOG.warn("The footprints could not be laid out", failure));
  }

  /** Reads the lines and names of the map in the background. */
  void open() {
    taskExecutor.run(
        () -> new BasemapReader().read(),
        read -> {
          basemap.set(read);
          gazetteer.set(new Gazetteer(read.places()));
        },
        // The map is a help; searching works without it.
        failure -> LOG.warn("The offline map could not be read", failure));
  }

  ReadOnlyObjectProperty<Viewport> viewportProperty() {
    return viewport.getReadOnlyProperty();
  }

  Viewport viewport() {
    return viewport.get();
  }

  ReadOnlyObjectProperty<Basemap> basemapProperty() {
    return basemap.getReadOnlyProperty();
  }

  /** Where the images are. */
  ReadOnlyObjectProperty<FootprintIndex> footprintsProperty() {
    return footprints.getReadOnlyProperty();
  }

  /** Names of towns; knows some once the map is read. */
  public ReadOnlyObjectProperty<Gazetteer> gazetteerProperty() {
    return gazetteer.getReadOnlyProperty();
  }

  /** What lies under the hits. */
  public MapLayers layers() {
    return layers;
  }

  /** Drawing an area. */
  AreaDrawingViewModel areaDrawing() {
    return area;
  }

  /** What was drawn to search in, or empty; whoever searches may also take it away. */
  public ObjectProperty<Optional<GeoArea>> drawnAreaProperty() {
    return area.drawnProperty();
  }

  /** What the map shows now; null while it shows the whole world. */
  public ReadOnlyObjectProperty<GeoArea> viewAreaProperty() {
    return viewArea.getReadOnlyProperty();
  }

  /** Whether somebody moved the map after the last search. */
  ObjectProperty<Boolean> movedSinceSearchProperty() {
    return moved;
  }

  ObservableList<ImageRecord> images() {
    return archive.images();
  }

  SelectionViewModel selection() {
    return selection;
  }

  void resize(double width, double height) {
    viewport.set(viewport.get().withSize(width, height));
    follow();
  }

  /** Shows all images, unless somebody moved the map or looks at something else. */
  private void follow() {
    if (untouched && beforePreview == null) {
      showAll();
    }
  }

  private void move(Viewport wanted) {
    untouched = false;
    moved.set(!selection.hits().isEmpty());
    viewport.set(wanted);
  }

  void drag(double columns, double rows) {
    move(viewport.get().pannedBy(columns, rows));
  }

  void zoom(double column, double row, double steps) {
    move(viewport.get().zoomedAround(column, row, steps));
  }

  void zoom(double steps) {
    move(viewport.get().withZoom(viewport.get().zoom() + steps));
  }

  /** Shows all images of the archive, or the world. */
  public void showAll() {
    viewport.set(viewport.get().fittedTo(extent, FIT_MARGIN));
  }

  private static List<GeoPoint> corners(List<ImageRecord> images) {
    List<GeoPoint> corners = new ArrayList<>();
    for (ImageRecord image : images) {
      image.footprint().map(Footprint::ring).ifPresent(corners::addAll);
    }
    return corners;
  }

  /**
   * Shows where something would lie.
   *
   * @param footprint null for nothing more: the map goes back to where it was
   */
  public void preview(Footprint footprint) {
    Viewport now = viewport.get();
    if (footprint != null) {
      beforePreview = beforePreview == null ? now : beforePreview;
      viewport.set(now.fittedTo(Extent.of(footprint.ring()), FIT_MARGIN, PREVIEW_ZOOM));
    } else if (beforePreview != null) {
      viewport.set(
          beforePreview.withProjection(now.projection()).withSize(now.width(), now.height()));
      beforePreview = null;
      follow();
    }
    preview.set(footprint);
  }

  /** What was shown as a preview comes to lie there: the map stays where it is. */
  public void keepPreviewedView() {
    untouched = untouched && beforePreview == null;
    beforePreview = null;
  }

  /** Shows what has come to lie there. */
  public void show(List<Footprint> footprints) {
    List<GeoPoint> corners = footprints.stream().flatMap(f -> f.ring().stream()).toList();
    move(viewport.get().fittedTo(Extent.of(corners), FIT_MARGIN, PLACED_ZOOM));
  }

  /** Where something would lie, or null. */
  ReadOnlyObjectProperty<Footprint> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  void fit() {
    untouched = true;
    showAll();
  }

  /** Towns, countries or a point that somebody's letters may mean. */
  List<PlaceFinder.Match> find(String typed, int most) {
    return new PlaceFinder(basemap.get(), gazetteer.get()).find(typed, most);
  }

  void goTo(PlaceFinder.Match place) {
    Viewport now = viewport.get();
    boolean country = place.kind() == PlaceFinder.Match.Kind.COUNTRY;
    // Nearer first: from afar, the map's edge could not come into its middle.
    Viewport near = now.withZoom(country ? place.zoom() : Math.max(place.zoom(), now.zoom()));
    move(near.centeredOn(place.location()));
  }

  /**
   * While what the map shows is what is searched in, only hands move it: if a hit near its edge
   * did, it would be another search.
   */
  void suspendCenteringWhile(ObservableValue<Boolean> searchedIn) {
    held = searchedIn;
  }

  private void show(SearchHit hit) {
    if (hit == null || hit.image().footprint().isEmpty() || held.getValue()) {
      return;
    }
    GeoPoint middle = hit.image().footprint().get().center();
    Viewport now = viewport.get();
    double[] pixel = now.pixel(middle);
    boolean inside =
        pixel[0] >= EDGE
            && pixel[0] <= now.width() - EDGE
            && pixel[1] >= EDGE
            && pixel[1] <= now.height() - EDGE;
    if (!inside) {
      viewport.set(now.centeredOn(middle));
    }
  }

  /** The hits as marks, worst first, so that the best is drawn on top. */
  MarkerLayout markers() {
    Viewport now = viewport.get();
    if (marks == null || markZoom != now.zoom()) {
      marks = new MarkerLayout(selection.hits(), now.projection(), now.zoom());
      markZoom = now.zoom();
    }
    return marks;
  }

  /**
   * The mark under a pixel.
   *
   * @param grow of marks with the text size
   */
  Optional<HitMarker> markerAt(double column, double row, double grow) {
    Viewport now = viewport.get();
    double x = now.worldX(column);
    return markers().markerAt(x - Math.floor(x), now.worldY(row), grow);
  }

  /** The hit under the pointer is shown in all rooms. */
  void hover(double column, double row, double grow) {
    selection.hoveredProperty().set(markerAt(column, row, grow).map(HitMarker::best).orElse(null));
  }

  /** The pointer has left the map. */
  void clearHover() {
    selection.hoveredProperty().set(null);
  }

  /**
   * Selects the mark under a pixel. A cluster is opened, if its hits come apart from nearer;
   * otherwise each click selects its next hit.
   */
  void click(double column, double row, double grow) {
    markerAt(column, row, grow)
        .ifPresent(
            mark -> {
              if (mark.isCluster() && open(mark)) {
                return;
              }
              int now = mark.hits().indexOf(selection.selected());
              selection.select(mark.hits().get((now + 1) % mark.hits().size()));
            });
  }

  private boolean open(HitMarker cluster) {
    Viewport now = viewport.get();
    List<GeoPoint> middles =
        cluster.hits().stream().map(hit -> hit.image().footprint().orElseThrow().center()).toList();
    Viewport near = now.fittedTo(Extent.of(middles), FIT_MARGIN, NEAREST_CLUSTER_ZOOM);
    MarkerLayout apart = new MarkerLayout(cluster.hits(), near.projection(), near.zoom());
    if (near.zoom() < now.zoom() + 0.25 || apart.markers().size() < 2) {
      return false;
    }
    move(near);
    return true;
  }
}

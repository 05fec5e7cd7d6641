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
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.task.Background;
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
  private final Background background;
  private final MapLayers layers = new MapLayers();
  private final AreaViewModel area;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.world(Projection.WEB_MERCATOR, 1, 1));
  private final ReadOnlyObjectWrapper<Basemap> basemap =
      new ReadOnlyObjectWrapper<>(Basemap.empty());
  private final ReadOnlyObjectWrapper<Gazetteer> gazetteer =
      new ReadOnlyObjectWrapper<>(Gazetteer.empty());
  private final ReadOnlyObjectWrapper<FootprintTree> footprints =
      new ReadOnlyObjectWrapper<>(FootprintTree.empty(Projection.WEB_MERCATOR));
  private final ReadOnlyObjectWrapper<GeoArea> viewArea = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Boolean> moved = new SimpleObjectProperty<>(false);
  private final ReadOnlyObjectWrapper<Footprint> preview = new ReadOnlyObjectWrapper<>();
  private Viewport beforePreview;
  private Background.Pending planting = () -> {};

  /** Of all images; found once, and not with each change of the window's size. */
  private Optional<Extent> extent = Optional.empty();

  private MarkLayout marks;
  private double markZoom = Double.NaN;

  private ObservableValue<Boolean> held = new SimpleBooleanProperty();

  /** Nobody has moved the map yet, so it still follows what is added to the archive. */
  private boolean untouched = true;

  /** Shows an archive and the hits of a selection. */
  public MapViewModel(
      ArchiveViewModel archive, SelectionViewModel selection, Background background) {
    this.archive = archive;
    this.selection = selection;
    this.background = background;
    this.area = new AreaViewModel(viewport.getReadOnlyProperty());
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
    viewport.addListener((property, before, view) -> viewArea.set(view.area().orElse(null)));
    layers
        .projectionProperty()
        .addListener(
            (property, before, projection) -> {
              marks = null;
              viewport.set(viewport.get().in(projection));
              plant();
            });
  }

  private record Planted(FootprintTree tree, Optional<Extent> extent) {}

  /** Finds footprints by box; the old ones are seen until the new ones are there. */
  private void plant() {
    planting.cancel();
    List<ImageRecord> images = List.copyOf(archive.images());
    Projection projection = layers.projectionProperty().get();
    planting =
        background.run(
            () -> new Planted(FootprintTree.of(images, projection), Extent.of(corners(images))),
            planted -> {
              footprints.set(planted.tree());
              extent = planted.extent();
              follow();
            },
            failure -> LOG.warn("The footprints could not be laid out", failure));
  }

  /** Reads the lines and names of the map in the background. */
  void open() {
    background.run(
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
  ReadOnlyObjectProperty<FootprintTree> footprintsProperty() {
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
  AreaViewModel area() {
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
  ObjectProperty<Boolean> movedProperty() {
    return moved;
  }

  ObservableList<ImageRecord> images() {
    return archive.images();
  }

  SelectionViewModel selection() {
    return selection;
  }

  void resize(double width, double height) {
    viewport.set(viewport.get().sized(width, height));
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
    move(viewport.get().movedBy(columns, rows));
  }

  void zoom(double column, double row, double steps) {
    move(viewport.get().zoomedAt(column, row, steps));
  }

  void zoom(double steps) {
    move(viewport.get().at(viewport.get().zoom() + steps));
  }

  /** Shows all images of the archive, or the world. */
  public void showAll() {
    viewport.set(viewport.get().fitted(extent, FIT_MARGIN));
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
      viewport.set(now.fitted(Extent.of(footprint.ring()), FIT_MARGIN, PREVIEW_ZOOM));
    } else if (beforePreview != null) {
      viewport.set(beforePreview.in(now.projection()).sized(now.width(), now.height()));
      beforePreview = null;
      follow();
    }
    preview.set(footprint);
  }

  /** What was shown as a preview comes to lie there: the map stays where it is. */
  public void stay() {
    untouched = untouched && beforePreview == null;
    beforePreview = null;
  }

  /** Shows what has come to lie there. */
  public void show(List<Footprint> footprints) {
    List<GeoPoint> corners = footprints.stream().flatMap(f -> f.ring().stream()).toList();
    move(viewport.get().fitted(Extent.of(corners), FIT_MARGIN, PLACED_ZOOM));
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
  List<PlaceFinder.Found> find(String typed, int most) {
    return new PlaceFinder(basemap.get(), gazetteer.get()).find(typed, most);
  }

  void goTo(PlaceFinder.Found place) {
    Viewport now = viewport.get();
    boolean country = place.kind() == PlaceFinder.Found.Kind.COUNTRY;
    // Nearer first: from afar, the map's edge could not come into its middle.
    Viewport near = now.at(country ? place.zoom() : Math.max(place.zoom(), now.zoom()));
    move(near.centredOn(place.place()));
  }

  /**
   * While what the map shows is what is searched in, only hands move it: if a hit near its edge
   * did, it would be another search.
   */
  void heldWhile(ObservableValue<Boolean> searchedIn) {
    held = searchedIn;
  }

  private void show(SearchHit hit) {
    if (hit == null || hit.image().footprint().isEmpty() || held.getValue()) {
      return;
    }
    GeoPoint middle = hit.image().footprint().get().middle();
    Viewport now = viewport.get();
    double[] pixel = now.pixel(middle);
    boolean inside =
        pixel[0] >= EDGE
            && pixel[0] <= now.width() - EDGE
            && pixel[1] >= EDGE
            && pixel[1] <= now.height() - EDGE;
    if (!inside) {
      viewport.set(now.centredOn(middle));
    }
  }

  /** The hits as marks, worst first, so that the best is drawn on top. */
  MarkLayout marks() {
    Viewport now = viewport.get();
    if (marks == null || markZoom != now.zoom()) {
      marks = new MarkLayout(selection.hits(), now.projection(), now.zoom());
      markZoom = now.zoom();
    }
    return marks;
  }

  /**
   * The mark under a pixel.
   *
   * @param grow of marks with the text size
   */
  Optional<MapMark> markAt(double column, double row, double grow) {
    Viewport now = viewport.get();
    double x = now.worldX(column);
    return marks().at(x - Math.floor(x), now.worldY(row), grow);
  }

  /** The hit under the pointer is shown in all rooms. */
  void hover(double column, double row, double grow) {
    selection.hoveredProperty().set(markAt(column, row, grow).map(MapMark::best).orElse(null));
  }

  /** The pointer has left the map. */
  void hoverNothing() {
    selection.hoveredProperty().set(null);
  }

  /**
   * Selects the mark under a pixel. A cluster is opened, if its hits come apart from nearer;
   * otherwise each click selects its next hit.
   */
  void click(double column, double row, double grow) {
    markAt(column, row, grow)
        .ifPresent(
            mark -> {
              if (mark.cluster() && open(mark)) {
                return;
              }
              int now = mark.hits().indexOf(selection.selected());
              selection.select(mark.hits().get((now + 1) % mark.hits().size()));
            });
  }

  private boolean open(MapMark cluster) {
    Viewport now = viewport.get();
    List<GeoPoint> middles =
        cluster.hits().stream().map(hit -> hit.image().footprint().orElseThrow().middle()).toList();
    Viewport near = now.fitted(Extent.of(middles), FIT_MARGIN, NEAREST_CLUSTER_ZOOM);
    MarkLayout apart = new MarkLayout(cluster.hits(), near.projection(), near.zoom());
    if (near.zoom() < now.zoom() + 0.25 || apart.marks().size() < 2) {
      return false;
    }
    move(near);
    return true;
  }
}

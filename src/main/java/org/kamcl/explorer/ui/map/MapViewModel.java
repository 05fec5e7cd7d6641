package org.kamcl.explorer.ui.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
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
  private static final double CLUSTER_DISTANCE = 28;
  private static final double NEAR_ZOOM = 8;
  private static final double EDGE = 24;

  /** What lies under the marks. */
  public enum Ground {
    /** The picture of the earth far away, lines near. */
    AUTOMATIC,
    /** Land, sea and borders. */
    PLAIN,
    /** The picture of the earth. */
    PICTURE
  }

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final Background background;
  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(Viewport.world(1, 1));
  private final ReadOnlyObjectWrapper<Basemap> basemap =
      new ReadOnlyObjectWrapper<>(Basemap.empty());
  private final ReadOnlyObjectWrapper<Gazetteer> gazetteer =
      new ReadOnlyObjectWrapper<>(Gazetteer.empty());
  private final ObjectProperty<Ground> ground = new SimpleObjectProperty<>(Ground.AUTOMATIC);
  private final ObjectProperty<Optional<GeoArea>> drawnArea =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<GeoArea> viewArea = new ReadOnlyObjectWrapper<>();

  /** Nobody has moved the map yet, so it still follows what is added to the archive. */
  private boolean untouched = true;

  /** Shows an archive and the hits of a selection. */
  public MapViewModel(
      ArchiveViewModel archive, SelectionViewModel selection, Background background) {
    this.archive = archive;
    this.selection = selection;
    this.background = background;
    archive
        .images()
        .addListener(
            (ListChangeListener<ImageRecord>)
                change -> {
                  if (untouched) {
                    showAll();
                  }
                });
    selection.selectedProperty().addListener((property, before, hit) -> show(hit));
    viewport.addListener((property, before, view) -> viewArea.set(view.area().orElse(null)));
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

  /** Names of towns; knows some once the map is read. */
  public ReadOnlyObjectProperty<Gazetteer> gazetteerProperty() {
    return gazetteer.getReadOnlyProperty();
  }

  /** What was drawn to search in, or empty; whoever searches may also take it away. */
  public ObjectProperty<Optional<GeoArea>> drawnAreaProperty() {
    return drawnArea;
  }

  /** What the map shows now; null while it shows the whole world. */
  public ReadOnlyObjectProperty<GeoArea> viewAreaProperty() {
    return viewArea.getReadOnlyProperty();
  }

  /** What lies under the marks. */
  public ObjectProperty<Ground> groundProperty() {
    return ground;
  }

  ObservableList<ImageRecord> images() {
    return archive.images();
  }

  SelectionViewModel selection() {
    return selection;
  }

  void resize(double width, double height) {
    viewport.set(viewport.get().sized(width, height));
    if (untouched) {
      showAll();
    }
  }

  void drag(double columns, double rows) {
    untouched = false;
    viewport.set(viewport.get().movedBy(columns, rows));
  }

  void zoom(double column, double row, double steps) {
    untouched = false;
    viewport.set(viewport.get().zoomedAt(column, row, steps));
  }

  void zoom(double steps) {
    untouched = false;
    viewport.set(viewport.get().at(viewport.get().zoom() + steps));
  }

  /** Shows all images of the archive, or the world. */
  public void showAll() {
    List<GeoPoint> corners = new ArrayList<>();
    for (ImageRecord image : archive.images()) {
      image.footprint().map(Footprint::ring).ifPresent(corners::addAll);
    }
    viewport.set(viewport.get().fitted(corners, FIT_MARGIN));
  }

  void fit() {
    untouched = true;
    showAll();
  }

  void goTo(Gazetteer.Town town) {
    untouched = false;
    Viewport there = viewport.get().centredOn(town.place());
    viewport.set(there.at(Math.max(NEAR_ZOOM, there.zoom())));
  }

  private void show(SearchHit hit) {
    if (hit == null || hit.image().footprint().isEmpty()) {
      return;
    }
    GeoPoint middle = hit.image().footprint().get().middle();
    Viewport now = viewport.get();
    double column = now.column(Mercator.x(middle.lon()));
    double row = now.row(Mercator.y(middle.lat()));
    boolean inside =
        column >= EDGE && column <= now.width() - EDGE && row >= EDGE && row <= now.height() - EDGE;
    if (!inside) {
      viewport.set(now.centredOn(middle));
    }
  }

  /** The hits as marks, worst first, so that the best is drawn on top. */
  List<MapMark> marks() {
    Viewport now = viewport.get();
    List<MapMark> marks = new ArrayList<>();
    for (SearchHit hit : selection.hits()) {
      Optional<Footprint> footprint = hit.image().footprint();
      if (footprint.isEmpty()) {
        continue;
      }
      GeoPoint middle = footprint.get().middle();
      double column = now.column(Mercator.x(middle.lon()));
      double row = now.row(Mercator.y(middle.lat()));
      join(marks, hit, column, row);
    }
    marks.sort(Comparator.comparingInt((MapMark mark) -> mark.best().rank()).reversed());
    return marks;
  }

  /** A hit joins the first mark that is close; marks stay where their best hit is. */
  private static void join(List<MapMark> marks, SearchHit hit, double column, double row) {
    for (MapMark mark : marks) {
      if (MapMark.strong(hit)
          && Math.hypot(mark.column() - column, mark.row() - row) < CLUSTER_DISTANCE) {
        mark.hits().add(hit);
        return;
      }
    }
    List<SearchHit> hits = new ArrayList<>();
    hits.add(hit);
    marks.add(new MapMark(hits, column, row));
  }

  /** The mark under a pixel. */
  Optional<MapMark> markAt(double column, double row) {
    List<MapMark> marks = marks();
    for (int i = marks.size() - 1; i >= 0; i--) {
      MapMark mark = marks.get(i);
      if (Math.hypot(mark.column() - column, mark.row() - row) <= mark.radius() + 2) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  /** Selects the mark under a pixel; of several hits in one mark, each click the next. */
  void click(double column, double row) {
    markAt(column, row)
        .ifPresent(
            mark -> {
              int now = mark.hits().indexOf(selection.selected());
              selection.select(mark.hits().get((now + 1) % mark.hits().size()));
            });
  }
}

package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.Extent;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.map.MapFixtures;
import org.kamcl.explorer.map.MarkerLayout;
import org.kamcl.explorer.map.PlaceFinder;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

class MapViewModelTest {
  @TempDir private Path folder;

  private final SelectionViewModel selection = new SelectionViewModel();
  private MapViewModel map;

  @BeforeEach
  void search() throws IOException {
    TestImages.write(folder);
    Messages messages = new Messages(Locale.ENGLISH);
    DirectTaskExecutor background = new DirectTaskExecutor();
    ArchiveViewModel archive =
        new ArchiveViewModel(
            () -> FolderServices.of(folder), background, new JobsViewModel(background), messages);
    map = new MapViewModel(archive, selection, background);
    map.resize(800, 600);
    archive.open();
    selection.show(archive.services().orElseThrow().search().search("green", 200).hits());
  }

  @Test
  void allImagesAreVisibleAfterTheArchiveIsOpened() {
    assertTrue(map.viewport().zoom() > 3);
    for (HitMarker marker : map.markers().markers()) {
      assertTrue(map.viewport().contains(column(marker), row(marker)));
    }
  }

  @Test
  void everyHitWithAFootprintHasOneMarkerAndTheBestIsDrawnLast() {
    int hits = map.markers().markers().stream().mapToInt(marker -> marker.hits().size()).sum();
    assertEquals(selection.hits().size(), hits);
    List<HitMarker> markers = map.markers().markers();
    assertEquals(1, markers.get(markers.size() - 1).best().rank());
  }

  @Test
  void endingAPreviewRestoresTheViewUnlessItIsKept() {
    Viewport all = map.viewport();
    Footprint far =
        new Footprint(
            List.of(
                new GeoPoint(-60, -10),
                new GeoPoint(-59.9, -10),
                new GeoPoint(-59.9, -10.1),
                new GeoPoint(-60, -10.1)));
    map.preview(far);
    assertEquals(far, map.previewProperty().get());
    double[] middle = map.viewport().pixel(far.center());
    assertEquals(400, middle[0], 1);
    assertEquals(300, middle[1], 1);
    map.preview(null);
    assertSameView(all, map.viewport());
    map.drag(30, 20);
    Viewport before = map.viewport();
    map.preview(far);
    map.preview(MapFixtures.square(1, 100, 40, 0.2).footprint().orElseThrow());
    map.resize(700, 500);
    map.preview(null);
    assertSameView(before.withSize(700, 500), map.viewport());
    map.fit();
    map.preview(far);
    Viewport there = map.viewport();
    map.keepPreviewedView();
    map.preview(null);
    assertEquals(there, map.viewport());
    map.resize(710, 500);
    // The map no longer fits all images.
    assertSameView(there.withSize(710, 500), map.viewport());
    map.showFootprints(List.of(MapFixtures.square(1, 100, 40, 0.01).footprint().orElseThrow()));
    assertTrue(map.viewport().zoom() > 13, "large enough to recognize");
    assertEquals(355, map.viewport().pixel(new GeoPoint(100, 40))[0], 1);
  }

  private static void assertSameView(Viewport expected, Viewport actual) {
    assertEquals(expected.x(), actual.x(), 1e-9);
    assertEquals(expected.y(), actual.y(), 1e-9);
    assertEquals(expected.zoom(), actual.zoom(), 1e-9);
  }

  private double column(HitMarker marker) {
    return map.viewport().column(marker.x());
  }

  private double row(HitMarker marker) {
    return map.viewport().row(marker.y());
  }

  private HitMarker markerOf(SearchHit hit) {
    return map.markers().markers().stream()
        .filter(marker -> marker.hits().contains(hit))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hoveringHighlightsAndClickingSelectsAHit() {
    HitMarker marker =
        map.markers().markers().stream()
            .filter(each -> !each.isCluster() && !each.hits().contains(selection.selected()))
            .findFirst()
            .orElseThrow();
    SearchHit expected = map.markerAt(column(marker), row(marker), 1).orElseThrow().best();
    map.hover(column(marker), row(marker), 1);
    assertEquals(expected, selection.hoveredProperty().get());
    map.click(column(marker), row(marker), 1);
    assertEquals(expected, selection.selected());
    map.clearHover();
    assertNull(selection.hoveredProperty().get());
  }

  @Test
  void markersAreLaidOutAgainOnlyForAnotherZoomLevel() {
    MarkerLayout before = map.markers();
    map.drag(30, 0);
    assertSame(before, map.markers());
    map.zoom(1);
    assertNotSame(before, map.markers());
  }

  @Test
  void atALargeScaleAHitIsFramedAndFoundByItsFrame() {
    SearchHit hit =
        selection.hits().stream()
            .filter(each -> each.image().footprint().isPresent())
            .findFirst()
            .orElseThrow();
    map.goTo(found(hit));
    map.zoom(8);
    HitMarker marker = markerOf(hit);
    assertTrue(marker.isFramed());
    Viewport view = map.viewport();
    double x = (marker.ring()[0] + marker.ring()[4]) / 2;
    double y = (marker.ring()[1] + marker.ring()[5]) / 2;
    Optional<HitMarker> there = map.markerAt(view.column(x), view.row(y), 1);
    assertTrue(there.isPresent());
    assertTrue(ProjectedRings.contains(marker.ring(), x, y));
  }

  private static PlaceFinder.Match found(SearchHit hit) {
    return new PlaceFinder.Match(
        PlaceFinder.Match.Kind.COORDINATES,
        "",
        "",
        hit.image().footprint().orElseThrow().center(),
        12);
  }

  @Test
  void theVisibleAreaIsPublishedAndMovesAfterASearchAreNoticed() {
    assertFalse(map.movedSinceSearchProperty().get());
    map.zoom(2);
    assertTrue(map.movedSinceSearchProperty().get());
    assertEquals(map.viewport().visibleArea().orElseThrow(), map.visibleAreaProperty().get());
    map.zoom(-20);
    map.resize(256, 256);
    map.zoom(-20);
    assertNull(map.visibleAreaProperty().get());
  }

  @Test
  void changingTheProjectionUpdatesMarkersAndFootprints() {
    map.layers().projectionProperty().set(Projection.PLATE_CARREE);
    assertEquals(Projection.PLATE_CARREE, map.viewport().projection());
    assertEquals(Projection.PLATE_CARREE, map.footprintsProperty().get().projection());
    int hits = map.markers().markers().stream().mapToInt(marker -> marker.hits().size()).sum();
    assertEquals(selection.hits().size(), hits);
  }

  @Test
  void selectingAHiddenHitMovesTheMap() {
    map.zoom(0, 0, 6);
    SearchHit last = selection.hits().get(selection.hits().size() - 1);
    selection.select(last);
    var middle = last.image().footprint().orElseThrow().center();
    double[] pixel = map.viewport().pixel(middle);
    assertTrue(map.viewport().contains(pixel[0], pixel[1]));
  }

  @Test
  void selectingAHitDoesNotMoveTheMapWhileCenteringIsSuspended() {
    map.zoom(0, 0, 6);
    SimpleBooleanProperty suspended = new SimpleBooleanProperty(true);
    map.suspendCenteringWhile(suspended);
    Viewport before = map.viewport();
    SearchHit last = selection.hits().get(selection.hits().size() - 1);
    selection.select(last);
    assertEquals(before, map.viewport());
    suspended.set(false);
    selection.select(selection.hits().get(0));
    selection.select(last);
    assertNotEquals(before, map.viewport());
  }

  @Test
  void anAnswerIsShownUntilTheUserMovesTheMap() {
    List<SearchHit> far =
        List.of(
            MapFixtures.hit(1, MapFixtures.square(901, 100, 40, 0.2), true),
            MapFixtures.hit(2, MapFixtures.square(902, 101, 41, 0.2), true),
            MapFixtures.hit(3, MapFixtures.square(903, -100, 41, 0.2), false));
    Viewport before = map.viewport();
    selection.show(far);
    assertEquals(before, map.viewport(), "partial results do not move the map");
    assertEquals(0, map.visibleHitsProperty().get());
    assertEquals(2, map.hiddenHitsProperty().get());
    map.showAnswer();
    assertEquals(2, map.visibleHitsProperty().get());
    assertEquals(0, map.hiddenHitsProperty().get());
    assertFalse(map.movedSinceSearchProperty().get());
    map.resize(500, 400);
    assertEquals(2, map.visibleHitsProperty().get(), "they stay in view");
    map.drag(3000, 0);
    Viewport moved = map.viewport();
    selection.show(far);
    map.showAnswer();
    assertEquals(moved, map.viewport());
    assertEquals(2, map.hiddenHitsProperty().get(), "they are offered");
    map.showHits();
    assertEquals(0, map.hiddenHitsProperty().get());
    map.showWorld();
    assertNull(map.visibleAreaProperty().get());
    assertEquals(3, map.visibleHitsProperty().get());
  }

  @Test
  void withoutStrongMatchesTheMapStaysAndOffersAllHits() {
    Viewport before = map.viewport();
    selection.show(List.of(MapFixtures.hit(1, MapFixtures.square(901, 100, 40, 0.2), false)));
    map.showAnswer();
    assertEquals(before, map.viewport());
    assertEquals(1, map.hiddenHitsProperty().get());
    map.showHits();
    assertEquals(1, map.visibleHitsProperty().get());
  }

  @Test
  void aSearchThatFollowsTheMapDoesNotMoveIt() {
    map.suspendCenteringWhile(new SimpleBooleanProperty(true));
    Viewport before = map.viewport();
    selection.show(List.of(MapFixtures.hit(1, MapFixtures.square(901, 100, 40, 0.2), true)));
    map.showAnswer();
    assertEquals(before, map.viewport());
  }

  @Test
  void onlyTheFirstImagesMoveTheMap() {
    MapNavigation navigation = new MapNavigation(() -> {});
    navigation.resize(800, 600);
    navigation.setExtent(Optional.empty());
    Viewport world = navigation.viewport();
    navigation.setExtent(Optional.of(new Extent(10, 45, 12, 47)));
    Viewport first = navigation.viewport();
    assertNotEquals(world, first);
    navigation.setExtent(Optional.of(new Extent(10, 45, 120, 47)));
    navigation.setExtent(Optional.empty());
    navigation.setExtent(Optional.of(new Extent(100, 45, 120, 47)));
    assertEquals(first, navigation.viewport());
    navigation.fit();
    assertEquals(110, navigation.viewport().geoPointAt(400, 300).lon(), 1e-6);
  }
}

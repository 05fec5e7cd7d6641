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
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.task.DirectBackground;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.words.Messages;

class MapViewModelTest {
  @TempDir private Path folder;

  private final SelectionViewModel selection = new SelectionViewModel();
  private MapViewModel map;

  @BeforeEach
  void search() throws IOException {
    TestImages.write(folder);
    Messages messages = new Messages(Locale.ENGLISH);
    DirectBackground background = new DirectBackground();
    ArchiveViewModel archive =
        new ArchiveViewModel(
            () -> FolderServices.of(folder), background, new JobsViewModel(background), messages);
    map = new MapViewModel(archive, selection, background);
    map.resize(800, 600);
    archive.open();
    selection.show(archive.services().orElseThrow().search().search("green", 200).hits());
  }

  @Test
  void allImagesAreInViewAfterTheArchiveOpened() {
    assertTrue(map.viewport().zoom() > 3);
    for (MapMark mark : map.marks().marks()) {
      assertTrue(map.viewport().shows(column(mark), row(mark)));
    }
  }

  @Test
  void everyHitWithAPlaceIsInOneMarkAndTheBestIsDrawnLast() {
    int hits = map.marks().marks().stream().mapToInt(mark -> mark.hits().size()).sum();
    assertEquals(selection.hits().size(), hits);
    List<MapMark> marks = map.marks().marks();
    assertEquals(1, marks.get(marks.size() - 1).best().rank());
  }

  @Test
  void aPreviewIsShownAndTheMapGoesBackUnlessItIsUsed() {
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
    double[] middle = map.viewport().pixel(far.middle());
    assertEquals(400, middle[0], 1);
    assertEquals(300, middle[1], 1);
    map.preview(null);
    same(all, map.viewport());
    map.drag(30, 20);
    Viewport before = map.viewport();
    map.preview(far);
    map.preview(MapFixtures.square(1, 100, 40, 0.2).footprint().orElseThrow());
    map.resize(700, 500);
    map.preview(null);
    same(before.sized(700, 500), map.viewport());
    map.fit();
    map.preview(far);
    Viewport there = map.viewport();
    map.stay();
    map.preview(null);
    assertEquals(there, map.viewport());
    map.resize(710, 500);
    // It follows the archive no more.
    same(there.sized(710, 500), map.viewport());
    map.show(List.of(MapFixtures.square(1, 100, 40, 0.01).footprint().orElseThrow()));
    assertTrue(map.viewport().zoom() > 13, "near enough to see it");
    assertEquals(355, map.viewport().pixel(new GeoPoint(100, 40))[0], 1);
  }

  private static void same(Viewport expected, Viewport actual) {
    assertEquals(expected.x(), actual.x(), 1e-9);
    assertEquals(expected.y(), actual.y(), 1e-9);
    assertEquals(expected.zoom(), actual.zoom(), 1e-9);
  }

  private double column(MapMark mark) {
    return map.viewport().column(mark.x());
  }

  private double row(MapMark mark) {
    return map.viewport().row(mark.y());
  }

  private MapMark markOf(SearchHit hit) {
    return map.marks().marks().stream()
        .filter(mark -> mark.hits().contains(hit))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClickOnAMarkSelectsItsHitAndThePointerShowsIt() {
    MapMark mark =
        map.marks().marks().stream()
            .filter(each -> !each.cluster() && !each.hits().contains(selection.selected()))
            .findFirst()
            .orElseThrow();
    SearchHit expected = map.markAt(column(mark), row(mark), 1).orElseThrow().best();
    map.hover(column(mark), row(mark), 1);
    assertEquals(expected, selection.hoveredProperty().get());
    map.click(column(mark), row(mark), 1);
    assertEquals(expected, selection.selected());
    map.hoverNothing();
    assertNull(selection.hoveredProperty().get());
  }

  @Test
  void marksMoveWithTheMapAndAreLaidOutAgainWhenItZooms() {
    MarkLayout before = map.marks();
    map.drag(30, 0);
    assertSame(before, map.marks());
    map.zoom(1);
    assertNotSame(before, map.marks());
  }

  @Test
  void aHitIsFramedFromNearAndFoundByItsFrame() {
    SearchHit hit =
        selection.hits().stream()
            .filter(each -> each.image().footprint().isPresent())
            .findFirst()
            .orElseThrow();
    map.goTo(found(hit));
    map.zoom(8);
    MapMark mark = markOf(hit);
    assertTrue(mark.framed());
    Viewport view = map.viewport();
    double x = (mark.ring()[0] + mark.ring()[4]) / 2;
    double y = (mark.ring()[1] + mark.ring()[5]) / 2;
    Optional<MapMark> there = map.markAt(view.column(x), view.row(y), 1);
    assertTrue(there.isPresent());
    assertTrue(MarkLayout.inside(mark.ring(), x, y));
  }

  private static PlaceFinder.Found found(SearchHit hit) {
    return new PlaceFinder.Found(
        PlaceFinder.Found.Kind.COORDINATES,
        "",
        "",
        hit.image().footprint().orElseThrow().middle(),
        12);
  }

  @Test
  void theViewIsPublishedAndAfterASearchMovingItIsNoticed() {
    assertFalse(map.movedProperty().get());
    map.zoom(2);
    assertTrue(map.movedProperty().get());
    assertEquals(map.viewport().area().orElseThrow(), map.viewAreaProperty().get());
    map.zoom(-20);
    map.resize(256, 256);
    map.zoom(-20);
    assertNull(map.viewAreaProperty().get());
  }

  @Test
  void anotherProjectionLaysOutMarksAndFootprintsAgain() {
    map.layers().projectionProperty().set(Projection.PLATE_CARREE);
    assertEquals(Projection.PLATE_CARREE, map.viewport().projection());
    assertEquals(Projection.PLATE_CARREE, map.footprintsProperty().get().projection());
    int hits = map.marks().marks().stream().mapToInt(mark -> mark.hits().size()).sum();
    assertEquals(selection.hits().size(), hits);
  }

  @Test
  void aHitThatIsSelectedElsewhereComesIntoView() {
    map.zoom(0, 0, 6);
    SearchHit last = selection.hits().get(selection.hits().size() - 1);
    selection.select(last);
    var middle = last.image().footprint().orElseThrow().middle();
    double[] pixel = map.viewport().pixel(middle);
    assertTrue(map.viewport().shows(pixel[0], pixel[1]));
  }

  @Test
  void aHitDoesNotMoveAMapThatIsSearchedIn() {
    map.zoom(0, 0, 6);
    SimpleBooleanProperty searchedIn = new SimpleBooleanProperty(true);
    map.heldWhile(searchedIn);
    Viewport before = map.viewport();
    SearchHit last = selection.hits().get(selection.hits().size() - 1);
    selection.select(last);
    assertEquals(before, map.viewport());
    searchedIn.set(false);
    selection.select(selection.hits().get(0));
    selection.select(last);
    assertNotEquals(before, map.viewport());
  }
}

package org.kamcl.explorer.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.search.FilterViewModel.Part;
import org.kamcl.explorer.ui.search.FilterViewModel.Place;

class FilterViewModelTest {
  private static final GeoArea ITALY = GeoArea.box(6, 36, 19, 47);
  private static final GeoArea TRENTO = GeoArea.box(10, 45, 12, 47);
  private static final GeoArea PACIFIC = GeoArea.box(-170, -10, -160, 10);

  @TempDir private Path folder;
  private Rig rig;
  private FilterViewModel filters;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    rig = new Rig(folder);
    filters = rig.filters;
    rig.addAll();
  }

  @Test
  void theMapsViewIsFollowedWhenItRestsAndKeptWhenTheMapIsHidden() {
    rig.view.set(ITALY);
    filters.inView();
    assertEquals(Optional.of(ITALY), filters.filter().area());
    assertEquals("In map view", rig.words.text(Part.AREA));
    rig.view.set(PACIFIC);
    rig.view.set(TRENTO);
    assertEquals(Optional.of(ITALY), filters.filter().area(), "while it moves");
    rig.background.letTimePass();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    filters.mapShown(false);
    assertEquals(Place.LAST_VIEW, filters.placeProperty().get());
    assertEquals("In last map view", rig.words.text(Part.AREA));
    rig.view.set(PACIFIC);
    rig.background.letTimePass();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    filters.mapShown(true);
    assertEquals(Optional.of(PACIFIC), filters.filter().area());
    filters.drop(Part.AREA);
    rig.view.set(ITALY);
    rig.background.letTimePass();
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void theWholeWorldInViewLetsEverythingThroughAndIsStillFollowed() {
    filters.inView();
    assertTrue(filters.filter().area().isEmpty());
    assertEquals(List.of(Part.AREA), filters.parts());
    rig.view.set(TRENTO);
    rig.background.letTimePass();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
  }

  @Test
  void whatIsDrawnIsTheAreaUntilItIsTakenAway() {
    rig.drawn.set(Optional.of(TRENTO));
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    assertEquals("In drawn area", rig.words.text(Part.AREA));
    filters.drop(Part.AREA);
    assertTrue(rig.drawn.get().isEmpty(), "also from the map");
    rig.drawn.set(Optional.of(ITALY));
    rig.drawn.set(Optional.empty());
    assertEquals(List.of(), filters.parts());
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void picturesWithoutAPlaceAreInNoArea() {
    rig.view.set(ITALY);
    filters.inView();
    filters.unplaced(true);
    assertEquals(List.of(Part.UNPLACED), filters.parts());
    filters.inView();
    assertEquals(List.of(Part.AREA), filters.parts());
  }

  @Test
  void filtersAreSaidInFewWords() {
    filters.between(Optional.of(LocalDate.of(2005, 1, 1)), Optional.of(LocalDate.of(2010, 12, 31)));
    assertEquals("2005 to 2010", rig.words.text(Part.DATES));
    filters.between(Optional.of(LocalDate.of(2005, 3, 1)), Optional.empty());
    assertEquals("since 2005-03-01", rig.words.text(Part.DATES));
    filters.resolved(OptionalDouble.empty(), OptionalDouble.of(1));
    assertEquals("finer than 1 m", rig.words.text(Part.RESOLUTION));
    filters.collections(Set.of("Towns", "Coast"));
    assertEquals("Coast, Towns", rig.words.text(Part.COLLECTIONS));
    filters.tags(Set.of("checked"));
    assertEquals(
        List.of(Part.DATES, Part.COLLECTIONS, Part.RESOLUTION, Part.TAGS), filters.parts());
    filters.drop(Part.COLLECTIONS);
    filters.drop(Part.RESOLUTION);
    filters.drop(Part.TAGS);
    filters.drop(Part.DATES);
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void aFilterSearchesAgainAndSaysHowMuchIsLeft() {
    rig.search.search("green");
    assertEquals(12, rig.search.resultProperty().get().candidates());
    rig.view.set(TRENTO);
    filters.inView();
    int left = rig.search.resultProperty().get().candidates();
    assertTrue(left < 12, "fewer: " + left);
    assertEquals(left, rig.facets.leftProperty().get());
    assertEquals(TRENTO, rig.search.resultProperty().get().request().filter().area().get());
    assertTrue(rig.results.detailProperty().get().contains("after filters"));
    filters.clear();
    assertEquals(12, rig.search.resultProperty().get().candidates());
  }

  @Test
  void filtersThatLeaveNothingAreNamedAndCanBeDropped() {
    rig.search.search("green");
    rig.view.set(PACIFIC);
    filters.collections(Set.of("Trial"));
    filters.inView();
    assertEquals(0, rig.search.resultProperty().get().candidates());
    assertTrue(rig.results.emptiedProperty().get().contains("In map view"));
    assertEquals(1, rig.results.offers().size(), "the collection is not to blame");
    assertEquals("Search without \"In map view\" (12 images)", rig.results.offers().get(0).name());
    rig.results.offers().get(0).run().run();
    assertEquals(12, rig.selection.hits().size());
    assertEquals("", rig.results.emptiedProperty().get());
  }

  @Test
  void filtersThatOnlyTogetherLeaveNothingAreAllDropped() {
    rig.search.search("green");
    rig.view.set(PACIFIC);
    filters.inView();
    filters.collections(Set.of("Elsewhere"));
    assertEquals("Search without filters", rig.results.offers().get(0).name());
    rig.results.offers().get(0).run().run();
    assertEquals(12, rig.selection.hits().size());
  }
}

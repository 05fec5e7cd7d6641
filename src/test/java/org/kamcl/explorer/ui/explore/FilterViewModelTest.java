package org.kamcl.explorer.ui.explore;

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
import org.kamcl.explorer.ui.explore.FilterViewModel.AreaSource;
import org.kamcl.explorer.ui.explore.FilterViewModel.Criterion;

class FilterViewModelTest {
  private static final GeoArea ITALY = GeoArea.box(6, 36, 19, 47);
  private static final GeoArea TRENTO = GeoArea.box(10, 45, 12, 47);
  private static final GeoArea PACIFIC = GeoArea.box(-170, -10, -160, 10);

  @TempDir private Path folder;
  private ExploreFixture exploreFixture;
  private FilterViewModel filters;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    exploreFixture = new ExploreFixture(folder);
    filters = exploreFixture.filters;
    exploreFixture.addAll();
  }

  @Test
  void followsTheMapViewAndKeepsItWhenTheMapIsHidden() {
    exploreFixture.view.set(ITALY);
    filters.useMapView();
    assertEquals(Optional.of(ITALY), filters.filter().area());
    assertEquals("In map view", exploreFixture.words.format(Criterion.AREA));
    exploreFixture.view.set(PACIFIC);
    exploreFixture.view.set(TRENTO);
    assertEquals(
        Optional.of(ITALY), filters.filter().area(), "the filter changes only when the map stops");
    exploreFixture.background.runScheduled();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    filters.setMapVisible(false);
    assertEquals(AreaSource.LAST_VIEW, filters.areaSourceProperty().get());
    assertEquals("In last map view", exploreFixture.words.format(Criterion.AREA));
    exploreFixture.view.set(PACIFIC);
    exploreFixture.background.runScheduled();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    filters.setMapVisible(true);
    assertEquals(Optional.of(PACIFIC), filters.filter().area());
    filters.drop(Criterion.AREA);
    exploreFixture.view.set(ITALY);
    exploreFixture.background.runScheduled();
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void aWorldViewMatchesEverythingAndIsStillFollowed() {
    filters.useMapView();
    assertTrue(filters.filter().area().isEmpty());
    assertEquals(List.of(Criterion.AREA), filters.criteria());
    exploreFixture.view.set(TRENTO);
    exploreFixture.background.runScheduled();
    assertEquals(Optional.of(TRENTO), filters.filter().area());
  }

  @Test
  void aDrawnAreaFiltersUntilItIsRemoved() {
    exploreFixture.drawn.set(Optional.of(TRENTO));
    assertEquals(Optional.of(TRENTO), filters.filter().area());
    assertEquals("In drawn area", exploreFixture.words.format(Criterion.AREA));
    filters.drop(Criterion.AREA);
    assertTrue(exploreFixture.drawn.get().isEmpty(), "also removed from the map");
    exploreFixture.drawn.set(Optional.of(ITALY));
    exploreFixture.drawn.set(Optional.empty());
    assertEquals(List.of(), filters.criteria());
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void imagesWithoutALocationAreInNoArea() {
    exploreFixture.view.set(ITALY);
    filters.useMapView();
    filters.withoutLocation(true);
    assertEquals(List.of(Criterion.NO_LOCATION), filters.criteria());
    filters.useMapView();
    assertEquals(List.of(Criterion.AREA), filters.criteria());
  }

  @Test
  void formatsFilters() {
    filters.dates(Optional.of(LocalDate.of(2005, 1, 1)), Optional.of(LocalDate.of(2010, 12, 31)));
    assertEquals("2005 to 2010", exploreFixture.words.format(Criterion.DATES));
    filters.dates(Optional.of(LocalDate.of(2005, 3, 1)), Optional.empty());
    assertEquals("since 2005-03-01", exploreFixture.words.format(Criterion.DATES));
    filters.groundSampleDistance(OptionalDouble.empty(), OptionalDouble.of(1));
    assertEquals("finer than 1 m", exploreFixture.words.format(Criterion.RESOLUTION));
    filters.collections(Set.of("Towns", "Coast"));
    assertEquals("Coast, Towns", exploreFixture.words.format(Criterion.COLLECTIONS));
    filters.tags(Set.of("checked"));
    assertEquals(
        List.of(Criterion.DATES, Criterion.COLLECTIONS, Criterion.RESOLUTION, Criterion.TAGS),
        filters.criteria());
    filters.drop(Criterion.COLLECTIONS);
    filters.drop(Criterion.RESOLUTION);
    filters.drop(Criterion.TAGS);
    filters.drop(Criterion.DATES);
    assertTrue(filters.filter().isEmpty());
  }

  @Test
  void aFilterRerunsTheSearchAndCountsMatchingImages() {
    exploreFixture.search.search("green");
    assertEquals(12, exploreFixture.search.resultProperty().get().candidates());
    exploreFixture.view.set(TRENTO);
    filters.useMapView();
    int remaining = exploreFixture.search.resultProperty().get().candidates();
    assertTrue(remaining < 12, "fewer: " + remaining);
    assertEquals(remaining, exploreFixture.facets.matchingImagesProperty().get());
    assertEquals(
        TRENTO, exploreFixture.search.resultProperty().get().request().filter().area().get());
    assertTrue(exploreFixture.results.detailProperty().get().contains("after filters"));
    filters.clear();
    assertEquals(12, exploreFixture.search.resultProperty().get().candidates());
  }

  @Test
  void filtersWithoutMatchesAreNamedAndCanBeDropped() {
    exploreFixture.search.search("green");
    exploreFixture.view.set(PACIFIC);
    filters.collections(Set.of("Trial"));
    filters.useMapView();
    assertEquals(0, exploreFixture.search.resultProperty().get().candidates());
    assertTrue(exploreFixture.results.noImagesProperty().get().contains("In map view"));
    assertEquals(
        1,
        exploreFixture.results.offers().size(),
        "only the map view filter is offered for removal");
    assertEquals(
        "Search without \"In map view\" (12 images)",
        exploreFixture.results.offers().get(0).name());
    exploreFixture.results.offers().get(0).run().run();
    assertEquals(12, exploreFixture.selection.hits().size());
    assertEquals("", exploreFixture.results.noImagesProperty().get());
  }

  @Test
  void filtersThatOnlyTogetherMatchNothingAreAllDropped() {
    exploreFixture.search.search("green");
    exploreFixture.view.set(PACIFIC);
    filters.useMapView();
    filters.collections(Set.of("Elsewhere"));
    assertEquals("Search without filters", exploreFixture.results.offers().get(0).name());
    exploreFixture.results.offers().get(0).run().run();
    assertEquals(12, exploreFixture.selection.hits().size());
  }
}

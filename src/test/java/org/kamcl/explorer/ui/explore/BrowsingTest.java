package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.CollectionsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** Lists of images without a query, and what is selected when filters change. */
class BrowsingTest {
  private static final GeoArea TRENTO = GeoArea.box(10, 45, 12, 47);

  @TempDir private Path folder;
  private ExploreFixture fixture;
  private SearchViewModel search;
  private FilterViewModel filters;
  private SelectionViewModel selection;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    fixture = new ExploreFixture(folder);
    search = fixture.search;
    filters = fixture.filters;
    selection = fixture.selection;
    fixture.addAll();
  }

  private List<LocalDate> dates() {
    return selection.hits().stream().map(hit -> hit.image().date().orElseThrow()).toList();
  }

  private boolean listing() {
    return search.resultProperty().get().request().isListing();
  }

  @Test
  void anEmptyQueryListsAllImagesNewestFirst() {
    search.search();
    assertEquals(12, selection.hits().size());
    assertEquals(dates().stream().sorted(Comparator.reverseOrder()).toList(), dates());
    assertEquals("12 images", fixture.results.countProperty().get());
    assertEquals("", fixture.results.detailProperty().get());
    assertEquals("", fixture.results.noMatchProperty().get());
    assertTrue(fixture.results.listingProperty().get());
    assertEquals(0, fixture.history.recent().size(), "lists are not part of the history");
    search.orderProperty().set(new ImageOrder(ImageOrder.Key.DATE, true));
    assertEquals(dates().stream().sorted().toList(), dates());
    search.search("green");
    assertFalse(fixture.results.listingProperty().get());
    assertEquals("3 strong matches", fixture.results.countProperty().get());
  }

  @Test
  void aFilterWithoutAQueryListsItsImages() {
    assertNull(search.resultProperty().get());
    fixture.view.set(TRENTO);
    filters.useMapView();
    int inView = selection.hits().size();
    assertTrue(inView > 0 && inView < 12, "images: " + inView);
    assertTrue(listing());
    assertEquals("after filters", fixture.results.detailProperty().get());
    filters.clear();
    assertEquals(12, selection.hits().size());
  }

  @Test
  void aFilterIsNotAppliedToAQueryThatIsGone() {
    search.search("green");
    fixture.query.clear();
    assertEquals(12, selection.hits().size());
    assertFalse(listing(), "clearing the query alone changes nothing");
    filters.dates(Optional.of(LocalDate.of(2009, 6, 15)), Optional.empty());
    assertTrue(listing());
    assertTrue(dates().stream().allMatch(day -> day.getDayOfMonth() >= 15));
  }

  @Test
  void aFilterDoesNotRunAQueryThatIsStillBeingTyped() {
    fixture.type("gre");
    filters.collections(Set.of("Trial"));
    assertNull(search.resultProperty().get());
    search.search();
    assertFalse(listing());
    // Removing a token does not turn typed text into a term either.
    fixture.type("blu");
    fixture.query.add(QueryTerm.words("red"));
    fixture.background.runScheduled();
    assertEquals("blu", fixture.query.typedProperty().get());
    assertEquals(2, search.resultProperty().get().request().query().terms().size());
  }

  @Test
  void removingTheLastTermListsAllImages() {
    search.search("green");
    fixture.query.remove(0);
    fixture.background.runScheduled();
    assertTrue(listing());
    assertEquals(12, selection.hits().size());
  }

  @Test
  void listedImagesHaveNoScoreAndCannotBeRated() {
    search.search();
    SearchHit first = selection.hits().get(0);
    assertTrue(first.isListed());
    fixture.feedback.rate(first, Rating.RELEVANT);
    assertEquals(Set.of(), fixture.feedback.feedback().ratedImages());
    assertTrue(fixture.results.sections().isEmpty(), "no headings of bands");
  }

  @Test
  void aSavedListIsRepeatedInItsOrder() {
    search.orderProperty().set(ImageOrder.by(ImageOrder.Key.NAME));
    search.search();
    String first = fixture.best();
    assertEquals("All images", fixture.history.suggestedName());
    fixture.history.save("By name");
    search.orderProperty().set(ImageOrder.DEFAULT);
    search.search("green");
    fixture.history.run(fixture.history.saved().get(0));
    assertTrue(listing());
    assertEquals(ImageOrder.by(ImageOrder.Key.NAME), search.orderProperty().get());
    assertEquals(first, fixture.best());
  }

  @Test
  void whenFiltersChangeTheBestHitIsSelectedUnlessTheUserHasSelectedAnother() {
    search.search("green");
    fixture.view.set(TRENTO);
    filters.useMapView();
    assertEquals(1, selection.selected().rank());
    filters.clear();
    assertEquals(1, selection.selected().rank(), "the first hit is selected again");
    SearchHit chosen = selection.hits().get(4);
    selection.select(chosen);
    filters.collections(Set.of("Trial"));
    assertEquals(chosen.image(), selection.selected().image());
    filters.dates(Optional.of(LocalDate.of(2030, 1, 1)), Optional.empty());
    assertNull(selection.selected());
    filters.clear();
    assertEquals(1, selection.selected().rank());
  }

  @Test
  void renamingACollectionRenamesItInTheActiveFilter() {
    CollectionsViewModel collections =
        new CollectionsViewModel(fixture.archive, fixture.background, fixture.messages);
    fixture.archive.onCollectionRenamed(filters::renameCollection);
    fixture.archive.refresh();
    search.search("green");
    filters.collections(Set.of("Trial"));
    assertEquals(12, selection.hits().size());
    ImageCollections.Info trial = collections.list().get(0);
    collections.rename(trial, "Fields");
    assertEquals(Set.of("Fields"), filters.filter().collections());
    assertEquals(12, selection.hits().size());
    assertEquals("", fixture.results.noImagesProperty().get());
  }

  @Test
  void marksHitsLikeAFileManager() {
    search.search("green");
    List<SearchHit> hits = selection.hits();
    selection.toggleMarkWithSelected(hits.get(3));
    assertEquals(
        List.of(hits.get(3)), selection.marked(), "the hit selected by the search is not meant");
    selection.clearMarks();
    selection.select(hits.get(0));
    selection.toggleMarkWithSelected(hits.get(1));
    assertEquals(List.of(hits.get(0), hits.get(1)), selection.marked());
    selection.toggleMarkWithSelected(hits.get(1));
    assertEquals(List.of(hits.get(0)), selection.marked());
    selection.clearMarks();
    selection.select(hits.get(2));
    selection.markTo(hits.get(5));
    assertEquals(hits.subList(2, 6), selection.marked());
    search.loadAll(() -> selection.mark(selection.hits()));
    assertEquals(12, selection.markCountProperty().get());
  }

  @Test
  void allHitsAreLoadedBeforeAllAreMarked() {
    for (int i = 0; i < 19; i++) {
      fixture.archive.addSample();
    }
    search.search("green");
    assertEquals(SearchViewModel.PAGE, selection.hits().size());
    search.loadAll(() -> selection.mark(selection.hits()));
    assertEquals(240, selection.markCountProperty().get());
  }
}

package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;

/** Images that match filters, with a query and without one. */
class SearchListingTest {
  @RegisterExtension private static final SyntheticArchive ARCHIVE = new SyntheticArchive();

  @Test
  void withoutAQueryAllImagesThatMatchTheFilterAreListedInOrder() {
    int all =
        SyntheticArchive.OTHERS
            + SyntheticArchive.BOATS
            + SyntheticArchive.LAKES
            + SyntheticArchive.BOTH;
    SearchResult everything =
        ARCHIVE
            .search()
            .search(SyntheticArchive.request(" ", 10_000).with(ImageOrder.by(ImageOrder.Key.NAME)));
    assertEquals(all, everything.hits().size());
    assertEquals(all, everything.candidates());
    List<SearchHit> hits = everything.hits();
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(i + 1, hits.get(i).rank());
      assertTrue(hits.get(i).isListed());
      assertTrue(Double.isNaN(hits.get(i).falseMatchRate()));
      if (i > 0) {
        assertTrue(
            ImageComparators.naturalOrder()
                    .compare(
                        hits.get(i - 1).image().file().getFileName().toString(),
                        hits.get(i).image().file().getFileName().toString())
                <= 0);
      }
    }
    SearchFilter boats = SearchFilter.NONE.withCollections(Set.of("boats"));
    SearchResult page = ARCHIVE.search().search(SyntheticArchive.request("", 3).with(boats));
    assertEquals(3, page.hits().size());
    assertEquals(SyntheticArchive.BOATS, page.candidates());
    assertTrue(page.hits().stream().allMatch(h -> h.image().collection().equals("boats")));
    SearchResult next = ARCHIVE.search().search(SyntheticArchive.request("", 6).with(boats));
    assertEquals(page.hits(), next.hits().subList(0, 3), "the next page begins with the same");
    SearchResult nothing =
        ARCHIVE
            .search()
            .search(
                SyntheticArchive.request("", 3)
                    .with(SearchFilter.NONE.withCollections(Set.of("none"))));
    assertEquals(0, nothing.candidates());
  }

  @Test
  void aListNeedsNoModel() {
    AtomicInteger loads = new AtomicInteger();
    SearchService lister =
        new SearchService(
            ARCHIVE.catalog(),
            ARCHIVE.source(loads::incrementAndGet),
            ARCHIVE.vectors(),
            file -> null);
    for (ImageOrder.Key key : ImageOrder.Key.values()) {
      assertEquals(
          5, lister.search(SyntheticArchive.request("", 5).with(ImageOrder.by(key))).hits().size());
    }
    assertEquals(0, loads.get());
  }

  private static void assertFiltered(SearchFilter filter, Predicate<ImageRecord> matches) {
    SearchResult result =
        ARCHIVE.search().search(SyntheticArchive.request("boats", 10_000).with(filter));
    Set<Long> expected =
        Set.copyOf(
            ARCHIVE.catalog().images().stream().filter(matches).map(ImageRecord::id).toList());
    assertFalse(expected.isEmpty());
    assertEquals(expected.size(), ARCHIVE.search().count(filter));
    assertEquals(expected.size(), result.candidates());
    assertEquals(expected, Set.copyOf(result.hits().stream().map(h -> h.image().id()).toList()));
  }

  @Test
  void filtersApplyBeforeTopHitsAreSelected() {
    GeoArea area = GeoArea.box(170, -50, -150, 50);
    assertFiltered(
        SearchFilter.NONE.withArea(Optional.of(area)),
        i -> i.footprint().map(area::intersects).orElse(false));
    LocalDate first = LocalDate.of(2020, 5, 1);
    LocalDate last = LocalDate.of(2021, 2, 1);
    assertFiltered(
        SearchFilter.NONE.withDates(Optional.of(first), Optional.of(last)),
        i -> i.date().map(d -> !d.isBefore(first) && !d.isAfter(last)).orElse(false));
    assertFiltered(
        SearchFilter.NONE.withCollections(Set.of("lake", "both")),
        i -> Set.of("lake", "both").contains(i.collection()));
    assertFiltered(
        SearchFilter.NONE.withGsd(OptionalDouble.of(2), OptionalDouble.of(3)),
        i -> i.gsd().getAsDouble() >= 2 && i.gsd().getAsDouble() <= 3);
    assertFiltered(SearchFilter.NONE.withLocationMissing(true), i -> i.footprint().isEmpty());
    assertFiltered(
        SearchFilter.NONE.withDateMissing(true).withCollections(Set.of("boats")),
        i -> i.date().isEmpty() && i.collection().equals("boats"));
    List<Long> some = ARCHIVE.catalog().images().stream().limit(40).map(ImageRecord::id).toList();
    ARCHIVE.catalog().tags().tag(some, "seen");
    assertFiltered(SearchFilter.NONE.withTags(Set.of("seen")), i -> some.contains(i.id()));
    SearchResult none =
        ARCHIVE
            .search()
            .search(
                SyntheticArchive.request("boats", 5)
                    .with(SearchFilter.NONE.withTags(Set.of("unseen"))));
    assertTrue(none.hits().isEmpty() && none.candidates() == 0 && none.complete());
  }
}

package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

class SearchStoreTest {
  private static final SearchFilter FULL =
      SearchFilter.NONE
          .withArea(Optional.of(GeoArea.box(170.123456789, -10, -170, 10.5)))
          .withDates(Optional.of(LocalDate.of(2020, 2, 29)), Optional.of(LocalDate.of(2021, 1, 1)))
          .withCollections(Set.of("Towns \"old\"", "Fields"))
          .withGsd(OptionalDouble.of(0.1), OptionalDouble.of(30))
          .withTags(Set.of("seen", "to do"));

  @TempDir private Path folder;
  private Catalog catalog;
  private SearchLibrary library;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    library = catalog.searches();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static SearchRequest request(String text) {
    return SearchRequest.of(QueryParser.parse(text), 20);
  }

  private List<String> historyQueries() {
    return library.history(100).stream().map(e -> QueryWriter.write(e.request().query())).toList();
  }

  @Test
  void aSavedSearchIsReadBackUnchangedAfterReopening() {
    SearchRequest request =
        new SearchRequest(
            QueryParser.parse("harbour^2, ships \"stone pier\" -bridge like:#12"),
            FULL,
            Optional.of(new RelevanceFeedback(Set.of(3L, 1L), Set.of(7L))),
            50);
    library.save("Piers", request);
    library.addToHistory(request, 4);
    Instant before = Instant.now().plusSeconds(1);
    try (Catalog other = Catalog.open(catalog.file())) {
      assertEquals(request, other.searches().history(1).get(0).request());
      SearchLibrary.Entry saved = other.searches().saved().get(0);
      assertEquals(request, saved.request());
      assertEquals("Piers", saved.name());
      assertEquals(4, saved.strongMatches());
      assertTrue(saved.lastUsed().isBefore(before));
    }
    GeoArea.Polygon box = GeoArea.box(1, 2, 30, 40).polygons().get(0);
    GeoArea.Polygon ring =
        new GeoArea.Polygon(
            GeoArea.box(170, -10, -170, 10).simpleOutline(),
            List.of(GeoArea.box(179, -1, -179, 1).simpleOutline()));
    SearchFilter several = SearchFilter.NONE.withArea(Optional.of(new GeoArea(List.of(box, ring))));
    library.addToHistory(request("y").with(several), 0);
    assertEquals(several, library.history(1).get(0).request().filter());
    SearchFilter without = SearchFilter.NONE.withDateMissing(true).withLocationMissing(true);
    library.addToHistory(request("x").with(without), 0);
    assertEquals(without, library.history(1).get(0).request().filter());
  }

  @Test
  void aSavedListKeepsItsOrderAlsoWhenACollectionIsRenamed() {
    SearchRequest list =
        request("")
            .with(SearchFilter.NONE.withCollections(Set.of("Towns")))
            .with(new ImageOrder(ImageOrder.Key.PLACE, true));
    library.save("By place", list);
    assertEquals(list, library.saved().get(0).request());
    CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "a.jpg"));
    catalog.collections().rename("Towns", "Cities");
    assertEquals(
        list.with(SearchFilter.NONE.withCollections(Set.of("Cities"))),
        library.saved().get(0).request());
    // The order of hits is always by score.
    library.save("Boats", request("boats").with(new ImageOrder(ImageOrder.Key.NAME, false)));
    assertEquals(ImageOrder.DEFAULT, library.saved().get(0).request().order());
  }

  @Test
  void aRepeatedSearchMovesToTheTopOfTheHistory() {
    library.addToHistory(request("boats"), 1);
    library.addToHistory(request("roads"), 2);
    library.addToHistory(request("boats"), 3);
    assertEquals(List.of("boats", "roads"), historyQueries());
    assertEquals(3, library.history(1).get(0).strongMatches());
    // A search with another filter or feedback is a separate entry.
    library.addToHistory(request("boats").with(FULL), 3);
    library.addToHistory(request("boats").with(new RelevanceFeedback(Set.of(1L), Set.of())), 3);
    assertEquals(List.of("boats", "boats", "boats", "roads"), historyQueries());
    library.delete(library.history(9).get(2).id());
    library.delete(12345);
    assertEquals(List.of("boats", "boats", "roads"), historyQueries());
    assertEquals(1, library.history(1).size());
  }

  @Test
  void theHistoryDropsTheOldestAndKeepsSavedSearches() {
    library.save("Kept", request("kept"));
    for (int i = 0; i < 510; i++) {
      library.addToHistory(request("search " + i), i);
    }
    assertEquals(500, library.history(1000).size());
    assertEquals("search 509", historyQueries().get(0));
    library.clearHistory();
    assertEquals(List.of(), historyQueries());
    assertEquals(List.of("Kept"), library.saved().stream().map(e -> e.name()).toList());
  }

  @Test
  void namesOfSavedSearchesAreUniqueAndNotBlank() {
    library.save("b", request("first"));
    library.save(" b ", request("second"));
    library.save("A", request("third"));
    assertEquals(List.of("A", "b"), library.saved().stream().map(e -> e.name()).toList());
    assertEquals("second", QueryWriter.write(library.saved().get(1).request().query()));
    assertThrows(KamclException.class, () -> library.save("  ", request("x")));
  }

  @Test
  void bothUnicodeFormsOfANameAreTheSameSavedSearch() {
    String composed = "Caf\u00e9";
    String decomposed = "Cafe\u0301";
    library.save(decomposed, request("first"));
    library.save(composed, request("second"));
    assertEquals(1, library.saved().size());
    SearchLibrary.Entry saved = library.saved().get(0);
    assertEquals("second", QueryWriter.write(saved.request().query()));
    assertTrue(saved.isNamed(composed) && saved.isNamed(decomposed));
    assertFalse(saved.isNamed("Cafe"));
  }

  @Test
  void searchingDoesNotChangeTheArchiveVersion() {
    CatalogFixtures.save(catalog, CatalogFixtures.file("Towns", "a.jpg"));
    long version = catalog.imagesVersion();
    library.addToHistory(request("boats"), 1);
    catalog.tags().tag(List.of(1L), "seen");
    assertEquals(version, catalog.imagesVersion(), "images need not be reloaded");
  }
}

package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Feedback;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchLibrary;
import org.kamcl.explorer.domain.SearchRequest;

class StoredSearchesTest {
  private static final SearchFilter FULL =
      SearchFilter.NONE
          .in(Optional.of(GeoArea.box(170.123456789, -10, -170, 10.5)))
          .between(Optional.of(LocalDate.of(2020, 2, 29)), Optional.of(LocalDate.of(2021, 1, 1)))
          .of(Set.of("Towns \"old\"", "Fields"))
          .resolved(OptionalDouble.of(0.1), OptionalDouble.of(30))
          .tagged(Set.of("seen", "to do"));

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

  private static SearchRequest words(String text) {
    return SearchRequest.of(text, 20);
  }

  private List<String> history() {
    return library.history(100).stream().map(e -> e.request().query().text()).toList();
  }

  @Test
  void aSearchComesBackAsItWasAskedInAnotherProcess() {
    SearchRequest request =
        new SearchRequest(
            Query.parse("harbour^2, ships \"stone pier\" -bridge like:#12"),
            FULL,
            new Feedback(Set.of(3L, 1L), Set.of(7L)),
            50);
    library.save("Piers", request);
    library.remember(request, 4);
    Instant before = Instant.now().plusSeconds(1);
    try (Catalog other = Catalog.open(catalog.file())) {
      assertEquals(request, other.searches().history(1).get(0).request());
      SearchLibrary.Entry kept = other.searches().saved().get(0);
      assertEquals(request, kept.request());
      assertEquals("Piers", kept.name());
      assertEquals(4, kept.strong());
      assertTrue(kept.used().isBefore(before));
    }
    SearchFilter without = SearchFilter.NONE.withoutDate(true).withoutPlace(true);
    library.remember(words("x").with(without), 0);
    assertEquals(without, library.history(1).get(0).request().filter());
  }

  @Test
  void theSameSearchIsInTheHistoryOnceAndNewest() {
    library.remember(words("boats"), 1);
    library.remember(words("roads"), 2);
    library.remember(words("boats"), 3);
    assertEquals(List.of("boats", "roads"), history());
    assertEquals(3, library.history(1).get(0).strong());
    // Elsewhere, or with feedback, it is another search.
    library.remember(words("boats").with(FULL), 3);
    library.remember(words("boats").with(new Feedback(Set.of(1L), Set.of())), 3);
    assertEquals(List.of("boats", "boats", "boats", "roads"), history());
    library.delete(library.history(9).get(2).id());
    library.delete(12345);
    assertEquals(List.of("boats", "boats", "roads"), history());
    assertEquals(1, library.history(1).size());
  }

  @Test
  void theHistoryForgetsTheOldestAndKeptOnesStay() {
    library.save("Kept", words("kept"));
    for (int i = 0; i < 510; i++) {
      library.remember(words("search " + i), i);
    }
    assertEquals(500, library.history(1000).size());
    assertEquals("search 509", history().get(0));
    library.clearHistory();
    assertEquals(List.of(), history());
    assertEquals(List.of("Kept"), library.saved().stream().map(e -> e.name()).toList());
  }

  @Test
  void aNameIsUsedOnceAndNotBlank() {
    library.save("b", words("first"));
    library.save(" b ", words("second"));
    library.save("A", words("third"));
    assertEquals(List.of("A", "b"), library.saved().stream().map(e -> e.name()).toList());
    assertEquals("second", library.saved().get(1).request().query().text());
    assertThrows(ExplorerException.class, () -> library.save("  ", words("x")));
  }

  @Test
  void searchingDoesNotMakeTheArchiveAnother() {
    Archives.save(catalog, Archives.file("Towns", "a.jpg"));
    long version = catalog.version();
    library.remember(words("boats"), 1);
    catalog.labels().tag(List.of(1L), "seen");
    assertEquals(version, catalog.version(), "nothing is to be read again");
  }
}

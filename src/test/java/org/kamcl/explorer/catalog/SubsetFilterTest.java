package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.archive.SearchRequestJson;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** Searches that are limited to chosen images. */
class SubsetFilterTest {
  @TempDir private Path folder;
  private Catalog catalog;
  private List<Long> ids;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    ids =
        CatalogFixtures.save(
            catalog,
            CatalogFixtures.file("Towns", "a.jpg"),
            CatalogFixtures.file("Towns", "b.jpg"),
            CatalogFixtures.file("Fields", "c.jpg"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static SearchFilter only(Set<Long> images) {
    return SearchFilter.NONE.withSubset(Optional.of(ImageSubset.of(images)));
  }

  @Test
  void onlyTheChosenImagesMatch() {
    SearchFilter two = only(Set.of(ids.get(0), ids.get(2), 99_999L));
    assertArrayEquals(new long[] {ids.get(0), ids.get(2)}, catalog.imageIds(two));
    assertEquals(2, catalog.count(two));
    assertArrayEquals(
        new long[] {ids.get(0)}, catalog.imageIds(two.withCollections(Set.of("Towns"))));
    assertEquals(0, catalog.count(only(Set.of())), "no image is chosen");
    assertEquals(3, catalog.count(SearchFilter.NONE));
  }

  @Test
  void aHundredThousandImagesCanBeChosen() {
    Set<Long> many = new HashSet<>(ids);
    for (long id = 1_000; id < 101_000; id++) {
      many.add(id);
    }
    assertEquals(3, catalog.count(only(many)));
  }

  @Test
  void otherConditionsKeepTheImages() {
    SearchFilter filter =
        only(Set.of(ids.get(1)))
            .withTags(Set.of("x"))
            .withTags(Set.of())
            .withDateMissing(true)
            .withLocationMissing(true)
            .withCollections(Set.of("Towns"));
    assertEquals(Set.of(ids.get(1)), filter.subset().orElseThrow().images());
    assertArrayEquals(new long[] {ids.get(1)}, catalog.imageIds(filter));
  }

  @Test
  void theHistoryKeepsTheImagesAndTheirConcept() {
    SearchFilter filter =
        SearchFilter.NONE.withSubset(
            Optional.of(new ImageSubset("boats", Set.of(ids.get(0), ids.get(1)))));
    SearchRequest request = new SearchRequest(Query.empty(), filter, Optional.empty(), 10);
    assertEquals(filter, SearchRequestJson.filter(SearchRequestJson.filter(request)));
    String renamed =
        SearchRequestJson.withCollections(SearchRequestJson.filter(request), Set.of("A"));
    assertEquals(filter.withCollections(Set.of("A")), SearchRequestJson.filter(renamed));
  }
}

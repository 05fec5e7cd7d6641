package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ImageTags;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;

class LabelStoreTest {
  @TempDir private Path folder;
  private Catalog catalog;
  private ImageTags imageTags;
  private List<Long> ids;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    imageTags = catalog.labels();
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

  @Test
  void tagsAreGivenTakenAndFound() {
    imageTags.tag(List.of(ids.get(0), ids.get(2), 999L), " to do ");
    imageTags.tag(List.of(ids.get(0)), "to do");
    imageTags.tag(List.of(ids.get(0)), "Älter");
    assertEquals(List.of("to do", "Älter"), imageTags.tags());
    assertEquals(Set.of(ids.get(0), ids.get(2)), imageTags.tagged("to do"));
    assertEquals(Set.of("to do", "Älter"), imageTags.tagsOf(ids.get(0)));
    assertEquals(Set.of(), imageTags.tagsOf(ids.get(1)));
    SearchFilter both = SearchFilter.NONE.withTags(Set.of("to do", "Älter"));
    assertEquals(List.of(ids.get(0)), List.of(catalog.imageIds(both)[0]));
    assertEquals(1, catalog.count(both));
    imageTags.untag(ids, "to do");
    assertEquals(List.of("Älter"), imageTags.tags());
    assertThrows(ExplorerException.class, () -> imageTags.tag(ids, " "));
    assertThrows(ExplorerException.class, () -> imageTags.tag(ids, "two\nlines"));
  }

  @Test
  void verdictsBelongToTheQuery() {
    imageTags.rate("boats", ids.get(0), RelevanceFeedback.Rating.RELEVANT);
    imageTags.rate("boats", ids.get(1), RelevanceFeedback.Rating.RELEVANT);
    imageTags.rate("boats", ids.get(1), RelevanceFeedback.Rating.NOT_RELEVANT);
    imageTags.rate("boats", 999, RelevanceFeedback.Rating.NOT_RELEVANT);
    imageTags.rate("roads", ids.get(2), RelevanceFeedback.Rating.RELEVANT);
    assertEquals(
        new RelevanceFeedback(Set.of(ids.get(0)), Set.of(ids.get(1))), imageTags.feedback("boats"));
    imageTags.rate("boats", ids.get(0), RelevanceFeedback.Rating.NONE);
    assertEquals(new RelevanceFeedback(Set.of(), Set.of(ids.get(1))), imageTags.feedback("boats"));
    assertEquals(RelevanceFeedback.NONE, imageTags.feedback("never asked"));
  }

  @Test
  void whatIsRemovedTakesItsLabelsAlongAndBringsThemBack() {
    imageTags.tag(List.of(ids.get(2)), "seen");
    imageTags.rate("boats", ids.get(2), RelevanceFeedback.Rating.RELEVANT);
    var removal = catalog.collections().remove("Fields");
    assertEquals(List.of(), imageTags.tags());
    assertEquals(RelevanceFeedback.NONE, imageTags.feedback("boats"));
    removal.undo();
    assertEquals(Set.of(ids.get(2)), imageTags.tagged("seen"));
    assertEquals(Set.of(ids.get(2)), imageTags.feedback("boats").relevant());
  }
}

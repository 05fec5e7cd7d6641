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
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;

class LabelStoreTest {
  @TempDir private Path folder;
  private Catalog catalog;
  private TagStore tags;
  private FeedbackStore feedback;
  private List<Long> ids;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    tags = catalog.tags();
    feedback = catalog.feedback();
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
  void tagsAreAddedRemovedAndFound() {
    tags.tag(List.of(ids.get(0), ids.get(2), 999L), " to do ");
    tags.tag(List.of(ids.get(0)), "to do");
    tags.tag(List.of(ids.get(0)), "Älter");
    assertEquals(List.of("to do", "Älter"), tags.tags());
    assertEquals(Set.of(ids.get(0), ids.get(2)), tags.tagged("to do"));
    assertEquals(Set.of("to do", "Älter"), tags.tagsOf(ids.get(0)));
    assertEquals(Set.of(), tags.tagsOf(ids.get(1)));
    SearchFilter both = SearchFilter.NONE.withTags(Set.of("to do", "Älter"));
    assertEquals(List.of(ids.get(0)), List.of(catalog.imageIds(both)[0]));
    assertEquals(1, catalog.count(both));
    tags.untag(ids, "to do");
    assertEquals(List.of("Älter"), tags.tags());
    assertThrows(KamclException.class, () -> tags.tag(ids, " "));
    assertThrows(KamclException.class, () -> tags.tag(ids, "two\nlines"));
  }

  @Test
  void namesMatchInEitherUnicodeForm() {
    tags.tag(List.of(ids.get(0)), "Ku\u0308ste");
    tags.tag(List.of(ids.get(1)), "K\u00fcste");
    assertEquals(List.of("K\u00fcste"), tags.tags());
    for (String tag : List.of("Ku\u0308ste", "K\u00fcste")) {
      assertEquals(Set.of(ids.get(0), ids.get(1)), tags.tagged(tag));
      assertEquals(2, catalog.count(SearchFilter.NONE.withTags(Set.of(tag))));
    }
    tags.untag(ids, "Ku\u0308ste");
    assertEquals(List.of(), tags.tags());
    feedback.rate("cafe\u0301", ids.get(0), RelevanceFeedback.Rating.RELEVANT);
    feedback.rate("caf\u00e9", ids.get(1), RelevanceFeedback.Rating.RELEVANT);
    for (String query : List.of("cafe\u0301", "caf\u00e9")) {
      assertEquals(
          new RelevanceFeedback(Set.of(ids.get(0), ids.get(1)), Set.of()),
          feedback.feedback(query));
    }
    feedback.rate("cafe\u0301", ids.get(1), RelevanceFeedback.Rating.NONE);
    assertEquals(
        new RelevanceFeedback(Set.of(ids.get(0)), Set.of()), feedback.feedback("caf\u00e9"));
  }

  @Test
  void feedbackIsStoredPerQuery() {
    feedback.rate("boats", ids.get(0), RelevanceFeedback.Rating.RELEVANT);
    feedback.rate("boats", ids.get(1), RelevanceFeedback.Rating.RELEVANT);
    feedback.rate("boats", ids.get(1), RelevanceFeedback.Rating.NOT_RELEVANT);
    feedback.rate("boats", 999, RelevanceFeedback.Rating.NOT_RELEVANT);
    feedback.rate("roads", ids.get(2), RelevanceFeedback.Rating.RELEVANT);
    assertEquals(
        new RelevanceFeedback(Set.of(ids.get(0)), Set.of(ids.get(1))), feedback.feedback("boats"));
    feedback.rate("boats", ids.get(0), RelevanceFeedback.Rating.NONE);
    assertEquals(new RelevanceFeedback(Set.of(), Set.of(ids.get(1))), feedback.feedback("boats"));
    assertEquals(RelevanceFeedback.NONE, feedback.feedback("another query"));
  }

  @Test
  void removedImagesLoseTheirLabelsUntilTheRemovalIsUndone() {
    tags.tag(List.of(ids.get(2)), "seen");
    feedback.rate("boats", ids.get(2), RelevanceFeedback.Rating.RELEVANT);
    var removal = catalog.collections().remove("Fields");
    assertEquals(List.of(), tags.tags());
    assertEquals(RelevanceFeedback.NONE, feedback.feedback("boats"));
    removal.undo();
    assertEquals(Set.of(ids.get(2)), tags.tagged("seen"));
    assertEquals(Set.of(ids.get(2)), feedback.feedback("boats").relevant());
  }
}

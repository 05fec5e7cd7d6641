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
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Feedback;
import org.kamcl.explorer.domain.Labels;
import org.kamcl.explorer.domain.SearchFilter;

class StoredLabelsTest {
  @TempDir private Path folder;
  private Catalog catalog;
  private Labels labels;
  private List<Long> ids;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    labels = catalog.labels();
    ids =
        Archives.save(
            catalog,
            Archives.file("Towns", "a.jpg"),
            Archives.file("Towns", "b.jpg"),
            Archives.file("Fields", "c.jpg"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void tagsAreGivenTakenAndFound() {
    labels.tag(List.of(ids.get(0), ids.get(2), 999L), " to do ");
    labels.tag(List.of(ids.get(0)), "to do");
    labels.tag(List.of(ids.get(0)), "Älter");
    assertEquals(List.of("to do", "Älter"), labels.tags());
    assertEquals(Set.of(ids.get(0), ids.get(2)), labels.tagged("to do"));
    assertEquals(Set.of("to do", "Älter"), labels.tagsOf(ids.get(0)));
    assertEquals(Set.of(), labels.tagsOf(ids.get(1)));
    SearchFilter both = SearchFilter.NONE.tagged(Set.of("to do", "Älter"));
    assertEquals(List.of(ids.get(0)), List.of(catalog.select(both)[0]));
    assertEquals(1, catalog.count(both));
    labels.untag(ids, "to do");
    assertEquals(List.of("Älter"), labels.tags());
    assertThrows(ExplorerException.class, () -> labels.tag(ids, " "));
    assertThrows(ExplorerException.class, () -> labels.tag(ids, "two\nlines"));
  }

  @Test
  void verdictsBelongToTheQuery() {
    labels.judge("boats", ids.get(0), Feedback.Verdict.GOOD);
    labels.judge("boats", ids.get(1), Feedback.Verdict.GOOD);
    labels.judge("boats", ids.get(1), Feedback.Verdict.BAD);
    labels.judge("boats", 999, Feedback.Verdict.BAD);
    labels.judge("roads", ids.get(2), Feedback.Verdict.GOOD);
    assertEquals(new Feedback(Set.of(ids.get(0)), Set.of(ids.get(1))), labels.feedback("boats"));
    labels.judge("boats", ids.get(0), Feedback.Verdict.NONE);
    assertEquals(new Feedback(Set.of(), Set.of(ids.get(1))), labels.feedback("boats"));
    assertEquals(Feedback.NONE, labels.feedback("never asked"));
  }

  @Test
  void whatIsRemovedTakesItsLabelsAlongAndBringsThemBack() {
    labels.tag(List.of(ids.get(2)), "seen");
    labels.judge("boats", ids.get(2), Feedback.Verdict.GOOD);
    var removal = catalog.collections().remove("Fields");
    assertEquals(List.of(), labels.tags());
    assertEquals(Feedback.NONE, labels.feedback("boats"));
    removal.undo();
    assertEquals(Set.of(ids.get(2)), labels.tagged("seen"));
    assertEquals(Set.of(ids.get(2)), labels.feedback("boats").good());
  }
}

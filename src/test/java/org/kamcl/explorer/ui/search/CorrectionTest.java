package org.kamcl.explorer.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.Feedback.Verdict;
import org.kamcl.explorer.domain.HitExporter.Format;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.TestImages;

/** What people do with hits: correct, judge, keep, tag, remove, export. */
class CorrectionTest {
  @TempDir private Path folder;
  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder.resolve("images"));
    rig = new Rig(folder.resolve("images"));
    rig.addAll();
  }

  private List<String> names() {
    return rig.selection.hits().stream()
        .map(hit -> hit.image().file().getFileName().toString())
        .toList();
  }

  @Test
  void aConceptThatIsPressedCorrectsTheSearchByItself() {
    rig.search.search("green, red");
    rig.query.exclude("red");
    rig.background.letTimePass();
    assertEquals("green -red", rig.search.resultProperty().get().request().query().text());
    assertTrue(names().get(0).startsWith("green"));
    assertTrue(names().get(11).startsWith("red"), names()::toString);
  }

  @Test
  void severalStepsOfAWeightAreOneSearch() {
    rig.search.search("green, red");
    rig.query.weigh(1, 1);
    rig.query.weigh(1, 1);
    assertEquals(
        "green, red", rig.search.resultProperty().get().request().query().text(), "not yet");
    rig.background.letTimePass();
    assertEquals("green red^2", rig.search.resultProperty().get().request().query().text());
    assertEquals(2, rig.services.library().history(9).size());
  }

  @Test
  void aSearchLikeAPictureIsCalledByTheNameOfItsFile() {
    rig.search.search("green");
    rig.search.similar(rig.selection.hits().get(0));
    assertEquals("like green-1.png", rig.history.title(rig.history.recent().get(0)));
    assertEquals("like green-1.png", rig.history.suggestedName());
    rig.export.prepare();
    assertTrue(rig.export.fileProperty().get().endsWith("like-green-1-png.geojson"));
    rig.query.exclude("red");
    rig.background.letTimePass();
    assertEquals("like green-1.png, -red", rig.history.title(rig.history.recent().get(0)));
  }

  @Test
  void aRemovalCanBeUndoneWhenItsNoteIsGone() {
    rig.search.search("green");
    rig.curation.remove();
    assertEquals(11, rig.selection.hits().size());
    assertFalse(rig.search.outdatedProperty().get());
    rig.background.letTimePass();
    assertEquals(List.of(), rig.toasts.toasts());
    rig.toasts.undo();
    assertEquals(12, rig.selection.hits().size());
    assertFalse(rig.search.outdatedProperty().get());
    rig.toasts.undo();
    assertEquals(12, rig.archive.images().size(), "once is enough");
  }

  @Test
  void exclusionsAloneAreExplainedNotSearched() {
    rig.search.search("-red");
    assertTrue(rig.search.problemProperty().get().contains("excluded"));
  }

  @Test
  void aThumbRefinesAtOnceIsKeptAndCanBeUndone() {
    rig.search.search("bright");
    List<String> before = names();
    SearchHit last = rig.selection.hits().get(11);
    rig.feedback.judge(last, Verdict.GOOD);
    assertTrue(
        rig.search.resultProperty().get().request().feedback().good().contains(last.image().id()));
    assertFalse(before.equals(names()), "they are ranked anew");
    assertEquals(Set.of(last.image().id()), rig.services.labels().feedback("bright").good());
    rig.search.search("dark");
    assertTrue(rig.feedback.feedback().isEmpty(), "it belongs to its query");
    rig.search.search("bright");
    assertEquals(Verdict.GOOD, rig.feedback.feedback().of(last.image().id()));
    rig.feedback.judge(last, Verdict.BAD);
    rig.undo();
    assertEquals(Verdict.GOOD, rig.feedback.feedback().of(last.image().id()));
    rig.feedback.judge(last, Verdict.GOOD);
    assertEquals(before, names(), "the same once more takes it back");
  }

  @Test
  void allThatWasSaidOfAQueryIsTakenBackAtOnceAndCanBeHadAgain() {
    rig.search.search("bright");
    List<String> before = names();
    SearchHit first = rig.selection.hits().get(0);
    SearchHit last = rig.selection.hits().get(11);
    rig.feedback.judge(first, Verdict.BAD);
    rig.feedback.judge(last, Verdict.GOOD);
    List<String> judged = names();
    assertFalse(before.equals(judged));
    rig.feedback.forget();
    assertEquals(before, names());
    assertTrue(rig.services.labels().feedback("bright").isEmpty());
    rig.undo();
    assertEquals(judged, names());
    assertEquals(
        Set.of(first.image().id(), last.image().id()),
        rig.services.labels().feedback("bright").images());
  }

  @Test
  void theSelectedHitStaysSelectedWhenTheSearchIsRefined() {
    rig.search.search("green");
    rig.selection.move(4);
    long chosen = rig.selection.selected().image().id();
    rig.feedback.judge(rig.selection.hits().get(7), Verdict.BAD);
    assertEquals(chosen, rig.selection.selected().image().id());
  }

  @Test
  void imagesLikeAHitAreFound() {
    rig.search.search("blue");
    rig.search.similar(rig.selection.hits().get(0));
    assertEquals(QueryTerm.Kind.PICTURE, rig.query.terms().get(0).kind());
    assertTrue(rig.best().startsWith("blue"));
  }

  @Test
  void searchesAreRememberedSavedRenamedDeletedAndRunAgain() {
    rig.search.search("green");
    rig.filters.collections(Set.of("Trial"));
    rig.history.save("Fields");
    rig.search.search("blue");
    assertEquals("blue", rig.history.title(rig.history.recent().get(0)));
    rig.history.run(rig.history.saved().get(0));
    assertEquals("green", rig.query.text());
    assertEquals(Set.of("Trial"), rig.filters.filter().collections());
    assertEquals("green-1.png", rig.best());
    rig.history.rename(rig.history.saved().get(0), "Meadows");
    assertEquals(List.of("Meadows"), rig.history.saved().stream().map(e -> e.name()).toList());
    rig.history.delete(rig.history.saved().get(0));
    assertEquals(0, rig.history.saved().size());
    rig.undo();
    assertEquals("Meadows", rig.history.saved().get(0).name());
    int before = rig.history.recent().size();
    rig.history.clear();
    assertEquals(0, rig.history.recent().size());
    rig.undo();
    assertEquals(before, rig.history.recent().size());
  }

  @Test
  void hitsAreMarkedOneByOneAndInRanges() {
    rig.search.search("green");
    rig.selection.toggleMark(rig.selection.hits().get(1));
    rig.selection.markTo(rig.selection.hits().get(3));
    assertEquals(List.of(2, 3, 4), rig.selection.marked().stream().map(SearchHit::rank).toList());
    rig.selection.toggleMark(rig.selection.hits().get(2));
    assertEquals(List.of(2, 4), rig.selection.marked().stream().map(SearchHit::rank).toList());
    rig.selection.clearMarks();
    rig.selection.select(rig.selection.hits().get(5));
    rig.selection.extendBy(2);
    rig.selection.extendBy(-1);
    assertTrue(rig.selection.isMarked(rig.selection.hits().get(5)));
    rig.search.search("blue");
    assertEquals(Set.of(), rig.selection.marks(), "marks belong to their search");
  }

  @Test
  void tagsAreGivenTakenUndoneAndOffered() {
    rig.search.search("green");
    rig.selection.toggleMark(rig.selection.hits().get(0));
    rig.selection.toggleMark(rig.selection.hits().get(1));
    rig.curation.tag(" checked ");
    assertEquals(List.of("checked"), rig.curation.tags());
    assertEquals(List.of("checked"), rig.facets.tags());
    assertEquals(2, rig.services.labels().tagged("checked").size());
    rig.selection.toggleMark(rig.selection.hits().get(2));
    assertEquals(List.of(), rig.curation.tags(), "not all have it");
    rig.curation.tag("checked");
    rig.undo();
    assertEquals(2, rig.services.labels().tagged("checked").size(), "who had it keeps it");
    rig.filters.tags(Set.of("checked"));
    assertEquals(2, rig.selection.hits().size());
    rig.curation.untag("checked");
    assertEquals(0, rig.services.labels().tagged("checked").size());
  }

  @Test
  void removedImagesAreGoneAtOnceAndComeBackWhenUndone() {
    rig.search.search("green");
    rig.selection.toggleMark(rig.selection.hits().get(0));
    rig.selection.toggleMark(rig.selection.hits().get(1));
    rig.curation.remove();
    assertEquals(10, rig.archive.images().size());
    assertEquals("green-3.png", rig.best());
    rig.undo();
    assertEquals(12, rig.archive.images().size());
    assertEquals("green-1.png", rig.best());
  }

  @Test
  void aFileThatMovedIsFoundAgain() throws IOException {
    rig.search.search("green");
    Path file = rig.selection.selected().image().file();
    Path moved = folder.resolve("moved.png");
    Files.move(file, moved);
    rig.curation.relocate(rig.selection.selected().image(), folder.resolve("nowhere.png"));
    assertTrue(rig.toasts.toasts().get(0).problem());
    rig.curation.relocate(rig.selection.selected().image(), moved);
    assertEquals(moved, rig.selection.selected().image().file());
  }

  @Test
  void captionsOfTheArchiveAreRankedOnlyWhileSomebodyLooks() {
    rig.search.search("green");
    assertEquals(0, rig.captions.captions().size());
    rig.captions.want(true);
    assertTrue(rig.captions.captions().get(0).sentence().contains("green"));
    assertTrue(rig.captions.select(rig.captions.captions().get(0)));
    rig.captions.search(rig.captions.captions().get(0));
    assertEquals(QueryTerm.Kind.PHRASE, rig.query.terms().get(0).kind());
  }

  @Test
  void whatMayBeMeantIsOfferedAndTaken() {
    rig.search.search("green");
    rig.history.save("Green fields");
    rig.query.clear();
    rig.query.typedProperty().set("many gre");
    rig.suggestions.typed();
    rig.background.letTimePass();
    assertEquals(
        List.of("green", "grey"),
        rig.suggestions.choices().stream().map(SuggestionsViewModel.Choice::text).toList());
    rig.suggestions.move(1);
    assertTrue(rig.suggestions.take());
    assertEquals("many green", rig.query.typedProperty().get());
    rig.query.typedProperty().set("gree");
    rig.suggestions.typed();
    rig.background.letTimePass();
    SuggestionsViewModel.Choice last =
        rig.suggestions.choices().get(rig.suggestions.choices().size() - 1);
    assertEquals(SuggestionsViewModel.Kind.SAVED, last.kind());
    rig.suggestions.take(last);
    assertEquals("green", rig.query.text());
    assertFalse(rig.suggestions.take());
  }

  @Test
  void chosenHitsAreExportedUnderANameThatFits() throws IOException {
    rig.search.search("green");
    rig.export.prepare();
    assertEquals(ExportViewModel.Scope.STRONG, rig.export.scopeProperty().get());
    assertTrue(rig.export.fileProperty().get().endsWith("green.geojson"));
    rig.export.formatProperty().set(Format.FILES);
    assertTrue(rig.export.fileProperty().get().endsWith("green.txt"));
    Path file = folder.resolve("out.txt");
    rig.export.fileProperty().set(file.toString());
    rig.export.scopeProperty().set(ExportViewModel.Scope.ALL);
    rig.export.write();
    assertEquals(12, Files.readAllLines(file).size());
    assertTrue(rig.export.replaces());
    rig.selection.toggleMark(rig.selection.hits().get(3));
    rig.export.prepare();
    assertEquals(ExportViewModel.Scope.MARKED, rig.export.scopeProperty().get());
    rig.export.fileProperty().set(file.toString());
    rig.export.write();
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void anExportThatFailsSaysWhy() {
    rig.search.search("green");
    rig.export.prepare();
    rig.export.fileProperty().set(folder.resolve("images/green-1.png/x.geojson").toString());
    rig.export.write();
    assertTrue(rig.toasts.toasts().get(0).problem());
    rig.background.letTimePass();
    assertEquals(1, rig.toasts.toasts().size(), "a problem stays until it is read");
  }
}

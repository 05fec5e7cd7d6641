package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.TestImages;

/** Actions on hits: refine, rate, save, tag, remove, export. */
class RefinementTest {
  @TempDir private Path folder;
  private ExploreFixture exploreFixture;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder.resolve("images"));
    exploreFixture = new ExploreFixture(folder.resolve("images"));
    exploreFixture.addAll();
  }

  private List<String> names() {
    return exploreFixture.selection.hits().stream()
        .map(hit -> hit.image().file().getFileName().toString())
        .toList();
  }

  @Test
  void clickingAConceptRerunsTheSearch() {
    exploreFixture.search.search("green, red");
    exploreFixture.query.exclude("red");
    exploreFixture.background.runScheduled();
    assertEquals(
        "green -red",
        QueryWriter.write(exploreFixture.search.resultProperty().get().request().query()));
    assertTrue(names().get(0).startsWith("green"));
    assertTrue(names().get(11).startsWith("red"), names()::toString);
  }

  @Test
  void severalWeightStepsRunOneSearch() {
    exploreFixture.search.search("green, red");
    exploreFixture.query.changeWeight(1, 1);
    exploreFixture.query.changeWeight(1, 1);
    assertEquals(
        "green, red",
        QueryWriter.write(exploreFixture.search.resultProperty().get().request().query()),
        "the search is not rerun yet");
    exploreFixture.background.runScheduled();
    assertEquals(
        "green red^2",
        QueryWriter.write(exploreFixture.search.resultProperty().get().request().query()));
    assertEquals(2, exploreFixture.services.searchLibrary().history(9).size());
  }

  @Test
  void aSimilaritySearchIsNamedByTheFile() {
    exploreFixture.search.search("green");
    exploreFixture.search.searchSimilar(exploreFixture.selection.hits().get(0));
    assertEquals(
        "similar to green-1.png",
        exploreFixture.history.title(exploreFixture.history.recent().get(0)));
    assertEquals("similar to green-1.png", exploreFixture.history.suggestedName());
    exploreFixture.export.prepare();
    assertTrue(
        exploreFixture.export.fileProperty().get().endsWith("similar-to-green-1-png.geojson"));
    exploreFixture.query.exclude("red");
    exploreFixture.background.runScheduled();
    assertEquals(
        "similar to green-1.png, -red",
        exploreFixture.history.title(exploreFixture.history.recent().get(0)));
  }

  @Test
  void aRemovalCanBeUndoneAfterItsToastIsGone() {
    exploreFixture.search.search("green");
    exploreFixture.curation.remove();
    assertEquals(11, exploreFixture.selection.hits().size());
    assertFalse(exploreFixture.search.outdatedProperty().get());
    exploreFixture.background.runScheduled();
    assertEquals(List.of(), exploreFixture.toasts.toasts());
    exploreFixture.toasts.undo();
    assertEquals(12, exploreFixture.selection.hits().size());
    assertFalse(exploreFixture.search.outdatedProperty().get());
    exploreFixture.toasts.undo();
    assertEquals(12, exploreFixture.archive.images().size(), "a second undo has no effect");
  }

  @Test
  void aQueryOfExclusionsIsExplainedNotRun() {
    exploreFixture.search.search("-red");
    assertTrue(exploreFixture.search.problemProperty().get().contains("excluded"));
  }

  @Test
  void aRatingRefinesIsStoredAndCanBeUndone() {
    exploreFixture.search.search("bright");
    List<String> before = names();
    SearchHit last = exploreFixture.selection.hits().get(11);
    exploreFixture.feedback.rate(last, Rating.RELEVANT);
    assertTrue(
        exploreFixture
            .search
            .resultProperty()
            .get()
            .request()
            .feedback()
            .orElseThrow()
            .relevant()
            .contains(last.image().id()));
    assertFalse(before.equals(names()), "the hits are ranked again");
    assertEquals(
        Set.of(last.image().id()),
        exploreFixture.services.feedback().feedback("bright").relevant());
    exploreFixture.search.search("dark");
    assertTrue(exploreFixture.feedback.feedback().isEmpty(), "feedback belongs to its query");
    exploreFixture.search.search("bright");
    assertEquals(Rating.RELEVANT, exploreFixture.feedback.feedback().ratingOf(last.image().id()));
    exploreFixture.feedback.rate(last, Rating.NOT_RELEVANT);
    exploreFixture.undo();
    assertEquals(Rating.RELEVANT, exploreFixture.feedback.feedback().ratingOf(last.image().id()));
    exploreFixture.feedback.rate(last, Rating.RELEVANT);
    assertEquals(before, names(), "repeating a rating removes it");
  }

  @Test
  void feedbackIsClearedAtOnceAndCanBeRestored() {
    exploreFixture.search.search("bright");
    List<String> before = names();
    SearchHit first = exploreFixture.selection.hits().get(0);
    SearchHit last = exploreFixture.selection.hits().get(11);
    exploreFixture.feedback.rate(first, Rating.NOT_RELEVANT);
    exploreFixture.feedback.rate(last, Rating.RELEVANT);
    List<String> judged = names();
    assertFalse(before.equals(judged));
    exploreFixture.feedback.clear();
    assertEquals(before, names());
    assertTrue(exploreFixture.services.feedback().feedback("bright").isEmpty());
    exploreFixture.undo();
    assertEquals(judged, names());
    assertEquals(
        Set.of(first.image().id(), last.image().id()),
        exploreFixture.services.feedback().feedback("bright").ratedImages());
  }

  @Test
  void refiningKeepsTheSelection() {
    exploreFixture.search.search("green");
    exploreFixture.selection.move(4);
    long chosen = exploreFixture.selection.selected().image().id();
    exploreFixture.feedback.rate(exploreFixture.selection.hits().get(7), Rating.NOT_RELEVANT);
    assertEquals(chosen, exploreFixture.selection.selected().image().id());
  }

  @Test
  void findsSimilarImages() {
    exploreFixture.search.search("blue");
    exploreFixture.search.searchSimilar(exploreFixture.selection.hits().get(0));
    assertEquals(QueryTerm.Kind.IMAGE, exploreFixture.query.terms().get(0).kind());
    assertTrue(exploreFixture.best().startsWith("blue"));
  }

  @Test
  void storesRenamesDeletesAndRerunsSearches() {
    exploreFixture.search.search("green");
    exploreFixture.filters.collections(Set.of("Trial"));
    exploreFixture.history.save("Fields");
    exploreFixture.search.search("blue");
    assertEquals("blue", exploreFixture.history.title(exploreFixture.history.recent().get(0)));
    exploreFixture.history.run(exploreFixture.history.saved().get(0));
    assertEquals("green", exploreFixture.query.text());
    assertEquals(Set.of("Trial"), exploreFixture.filters.filter().collections());
    assertEquals("green-1.png", exploreFixture.best());
    exploreFixture.history.rename(exploreFixture.history.saved().get(0), "Meadows");
    assertEquals(
        List.of("Meadows"), exploreFixture.history.saved().stream().map(e -> e.name()).toList());
    exploreFixture.history.delete(exploreFixture.history.saved().get(0));
    assertEquals(0, exploreFixture.history.saved().size());
    exploreFixture.undo();
    assertEquals("Meadows", exploreFixture.history.saved().get(0).name());
    int before = exploreFixture.history.recent().size();
    exploreFixture.history.clear();
    assertEquals(0, exploreFixture.history.recent().size());
    exploreFixture.undo();
    assertEquals(before, exploreFixture.history.recent().size());
  }

  @Test
  void marksHitsSinglyAndInRanges() {
    exploreFixture.search.search("green");
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(1));
    exploreFixture.selection.markTo(exploreFixture.selection.hits().get(3));
    assertEquals(
        List.of(2, 3, 4), exploreFixture.selection.marked().stream().map(SearchHit::rank).toList());
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(2));
    assertEquals(
        List.of(2, 4), exploreFixture.selection.marked().stream().map(SearchHit::rank).toList());
    exploreFixture.selection.clearMarks();
    exploreFixture.selection.select(exploreFixture.selection.hits().get(5));
    exploreFixture.selection.extendBy(2);
    exploreFixture.selection.extendBy(-1);
    assertTrue(exploreFixture.selection.isMarked(exploreFixture.selection.hits().get(5)));
    exploreFixture.search.search("blue");
    assertEquals(Set.of(), exploreFixture.selection.marks(), "a new search clears the marks");
  }

  @Test
  void addsRemovesUndoesAndSuggestsTags() {
    exploreFixture.search.search("green");
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(0));
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(1));
    exploreFixture.curation.tag(" checked ");
    assertEquals(List.of("checked"), exploreFixture.curation.tags());
    assertEquals(List.of("checked"), exploreFixture.facets.tags());
    assertEquals(2, exploreFixture.services.tags().tagged("checked").size());
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(2));
    assertEquals(
        List.of(), exploreFixture.curation.tags(), "only tags of all marked hits are listed");
    exploreFixture.curation.tag("checked");
    exploreFixture.undo();
    assertEquals(
        2,
        exploreFixture.services.tags().tagged("checked").size(),
        "images tagged before keep the tag");
    exploreFixture.filters.tags(Set.of("checked"));
    assertEquals(2, exploreFixture.selection.hits().size());
    exploreFixture.curation.untag("checked");
    assertEquals(0, exploreFixture.services.tags().tagged("checked").size());
  }

  @Test
  void removedImagesDisappearAndReturnOnUndo() {
    exploreFixture.search.search("green");
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(0));
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(1));
    exploreFixture.curation.remove();
    assertEquals(10, exploreFixture.archive.images().size());
    assertEquals("green-3.png", exploreFixture.best());
    exploreFixture.undo();
    assertEquals(12, exploreFixture.archive.images().size());
    assertEquals("green-1.png", exploreFixture.best());
  }

  @Test
  void locatesAMovedFile() throws IOException {
    exploreFixture.search.search("green");
    Path file = exploreFixture.selection.selected().image().file();
    Path moved = folder.resolve("moved.png");
    Files.move(file, moved);
    exploreFixture.curation.relocate(
        exploreFixture.selection.selected().image(), folder.resolve("nowhere.png"));
    assertTrue(exploreFixture.toasts.toasts().get(0).problem());
    exploreFixture.curation.relocate(exploreFixture.selection.selected().image(), moved);
    assertEquals(moved, exploreFixture.selection.selected().image().file());
  }

  @Test
  void aHitHasItsOwnCaptionsOrElseTheClosestOnes() {
    exploreFixture.search.search("green");
    List<SearchHit> hits = exploreFixture.selection.hits();
    SearchHit captioned =
        hits.stream().filter(h -> !h.image().captions().isEmpty()).findFirst().orElseThrow();
    List<String> found = new ArrayList<>();
    exploreFixture.captions.find(captioned.image(), found::addAll);
    assertEquals(captioned.image().captions(), found);
    SearchHit plain =
        hits.stream().filter(h -> h.image().captions().isEmpty()).findFirst().orElseThrow();
    found.clear();
    exploreFixture.captions.find(plain.image(), found::addAll);
    assertEquals(1, found.size(), "the closest of two; the other is a weak match: " + found);
    assertTrue(found.get(0).contains("fields lie beside a road"), found.get(0));
  }

  @Test
  void suggestionsAreOfferedAndAccepted() {
    exploreFixture.search.search("green");
    exploreFixture.history.save("Green fields");
    exploreFixture.query.clear();
    exploreFixture.query.typedProperty().set("many gre");
    exploreFixture.suggestions.typed();
    exploreFixture.background.runScheduled();
    assertEquals(
        List.of("green", "grey"),
        exploreFixture.suggestions.choices().stream()
            .map(SuggestionsViewModel.Choice::text)
            .toList());
    exploreFixture.suggestions.move(1);
    assertTrue(exploreFixture.suggestions.take());
    assertEquals("many green", exploreFixture.query.typedProperty().get());
    exploreFixture.query.typedProperty().set("gree");
    exploreFixture.suggestions.typed();
    exploreFixture.background.runScheduled();
    SuggestionsViewModel.Choice last =
        exploreFixture.suggestions.choices().get(exploreFixture.suggestions.choices().size() - 1);
    assertEquals(SuggestionsViewModel.Kind.SAVED, last.kind());
    exploreFixture.suggestions.take(last);
    assertEquals("green", exploreFixture.query.text());
    assertFalse(exploreFixture.suggestions.take());
  }

  @Test
  void exportsChosenHitsWithASuggestedName() throws IOException {
    exploreFixture.search.search("green");
    exploreFixture.export.prepare();
    assertEquals(ExportViewModel.Scope.STRONG, exploreFixture.export.scopeProperty().get());
    assertTrue(exploreFixture.export.fileProperty().get().endsWith("green.geojson"));
    exploreFixture
        .export
        .formatProperty()
        .set(exploreFixture.export.formatOf(Path.of("a.txt")).orElseThrow());
    assertTrue(exploreFixture.export.fileProperty().get().endsWith("green.txt"));
    Path file = folder.resolve("out.txt");
    exploreFixture.export.fileProperty().set(file.toString());
    exploreFixture.export.scopeProperty().set(ExportViewModel.Scope.ALL);
    exploreFixture.export.write();
    assertEquals(12, Files.readAllLines(file).size());
    assertTrue(exploreFixture.export.replaces());
    exploreFixture.selection.toggleMark(exploreFixture.selection.hits().get(3));
    exploreFixture.export.prepare();
    assertEquals(ExportViewModel.Scope.MARKED, exploreFixture.export.scopeProperty().get());
    exploreFixture.export.fileProperty().set(file.toString());
    exploreFixture.export.write();
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void aFailedExportIsReported() {
    exploreFixture.search.search("green");
    exploreFixture.export.prepare();
    exploreFixture
        .export
        .fileProperty()
        .set(folder.resolve("images/green-1.png/x.geojson").toString());
    exploreFixture.export.write();
    assertTrue(exploreFixture.toasts.toasts().get(0).problem());
    exploreFixture.background.runScheduled();
    assertEquals(1, exploreFixture.toasts.toasts().size(), "a problem stays until it is dismissed");
  }
}

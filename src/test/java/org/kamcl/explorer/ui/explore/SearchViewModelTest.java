package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

class SearchViewModelTest {
  @TempDir private Path folder;

  private final Messages messages = new Messages(Locale.ENGLISH);
  private ExploreFixture exploreFixture;
  private DirectTaskExecutor background;
  private SelectionViewModel selection;
  private ArchiveViewModel archive;
  private SearchViewModel search;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    exploreFixture = new ExploreFixture(folder);
    background = exploreFixture.background;
    selection = exploreFixture.selection;
    archive = exploreFixture.archive;
    search = exploreFixture.search;
  }

  private void addAll() {
    archive.open();
    archive.addSample();
  }

  @Test
  void anEmptyArchiveIsSearchableAfterTheSampleIsIndexed() {
    assertEquals(ArchiveViewModel.State.OPENING, archive.stateProperty().get());
    archive.open();
    assertEquals(ArchiveViewModel.State.EMPTY, archive.stateProperty().get());
    archive.addSample();
    assertEquals(ArchiveViewModel.State.READY, archive.stateProperty().get());
    assertEquals(12, archive.images().size());
    assertEquals(12, archive.reportProperty().get().added());
    assertNull(archive.indexingProperty().get());
  }

  @Test
  void showsTheJobWhileTheSampleIsIndexed() {
    archive.open();
    background.hold();
    archive.addSample();
    // The journal is written before the job starts.
    background.step();
    assertTrue(archive.indexingProperty().get().title().startsWith("Indexing"));
    background.release();
    assertNull(archive.indexingProperty().get());
    assertEquals(12, archive.images().size());
  }

  @Test
  void aFirstStartIndexesTheSample() {
    ArchiveViewModel first =
        new ArchiveViewModel(
            () -> FolderServices.empty(folder, true),
            background,
            new JobsViewModel(background),
            messages);
    first.open();
    assertEquals(ArchiveViewModel.State.READY, first.stateProperty().get());
    assertEquals(12, first.images().size());
  }

  @Test
  void warmsUpTheSearchWhileOpening() {
    AtomicInteger prepared = new AtomicInteger();
    ImageSearch unready =
        (ImageSearch)
            Proxy.newProxyInstance(
                ImageSearch.class.getClassLoader(),
                new Class<?>[] {ImageSearch.class},
                (proxy, method, arguments) -> {
                  assertEquals("warmUp", method.getName());
                  prepared.incrementAndGet();
                  throw new KamclException(LegacyError.SENTENCE, "There is no model.");
                });
    ExplorerServices full = FolderServices.empty(folder, false);
    ExplorerServices services =
        new ForwardingExplorerServices(full) {
          @Override
          public ImageSearch search() {
            return unready;
          }
        };
    ArchiveViewModel idle =
        new ArchiveViewModel(() -> services, background, new JobsViewModel(background), messages);
    idle.open();
    assertEquals(0, prepared.get());
    ArchiveViewModel asked =
        new ArchiveViewModel(() -> services, background, new JobsViewModel(background), messages);
    asked.expectSearch();
    asked.open();
    assertEquals(1, prepared.get());
    // The search reports the failure.
    assertEquals(ArchiveViewModel.State.EMPTY, asked.stateProperty().get());
    assertEquals("", asked.problemProperty().get());
  }

  @Test
  void anArchiveThatFailsToOpenReportsWhy() {
    ArchiveViewModel broken =
        new ArchiveViewModel(
            () -> {
              throw new KamclException(LegacyError.SENTENCE, "There is no model. Import one.");
            },
            background,
            new JobsViewModel(background),
            messages);
    broken.open();
    assertEquals(ArchiveViewModel.State.CLOSED, broken.stateProperty().get());
    assertEquals("There is no model. Import one.", broken.problemProperty().get());
  }

  @Test
  void showsHitsBestFirstAndSelectsTheBest() {
    addAll();
    search.search("green");
    assertEquals(12, selection.hits().size());
    assertEquals("green-1.png", selection.selected().image().file().getFileName().toString());
    assertEquals(12, search.resultProperty().get().compared());
    assertFalse(search.searchingProperty().get());
  }

  @Test
  void anEmptyArchiveIsNotSearched() {
    archive.open();
    search.search("green");
    assertNull(search.resultProperty().get());
  }

  @Test
  void showsOnlyTheNewestOfTwoSearches() {
    addAll();
    background.hold();
    search.search("green");
    search.search("blue");
    assertTrue(search.searchingProperty().get());
    background.release();
    assertEquals("blue", QueryWriter.write(search.resultProperty().get().request().query()));
    assertEquals("blue-1.png", selection.selected().image().file().getFileName().toString());
  }

  @Test
  void aFailedSearchReportsWhyAndLeavesNoHitsOfTheQueryBefore() {
    addAll();
    search.search("green");
    search.search("nonsense");
    assertTrue(search.problemProperty().get().contains("No model understands"));
    assertEquals("nonsense", exploreFixture.query.text());
    assertEquals(List.of(), selection.hits());
    assertNull(selection.selected());
    assertNull(search.resultProperty().get());
    search.search("red");
    assertEquals("", search.problemProperty().get());
    assertEquals(12, selection.hits().size());
  }

  @Test
  void aQueryOfUnknownWordsNamesThemAndClearsTheAnswerBefore() {
    addAll();
    search.search("green");
    search.search("Zzyzx");
    assertEquals(
        "The model does not know the word zzyzx. Use other English words.",
        search.problemProperty().get());
    assertEquals(
        List.of("Zzyzx"), exploreFixture.query.unknown(exploreFixture.query.terms().get(0)));
    assertEquals(List.of(), selection.hits());
    assertNull(search.resultProperty().get());
  }

  @Test
  void theSelectionMovesWithinTheHits() {
    addAll();
    search.search("green");
    selection.move(-1);
    assertEquals(1, selection.selected().rank());
    selection.move(4);
    assertEquals(5, selection.selected().rank());
    selection.move(100);
    assertEquals(12, selection.selected().rank());
    selection.move(-100);
    assertEquals(1, selection.selected().rank());
  }

  @Test
  void showsPartialResultsAndCompletesThemInPlace() {
    addAll();
    List<String> said = new ArrayList<>();
    exploreFixture.results.detailProperty().addListener((property, before, now) -> said.add(now));
    search.search("green");
    assertEquals("6 of 12 images compared", said.get(0));
    assertEquals("of 12", said.get(1));
    assertTrue(
        exploreFixture.results.timeProperty().get().endsWith(" ms"),
        exploreFixture.results.timeProperty().get());
    assertEquals("3 strong matches", exploreFixture.results.countProperty().get());
    assertEquals(Map.of(3, MatchBand.WEAK), exploreFixture.results.sections());
  }

  @Test
  void reportsThatThereIsNoConfidentMatchOnlyIfEvenTheBestHitIsWeak() {
    addAll();
    search.search("volcano");
    assertEquals(
        "No confident match among 12 images. Closest first.",
        exploreFixture.results.noMatchProperty().get());
    assertEquals("No strong match", exploreFixture.results.countProperty().get());
    assertEquals(Map.of(), exploreFixture.results.sections());
    assertEquals(12, selection.hits().size());
    search.search("green");
    assertEquals("", exploreFixture.results.noMatchProperty().get());
  }

  @Test
  void sectionsBeginAfterTheLastHitOfABand() {
    assertEquals(
        Map.of(2, MatchBand.POSSIBLE, 5, MatchBand.WEAK),
        ResultsViewModel.sectionsOf(hits("SSPWPWW")));
    assertEquals(
        Map.of(3, MatchBand.WEAK),
        ResultsViewModel.sectionsOf(hits("SPSW")),
        "collections may differ in what is strong");
    assertEquals(Map.of(2, MatchBand.WEAK), ResultsViewModel.sectionsOf(hits("PPWW")));
    assertEquals(Map.of(1, MatchBand.POSSIBLE), ResultsViewModel.sectionsOf(hits("SPP")));
    assertEquals(Map.of(), ResultsViewModel.sectionsOf(hits("WWW")));
    assertEquals(Map.of(), ResultsViewModel.sectionsOf(hits("SSS")));
    assertEquals(Map.of(), ResultsViewModel.sectionsOf(List.of()));
  }

  /** Hits with the bands of these initials. */
  private static List<SearchHit> hits(String bands) {
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < bands.length(); i++) {
      char band = bands.charAt(i);
      MatchBand as =
          Stream.of(MatchBand.values())
              .filter(b -> b.name().charAt(0) == band)
              .findFirst()
              .orElseThrow();
      hits.add(new SearchHit(hits.size() + 1, null, 0.5, 0.01, as, List.of()));
    }
    return hits;
  }

  @Test
  void aSlowSearchShowsProgressAndCanBeStopped() {
    addAll();
    search.search("green");
    background.hold();
    search.search("blue");
    assertFalse(search.slowProperty().get());
    background.runScheduled();
    assertTrue(search.slowProperty().get());
    search.stop();
    background.release();
    assertEquals("green", QueryWriter.write(search.resultProperty().get().request().query()));
    assertFalse(search.slowProperty().get());
  }

  @Test
  void offersToRerunTheSearchForNewImages() {
    addAll();
    search.search("green");
    assertFalse(search.outdatedProperty().get());
    archive.addSample();
    assertTrue(search.outdatedProperty().get());
    assertEquals(12, selection.hits().size(), "hits do not change until the search is rerun");
    search.rerun();
    assertEquals(24, selection.hits().size());
    assertFalse(search.outdatedProperty().get());
    archive.refresh();
    assertFalse(search.outdatedProperty().get(), "there are no new images");
  }

  @Test
  void hitsRemovedFromTheArchiveDisappear() {
    addAll();
    search.search("green");
    archive.services().orElseThrow().collections().remove("Trial");
    archive.refresh();
    assertEquals(0, selection.hits().size());
  }

  @Test
  void reportsUnknownWords() {
    addAll();
    search.search("green piazzale");
    assertEquals(
        List.of("piazzale"), exploreFixture.query.unknown(exploreFixture.query.terms().get(0)));
  }
}

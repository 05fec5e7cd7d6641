package org.kamcl.explorer.ui.reasons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** What is known about the selected hit, and when. */
class ReasonsViewModelTest {
  @TempDir private Path folder;

  private final Messages messages = new Messages(Locale.ENGLISH);
  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final List<String> asked = new ArrayList<>();
  private final List<BooleanSupplier> cancelled = new ArrayList<>();
  private ArchiveViewModel archive;
  private ReasonsViewModel reasons;

  @BeforeEach
  void open() throws Exception {
    TestImages.write(folder);
    ExplorerServices services = noting(FolderServices.of(folder));
    archive =
        new ArchiveViewModel(() -> services, background, new JobsViewModel(background), messages);
    archive.open();
    reasons = new ReasonsViewModel(archive, background, messages);
  }

  /** Notes which sections of which image are asked for. */
  private ExplorerServices noting(ExplorerServices services) {
    ImageExplanations real = services.explanations();
    ImageExplanations noting =
        new ImageExplanations() {
          @Override
          public Explanation explain(
              ImageRecord image,
              SearchRequest search,
              Explainer.Request request,
              BooleanSupplier isCancelled) {
            asked.add(image.id() + " " + List.copyOf(request.sections()));
            cancelled.add(isCancelled);
            return real.explain(image, search, request, isCancelled);
          }

          @Override
          public Explanation explain(
              Path file, Query query, Explainer.Request request, BooleanSupplier isCancelled) {
            return real.explain(file, query, request, isCancelled);
          }

          @Override
          public Query changed(Query query, Counterfactual change) {
            return real.changed(query, change);
          }

          @Override
          public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
            return real.heatMap(image, explanation, opacity);
          }

          @Override
          public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
            return real.heatMap(file, explanation, opacity);
          }
        };
    return new ForwardingExplorerServices(services) {
      @Override
      public ImageExplanations explanations() {
        return noting;
      }
    };
  }

  private SearchResult search(String words) {
    return archive
        .services()
        .orElseThrow()
        .search()
        .search(SearchRequest.of(QueryParser.parse(words), 50));
  }

  private void show(SearchResult result, int index) {
    reasons.show(result.hits().get(index), result.request());
  }

  private List<String> texts() {
    return reasons.words().stream().map(WordReason::text).toList();
  }

  @Test
  void theWordsAreThereAtOnceAndTheirContributionsFollow() {
    SearchResult result = search("green red -dark");
    show(result, 0);
    assertEquals(List.of("green", "red", "dark"), texts());
    assertTrue(reasons.words().stream().allMatch(word -> word.contribution().isEmpty()));
    assertFalse(reasons.conceptsProperty().get().isEmpty(), "those of the hit");
    assertTrue(reasons.loadingProperty().get());
    background.runScheduled();
    assertEquals(List.of("green", "red", "dark"), texts());
    WordReason green = reasons.words().get(0);
    assertTrue(green.contribution().orElseThrow() > 0);
    assertFalse(green.lowers());
    assertEquals(WordReason.Kind.EXCLUDED, reasons.words().get(2).kind());
    assertFalse(reasons.loadingProperty().get());
  }

  @Test
  void reasonsWaitWhileASearchRuns() {
    SearchResult result = search("green red");
    show(result, 0);
    reasons.hold(true);
    background.runScheduled();
    assertEquals(List.of(), asked);
    // The first hits of the new search.
    show(result, 1);
    background.runScheduled();
    assertEquals(List.of(), asked);
    assertTrue(reasons.loadingProperty().get());
    reasons.hold(false);
    background.runScheduled();
    String id = String.valueOf(result.hits().get(1).image().id());
    assertTrue(asked.size() >= 2 && asked.stream().allMatch(a -> a.startsWith(id + " ")));
    assertFalse(reasons.loadingProperty().get());
    reasons.hold(true);
    assertTrue(cancelled.get(0).getAsBoolean(), "what is being computed is given up");
    reasons.hold(false);
    background.runScheduled();
    assertFalse(reasons.loadingProperty().get());
  }

  @Test
  void reasonsThatASearchInterruptedAreComputedIfTheirHitStays() {
    SearchResult result = search("green red");
    background.hold();
    show(result, 0);
    background.runScheduled();
    reasons.hold(true);
    background.release();
    assertTrue(reasons.words().stream().allMatch(word -> word.contribution().isEmpty()));
    reasons.hold(false);
    background.runScheduled();
    assertTrue(reasons.words().stream().allMatch(word -> word.contribution().isPresent()));
    assertFalse(reasons.loadingProperty().get());
  }

  @Test
  void hitsThatArePassedByTheArrowKeysAreNotExplained() {
    SearchResult result = search("green");
    for (int i = 0; i < 10; i++) {
      show(result, i);
    }
    background.runScheduled();
    long image = result.hits().get(9).image().id();
    assertEquals(
        Set.of(image), Set.copyOf(asked.stream().map(a -> Long.valueOf(a.split(" ")[0])).toList()));
    assertTrue(background.delays().stream().allMatch(ReasonsViewModel.PAUSE::equals));
  }

  @Test
  void anAnswerAboutAnEarlierHitIsDroppedAndItsWorkIsCancelled() {
    SearchResult result = search("green");
    show(result, 0);
    background.hold();
    background.runScheduled();
    show(result, 1);
    List<WordReason> before = List.copyOf(reasons.words());
    background.release();
    assertEquals(before, reasons.words(), "the answer about the first hit");
    assertTrue(asked.isEmpty(), "held work of a passed hit does not run at all");
    show(result, 2);
    background.runScheduled();
    BooleanSupplier running = cancelled.get(0);
    assertFalse(running.getAsBoolean());
    show(result, 3);
    assertTrue(running.getAsBoolean(), "the network is asked to stop");
  }

  @Test
  void aHitThatWasExplainedBeforeHasItsWordsAtOnce() {
    SearchResult result = search("green red");
    show(result, 0);
    background.runScheduled();
    List<WordReason> first = List.copyOf(reasons.words());
    show(result, 1);
    background.runScheduled();
    show(result, 0);
    assertEquals(first, reasons.words());
  }

  @Test
  void theMechanismIsOnlyComputedWhenItIsShown() {
    SearchResult result = search("green");
    show(result, 0);
    background.runScheduled();
    assertNull(reasons.mechanismProperty().get());
    assertTrue(asked.stream().noneMatch(a -> a.contains("ATTENTION")));
    reasons.mechanismShownProperty().set(true);
    assertNotNull(reasons.mechanismProperty().get());
    assertEquals(3, reasons.mechanismProperty().get().pooling().size());
    show(result, 1);
    assertNull(reasons.mechanismProperty().get(), "that of another hit");
    background.runScheduled();
    assertNotNull(reasons.mechanismProperty().get());
  }

  @Test
  void aChangeOfOneWordNamesTheRanksAndCanBeTried() {
    SearchResult result = search("green");
    int last = result.hits().size() - 1;
    show(result, last);
    background.runScheduled();
    assertFalse(reasons.changes().isEmpty());
    QueryChange change = reasons.changes().get(0);
    assertTrue(change.query().hasIncludedTerm());
    assertFalse(change.query().equals(result.request().query()));
    assertTrue(change.text().contains("\""), change.text());
  }

  @Test
  void imagesThatAreListedWithoutAQueryHaveNoReasons() {
    SearchResult listed =
        archive.services().orElseThrow().search().search(SearchRequest.of(Query.empty(), 10));
    show(listed, 0);
    background.runScheduled();
    assertTrue(reasons.words().isEmpty());
    assertTrue(asked.isEmpty());
    assertNull(reasons.hit());
    assertFalse(reasons.loadingProperty().get());
  }
}

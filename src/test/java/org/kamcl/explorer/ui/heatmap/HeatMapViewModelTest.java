package org.kamcl.explorer.ui.heatmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.ExplainError;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel.BranchShare;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

class HeatMapViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private final List<String> asked = new ArrayList<>();
  private final List<BooleanSupplier> cancellations = new ArrayList<>();
  private final ImageRecord first = image(1);
  private final ImageRecord second = image(2);
  private final SearchRequest query =
      SearchRequest.of(QueryParser.parse("boats, \"a red roof\" -trees"), 20);
  private final List<Optional<ExplanationMethod>> methods = new ArrayList<>();
  private HeatMapViewModel model;
  private boolean additive = true;
  private boolean combined;

  @BeforeEach
  void create() {
    ExplorerServices services =
        new ForwardingExplorerServices(FolderServices.of(folder)) {
          @Override
          public ImageExplanations explanations() {
            return new RecordedExplanations();
          }
        };
    model =
        new HeatMapViewModel(() -> Optional.of(services), executor, new Messages(Locale.ENGLISH));
  }

  private static ImageRecord image(long id) {
    return ImageRecord.builder(id, "Test", Path.of("image" + id + ".png")).size(20, 10).build();
  }

  /** Notes what is asked; the low branch has 2 x 1 cells, the final one 1 x 1. */
  private final class RecordedExplanations implements ImageExplanations {
    @Override
    public Explanation explain(
        ImageRecord image,
        SearchRequest search,
        Explainer.Request request,
        BooleanSupplier cancelled) {
      assertEquals(Set.of(Explainer.Section.WHERE), request.sections());
      cancellations.add(cancelled);
      if (request.method().equals(Optional.of(ExplanationMethod.CONTRIBUTION))) {
        if (!additive) {
          throw new KamclException(ExplainError.CONTRIBUTION_UNSUPPORTED, "model");
        }
      } else if (request.method().isEmpty()) {
        asked.add(image.id() + " " + request.focus().orElse("*"));
      }
      methods.add(request.method());
      if (request.focus().equals(Optional.of("xyzzy"))) {
        throw new KamclException(HeatMapError.NOT_WRITTEN, "a", "b");
      }
      HeatMap low = new HeatMap(2, 1, new double[] {0.02 * image.id(), -0.01});
      HeatMap last = new HeatMap(1, 1, new double[] {0.2});
      HeatMap total = new HeatMap(2, 1, new double[] {0.1 + 0.02 * image.id(), 0.09});
      ScoreMap where =
          new ScoreMap(
              request.method().isEmpty() && combined
                  ? ExplanationMethod.COMBINED
                  : ExplanationMethod.CONTRIBUTION,
              0.4,
              total,
              List.of(new ScoreMap.BranchMap("low", low), new ScoreMap.BranchMap("final", last)),
              OptionalDouble.of(0.17));
      return new Explanation(
          "model",
          0.4,
          request.focus(),
          Optional.of(where),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          ConceptComparison.EMPTY,
          Optional.empty(),
          List.of());
    }

    @Override
    public Explanation explain(
        Path file, Query query, Explainer.Request request, BooleanSupplier cancelled) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Query changed(Query query, Counterfactual change) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
      throw new UnsupportedOperationException();
    }
  }

  private void show(ImageRecord image) {
    model.show(image, Optional.of(query));
    executor.runScheduled();
  }

  @Test
  void nothingIsComputedWhileTheMapIsOff() {
    show(first);
    assertEquals(List.of(), asked);
    model.shownProperty().set(true);
    assertEquals(List.of("1 *"), asked);
    assertEquals(0.12, model.mapProperty().get().max(), 1e-12);
  }

  @Test
  void termsAndTheirWordsCanBeChosen() {
    show(first);
    assertEquals(List.of("boats", "a red roof", "red", "roof", "trees"), model.choices());
    model.show(first, Optional.of(SearchRequest.of(QueryParser.parse("boats"), 20)));
    assertEquals(List.of(), model.choices(), "the only word is the query");
  }

  @Test
  void wordAndBranchStayForTheNextImage() {
    show(first);
    model.shownProperty().set(true);
    model.focusProperty().set(Optional.of("red"));
    model.branchProperty().set(Optional.of("low"));
    assertEquals(0.02, model.mapProperty().get().max(), 1e-12);
    show(second);
    assertEquals(List.of("1 *", "1 red", "2 red"), asked);
    assertEquals(0.04, model.mapProperty().get().max(), 1e-12);
  }

  @Test
  void anAnswerAboutTheImageBeforeIsCancelledAndDropped() {
    model.shownProperty().set(true);
    executor.hold();
    show(first);
    assertTrue(model.pendingProperty().get());
    show(second);
    executor.release();
    assertEquals(List.of("2 *"), asked, "the first was cancelled before it began");
    assertEquals(0.14, model.mapProperty().get().max(), 1e-12);
    assertFalse(model.pendingProperty().get());
  }

  @Test
  void mapsWaitWhileASearchRuns() {
    model.shownProperty().set(true);
    model.hold(true);
    show(first);
    assertEquals(List.of(), asked);
    assertTrue(model.pendingProperty().get());
    show(second);
    assertEquals(List.of(), asked);
    model.hold(false);
    executor.runScheduled();
    assertEquals(List.of("2 *"), asked);
    assertEquals(0.14, model.mapProperty().get().max(), 1e-12);
    assertFalse(model.pendingProperty().get());
    model.hold(true);
    assertTrue(cancellations.get(0).getAsBoolean(), "what is being computed is given up");
    model.hold(false);
    executor.runScheduled();
    assertEquals(List.of("2 *"), asked, "what is known is not computed again");
  }

  @Test
  void aRunningComputationIsToldToStop() {
    model.shownProperty().set(true);
    show(first);
    BooleanSupplier cancelled = cancellations.get(0);
    assertFalse(cancelled.getAsBoolean());
    model.shownProperty().set(false);
    assertTrue(cancelled.getAsBoolean());
    assertNull(model.mapProperty().get());
  }

  @Test
  void aMapThatIsKnownIsShownAtOnce() {
    model.shownProperty().set(true);
    show(first);
    HeatMap map = model.mapProperty().get();
    show(second);
    model.show(first, Optional.of(query));
    assertSame(map, model.mapProperty().get());
    assertEquals(List.of("1 *", "2 *"), asked);
    model.forget();
    executor.runScheduled();
    assertEquals(List.of("1 *", "2 *", "1 *"), asked, "another model explains anew");
  }

  @Test
  void branchesAndBiasTermsAddUpToTheScore() {
    model.shownProperty().set(true);
    show(first);
    List<BranchShare> shares = model.branchShares();
    assertEquals(
        List.of(Optional.of("low"), Optional.of("final"), Optional.empty()),
        shares.stream().map(BranchShare::branch).toList());
    assertEquals(0.01, shares.get(0).score(), 1e-12);
    assertEquals(0.2, shares.get(1).score(), 1e-12);
    assertEquals(0.17, shares.get(2).score(), 1e-12);
  }

  @Test
  void theValueAtThePointerIsThatOfTheDrawnMap() {
    model.shownProperty().set(true);
    show(first);
    model.pointAt(0.25, 0.5);
    assertEquals(0.12, model.pointedProperty().get().orElseThrow().value(), 1e-12);
    assertEquals(0.3, model.pointedProperty().get().orElseThrow().share().orElseThrow(), 1e-12);
    model.pointAt(0.5, 0.5);
    assertEquals(0.105, model.pointedProperty().get().orElseThrow().value(), 1e-12, "between");
    model.branchProperty().set(Optional.of("low"));
    assertEquals(Optional.empty(), model.pointedProperty().get(), "it was of the other map");
    model.pointAt(0.75, 0.5);
    assertEquals(-0.01, model.pointedProperty().get().orElseThrow().value(), 1e-12);
    model.pointAt(1.01, 0.5);
    assertEquals(Optional.empty(), model.pointedProperty().get());
  }

  @Test
  void withoutAQueryAWordCanBeLookedFor() {
    model.shownProperty().set(true);
    model.show(first, Optional.empty());
    executor.runScheduled();
    assertEquals(List.of(), asked);
    assertFalse(model.hasSubject());
    model.focusProperty().set(Optional.of("bridge"));
    assertEquals(List.of("1 *"), asked, "the word is the query");
    assertEquals(0.12, model.mapProperty().get().max(), 1e-12);
  }

  @Test
  void aFailureIsNamedAndGoesAway() {
    model.shownProperty().set(true);
    show(first);
    model.focusProperty().set(Optional.of("xyzzy"));
    assertTrue(model.problemProperty().get().contains("could not be saved"));
    assertNull(model.mapProperty().get());
    model.focusProperty().set(Optional.empty());
    assertEquals("", model.problemProperty().get());
    assertEquals(0.12, model.mapProperty().get().max(), 1e-12);
  }

  @Test
  void theChosenBranchIsThatOfTheSavedMap() {
    model.shownProperty().set(true);
    show(first);
    model.branchProperty().set(Optional.of("final"));
    assertEquals(1, model.drawn().orElseThrow().where().orElseThrow().total().width());
    assertEquals(Optional.of("final"), model.drawnBranch());
    model.branchProperty().set(Optional.of("of another model"));
    assertEquals(2, model.drawn().orElseThrow().where().orElseThrow().total().width());
    assertEquals(Optional.empty(), model.drawnBranch());
  }

  @Test
  void theAdditiveMapIsShownUntilTheSlowerOneIsKnown() {
    combined = true;
    List<ExplanationMethod> shown = new ArrayList<>();
    model
        .whereProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null) {
                shown.add(now.method());
              }
            });
    model.shownProperty().set(true);
    show(first);
    assertEquals(List.of(ExplanationMethod.CONTRIBUTION, ExplanationMethod.COMBINED), shown);
    model.pointAt(0.25, 0.5);
    assertEquals(
        OptionalDouble.empty(),
        model.pointedProperty().get().orElseThrow().share(),
        "deviations are no share of the score");
    model.branchProperty().set(Optional.of("low"));
    model.pointAt(0.25, 0.5);
    assertEquals(
        0.05,
        model.pointedProperty().get().orElseThrow().share().orElseThrow(),
        1e-12,
        "the map of a branch is");
  }

  @Test
  void aModelWithoutExactContributionsIsExplainedByItsGradients() {
    additive = false;
    model.shownProperty().set(true);
    show(first);
    assertEquals(List.of(Optional.of(ExplanationMethod.GRADIENT), Optional.empty()), methods);
    assertEquals(0.12, model.mapProperty().get().max(), 1e-12);
  }
}

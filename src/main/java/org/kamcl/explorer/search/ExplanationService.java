package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.ArchivedImage;
import org.kamcl.engine.explain.Competition;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.DescribedImage;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Faithfulness;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.engine.explain.HeatMapPainter;
import org.kamcl.engine.explain.MeasurementStore;
import org.kamcl.engine.explain.PointingGame;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImages.EmbeddedRecord;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.search.SearchService.FileEncoder;
import org.kamcl.file.ResultCache;
import org.kamcl.progress.ProgressListener;

/** Explains images with the model that searches. */
public final class ExplanationService implements ImageExplanations {
  private final ModelSource model;
  private final QueryTexts texts;
  private final FileEncoder images;
  private final PixelSource pixels;
  private final Snapshots snapshots;
  private final CalibrationCache calibrations;
  private final FeedbackStore feedback;
  private final EmbeddingSamples samples;
  private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();

  ExplanationService(
      ModelSource model,
      QueryTexts texts,
      FileEncoder images,
      PixelSource pixels,
      Snapshots snapshots,
      CalibrationCache calibrations,
      Archive archive) {
    this.model = model;
    this.texts = texts;
    this.images = images;
    this.pixels = pixels;
    this.snapshots = snapshots;
    this.calibrations = calibrations;
    this.feedback = archive.feedback();
    this.samples = archive.samples();
  }

  private record Loaded(KamclModel model, Explainer explainer) {}

  /** Reads images as they are embedded. */
  public interface PixelSource {
    /**
     * Reads a file as a whole.
     *
     * @throws KamclException if the file cannot be read
     */
    ExplainedImage read(Path file);

    /**
     * Reads an image of the archive.
     *
     * @throws KamclException if its file cannot be read
     */
    ExplainedImage read(ImageRecord image);
  }

  @Override
  public Explanation explain(
      ImageRecord image,
      SearchRequest search,
      Explainer.Request request,
      BooleanSupplier cancelled) {
    SearchService.requireIncludedTerm(search.query());
    return model.withOneModel(() -> explainArchived(image, search, request, cancelled));
  }

  private Explanation explainArchived(
      ImageRecord image,
      SearchRequest search,
      Explainer.Request request,
      BooleanSupplier cancelled) {
    ModelImages archive = snapshots.current();
    EmbeddedRecord own =
        archive.find(List.of(image.id())).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new KamclException(
                        SearchError.IMAGE_NOT_INDEXED, image.file(), model.id().name()));
    RelevanceFeedback ratings =
        search.feedback().orElseGet(() -> feedback.feedback(QueryWriter.write(search.query())));
    QueryEncoder.ExplainedTerms terms =
        new QueryEncoder(model.model(), texts, images, archive).explained(search.query(), ratings);
    ScoreCalibration calibration = calibrations.of(archive);
    Competition competition =
        archive instanceof ArchiveSnapshot local
            ? new ArchiveCompetition(local, search.filter(), image.id(), terms, calibration)
            : new SampledCompetition(archive, samples, search.filter(), own, terms, calibration);
    Embedding embedding = new Embedding(own.vector(), TermEncoder.strengths(own.strengths()));
    return explainer()
        .explain(
            () -> pixels.read(image),
            Optional.of(new ArchivedImage(embedding, archive.concepts().means(), competition)),
            terms.query(),
            request,
            cancelled);
  }

  @Override
  public Explanation explain(
      Path file, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    SearchService.requireIncludedTerm(query);
    return model.withOneModel(
        () -> {
          QueryEncoder.ExplainedTerms terms =
              new QueryEncoder(model.model(), texts, images, snapshots::current)
                  .explained(query, RelevanceFeedback.NONE);
          return explainer().explain(pixels.read(file), terms.query(), request, cancelled);
        });
  }

  @Override
  public Query changed(Query query, Counterfactual change) {
    List<QueryTerm> changed = new ArrayList<>();
    int part = 0;
    for (QueryTerm term : query.terms()) {
      // Terms without a known word are no part of the explanation.
      if (TermEncoder.isKnown(model.model(), term) && part++ == change.part()) {
        if (!change.text().isEmpty()) {
          changed.add(new QueryTerm(term.kind(), change.text(), term.weight(), term.excluded()));
        }
      } else {
        changed.add(term);
      }
    }
    return new Query(changed);
  }

  @Override
  public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
    return paint(pixels.read(image), explanation, opacity);
  }

  @Override
  public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
    return paint(pixels.read(file), explanation, opacity);
  }

  private static ArgbImage paint(ExplainedImage image, Explanation explanation, double opacity) {
    HeatMapPainter.Painting painting =
        HeatMapPainter.paint(image, explanation.where().orElseThrow().total(), opacity);
    return new ArgbImage(painting.width(), painting.height(), painting.argb());
  }

  /**
   * Measures how faithful the heat maps of the model are.
   *
   * @param described images with captions
   * @param seed of all random choices
   * @param limit no further image is started after this time; empty for no limit
   * @param results keeps the measurements, so that an evaluation that was interrupted continues
   * @param cancelled is asked between passes of the network
   */
  public Faithfulness evaluate(
      List<DescribedImage> described,
      long seed,
      Optional<Duration> limit,
      ResultCache results,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    KamclModel current = model.model();
    MeasurementStore store = new KeptMeasurements(results, model.id().hash());
    return new FaithfulnessEvaluator(current)
        .run(
            described, new FaithfulnessEvaluator.Settings(seed, store, limit), listener, cancelled);
  }

  /**
   * A question of the pointing game.
   *
   * @param file an image
   * @param text the query
   * @param region what the query describes
   * @param pointers other ways of saying where it is, by name
   */
  public PointingGame.Question question(
      Path file,
      String text,
      PointingGame.DrawnRegion region,
      Map<String, PointingGame.Pointer> pointers) {
    return new PointingGame.Question(() -> pixels.read(file).pixels(), text, region, pointers);
  }

  /**
   * Plays the pointing game with the heat maps of the model.
   *
   * @param questions at least one
   * @param seed of the resampling
   * @param cancelled is asked between passes of the network
   */
  public PointingGame.Result pointingGame(
      List<PointingGame.Question> questions,
      long seed,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    return new PointingGame(model.model()).run(questions, seed, listener, cancelled);
  }

  private Explainer explainer() {
    KamclModel current = model.model();
    Loaded known = loaded.get();
    if (known == null || known.model != current) {
      known = new Loaded(current, new Explainer(current));
      loaded.set(known);
    }
    return known.explainer;
  }
}

package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.job.Job;

/** Services that forward to others; subclasses replace some of them. */
public abstract class ForwardingExplorerServices implements ExplorerServices {
  private final ExplorerServices delegate;

  /**
   * Forwards to other services.
   *
   * @param delegate receives every call that a subclass does not override
   */
  protected ForwardingExplorerServices(ExplorerServices delegate) {
    this.delegate = delegate;
  }

  @Override
  public ImageArchive archive() {
    return delegate.archive();
  }

  @Override
  public ImageSearch search() {
    return delegate.search();
  }

  @Override
  public ImageExplanations explanations() {
    return delegate.explanations();
  }

  @Override
  public ConceptAnalysis concepts() {
    return delegate.concepts();
  }

  @Override
  public EmbeddingPlots plots() {
    return delegate.plots();
  }

  @Override
  public SceneScoreMaps scoreMaps() {
    return delegate.scoreMaps();
  }

  @Override
  public ThumbnailSource thumbnails() {
    return delegate.thumbnails();
  }

  @Override
  public ImagePixels pixels() {
    return delegate.pixels();
  }

  @Override
  public ExampleImages examples() {
    return delegate.examples();
  }

  @Override
  public SearchLibrary searchLibrary() {
    return delegate.searchLibrary();
  }

  @Override
  public TagStore tags() {
    return delegate.tags();
  }

  @Override
  public FeedbackStore feedback() {
    return delegate.feedback();
  }

  @Override
  public ImageCollections collections() {
    return delegate.collections();
  }

  @Override
  public MissingCrs missingCrs() {
    return delegate.missingCrs();
  }

  @Override
  public List<ImageFormat> imageFormats() {
    return delegate.imageFormats();
  }

  @Override
  public Evaluations evaluations() {
    return delegate.evaluations();
  }

  @Override
  public TrainingRuns trainingRuns() {
    return delegate.trainingRuns();
  }

  @Override
  public CaptionSuggestions captionSuggestions() {
    return delegate.captionSuggestions();
  }

  @Override
  public RandomComparisons randomComparisons() {
    return delegate.randomComparisons();
  }

  @Override
  public CaptioningQueue captioningQueue() {
    return delegate.captioningQueue();
  }

  @Override
  public TrainingCorpora trainingCorpora() {
    return delegate.trainingCorpora();
  }

  @Override
  public ExportService exporter() {
    return delegate.exporter();
  }

  @Override
  public WorkspaceCare workspace() {
    return delegate.workspace();
  }

  @Override
  public Job<IndexReport> index(ImportRequest request) {
    return delegate.index(request);
  }

  @Override
  public Job<RatedComparison> compareByRatings(String model, String other) {
    return delegate.compareByRatings(model, other);
  }

  @Override
  public Job<IndexReport> indexAgain(String model) {
    return delegate.indexAgain(model);
  }

  @Override
  public Job<IndexReport> indexSampleData() {
    return delegate.indexSampleData();
  }

  @Override
  public Optional<ModelInfo> model() {
    return delegate.model();
  }

  @Override
  public ModelChoice modelChoice() {
    return delegate.modelChoice();
  }

  @Override
  public InstalledModels installedModels() {
    return delegate.installedModels();
  }

  @Override
  public List<ArgbImage> samplePreview(int most, int side) {
    return delegate.samplePreview(most, side);
  }

  @Override
  public boolean firstStart() {
    return delegate.firstStart();
  }
}

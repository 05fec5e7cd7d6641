package org.kamcl.explorer.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.ConceptAnalysis;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.api.ExampleImages;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.api.WorkspaceCare;
import org.kamcl.explorer.backup.WorkspaceCareService;
import org.kamcl.explorer.concepts.ColorConcepts;
import org.kamcl.explorer.corpus.TrainingCorpusService;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.export.HitExporters;
import org.kamcl.explorer.export.ImageDetails;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.RasterPixels;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.models.FixedArchiveUse;
import org.kamcl.explorer.models.ModelService;

/**
 * Services over a folder of images without an engine: images are ranked by their colors, and
 * locations are made up but deterministic.
 */
public final class FolderServices implements ExplorerServices, ImageArchive {
  private final Path sample;
  private final FolderImages images = new FolderImages();
  private final InMemoryTags tags = new InMemoryTags();
  private final SearchLibrary searchLibrary = new InMemorySearchLibrary();
  private final ImageCollections collections =
      new InMemoryCollections(images.records(), images.problems());
  private final ImageSearch search = new ColorSearch(images.records(), images::colors, tags, tags);
  private final ImageExplanations explanations = new ColorExplanations(ColorImages::color);
  private final InMemoryTrainingRuns trainingRuns = new InMemoryTrainingRuns();
  private final InMemoryEvaluations evaluations = new InMemoryEvaluations();
  private final ColorConcepts concepts = new ColorConcepts(images.records(), images::colors);
  private final SceneScoreMaps scoreMaps = new ColorScoreMaps(ColorImages::color);
  private final InMemoryCaptioning captioning =
      new InMemoryCaptioning(images.records(), images::colors);
  private final InMemoryComparisons comparisons = new InMemoryComparisons();
  private TrainingCorpora trainingCorpora;
  private InstalledModels installedModels;
  private final boolean firstStart;
  private volatile String modelName = "colors";

  private FolderServices(Path sample, boolean firstStart) {
    this.sample = sample;
    this.firstStart = firstStart;
  }

  /**
   * An empty archive.
   *
   * @param sample folder with the sample images
   */
  public static ExplorerServices empty(Path sample) {
    return empty(sample, false);
  }

  /**
   * An empty archive.
   *
   * @param firstStart whether the sample is indexed automatically
   */
  public static ExplorerServices empty(Path sample, boolean firstStart) {
    return new FolderServices(sample, firstStart);
  }

  @Override
  public ImageArchive archive() {
    return this;
  }

  @Override
  public ImageSearch search() {
    return search;
  }

  @Override
  public ImageExplanations explanations() {
    return explanations;
  }

  @Override
  public ConceptAnalysis concepts() {
    return concepts;
  }

  @Override
  public EmbeddingPlots plots() {
    return concepts.plots();
  }

  @Override
  public SceneScoreMaps scoreMaps() {
    return scoreMaps;
  }

  @Override
  public ThumbnailSource thumbnails() {
    return images;
  }

  @Override
  public ImagePixels pixels() {
    return new RasterPixels(new ImageLoader(), collection -> BandRendering.DEFAULT);
  }

  @Override
  public ExampleImages examples() {
    return image -> {
      try {
        Path file = Files.createTempFile(sample, "pasted", ".png").toAbsolutePath();
        return TestImages.write(file, image.width(), image.height(), image.argb());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public SearchLibrary searchLibrary() {
    return searchLibrary;
  }

  @Override
  public TagStore tags() {
    return tags;
  }

  @Override
  public FeedbackStore feedback() {
    return tags;
  }

  @Override
  public ImageCollections collections() {
    return collections;
  }

  @Override
  public MissingCrs missingCrs() {
    return new NoMissingCrs();
  }

  @Override
  public List<ImageFormat> imageFormats() {
    return List.of(new ImageFormat("JPEG", List.of("jpg", "jpeg")));
  }

  @Override
  public InMemoryEvaluations evaluations() {
    return evaluations;
  }

  @Override
  public InMemoryTrainingRuns trainingRuns() {
    return trainingRuns;
  }

  @Override
  public CaptionSuggestions captionSuggestions() {
    return captioning;
  }

  @Override
  public InMemoryComparisons randomComparisons() {
    return comparisons;
  }

  @Override
  public CaptioningQueue captioningQueue() {
    return captioning;
  }

  private TrainingCorpora corpora(Path workspace) {
    return new TrainingCorpusService(
        workspace,
        images,
        new ModelStore(workspace.resolve("models"), Optional.empty()),
        Optional.empty());
  }

  @Override
  public synchronized TrainingCorpora trainingCorpora() {
    if (trainingCorpora == null) {
      try {
        trainingCorpora = corpora(Files.createTempDirectory("kamcl-corpora"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return trainingCorpora;
  }

  @Override
  public ExportService exporter() {
    return new HitExporters(sample, images, (tile, file) -> {}, explanations(), new Details());
  }

  @Override
  public WorkspaceCare workspace() {
    return new WorkspaceCareService(sample, Optional.empty());
  }

  @Override
  public Job<IndexReport> index(ImportRequest request) {
    return images.index(request.paths());
  }

  @Override
  public Job<IndexReport> indexAgain(String model) {
    return context -> {
      modelName = model;
      return new IndexReport(images.records().size(), 0, 0, List.of(), List.of(), List.of());
    };
  }

  @Override
  public Job<IndexReport> indexSampleData() {
    return images.index(List.of(sample));
  }

  @Override
  public Optional<ModelInfo> model() {
    return Optional.of(
        new ModelInfo(
            modelName,
            "Color shares",
            "words",
            OptionalInt.empty(),
            "Finds images by their colors.",
            "nothing",
            "Knows six colors.",
            6,
            true,
            true,
            sample));
  }

  @Override
  public Job<RatedComparison> compareByRatings(String model, String other) {
    throw new AssertionError("no other model: " + model);
  }

  @Override
  public ModelChoice modelChoice() {
    return new ModelChoice() {
      @Override
      public Optional<Problem> problem() {
        return Optional.empty();
      }

      @Override
      public List<String> names() {
        return List.of();
      }

      @Override
      public void choose(String name) {
        throw new AssertionError("no other model: " + name);
      }

      @Override
      public List<IndexedModel> indexed() {
        int all = images.records().size();
        return List.of(new IndexedModel(modelName, all, all, true, true));
      }

      @Override
      public void use(String name) {
        throw new AssertionError("no other model: " + name);
      }
    };
  }

  @Override
  public synchronized InstalledModels installedModels() {
    if (installedModels == null) {
      installedModels = models();
    }
    return installedModels;
  }

  /** No model but those that are added. */
  private static InstalledModels models() {
    try {
      Path folder = Files.createTempDirectory("kamcl-models");
      return new ModelService(
          new ModelStore(folder, Optional.empty()),
          DeviceChoice.CPU,
          new FixedArchiveUse(() -> Optional.empty(), Map.of()),
          List::of,
          Optional::empty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ArgbImage> samplePreview(int most, int side) {
    return FolderImages.files(List.of(sample)).stream()
        .limit(most)
        .map(file -> images.thumbnail(ImageRecord.builder(-1, "", file).build(), side))
        .toList();
  }

  @Override
  public boolean firstStart() {
    return firstStart;
  }

  /** An archive of the images in a folder. */
  public static ExplorerServices of(Path folder) {
    ExplorerServices services = empty(folder);
    services.indexSampleData().run(JobContext.NONE);
    return services;
  }

  @Override
  public ArchiveSummary summary() {
    int placeless = (int) images.records().stream().filter(i -> i.footprint().isEmpty()).count();
    return new ArchiveSummary(images.records().size(), placeless, List.of("Trial"), "colours");
  }

  @Override
  public List<ImageRecord> images() {
    return List.copyOf(images.records());
  }

  /** The same embedding for all images. */
  private static final class Details implements ImageDetails {
    @Override
    public Set<String> tags(long image) {
      return Set.of();
    }

    @Override
    public List<TermContribution> contributions(Query query, ImageRecord image) {
      return List.of();
    }

    @Override
    public Map<Long, float[]> embeddings(Collection<Long> images) {
      return images.stream().collect(Collectors.toMap(id -> id, id -> new float[] {1, 0}));
    }
  }
}

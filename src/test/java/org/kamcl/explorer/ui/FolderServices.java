package org.kamcl.explorer.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
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
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.api.ModelChoice;
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
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.export.HitExporters;
import org.kamcl.explorer.export.ImageDetails;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.RasterPixels;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Services over a folder of images without an engine: images are ranked by their colors, and
 * locations are made up but deterministic.
 */
public final class FolderServices implements ExplorerServices, ImageArchive, ThumbnailSource {
  private static final int SIDE = 24;

  /** Towns at which the images are located. */
  private static final List<GeoPoint> TOWNS =
      List.of(
          new GeoPoint(11.12, 46.07),
          new GeoPoint(13.77, 45.65),
          new GeoPoint(11.25, 43.77),
          new GeoPoint(12.49, 41.89),
          new GeoPoint(9.19, 45.46));

  private final Path sample;
  private final List<ImageRecord> images = new CopyOnWriteArrayList<>();
  private final List<Problem> problems = new CopyOnWriteArrayList<>();
  private final Map<Long, Map<String, Double>> colors = new TreeMap<>();

  private final InMemoryTags tags = new InMemoryTags();
  private final SearchLibrary searchLibrary = new InMemorySearchLibrary();
  private final ImageCollections collections = new InMemoryCollections(images, problems);
  private final ImageSearch search = new ColorSearch(images, colors::get, tags, tags);
  private final ImageExplanations explanations = new ColorExplanations(FolderServices::color);
  private final InMemoryTrainingRuns trainingRuns = new InMemoryTrainingRuns();
  private final InMemoryEvaluations evaluations = new InMemoryEvaluations();
  private final ColorConcepts concepts = new ColorConcepts(images, colors::get);
  private final SceneScoreMaps scoreMaps = new ColorScoreMaps(FolderServices::color);
  private final InMemoryCaptioning captioning = new InMemoryCaptioning(images, colors::get);
  private final InMemoryComparisons comparisons = new InMemoryComparisons();
  private TrainingCorpora trainingCorpora;
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
    return this;
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
        this,
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
    return new HitExporters(sample, this, (tile, file) -> {}, explanations(), new Details());
  }

  @Override
  public WorkspaceCare workspace() {
    return new WorkspaceCareService(sample, Optional.empty());
  }

  @Override
  public Job<IndexReport> index(ImportRequest request) {
    return index(request.paths());
  }

  @Override
  public Job<IndexReport> indexAgain(String model) {
    return context -> {
      modelName = model;
      return new IndexReport(images.size(), 0, 0, List.of(), List.of(), List.of());
    };
  }

  @Override
  public Job<IndexReport> indexSampleData() {
    return index(List.of(sample));
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
            sample));
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
        throw new UnsupportedOperationException(name);
      }
    };
  }

  @Override
  public List<ArgbImage> samplePreview(int most, int side) {
    return files(List.of(sample)).stream()
        .limit(most)
        .map(file -> thumbnail(ImageRecord.builder(-1, "", file).build(), side))
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

  private static List<Path> files(List<Path> paths) {
    return paths.stream()
        .flatMap(
            path ->
                Files.isRegularFile(path)
                    ? Stream.of(path)
                    : ImageFiles.list(path).stream().map(path::resolve))
        .toList();
  }

  private Job<IndexReport> index(List<Path> paths) {
    return new Job<>() {
      @Override
      public IndexReport run(JobContext context) {
        List<Path> files = files(paths);
        List<Problem> refused = new ArrayList<>();
        int added = 0;
        for (int i = 0; i < files.size(); i++) {
          context.checkCancelled();
          context.onProgress(
              ProgressStage.IMAGES, i, files.size(), files.get(i).getFileName().toString());
          try {
            add(files.get(i));
            added++;
          } catch (KamclException e) {
            refused.add(e.problem(files.get(i)));
          }
        }
        problems.addAll(refused);
        return new IndexReport(added, 0, 0, List.of(), refused, List.of());
      }
    };
  }

  private synchronized void add(Path file) {
    RgbImage image = ImageDecoder.decode(file);
    long id = colors.size() + 1L;
    Random random = new Random(id);
    GeoPoint town = TOWNS.get(random.nextInt(TOWNS.size()));
    double lon = town.lon() + random.nextGaussian() * 0.3;
    double lat = town.lat() + random.nextGaussian() * 0.2;
    Optional<Footprint> footprint =
        id % 17 == 0
            ? Optional.empty()
            : Optional.of(
                new Footprint(
                    List.of(
                        new GeoPoint(lon, lat),
                        new GeoPoint(lon + 0.02, lat + 0.003),
                        new GeoPoint(lon + 0.018, lat - 0.012),
                        new GeoPoint(lon - 0.002, lat - 0.015))));
    images.add(
        ImageRecord.builder(id, "Trial", file)
            .size(image.width(), image.height())
            .footprint(footprint)
            .gsd(OptionalDouble.of(0.5))
            .date(Optional.of(LocalDate.of(2009, 6, 1 + random.nextInt(28))))
            .crs("EPSG:25832")
            .captions(
                id % 3 == 0
                    ? List.of("A picture with much " + strongest(image) + " in it.")
                    : List.of())
            .build());
    colors.put(id, shares(image));
  }

  private static String strongest(RgbImage image) {
    return shares(image).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /** Area shares of green, blue, red, gray, bright and dark. */
  private static Map<String, Double> shares(RgbImage image) {
    RgbImage small = ImageResizer.bilinear(image, SIDE, SIDE);
    Map<String, Double> shares = new TreeMap<>();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int red = small.sample(x, y, 0);
        int green = small.sample(x, y, 1);
        int blue = small.sample(x, y, 2);
        shares.merge(color(red, green, blue), 1.0 / (SIDE * SIDE), Double::sum);
        shares.merge(
            red + green + blue > 3 * 128 ? "bright" : "dark", 0.5 / (SIDE * SIDE), Double::sum);
      }
    }
    return shares;
  }

  private static String color(int red, int green, int blue) {
    if (green >= red && green >= blue && green > blue + 6) {
      return "green";
    }
    if (blue > red + 6) {
      return "blue";
    }
    return red > blue + 25 ? "red" : "grey";
  }

  @Override
  public ArchiveSummary summary() {
    int placeless = (int) images.stream().filter(i -> i.footprint().isEmpty()).count();
    return new ArchiveSummary(images.size(), placeless, List.of("Trial"), "colours");
  }

  @Override
  public List<ImageRecord> images() {
    return List.copyOf(images);
  }

  @Override
  public ArgbImage thumbnail(ImageRecord image, int side) {
    if (!Files.exists(image.file())) {
      throw new KamclException(LegacyError.SENTENCE, "The file " + image.file() + " is gone.");
    }
    RgbImage full = ImageDecoder.decode(image.file());
    double scale = (double) side / Math.max(full.width(), full.height());
    int width = Math.max(1, (int) Math.round(full.width() * scale));
    int height = Math.max(1, (int) Math.round(full.height() * scale));
    RgbImage small = ImageResizer.bilinear(full, width, height);
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] =
            0xFF000000
                | small.sample(x, y, 0) << 16
                | small.sample(x, y, 1) << 8
                | small.sample(x, y, 2);
      }
    }
    return new ArgbImage(width, height, argb);
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

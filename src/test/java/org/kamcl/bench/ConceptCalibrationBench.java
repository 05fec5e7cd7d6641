package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.evaluation.ConceptCalibrator;
import org.kamcl.engine.evaluation.ConceptDisplayMetrics;
import org.kamcl.engine.evaluation.ConceptObservations;
import org.kamcl.engine.evaluation.ReliabilityDiagram;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.QueryTerm.Kind;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressListener;

/**
 * Checks the calibration of concepts and scores on the validation images of a corpus whose file
 * names begin with their category. Concepts: compares the concepts displayed for an image, and with
 * the hits of a search, with the words of the captions; thresholds are cross-validated. Scores:
 * counts the correct hits per false match rate. Prints Markdown tables and writes the reliability
 * diagram.
 */
public final class ConceptCalibrationBench {
  private static final int FOLDS = 5;
  private static final long SEED = 1;
  private static final int TOP = 10;
  private static final double[] FALSE_MATCH_RATES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};
  private static final String[] PERCENTS = {"0.001", "0.01", "0.1", "1", "10", "100"};

  private final Path home;
  private final Path model;
  private final List<CorpusImage> images;
  private final ConceptObservations described;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> concepts = new HashMap<>();
  private final int[] part;

  private ConceptCalibrationBench(
      Path home, Path model, List<CorpusImage> images, ConceptObservations described) {
    this.home = home;
    this.model = model;
    this.images = images;
    this.described = described;
    this.part = ConceptCalibrator.folds(images.size(), FOLDS, SEED);
    for (int i = 0; i < images.size(); i++) {
      numbers.put(images.get(i).filename(), i);
    }
    described.concepts().forEach(name -> concepts.put(name, concepts.size()));
  }

  /**
   * @param args a folder for the workspace, reused by later runs; the corpus; the folder of the
   *     model; the file for the diagram
   */
  public static void main(String[] args) throws IOException {
    Path home = Files.createDirectories(Path.of(args[0]));
    Path model = Path.of(args[2]).toAbsolutePath();
    List<CorpusImage> images =
        new CorpusReader(Optional.empty(), true).read(Path.of(args[1])).split("val");
    ConceptObservations described = describe(model, images);
    if (described.size() != images.size()) {
      throw new IOException("Some images of the corpus cannot be read.");
    }
    ConceptCalibrationBench bench = new ConceptCalibrationBench(home, model, images, described);
    bench.writeDiagram(Path.of(args[3]));
    bench.imageConcepts();
    bench.searchConcepts();
    bench.scores();
  }

  private static ConceptObservations describe(Path folder, List<CorpusImage> images) {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel loaded = KamclModel.open(folder, runtime)) {
      return ConceptObservations.of(
          loaded, new ImageFileEmbedder(loaded, workerPool), images, ProgressListener.NONE);
    }
  }

  private static void line(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private void writeDiagram(Path file) throws IOException {
    ReliabilityDiagram strengths = ConceptCalibrator.reliabilityOfStrengths(described);
    ConceptDisplayMetrics heldOut = ConceptCalibrator.crossValidate(described, FOLDS, SEED);
    line("%nStrengths of the concept head, %d images%n", images.size());
    table(strengths);
    line("%nFrequencies of all concepts, cross-validated%n");
    table(heldOut.reliability());
    line("%nFrequencies of displayed concepts, cross-validated%n");
    table(heldOut.reliabilityOfShown());
    ReliabilityPlot drawn =
        new ReliabilityPlot(
                "strength or frequency of a concept in an image", "frequency in captions")
            .line("strength of the concept head", "#b08030", strengths.bins())
            .line("displayed percentage, cross-validated", "#2060a0", heldOut.reliability().bins());
    Files.writeString(file, drawn.text());
  }

  private static void table(ReliabilityDiagram diagram) {
    line("| predicted | image-concept pairs | mean predicted | named in a caption |");
    line("|---|---|---|---|");
    for (ReliabilityDiagram.Bin bin : diagram.bins()) {
      line(
          "| %.1f to %.1f | %,d | %.3f | %.3f |",
          bin.from(), bin.from() + 0.1, bin.count(), bin.meanConfidence(), bin.frequency());
    }
    line("%nExpected calibration error %.4f", diagram.expectedCalibrationError());
  }

  private void imageConcepts() {
    line("%nConcepts displayed for an image without a query%n");
    line("| thresholds | named in a caption | >= 2 | >= 1 | chips | different concepts |");
    line("|---|---|---|---|---|---|");
    row("none (strength 0.1)", displayMetrics(ConceptCalibration.UNCALIBRATED));
    row("chosen on the same images", displayMetrics(ConceptCalibrator.calibrate(described, "")));
    row("cross-validated, 5 folds", ConceptCalibrator.crossValidate(described, FOLDS, SEED));
    row("cross-validated, 2 folds", ConceptCalibrator.crossValidate(described, 2, SEED));
  }

  private ConceptDisplayMetrics displayMetrics(ConceptCalibration calibration) {
    ConceptDisplayMetrics shown = new ConceptDisplayMetrics();
    shown.add(described, calibration);
    return shown;
  }

  private static void row(String name, ConceptDisplayMetrics shown) {
    line(
        "| %s | %.1f %% | %.1f %% | %.1f %% | %,d | %d |",
        name,
        100 * shown.precision(),
        100 * shown.fractionWithAtLeast(2),
        100 * shown.fractionWithAtLeast(1),
        shown.shown(),
        shown.distinctConcepts());
  }

  /** Counts hits and the concepts displayed with them. */
  private final class Hits {
    private int hits;
    private int chips;
    private int named;
    private int one;
    private int two;
    private final TreeSet<String> ever = new TreeSet<>();
    private final ReliabilityDiagram said = new ReliabilityDiagram();

    void add(SearchHit hit, int image) {
      hits++;
      int own = hit.concepts().size();
      chips += own;
      one += own >= 1 ? 1 : 0;
      two += own >= 2 ? 1 : 0;
      for (SharedConcept chip : hit.concepts()) {
        boolean isNamed = described.isNamed(image, concepts.get(chip.name()));
        named += isNamed ? 1 : 0;
        ever.add(chip.name());
        said.add(chip.imageStrength(), isNamed);
      }
    }

    void print(String name) {
      line(
          "| %s | %,d | %.1f %% | %.1f %% | %.1f %% | %,d | %d |",
          name,
          hits,
          100.0 * named / Math.max(1, chips),
          100.0 * two / hits,
          100.0 * one / hits,
          chips,
          ever.size());
    }
  }

  /** Runs searches for each fold with thresholds chosen on the other folds. */
  private void searchConcepts() throws IOException {
    int[] asked = imagesOfSameCategory();
    Hits all = new Hits();
    for (int p = 0; p < FOLDS; p++) {
      int judged = p;
      ConceptCalibration calibration =
          ConceptCalibrator.calibrate(described.subset(i -> part[i] != judged), "");
      search(Optional.of(calibration), asked, i -> part[i] == judged, all);
    }
    Hits before = new Hits();
    search(Optional.empty(), asked, i -> true, before);
    line(
        "%nConcepts displayed with the first %d hits for %d captions, each of another image of"
            + " the same category (at most five per hit)%n",
        TOP, asked.length);
    line("| thresholds | hits | named in a caption | >= 2 | >= 1 | chips | different concepts |");
    line("|---|---|---|---|---|---|---|");
    before.print("none (strength 0.1)");
    all.print("cross-validated, 5 folds");
    line("%nFrequencies of those%n");
    table(all.said);
  }

  /** For each image, the index of another image of the same category. */
  private int[] imagesOfSameCategory() {
    Random random = new Random(SEED);
    int[] others = new int[images.size()];
    for (int i = 0; i < others.length; i++) {
      String category = category(i);
      int[] same =
          Stream.iterate(0, j -> j + 1)
              .limit(images.size())
              .mapToInt(j -> j)
              .filter(j -> category(j).equals(category))
              .toArray();
      others[i] = i;
      while (others[i] == i && same.length > 1) {
        others[i] = same[random.nextInt(same.length)];
      }
    }
    return others;
  }

  private String category(int image) {
    return CategoryWords.category(images.get(image).filename());
  }

  private void search(
      Optional<ConceptCalibration> calibration, int[] asked, IntPredicate judged, Hits hits)
      throws IOException {
    Random random = new Random(SEED);
    try (ExplorerContext explorerContext = openContext(calibration)) {
      for (int image : asked) {
        List<String> captions = images.get(image).captions();
        String caption = captions.get(random.nextInt(captions.size()));
        for (SearchHit hit : hits(explorerContext, caption, TOP)) {
          int found = numbers.get(hit.image().file().getFileName().toString());
          if (judged.test(found)) {
            hits.add(hit, found);
          }
        }
      }
    }
  }

  private static List<SearchHit> hits(ExplorerContext explorerContext, String words, int top) {
    Query query = new Query(List.of(new QueryTerm(Kind.PHRASE, words, 1, false)));
    return explorerContext
        .search()
        .search(
            new SearchRequest(query, SearchFilter.NONE, Optional.of(RelevanceFeedback.NONE), top))
        .hits();
  }

  /**
   * Opens a workspace that contains all images, with a copy of the model and another calibration.
   */
  private ExplorerContext openContext(Optional<ConceptCalibration> calibration) throws IOException {
    Path folder = Files.createDirectories(home.resolve("calibrated/default"));
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Path link = folder.resolve(file.getFileName());
        if (!file.endsWith(ModelFiles.CONCEPT_CALIBRATION) && !Files.exists(link)) {
          Files.createSymbolicLink(link, file);
        }
      }
    }
    Files.deleteIfExists(folder.resolve(ModelFiles.CONCEPT_CALIBRATION));
    calibration.ifPresent(own -> own.write(folder));
    Path imageFolder = Files.createDirectories(home.resolve("images"));
    for (CorpusImage image : images) {
      Path link = imageFolder.resolve(image.filename());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, image.path().toAbsolutePath());
      }
    }
    ModelStore models = new ModelStore(home.resolve("models"), Optional.of(folder.getParent()));
    ExplorerContext explorerContext =
        ExplorerContext.open(
            new Workspace(home, Optional.empty()),
            models,
            Optional.of(ModelStore.DEFAULT),
            DeviceChoice.CPU);
    explorerContext.index(IndexRequest.of(imageFolder)).run(JobContext.NONE);
    return explorerContext;
  }

  /** Ranks all images for each category and groups the hits by false match rate. */
  private void scores() throws IOException {
    TreeSet<String> categories = new TreeSet<>();
    for (int i = 0; i < images.size(); i++) {
      categories.add(category(i));
    }
    int[][] counts = new int[FALSE_MATCH_RATES.length][3];
    int[] strong = new int[3];
    try (ExplorerContext explorerContext = openContext(Optional.empty())) {
      for (String category : categories) {
        String words = CategoryWords.queryFor(category);
        for (SearchHit hit : hits(explorerContext, words, images.size())) {
          int image = numbers.get(hit.image().file().getFileName().toString());
          boolean of = category(image).equals(category);
          int band = 0;
          while (hit.falseMatchRate() > FALSE_MATCH_RATES[band]) {
            band++;
          }
          count(counts[band], of, of || named(image, words));
          if (hit.strong()) {
            count(strong, of, of || named(image, words));
          }
        }
      }
    }
    int of = Arrays.stream(counts).mapToInt(c -> c[1]).sum();
    int not = Arrays.stream(counts).mapToInt(c -> c[0]).sum() - of;
    line(
        "%nScores: %d words for categories, each compared with all %d images%n",
        categories.size(), images.size());
    line(
        "| false match rate | hits | of the category | or named in a caption | share of all others |");
    line("|---|---|---|---|---|");
    int others = 0;
    for (int band = 0; band < FALSE_MATCH_RATES.length; band++) {
      int[] c = counts[band];
      others += c[0] - c[1];
      line(
          "| up to %s %% | %,d | %.1f %% | %.1f %% | %.3g %% |",
          PERCENTS[band],
          c[0],
          100.0 * c[1] / Math.max(1, c[0]),
          100.0 * c[2] / Math.max(1, c[0]),
          100.0 * others / not);
    }
    line(
        "%nStrong: %,d hits, %.1f %% of the category, %.1f %% of it or named in a caption; %.1f %%"
            + " of the images of the category are strong",
        strong[0],
        100.0 * strong[1] / strong[0],
        100.0 * strong[2] / strong[0],
        100.0 * strong[1] / of);
  }

  private static void count(int[] counts, boolean of, boolean named) {
    counts[0]++;
    counts[1] += of ? 1 : 0;
    counts[2] += named ? 1 : 0;
  }

  private boolean named(int image, String words) {
    return images.get(image).captions().stream()
        .anyMatch(caption -> caption.toLowerCase(Locale.ROOT).contains(words));
  }
}

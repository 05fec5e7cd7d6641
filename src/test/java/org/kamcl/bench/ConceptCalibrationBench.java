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

/**
 * Whether what the program says of concepts and scores comes true, on the validation images of a
 * corpus whose file names begin with their category. Concepts: which are shown for an image, and
 * which with the hits of a search, beside the words of the image's captions; every image is judged
 * with thresholds that were chosen on others. Scores: how many of the hits of each chance show what
 * was asked for. Prints tables in Markdown and draws the reliability diagram.
 */
public final class ConceptCalibrationBench {
  private static final int PARTS = 5;
  private static final long SEED = 1;
  private static final int TOP = 10;
  private static final double[] CHANCES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};
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
    this.part = ConceptCalibrator.folds(images.size(), PARTS, SEED);
    for (int i = 0; i < images.size(); i++) {
      numbers.put(images.get(i).filename(), i);
    }
    described.concepts().forEach(name -> concepts.put(name, concepts.size()));
  }

  /**
   * @param args a folder for the workspace, kept for the next time; the corpus; the model's folder;
   *     the file for the picture
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
          loaded, new ImageFileEmbedder(loaded, workerPool), images, (what, done, total) -> {});
    }
  }

  private static void line(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private void writeDiagram(Path picture) throws IOException {
    ReliabilityDiagram strengths = ConceptCalibrator.reliabilityOfStrengths(described);
    ConceptDisplayMetrics heldOut = ConceptCalibrator.crossValidate(described, PARTS, SEED);
    line("%nStrengths of concepts as the head gives them, %d images%n", images.size());
    table(strengths);
    line("%nWhat is said of all concepts, cross-validated%n");
    table(heldOut.reliability());
    line("%nWhat is said of shown concepts, cross-validated%n");
    table(heldOut.reliabilityOfShown());
    ReliabilityPlot drawn =
        new ReliabilityPlot(
                "what is said of a concept in an image", "images whose captions name it")
            .line("strength as the head gives it", "#b08030", strengths.bins())
            .line(
                "percentage as it is shown, cross-validated",
                "#2060a0",
                heldOut.reliability().bins());
    Files.writeString(picture, drawn.text());
  }

  private static void table(ReliabilityDiagram diagram) {
    line("| said | concepts in images | mean said | named in a caption |");
    line("|---|---|---|---|");
    for (ReliabilityDiagram.Bin bin : diagram.bins()) {
      line(
          "| %.1f to %.1f | %,d | %.3f | %.3f |",
          bin.from(), bin.from() + 0.1, bin.count(), bin.meanConfidence(), bin.frequency());
    }
    line("%nExpected calibration error %.4f", diagram.expectedCalibrationError());
  }

  private void imageConcepts() {
    line("%nConcepts that are shown for an image, whatever is asked%n");
    line("| thresholds | named in a caption | >= 2 | >= 1 | chips | different concepts |");
    line("|---|---|---|---|---|---|");
    row("none (strength 0.1)", judgeWithOtherFolds(ConceptCalibration.UNCALIBRATED));
    row(
        "chosen on the same images",
        judgeWithOtherFolds(ConceptCalibrator.calibrate(described, "")));
    row("cross-validated, 5 parts", ConceptCalibrator.crossValidate(described, PARTS, SEED));
    row("cross-validated, 2 parts", ConceptCalibrator.crossValidate(described, 2, SEED));
  }

  private ConceptDisplayMetrics judgeWithOtherFolds(ConceptCalibration calibration) {
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

  /** Hits and the concepts shown with them. */
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

  /** The real search, once with each part's thresholds, that were chosen on the other parts. */
  private void searchConcepts() throws IOException {
    int[] asked = others();
    Hits all = new Hits();
    for (int p = 0; p < PARTS; p++) {
      int judged = p;
      ConceptCalibration calibration =
          ConceptCalibrator.calibrate(described.subset(i -> part[i] != judged), "");
      search(Optional.of(calibration), asked, i -> part[i] == judged, all);
    }
    Hits before = new Hits();
    search(Optional.empty(), asked, i -> true, before);
    line(
        "%nConcepts that are shown with the first %d hits for %d captions, each of another image of"
            + " a kind (at most five a hit)%n",
        TOP, asked.length);
    line("| thresholds | hits | named in a caption | >= 2 | >= 1 | chips | different concepts |");
    line("|---|---|---|---|---|---|---|");
    before.print("none (strength 0.1)");
    all.print("cross-validated, 5 parts");
    line("%nWhat is said of those%n");
    table(all.said);
  }

  /** For each image another one of its category. */
  private int[] others() {
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
    try (ExplorerContext explorerContext = workbench(calibration)) {
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

  /** A workspace with all images, and the model with another calibration. */
  private ExplorerContext workbench(Optional<ConceptCalibration> calibration) throws IOException {
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
    Path pictures = Files.createDirectories(home.resolve("pictures"));
    for (CorpusImage image : images) {
      Path link = pictures.resolve(image.filename());
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
    explorerContext.index(IndexRequest.of(pictures)).run(JobContext.NONE);
    return explorerContext;
  }

  /** Every image is a hit for the words of every category, with the chance that it has. */
  private void scores() throws IOException {
    TreeSet<String> categories = new TreeSet<>();
    for (int i = 0; i < images.size(); i++) {
      categories.add(category(i));
    }
    int[][] counts = new int[CHANCES.length][3];
    int[] strong = new int[3];
    try (ExplorerContext explorerContext = workbench(Optional.empty())) {
      for (String category : categories) {
        String words = CategoryWords.queryFor(category);
        for (SearchHit hit : hits(explorerContext, words, images.size())) {
          int image = numbers.get(hit.image().file().getFileName().toString());
          boolean of = category(image).equals(category);
          int band = 0;
          while (hit.falseMatchRate() > CHANCES[band]) {
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
        "| chance | hits | of the category | or named in a caption | share of all others so high |");
    line("|---|---|---|---|---|");
    int others = 0;
    for (int band = 0; band < CHANCES.length; band++) {
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
        "%nStrong: %,d hits, %.1f %% of the category, %.1f %% of it or named so in a caption; %.1f %%"
            + " of what is of the category is strong",
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

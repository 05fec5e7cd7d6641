package org.kamcl.explorer.evaluation;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.ImageCategories;
import org.kamcl.engine.evaluation.CorpusEmbedder;
import org.kamcl.engine.evaluation.CorpusEmbeddings;
import org.kamcl.engine.evaluation.ReciprocalRanking;
import org.kamcl.engine.evaluation.RetrievalEvaluator;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.CheckedModel;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Precision;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.api.Evaluation.CategorySource;
import org.kamcl.explorer.api.Evaluation.Image;
import org.kamcl.explorer.api.Evaluation.Reranking;
import org.kamcl.explorer.api.Evaluation.Setting;
import org.kamcl.explorer.api.Evaluation.Skipped;
import org.kamcl.explorer.api.Evaluations.Partial;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressListener;

/** Evaluates one model on one split. */
final class EvaluationRun {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int HASH_DIGITS = 8;

  /** Digits of kept scores: more than are shown, fewer than are computed. */
  private static final double DIGITS = 1e6;

  private final ModelStore models;
  private final DeviceChoice device;
  private final SplitEmbeddingsCache cache;
  private final Corpus corpus;
  private final Request request;
  private final List<CorpusImage> images;

  EvaluationRun(
      ModelStore models,
      DeviceChoice device,
      SplitEmbeddingsCache cache,
      Corpus corpus,
      Request request) {
    this.models = models;
    this.device = device;
    this.cache = cache;
    this.corpus = corpus;
    this.request = request;
    this.images = corpus.split(request.split());
  }

  /** Embeddings, and the images that could not be read. */
  private record Embedded(SplitEmbeddings embeddings, Map<Path, Problem> skipped) {}

  /**
   * Evaluates.
   *
   * @throws org.kamcl.error.KamclException if the model or no image can be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Evaluation run(Consumer<Partial> partial, JobContext context) {
    long start = System.nanoTime();
    CheckedModel checked = models.check(models.find(request.model()));
    int imageSize = request.imageSize().orElse(checked.model().requireCard().network().imageSize());
    String corpusHash = CorpusHash.of(images, context::checkCancelled);
    String key = SplitEmbeddingsCache.key(encoders(checked), imageSize, corpusHash);
    // An image that could not be read is tried again, to say why.
    Embedded embedded =
        cache
            .read(key)
            .filter(SplitEmbeddings::isComplete)
            .map(kept -> new Embedded(kept, Map.of()))
            .orElseGet(() -> embed(checked, key, partial, context));
    Setting setting =
        new Setting(
            Instant.now(),
            checked.model().name(),
            checked.contentHash(),
            imageSize,
            corpus.name(),
            request.corpus().toAbsolutePath().normalize(),
            corpusHash,
            request.split(),
            PublishedTable.dataset(corpus.name(), corpus.source()),
            source(ImageCategories.of(corpus.images())),
            0);
    return rank(embedded, setting, checked, start, context);
  }

  /** Identifies the model and the precision of its encoders. */
  private String encoders(CheckedModel checked) {
    return device.precision() == Precision.FLOAT32
        ? checked.contentHash()
        : checked.contentHash() + " " + device.precision();
  }

  private Embedded embed(
      CheckedModel checked, String key, Consumer<Partial> partial, JobContext context) {
    ProgressListener listener =
        (stage, done, total, item) -> {
          context.checkCancelled();
          context.onProgress(stage, done, total, item);
        };
    try (EngineRuntime runtime = EngineRuntime.open(device);
        KamclModel model =
            request.imageSize().isPresent()
                ? models.open(checked, runtime, request.imageSize().get())
                : models.open(checked, runtime);
        WorkerPool workers = WorkerPool.forThisMachine()) {
      CorpusEmbeddings found =
          new CorpusEmbedder(model, new ImageFileEmbedder(model, workers))
              .embed(images, 1, new PartialRecalls(partial)::add, listener);
      boolean[] readable = new boolean[images.size()];
      for (int i = 0; i < readable.length; i++) {
        readable[i] = !found.skipped().containsKey(images.get(i).path());
      }
      List<String> names = model.conceptNames();
      boolean[] visual = new boolean[names.size()];
      for (int c = 0; c < visual.length; c++) {
        visual[c] = model.isVisualConcept(c);
      }
      SplitEmbeddings embeddings =
          new SplitEmbeddings(
              readable,
              found.imageVectors(),
              found.imageConcepts(),
              found.captionVectors(),
              names,
              visual);
      cache.write(key, embeddings);
      return new Embedded(embeddings, found.skipped());
    }
  }

  private Evaluation rank(
      Embedded embedded, Setting setting, CheckedModel checked, long start, JobContext context) {
    SplitEmbeddings embeddings = embedded.embeddings();
    List<CorpusImage> read =
        IntStream.range(0, images.size())
            .filter(i -> embeddings.readable()[i])
            .mapToObj(images::get)
            .toList();
    List<String> texts = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      for (String caption : read.get(i).captions()) {
        texts.add(caption);
        owners.add(i);
      }
    }
    int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
    context.checkCancelled();
    float[][] sims = RetrievalEvaluator.similarities(embeddings.images(), embeddings.captions());
    RetrievalResult result = RetrievalEvaluator.evaluate(sims, imageOfCaption);
    context.checkCancelled();
    Optional<Reranking> reranking =
        request.rerank() ? Optional.of(rerank(sims, imageOfCaption)) : Optional.empty();
    context.checkCancelled();
    ImageCategories categories = ImageCategories.of(corpus.images());
    double[] thresholds = thresholds(embeddings, checked);
    List<Image> ranked = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      CorpusImage image = read.get(i);
      ranked.add(
          new Image(
              image.filename(),
              image.path().toAbsolutePath().normalize(),
              categories.category(image),
              result.imageRanks()[i],
              first(sims[i]),
              concepts(embeddings, i, thresholds)));
    }
    List<Caption> captions = new ArrayList<>();
    int[] firstImages = firstImages(sims);
    for (int j = 0; j < imageOfCaption.length; j++) {
      captions.add(
          new Caption(
              texts.get(j),
              imageOfCaption[j],
              result.captionRanks()[j],
              firstImages[j],
              rounded(sims[imageOfCaption[j]][j]),
              rounded(sims[firstImages[j]][j])));
    }
    List<Skipped> skipped = new ArrayList<>();
    embedded
        .skipped()
        .forEach((file, problem) -> skipped.add(new Skipped(file, withoutFile(problem))));
    return new Evaluation(
        id(setting),
        withDuration(setting, seconds(start)),
        List.copyOf(ranked),
        List.copyOf(captions),
        IntStream.range(0, embeddings.visual().length)
            .filter(c -> !embeddings.visual()[c])
            .mapToObj(embeddings.conceptNames()::get)
            .toList(),
        List.copyOf(skipped),
        reranking);
  }

  /** The file stands beside the reason. */
  private static Problem withoutFile(Problem problem) {
    return new Problem(problem.code(), Optional.empty(), problem.arguments());
  }

  private static Reranking rerank(float[][] sims, int[] imageOfCaption) {
    long start = System.nanoTime();
    RetrievalResult after = ReciprocalRanking.evaluate(sims, imageOfCaption);
    return new Reranking(after.imageRanks(), after.captionRanks(), seconds(start));
  }

  /** The threshold of each concept; above every strength for concepts that cannot be seen. */
  private static double[] thresholds(SplitEmbeddings embeddings, CheckedModel checked) {
    ConceptCalibration calibration = ConceptCalibration.read(checked.model().folder());
    double[] thresholds = new double[embeddings.conceptNames().size()];
    for (int c = 0; c < thresholds.length; c++) {
      thresholds[c] =
          embeddings.visual()[c]
              ? calibration.displayThreshold(embeddings.conceptNames().get(c))
              : ConceptCalibration.NEVER_DISPLAYED;
    }
    return thresholds;
  }

  private static List<String> concepts(SplitEmbeddings embeddings, int image, double[] thresholds) {
    float[] strengths = embeddings.concepts()[image];
    return IntStream.range(0, thresholds.length)
        .filter(c -> strengths[c] >= thresholds[c])
        .boxed()
        .sorted((a, b) -> Float.compare(strengths[b], strengths[a]))
        .map(embeddings.conceptNames()::get)
        .toList();
  }

  /** The position of the highest score; among equal ones the highest, as in the protocol. */
  private static int first(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] >= scores[best]) {
        best = i;
      }
    }
    return best;
  }

  private static int[] firstImages(float[][] sims) {
    int[] first = new int[sims[0].length];
    for (int i = 1; i < sims.length; i++) {
      for (int j = 0; j < first.length; j++) {
        if (sims[i][j] >= sims[first[j]][j]) {
          first[j] = i;
        }
      }
    }
    return first;
  }

  private static CategorySource source(ImageCategories categories) {
    return switch (categories.source()) {
      case LISTED -> CategorySource.LISTED;
      case FOLDER -> CategorySource.FOLDER;
      case FILE_NAME -> CategorySource.FILE_NAME;
      case NONE -> CategorySource.NONE;
    };
  }

  private static String id(Setting setting) {
    String text = setting.modelHash() + setting.imageSize() + setting.corpusHash() + setting.time();
    String key = SplitEmbeddingsCache.key(text, 0, setting.model());
    return STAMP.format(setting.time()) + "-" + key.substring(0, HASH_DIGITS);
  }

  private static Setting withDuration(Setting s, double seconds) {
    return new Setting(
        s.time(),
        s.model(),
        s.modelHash(),
        s.imageSize(),
        s.corpus(),
        s.location(),
        s.corpusHash(),
        s.split(),
        s.dataset(),
        s.categories(),
        seconds);
  }

  private static double rounded(double score) {
    return Math.rint(score * DIGITS) / DIGITS;
  }

  private static double seconds(long start) {
    double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
    return Math.rint(seconds * 1000) / 1000;
  }

  /** Image retrieval with the captions that are encoded so far. */
  private static final class PartialRecalls {
    private final Consumer<Partial> partial;
    private int[] ranks = new int[0];

    PartialRecalls(Consumer<Partial> partial) {
      this.partial = partial;
    }

    void add(float[][] imageVectors, int[] imageOfCaption, float[][] captions, int from) {
      int[] owners = Arrays.copyOfRange(imageOfCaption, from, from + captions.length);
      float[][] sims = RetrievalEvaluator.similarities(imageVectors, captions);
      int[] own = RetrievalEvaluator.evaluate(sims, owners).captionRanks();
      ranks = Arrays.copyOf(ranks, from + own.length);
      System.arraycopy(own, 0, ranks, from, own.length);
      partial.accept(new Partial(ranks.length, imageOfCaption.length, RetrievalMetrics.of(ranks)));
    }
  }
}

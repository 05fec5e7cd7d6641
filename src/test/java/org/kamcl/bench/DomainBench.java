package org.kamcl.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.evaluation.RetrievalEvaluator;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

/**
 * Measures the loss of retrieval quality under domain shifts: simulated sensors, weather and
 * distances, with unchanged captions. Two measures: the mean recall of the published protocol with
 * an interval of its loss (paired bootstrap over images), and the precision at ten of the category
 * queries. The category of an image is the prefix of its file name, as in {@code airport_12.jpg}.
 *
 * <p>Arguments: the folder of a model, a corpus, the split (default {@code val}), and a pattern for
 * the names of shifts (default all).
 */
public final class DomainBench {
  private static final int TOP = 10;
  private static final int DRAWS = 1000;
  private static final int[] CUTS = {1, 5, 10};

  private DomainBench() {}

  /** Results under one shift. */
  private record Outcome(RetrievalResult result, Map<String, Double> precision) {
    double mean() {
      return precision.values().stream().mapToDouble(p -> p).average().orElse(0);
    }
  }

  /** Prints a Markdown table that includes the categories with the largest losses. */
  public static void main(String[] args) {
    List<CorpusImage> images =
        new CorpusReader(Optional.empty(), true)
            .read(Path.of(args[1]))
            .split(args.length > 2 ? args[2] : "val");
    List<String> captions = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      captions.addAll(images.get(i).captions());
      while (owners.size() < captions.size()) {
        owners.add(i);
      }
    }
    int[] owner = owners.stream().mapToInt(Integer::intValue).toArray();
    List<String> kinds =
        images.stream()
            .map(image -> image.path().getFileName().toString().replaceAll("_.*", ""))
            .toList();
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      float[][] texts = vectors(model.embedTexts(captions));
      List<String> names = kinds.stream().distinct().sorted().toList();
      float[][] words =
          vectors(model.embedTexts(names.stream().map(k -> CategoryWords.queryFor(k)).toList()));
      for (Map.Entry<String, UnaryOperator<RgbImage>> change : DomainShifts.all().entrySet()) {
        if (args.length > 3 && !change.getKey().matches(args[3] + "|unchanged")) {
          continue;
        }
        float[][] rows = embedded(model, workerPool, images, change.getValue());
        Map<String, Double> precision = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
          precision.put(names.get(k), precision(words[k], rows, kinds, names.get(k)));
        }
        outcomes.put(
            change.getKey(),
            new Outcome(RetrievalEvaluator.evaluate(rows, texts, owner), precision));
        System.err.println(
            change.getKey() + ": " + outcomes.get(change.getKey()).result().meanRecall());
      }
    }
    print(outcomes, owner);
  }

  private static float[][] vectors(List<Embedding> embeddings) {
    return embeddings.stream().map(Embedding::unitVector).toArray(float[][]::new);
  }

  private static float[][] embedded(
      KamclModel model,
      WorkerPool workerPool,
      List<CorpusImage> images,
      UnaryOperator<RgbImage> change) {
    List<float[]> rows = new ArrayList<>();
    new ImageEmbedder<CorpusImage>(
            model, workerPool, image -> change.apply(ImageDecoder.decode(image.path())))
        .embed(
            images,
            new ImageEmbedder.Sink<CorpusImage>() {
              @Override
              public void embedded(CorpusImage image, Embedding embedding) {
                rows.add(embedding.unitVector());
              }

              @Override
              public void skipped(CorpusImage image, Problem problem) {
                throw new IllegalStateException(ErrorText.of(problem, Locale.ENGLISH));
              }
            });
    return rows.toArray(float[][]::new);
  }

  private static double precision(float[] word, float[][] rows, List<String> kinds, String kind) {
    float[] scores = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < word.length; d++) {
        scores[i] += word[d] * rows[i][d];
      }
    }
    long found =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .limit(TOP)
            .filter(i -> kinds.get(i).equals(kind))
            .count();
    return (double) found / TOP;
  }

  private static void print(Map<String, Outcome> outcomes, int[] owner) {
    Outcome plain = outcomes.values().iterator().next();
    System.out.println(
        "| shift | mR | loss (95 % interval) | precision at 10 | loss | largest losses |");
    System.out.println("|---|---|---|---|---|---|");
    outcomes.forEach(
        (name, outcome) -> {
          double[] loss = interval(plain.result, outcome.result, owner);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.1f | %.1f (%.1f to %.1f) | %.0f %% | %.0f | %s |%n",
              name,
              outcome.result.meanRecall(),
              plain.result.meanRecall() - outcome.result.meanRecall(),
              loss[0],
              loss[1],
              100 * outcome.mean(),
              100 * (plain.mean() - outcome.mean()),
              worst(plain, outcome));
        });
  }

  private static String worst(Outcome plain, Outcome changed) {
    return plain.precision.keySet().stream()
        .filter(k -> plain.precision.get(k) - changed.precision.get(k) > 0.25)
        .sorted(Comparator.comparingDouble(k -> changed.precision.get(k) - plain.precision.get(k)))
        .limit(5)
        .map(
            k ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f to %.0f",
                    CategoryWords.queryFor(k),
                    TOP * plain.precision.get(k),
                    TOP * changed.precision.get(k)))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  /**
   * The 95 % percentile interval of the loss, by paired bootstrap over images with their captions.
   */
  private static double[] interval(RetrievalResult plain, RetrievalResult changed, int[] owner) {
    int images = plain.images();
    double[] captions = new double[images];
    for (int image : owner) {
      captions[image]++;
    }
    double[] toText = new double[images];
    double[] toImage = new double[images];
    for (int cut : CUTS) {
      for (int i = 0; i < images; i++) {
        toText[i] += hit(plain.imageRanks()[i], cut) - hit(changed.imageRanks()[i], cut);
      }
      for (int j = 0; j < owner.length; j++) {
        toImage[owner[j]] +=
            hit(plain.captionRanks()[j], cut) - hit(changed.captionRanks()[j], cut);
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] losses = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      double text = 0;
      double image = 0;
      double drawn = 0;
      for (int n = 0; n < images; n++) {
        int i = random.nextInt(images);
        text += toText[i];
        image += toImage[i];
        drawn += captions[i];
      }
      losses[d] = 100 * (text / images + image / drawn) / (2 * CUTS.length);
    }
    Arrays.sort(losses);
    return new double[] {losses[DRAWS / 40], losses[DRAWS - 1 - DRAWS / 40]};
  }

  private static int hit(int rank, int cut) {
    return rank < cut ? 1 : 0;
  }
}

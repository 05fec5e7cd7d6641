package org.kamcl.engine.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.ActivationChooser;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Finds the activation of a model with captioned images: with the right one, images and their
 * captions find each other better. The figure of an image is the mean negative logarithm of ranks:
 * of each of its captions among those of other images, and of the image among all images for each
 * of them. Ranks do not depend on how far cosines spread, which differs between activations in any
 * model. The better activation is taken where the 95 % interval of the mean paired difference
 * excludes zero; images are resampled. (Efron and Tibshirani, 1993.)
 */
public final class ActivationMeasurement implements ActivationChooser {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final long SEED = 1;

  /** With fewer images, an interval says nothing. */
  private static final int FEWEST_IMAGES = 10;

  /** More images only take longer. */
  private static final int MOST_IMAGES = 100;

  private final Supplier<List<CaptionedImage>> samples;
  private final DeviceChoice device;
  private final ProgressListener progress;

  /**
   * An image and its captions.
   *
   * @param captions at least one
   */
  record CaptionedImage(RgbImage image, List<String> captions) {}

  /**
   * @param samples gives the images, only where something is measured
   */
  ActivationMeasurement(Supplier<List<CaptionedImage>> samples, DeviceChoice device) {
    this(samples, device, ProgressListener.NONE);
  }

  private ActivationMeasurement(
      Supplier<List<CaptionedImage>> samples, DeviceChoice device, ProgressListener progress) {
    this.samples = samples;
    this.device = device;
    this.progress = progress;
  }

  /**
   * A measurement on the first hundred images of a corpus.
   *
   * @param corpus is read only where something is measured
   */
  public static ActivationMeasurement on(Path corpus, DeviceChoice device) {
    return on(corpus, device, ProgressListener.NONE);
  }

  /**
   * As above.
   *
   * @param progress receives the number of embedded images, of both activations together; what it
   *     throws ends the measurement
   */
  public static ActivationMeasurement on(
      Path corpus, DeviceChoice device, ProgressListener progress) {
    return new ActivationMeasurement(() -> read(corpus), device, progress);
  }

  private static List<CaptionedImage> read(Path corpus) {
    return new CorpusReader(Optional.empty(), true)
        .read(corpus).images().stream()
            .filter(image -> !image.captions().isEmpty())
            .limit(MOST_IMAGES)
            .map(image -> new CaptionedImage(ImageDecoder.decode(image.path()), image.captions()))
            .toList();
  }

  @Override
  public Choice choose(Opener opener) {
    List<CaptionedImage> images = samples.get();
    try (EngineRuntime runtime = EngineRuntime.open(device)) {
      // One after the other, so that a large model is in memory once.
      double[] gelu = figures(opener, Activation.GELU, images, 0, runtime);
      double[] quickGelu = figures(opener, Activation.QUICK_GELU, images, images.size(), runtime);
      return compare(gelu, quickGelu);
    }
  }

  private double[] figures(
      Opener opener,
      Activation activation,
      List<CaptionedImage> samples,
      int before,
      EngineRuntime runtime) {
    try (KamclModel model = opener.open(activation, runtime)) {
      List<float[]> images = new ArrayList<>(samples.size());
      while (images.size() < samples.size()) {
        progress.onProgress(ProgressStage.IMAGES, before + images.size(), 2L * samples.size());
        int end = Math.min(images.size() + KamclModel.IMAGE_BATCH_SIZE, samples.size());
        List<RgbImage> batch =
            samples.subList(images.size(), end).stream().map(CaptionedImage::image).toList();
        images.addAll(units(model.embedImages(batch)));
      }
      List<String> texts = samples.stream().flatMap(s -> s.captions().stream()).toList();
      return figures(samples, images, units(model.embedTexts(texts)));
    }
  }

  private static List<float[]> units(List<Embedding> embeddings) {
    return embeddings.stream().map(Embedding::unitVector).toList();
  }

  /** The mean negative log rank of each image's pairs, in both directions. */
  private static double[] figures(
      List<CaptionedImage> samples, List<float[]> images, List<float[]> texts) {
    int[] imageOf = new int[texts.size()];
    double[][] cosines = new double[images.size()][texts.size()];
    for (int i = 0, t = 0; i < cosines.length; i++) {
      for (int k = 0; k < texts.size(); k++) {
        cosines[i][k] = dot(images.get(i), texts.get(k));
      }
      for (int own = samples.get(i).captions().size(); own > 0; own--, t++) {
        imageOf[t] = i;
      }
    }
    double[] figures = new double[images.size()];
    for (int t = 0; t < imageOf.length; t++) {
      int i = imageOf[t];
      double among = 1;
      double amongImages = 1;
      for (int k = 0; k < imageOf.length; k++) {
        // Other captions of the same image are right as well.
        among += imageOf[k] == i ? 0 : ahead(cosines[i][k], cosines[i][t]);
      }
      for (int j = 0; j < cosines.length; j++) {
        amongImages += j == i ? 0 : ahead(cosines[j][t], cosines[i][t]);
      }
      figures[i] -=
          (Math.log(among) + Math.log(amongImages)) / 2 / samples.get(i).captions().size();
    }
    return figures;
  }

  /** Equal values share their ranks. */
  private static double ahead(double other, double own) {
    return other > own ? 1 : other == own ? 0.5 : 0;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * Compares paired figures.
   *
   * @param gelu one figure per image
   * @param quickGelu the same for the other activation
   */
  static Choice compare(double[] gelu, double[] quickGelu) {
    double[] differences = new double[gelu.length];
    Arrays.setAll(differences, i -> gelu[i] - quickGelu[i]);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[r] = sum / differences.length;
    }
    Arrays.sort(means);
    double low = means[(int) (TAIL * RESAMPLES)];
    double high = means[(int) ((1 - TAIL) * RESAMPLES)];
    Optional<Activation> better =
        differences.length < FEWEST_IMAGES || (low <= 0 && high >= 0)
            ? Optional.empty()
            : Optional.of(low > 0 ? Activation.GELU : Activation.QUICK_GELU);
    double mean = Arrays.stream(differences).average().orElse(0);
    return new Choice(better, mean, low, high, differences.length);
  }
}

package org.kamcl.engine.training.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.Augmentation;
import org.kamcl.engine.image.ColorJitter;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.ResolutionJitter;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.text.Synonyms;
import org.kamcl.engine.training.config.AugmentationSettings;
import org.kamcl.engine.training.config.SamplingSettings;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Prepares the batches of an epoch: worker threads decode and augment images ahead of the step. */
public final class BatchLoader {
  private static final int AHEAD = 3;

  private final ImageCaptionPairs imageCaptionPairs;
  private final ConceptTargets labels;
  private final CaptionCache bank;
  private final @Nullable Synonyms synonyms;
  private final TrainingConfig config;
  private final NetworkConfig network;
  private final RandomStreams randomStreams;
  private final WorkerPool workerPool;
  private final Consumer<Problem> problems;
  private final Augmentation augmentation;
  private final int[] sizes;
  private final @Nullable HardBatchSampler kinds;
  private final int @Nullable [][] samples;

  /** Native memory of finished batches, for reuse. */
  private final Queue<ImageBatch> spare = new ArrayDeque<>();

  /**
   * @param synonyms replacements for words of captions; null for none
   * @param problems receives images that cannot be read
   */
  public BatchLoader(
      ImageCaptionPairs imageCaptionPairs,
      ConceptTargets labels,
      CaptionCache bank,
      @Nullable Synonyms synonyms,
      TrainingConfig config,
      NetworkConfig network,
      RandomStreams randomStreams,
      WorkerPool workerPool,
      Consumer<Problem> problems) {
    this.imageCaptionPairs = imageCaptionPairs;
    this.labels = labels;
    this.bank = bank;
    this.synonyms = synonyms;
    this.config = config;
    this.network = network;
    this.randomStreams = randomStreams;
    this.workerPool = workerPool;
    this.problems = problems;
    this.augmentation = augmentation(config.augmentation());
    this.sizes = config.sampling().sizes();
    this.kinds = config.sampling().hardBatchFraction() > 0 ? kinds() : null;
    this.samples = config.sampling().allCaptions() ? everyPair() : null;
  }

  private static Augmentation augmentation(AugmentationSettings augmentationSettings) {
    return new Augmentation(
        augmentationSettings.publishedAugmentation(),
        augmentationSettings.randomOrientation(),
        new Augmentation.Crop(
            augmentationSettings.minCropScale(), augmentationSettings.cropAspectRange()),
        new ColorJitter(
            augmentationSettings.brightness(),
            augmentationSettings.contrast(),
            augmentationSettings.grayscaleProbability(),
            augmentationSettings.saturation(),
            augmentationSettings.hue()),
        new ResolutionJitter(
            augmentationSettings.downscaleProbability(),
            augmentationSettings.minDownscale(),
            augmentationSettings.blurProbability()),
        augmentationSettings.erasingProbability());
  }

  private HardBatchSampler kinds() {
    TeacherEmbeddings teacher = requireNonNull(bank.teacher());
    float[][] vectors = new float[imageCaptionPairs.imageCount()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = teacher.mean(imageCaptionPairs.captionsOf(i));
    }
    SamplingSettings samplingSettings = config.sampling();
    return new HardBatchSampler(
        randomStreams, vectors, samplingSettings.batchSize(), samplingSettings.hardBatchFraction());
  }

  private int[][] everyPair() {
    int[][] all = new int[imageCaptionPairs.pairCount()][];
    int n = 0;
    for (int image = 0; image < imageCaptionPairs.imageCount(); image++) {
      for (int caption : imageCaptionPairs.captionsOf(image)) {
        all[n++] = new int[] {image, caption};
      }
    }
    return all;
  }

  /** Number of samples of an epoch. */
  int sampleCount() {
    return samples == null ? imageCaptionPairs.imageCount() : samples.length;
  }

  /** Number of complete batches of an epoch; remaining samples are dropped. */
  public int batchesPerEpoch() {
    return sampleCount() / config.sampling().batchSize();
  }

  /** A batch whose images are being prepared. */
  private record Pending(
      ImageBatch pixels,
      int[] samples,
      int[] images,
      int[] captions,
      List<Future<Boolean>> ready) {}

  /** The batches of an epoch from a given one on. */
  public final class Epoch {
    private final int number;
    private final int[] order;
    private final Queue<Pending> ahead = new ArrayDeque<>();
    private int next;

    private Epoch(int number, int from) {
      this.number = number;
      this.order =
          kinds != null && number >= config.sampling().hardBatchStartEpoch()
              ? kinds.epochOrder(number)
              : randomStreams.epochOrder(number, sampleCount());
      this.next = from;
    }

    /** The next batch, or null at the end. Its pixel memory is reused two calls later. */
    public @Nullable StepBatch next() {
      while (ahead.size() < AHEAD && next < batchesPerEpoch()) {
        ahead.add(begin(next++));
      }
      Pending batch = ahead.poll();
      if (batch == null) {
        return null;
      }
      await(batch);
      List<String> shown = shown(batch);
      TextBatch texts = bank.tokenize(shown);
      float[][] targets = new float[batch.images.length][];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = labels.row(batch.images[i]).dense(network.conceptCount());
      }
      float[] states = bank.frozenStates(shown, texts, batch.captions);
      return new StepBatch(batch.pixels, texts, states, targets, batch.images, batch.captions);
    }

    /** The captions of this epoch, with words replaced by synonyms. */
    private List<String> shown(Pending batch) {
      List<String> texts = new ArrayList<>(batch.captions.length);
      double share = config.sampling().synonymProbability();
      int k = config.sampling().captionsPerImage();
      SplittableRandom random = randomStreams.words(number, batch.samples[0]);
      for (int j = 0; j < batch.captions.length; j++) {
        String caption = bank.caption(batch.captions[j]);
        if (synonyms != null) {
          random = j % k == 0 ? randomStreams.words(number, batch.samples[j / k]) : random;
          caption = synonyms.replace(caption, share, random);
        }
        texts.add(caption);
      }
      return texts;
    }

    /** Returns the pixel memory of a finished batch. */
    public void done(StepBatch batch) {
      spare.add(batch.images());
    }

    private Pending begin(int index) {
      int size = config.sampling().batchSize();
      ImageBatch pixels = pixels(index);
      int[] chosen = new int[size];
      int[] images = new int[size];
      int k = config.sampling().captionsPerImage();
      int[] captions = new int[size * k];
      List<Future<Boolean>> ready = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int sample = order[index * size + i];
        chosen[i] = sample;
        SplittableRandom random = randomStreams.sample(number, sample);
        if (samples == null) {
          int[] own = imageCaptionPairs.captionsOf(sample);
          images[i] = sample;
          int first = random.nextInt(own.length);
          captions[i * k] = own[first];
          others(captions, i * k + 1, k - 1, own, first, randomStreams.captions(number, sample));
        } else {
          images[i] = samples[sample][0];
          captions[i * k] = samples[sample][1];
        }
        ready.add(prepare(pixels, i, imageCaptionPairs.image(images[i]).path(), random));
      }
      return new Pending(pixels, chosen, images, captions, ready);
    }

    /** Draws more captions of an image, without repetition until all are used. */
    private void others(
        int[] captions, int from, int count, int[] own, int first, SplittableRandom random) {
      int[] left = own.clone();
      left[first] = left[left.length - 1];
      left[left.length - 1] = own[first];
      for (int n = 0; n < count; n++) {
        // The first caption is at the end and is drawn after all others.
        int turn = n % left.length;
        int among = turn < left.length - 1 ? left.length - 1 - turn : 1;
        int at = turn + random.nextInt(among);
        int drawn = left[at];
        left[at] = left[turn];
        left[turn] = drawn;
        captions[from + n] = drawn;
      }
    }

    /** Memory for a batch, large enough for the largest image size. */
    private ImageBatch pixels(int index) {
      ImageBatch memory = spare.poll();
      if (memory == null) {
        Normalization normalization = network.newBackbone().normalization();
        int largest = Arrays.stream(sizes).max().orElse(0);
        memory =
            new ImageBatch(
                config.sampling().batchSize(),
                Math.max(largest, network.imageSize()),
                normalization);
      }
      // Batch normalization is adapted before the first epoch at the image size of the network.
      return memory.resized(
          sizes.length == 0 || number == 0
              ? network.imageSize()
              : sizes[randomStreams.imageSize(number, index, sizes.length)]);
    }

    private Future<Boolean> prepare(
        ImageBatch pixels, int place, Path file, SplittableRandom random) {
      return workerPool.submit(
          () -> {
            RgbImage image = ImageDecoder.decode(file);
            pixels.put(place, augmentation.apply(image, pixels.size(), random));
            return true;
          });
    }

    /**
     * Waits for a batch. A pair whose image cannot be read is replaced by the next readable one.
     */
    private void await(Pending batch) {
      int size = batch.images.length;
      boolean[] good = new boolean[size];
      int first = -1;
      for (int i = size - 1; i >= 0; i--) {
        good[i] = ready(batch.ready.get(i));
        first = good[i] ? i : first;
      }
      if (first < 0) {
        throw new KamclException(
            TrainingDataError.NO_READABLE_IMAGE_IN_BATCH,
            imageCaptionPairs.image(batch.images[0]).path());
      }
      for (int i = size - 1; i >= 0; i--) {
        if (good[i]) {
          first = i;
        } else {
          batch.pixels.copy(first, i);
          batch.images[i] = batch.images[first];
          int k = config.sampling().captionsPerImage();
          System.arraycopy(batch.captions, first * k, batch.captions, i * k, k);
        }
      }
    }

    private boolean ready(Future<Boolean> image) {
      try {
        return image.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof KamclException known) {
          problems.accept(known.problem());
          return false;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KamclException(e, TrainingDataError.INTERRUPTED);
      }
    }
  }

  /**
   * Starts an epoch.
   *
   * @param epoch from 1
   * @param from index of the first batch
   */
  public Epoch epoch(int epoch, int from) {
    return new Epoch(epoch, from);
  }
}

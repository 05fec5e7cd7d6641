package org.kamcl.engine.training.data;

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
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.ResolutionJitter;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.text.Synonyms;
import org.kamcl.engine.training.config.AugmentationSettings;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Prepares the batches of an epoch: worker threads decode and augment images ahead of the step. */
public final class BatchLoader implements BatchSource {
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
  private final BatchOrder order;

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
    this.order = new BatchOrder(imageCaptionPairs, config, randomStreams, bank.teacher());
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

  @Override
  public int batchesPerEpoch() {
    return order.batchesPerEpoch();
  }

  /** A batch whose images are being prepared. */
  private record Pending(ImageBatch pixels, BatchOrder.Draw draw, List<Future<Boolean>> ready) {
    int[] images() {
      return draw.images();
    }

    int[] captions() {
      return draw.captions();
    }
  }

  /** The batches of an epoch; the pixel memory of each is reused two batches later. */
  private final class LoadedEpoch implements Epoch {
    private final int number;
    private final int[] samples;
    private final Queue<Pending> ahead = new ArrayDeque<>();
    private int next;

    private LoadedEpoch(int number, int from) {
      this.number = number;
      this.samples = order.ofEpoch(number);
      this.next = from;
    }

    @Override
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
      float[][] targets = new float[batch.images().length][];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = labels.row(batch.images()[i]).dense(network.conceptCount());
      }
      float[] states = bank.frozenStates(shown, texts, batch.captions());
      return new StepBatch(batch.pixels, texts, states, targets, batch.images(), batch.captions());
    }

    /** The captions of this epoch, with words replaced by synonyms. */
    private List<String> shown(Pending batch) {
      List<String> texts = new ArrayList<>(batch.captions().length);
      double share = config.sampling().synonymProbability();
      int k = config.sampling().captionsPerImage();
      SplittableRandom random = randomStreams.words(number, batch.draw.samples()[0]);
      for (int j = 0; j < batch.captions().length; j++) {
        String caption = bank.caption(batch.captions()[j]);
        if (synonyms != null) {
          random = j % k == 0 ? randomStreams.words(number, batch.draw.samples()[j / k]) : random;
          caption = synonyms.replace(caption, share, random);
        }
        texts.add(caption);
      }
      return texts;
    }

    @Override
    public void done(StepBatch batch) {
      if (batch.input() instanceof StepInput.Pixels pixels) {
        spare.add(pixels.images());
      }
    }

    private Pending begin(int index) {
      ImageBatch pixels = pixels(index);
      BatchOrder.Draw draw = order.draw(number, samples, index);
      List<Future<Boolean>> ready = new ArrayList<>();
      for (int i = 0; i < draw.images().length; i++) {
        Path file = imageCaptionPairs.image(draw.images()[i]).path();
        ready.add(prepare(pixels, i, file, draw.random()[i]));
      }
      return new Pending(pixels, draw, ready);
    }

    /** Memory for a batch, large enough for the largest image size. */
    private ImageBatch pixels(int index) {
      ImageBatch memory = spare.poll();
      if (memory == null) {
        Preprocessing preprocessing = network.newBackbone().preprocessing();
        int largest = Arrays.stream(sizes).max().orElse(0);
        memory =
            new ImageBatch(
                config.sampling().batchSize(),
                Math.max(largest, network.imageSize()),
                preprocessing);
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
      int size = batch.images().length;
      boolean[] good = new boolean[size];
      int first = -1;
      for (int i = size - 1; i >= 0; i--) {
        good[i] = ready(batch.ready.get(i));
        first = good[i] ? i : first;
      }
      if (first < 0) {
        throw new KamclException(
            TrainingDataError.NO_READABLE_IMAGE_IN_BATCH,
            imageCaptionPairs.image(batch.images()[0]).path());
      }
      for (int i = size - 1; i >= 0; i--) {
        if (good[i]) {
          first = i;
        } else {
          batch.pixels.copy(first, i);
          batch.draw.copy(first, i);
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

  @Override
  public Epoch epoch(int epoch, int from) {
    return new LoadedEpoch(epoch, from);
  }
}

package org.kamcl.engine.training.data;

import static java.util.Objects.requireNonNull;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.training.config.SamplingSettings;
import org.kamcl.engine.training.config.TrainingConfig;

/** Which images and captions form the batches of each epoch; the seed of the run determines it. */
final class BatchOrder {
  private final ImageCaptionPairs pairs;
  private final TrainingConfig config;
  private final RandomStreams randomStreams;
  private final @Nullable HardBatchSampler hardBatches;
  private final int @Nullable [][] samples;

  /**
   * @param teacher similarities of captions; needed where the settings ask for hard batches
   */
  BatchOrder(
      ImageCaptionPairs pairs,
      TrainingConfig config,
      RandomStreams randomStreams,
      @Nullable TeacherEmbeddings teacher) {
    this.pairs = pairs;
    this.config = config;
    this.randomStreams = randomStreams;
    this.hardBatches =
        config.sampling().hardBatchFraction() > 0 ? hardBatches(requireNonNull(teacher)) : null;
    this.samples = config.sampling().allCaptions() ? everyPair() : null;
  }

  private HardBatchSampler hardBatches(TeacherEmbeddings teacher) {
    float[][] vectors = new float[pairs.imageCount()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = teacher.mean(pairs.captionsOf(i));
    }
    SamplingSettings sampling = config.sampling();
    return new HardBatchSampler(
        randomStreams, vectors, sampling.batchSize(), sampling.hardBatchFraction());
  }

  private int[][] everyPair() {
    int[][] all = new int[pairs.pairCount()][];
    int n = 0;
    for (int image = 0; image < pairs.imageCount(); image++) {
      for (int caption : pairs.captionsOf(image)) {
        all[n++] = new int[] {image, caption};
      }
    }
    return all;
  }

  /** Number of samples of an epoch. */
  private int sampleCount() {
    return samples == null ? pairs.imageCount() : samples.length;
  }

  /** Number of complete batches of an epoch. */
  int batchesPerEpoch() {
    return sampleCount() / config.sampling().batchSize();
  }

  /** The order of the samples of an epoch. */
  int[] ofEpoch(int epoch) {
    return hardBatches != null && epoch >= config.sampling().hardBatchStartEpoch()
        ? hardBatches.epochOrder(epoch)
        : randomStreams.epochOrder(epoch, sampleCount());
  }

  /**
   * What a batch consists of.
   *
   * @param samples [B] numbers of the samples
   * @param images [B] numbers of their images
   * @param captions [B k] numbers of their captions
   * @param random [B] the random stream of each sample after the choice of its caption
   */
  record Draw(int[] samples, int[] images, int[] captions, SplittableRandom[] random) {
    /** Uses the image and captions of one place at another. */
    void copy(int from, int to) {
      int k = captions.length / images.length;
      images[to] = images[from];
      System.arraycopy(captions, from * k, captions, to * k, k);
    }
  }

  /**
   * Draws a batch.
   *
   * @param order of the epoch
   * @param index of the batch
   */
  Draw draw(int epoch, int[] order, int index) {
    int size = config.sampling().batchSize();
    int k = config.sampling().captionsPerImage();
    Draw draw =
        new Draw(new int[size], new int[size], new int[size * k], new SplittableRandom[size]);
    for (int i = 0; i < size; i++) {
      int sample = order[index * size + i];
      draw.samples[i] = sample;
      SplittableRandom random = randomStreams.sample(epoch, sample);
      draw.random[i] = random;
      if (samples == null) {
        int[] own = pairs.captionsOf(sample);
        draw.images[i] = sample;
        int first = random.nextInt(own.length);
        draw.captions[i * k] = own[first];
        others(draw.captions, i * k + 1, k - 1, own, first, randomStreams.captions(epoch, sample));
      } else {
        draw.images[i] = samples[sample][0];
        draw.captions[i * k] = samples[sample][1];
      }
    }
    return draw;
  }

  /** Draws more captions of an image, without repetition until all are used. */
  private static void others(
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
}

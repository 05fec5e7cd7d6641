package org.kamcl.engine.training.data;

import java.util.SplittableRandom;

/**
 * Counter-based random streams: each one depends only on the seed and its purpose, not on threads
 * or on resuming.
 */
public final class RandomStreams {
  private static final long ORDER = 0x6f72646572L;
  private static final long STEP = 0x73746570L;
  private static final long QUEUE = 0x7175657565L;
  private static final long KEYS = 0x6b657973L;
  private static final long LABELS = 0x6c6162656cL;
  private static final long CAPTIONS = 0x63617074696f6eL;
  private static final long WORDS = 0x776f726473L;
  private static final long KIND = 0x6b696e64L;
  private static final long SIZE = 0x73697a65L;

  private final long seed;

  public RandomStreams(long seed) {
    this.seed = seed;
  }

  /** Mixes numbers into one with the finalizer of splitmix64. (Steele et al., OOPSLA 2014.) */
  private long mix(long purpose, long a, long b) {
    long z = seed;
    for (long part : new long[] {purpose, a, b}) {
      z = (z ^ part) + 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
    }
    return z;
  }

  /** The order of an epoch's samples. */
  public int[] epochOrder(int epoch, int samples) {
    return permutation(new SplittableRandom(mix(ORDER, epoch, 0)), samples);
  }

  /** Order of the labels in the published lookup by position. */
  public int[] labelOrder(int images) {
    return permutation(new SplittableRandom(mix(LABELS, 0, 0)), images);
  }

  private static int[] permutation(SplittableRandom random, int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Initial values of a random queue. */
  public SplittableRandom queueInit(int side) {
    return new SplittableRandom(mix(QUEUE, side, 0));
  }

  /** Seed of the key encoder parameters that are not paired. */
  public long keyEncoderSeed() {
    return mix(KEYS, 0, 0);
  }

  /** Caption choice and augmentation of a sample. */
  public SplittableRandom sample(int epoch, int sample) {
    return new SplittableRandom(mix(0, epoch, sample));
  }

  /** Choice of the further captions of a sample. */
  SplittableRandom captions(int epoch, int sample) {
    return new SplittableRandom(mix(CAPTIONS, epoch, sample));
  }

  /** Choice of words to replace by synonyms. */
  SplittableRandom words(int epoch, int sample) {
    return new SplittableRandom(mix(WORDS, epoch, sample));
  }

  /** Choice of the hard negatives of a batch. */
  SplittableRandom hardBatch(int epoch, int batch) {
    return new SplittableRandom(mix(KIND, epoch, batch));
  }

  /** Choice of the image size of a batch. */
  public int imageSize(int epoch, int batch, int choices) {
    return new SplittableRandom(mix(SIZE, epoch, batch)).nextInt(choices);
  }

  /** Seed of the generator of the engine in a step. */
  public long stepSeed(long step) {
    return mix(STEP, step, 0);
  }
}

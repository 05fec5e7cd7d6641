package org.kamcl.engine.inference;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/**
 * Compares a device with the CPU: 64 image and 64 text embeddings of the {@code default} network
 * with random weights. On the CPU itself, the training and inference variants of the network are
 * compared.
 */
public final class DeviceCheck {
  /** Number of image embeddings, and of text embeddings. */
  public static final int EMBEDDING_COUNT = 64;

  /** Largest accepted difference of values of unit vectors. */
  public static final double TOLERANCE = 1e-3;

  private static final int BATCH = 8;
  private static final long SEED = 20231116;

  private DeviceCheck() {}

  /**
   * The result.
   *
   * @param difference largest difference of any value of the unit vectors
   * @param cpuSeconds time of the 128 embeddings on the CPU
   * @param deviceSeconds time on the device
   */
  public record Result(double difference, double cpuSeconds, double deviceSeconds) {
    /** Whether the device agrees with the CPU. */
    public boolean passed() {
      return difference <= TOLERANCE;
    }
  }

  /**
   * Runs the comparison.
   *
   * @throws org.kamcl.error.KamclException if the device is not available
   */
  public static Result run(DeviceChoice device) {
    long start = System.nanoTime();
    float[][] expected = embed(DeviceChoice.CPU, true);
    long middle = System.nanoTime();
    float[][] observed = embed(device, device.isGpu());
    long end = System.nanoTime();
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int k = 0; k < expected[i].length; k++) {
        double d = Math.abs(expected[i][k] - observed[i][k]);
        difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
      }
    }
    return new Result(difference, (middle - start) / 1e9, (end - middle) / 1e9);
  }

  private static float[][] embed(DeviceChoice choice, boolean frozen) {
    NetworkConfig config = NetworkConfig.defaults();
    KamclNetwork network = new KamclNetwork(config);
    Random random = new Random(SEED);
    float[][] units = new float[2 * EMBEDDING_COUNT][];
    try (EngineRuntime runtime = EngineRuntime.open(choice);
        NetworkParameters start = new NetworkParameters(runtime.manager())) {
      new ParameterInitializer(SEED).fill(start, network.specs());
      NetworkParameters used = frozen ? network.freeze(start, runtime.manager()) : start;
      for (int from = 0; from < EMBEDDING_COUNT; from += BATCH) {
        float[] pixels = pixels(random, config.imageSize());
        TextBatch texts = texts(random);
        float[] images = runtime.infer(m -> images(m, network, used, pixels, config.imageSize()));
        float[] words =
            runtime.infer(
                m ->
                    network
                        .textTower()
                        .forward(
                            ForwardContext.inference(used).scope(KamclNetwork.TEXT_TOWER), m, texts)
                        .feature()
                        .toFloatArray());
        int d = config.embeddingSize();
        for (int i = 0; i < BATCH; i++) {
          units[from + i] =
              new Embedding(Arrays.copyOfRange(images, i * d, (i + 1) * d), new float[0])
                  .unitVector();
          units[EMBEDDING_COUNT + from + i] =
              new Embedding(Arrays.copyOfRange(words, i * d, (i + 1) * d), new float[0])
                  .unitVector();
        }
      }
    }
    return units;
  }

  private static float[] images(
      NDManager manager, KamclNetwork network, NetworkParameters used, float[] pixels, int size) {
    ForwardContext context = ForwardContext.inference(used).scope(KamclNetwork.IMAGE_TOWER);
    return network
        .imageTower()
        .forward(context, manager.create(pixels, new Shape(BATCH, 3, size, size)))
        .feature()
        .toFloatArray();
  }

  private static float[] pixels(Random random, int size) {
    float[] pixels = new float[BATCH * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * 2 - 1;
    }
    return pixels;
  }

  private static TextBatch texts(Random random) {
    int longest = 20;
    long[][] ids = new long[BATCH][longest];
    int[] lengths = new int[BATCH];
    for (int b = 0; b < BATCH; b++) {
      lengths[b] = 3 + random.nextInt(longest - 3);
      for (int t = 0; t < lengths[b]; t++) {
        ids[b][t] = 1000L + random.nextInt(20000);
      }
    }
    return new TextBatch(ids, lengths, null);
  }
}

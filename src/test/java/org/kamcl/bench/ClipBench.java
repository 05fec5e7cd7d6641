package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/**
 * Times the towers of CLIP next to plain DJL blocks: the image towers of ViT-B/32 and ViT-L/14 and
 * the text tower of ViT-B/32. Arguments: rounds (default 9), then the towers to time (default
 * {@code b32 text l14}).
 */
public final class ClipBench {
  private static final int[] BATCHES = {1, 8};
  private static final int WORDS = 49_408;
  private static final int POSITIONS = 77;

  /** Tokens of a usual caption. */
  private static final int CAPTION = 14;

  private ClipBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    List<String> towers =
        args.length > 1
            ? Arrays.asList(args).subList(1, args.length)
            : List.of("b32", "text", "l14");
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      for (String tower : towers) {
        switch (tower) {
          case "b32" -> images(runtime, rounds, "vit-b-32", 32, 768, 12, 512);
          case "l14" -> images(runtime, rounds, "vit-l-14", 14, 1024, 24, 768);
          case "text" -> texts(runtime, rounds);
          default -> throw new IllegalArgumentException(tower);
        }
      }
    }
    Bench.print("peak memory", Bench.status("VmHWM"), "MB");
  }

  private static void images(
      EngineRuntime runtime, int rounds, String name, int patch, int width, int blocks, int out) {
    ClipSizes sizes =
        new ClipSizes(
            ClipSizes.Vision.transformer(224, patch, width, blocks),
            ClipSizes.Text.of(POSITIONS, 100, 64, 1),
            out,
            Activation.GELU,
            100);
    try (Frozen ours = new Frozen(sizes, runtime, KamclNetwork.IMAGE_TOWER);
        NDManager owner = runtime.manager().newSubManager()) {
      PlainTransformer.Images plain =
          new PlainTransformer.Images(owner, 224, patch, width, width / 64, blocks, out);
      for (int batch : BATCHES) {
        Shape shape = new Shape(batch, 3, 224, 224);
        compare(
            name + "/batch" + batch,
            rounds,
            () -> runtime.infer(m -> plain.forward(m.randomNormal(shape)).toFloatArray()),
            () -> runtime.infer(m -> ours.images(m.randomNormal(shape))));
      }
    }
  }

  private static void texts(EngineRuntime runtime, int rounds) {
    ClipSizes sizes =
        new ClipSizes(
            ClipSizes.Vision.transformer(64, 32, 64, 1),
            ClipSizes.Text.of(POSITIONS, WORDS, 512, 12),
            512,
            Activation.GELU,
            100);
    try (Frozen ours = new Frozen(sizes, runtime, KamclNetwork.TEXT_TOWER);
        NDManager owner = runtime.manager().newSubManager()) {
      PlainTransformer.Texts plain = new PlainTransformer.Texts(owner, WORDS, 512, 8, 12, 512);
      for (int tokens : new int[] {CAPTION, POSITIONS}) {
        for (int batch : BATCHES) {
          long[] ids = new long[batch * tokens];
          long[][] rows = new long[batch][tokens];
          for (int b = 0; b < batch; b++) {
            for (int t = 0; t < tokens; t++) {
              rows[b][t] = t == tokens - 1 ? WORDS - 1 : 100 + 17L * t + b;
              ids[b * tokens + t] = rows[b][t];
            }
          }
          int[] lengths = new int[batch];
          Arrays.fill(lengths, tokens);
          TextBatch texts = new TextBatch(rows, lengths, null);
          Shape shape = new Shape(batch, tokens);
          compare(
              "text-b-32/" + tokens + "-tokens/batch" + batch,
              rounds,
              () -> runtime.infer(m -> plain.forward(m.create(ids, shape)).toFloatArray()),
              () -> runtime.infer(m -> ours.texts(m, texts)));
        }
      }
    }
  }

  /** Prints times and, since they depend less on what else runs, processor times. */
  private static void compare(String name, int rounds, Runnable plain, Runnable ours) {
    List<Double> plainTimes = new ArrayList<>();
    List<Double> ownTimes = new ArrayList<>();
    double[] seconds =
        Bench.medians(
            rounds,
            new Bench.Work("plain", () -> plainTimes.add(processorTime(plain))),
            new Bench.Work("ours", () -> ownTimes.add(processorTime(ours))));
    Bench.print(name + "/plain", 1000 * seconds[0], "ms");
    Bench.print(name + "/ours", 1000 * seconds[1], "ms");
    Bench.print(name + "/ratio", seconds[0] / seconds[1], "times");
    Bench.print(name + "/plain, processor", median(plainTimes) / 1e6, "ms");
    Bench.print(name + "/ours, processor", median(ownTimes) / 1e6, "ms");
    Bench.print(name + "/processor ratio", median(plainTimes) / median(ownTimes), "times");
  }

  /** The median without the rounds that warm up. */
  private static double median(List<Double> times) {
    return Bench.median(
        times.subList(2, times.size()).stream().mapToDouble(time -> time).toArray());
  }

  private static double processorTime(Runnable work) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = system.getProcessCpuTime();
    work.run();
    return system.getProcessCpuTime() - start;
  }

  /** One tower with initial weights. */
  private static final class Frozen implements AutoCloseable {
    private final KamclNetwork network;
    private final NetworkParameters parameters;

    Frozen(ClipSizes sizes, EngineRuntime runtime, String tower) {
      network = new KamclNetwork(NetworkConfig.clip(sizes));
      NetworkParameters start = new NetworkParameters(runtime.manager());
      Set<ParameterSpec> specs =
          network.specs().stream()
              .filter(spec -> spec.name().startsWith(tower))
              .collect(Collectors.toSet());
      new ParameterInitializer(1).fill(start, specs);
      parameters = network.freezeInPlace(start, runtime.manager());
      start.close();
    }

    float[] images(NDArray images) {
      ForwardContext context = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
      return network.imageTower().forward(context, images).feature().toFloatArray();
    }

    float[] texts(NDManager manager, TextBatch batch) {
      ForwardContext context = ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER);
      return network.textTower().forward(context, manager, batch).feature().toFloatArray();
    }

    @Override
    public void close() {
      parameters.close();
    }
  }
}

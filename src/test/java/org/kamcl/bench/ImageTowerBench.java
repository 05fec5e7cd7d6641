package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/**
 * Times the image encoders: {@code published} at 256 pixels next to plain DJL blocks, and {@code
 * default} at 160 pixels. Argument: rounds (default 9).
 */
public final class ImageTowerBench {
  private ImageTowerBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      PlainPublishedTower plain = new PlainPublishedTower(runtime.manager());
      NetworkConfig config =
          NetworkConfig.publishedBuilder()
              .backbone(BackboneType.RESNET18)
              .imageSize(256)
              .vocabularySize(1)
              .build();
      try (Frozen ours = new Frozen(config, runtime)) {
        for (int batch : new int[] {1, 8}) {
          Shape shape = new Shape(batch, 3, 256, 256);
          double[] seconds =
              Bench.medians(
                  rounds,
                  new Bench.Work(
                      "plain",
                      () ->
                          runtime.infer(m -> plain.forward(m.randomNormal(shape)).toFloatArray())),
                  new Bench.Work("ours", () -> ours.run(runtime, shape)));
          Bench.print("published/plain/batch" + batch, batch / seconds[0], "images/s");
          Bench.print("published/ours/batch" + batch, batch / seconds[1], "images/s");
          Bench.print("published/ratio/batch" + batch, seconds[0] / seconds[1], "times");
        }
      }
      try (Frozen ours = new Frozen(NetworkConfig.defaults(), runtime)) {
        for (int batch : new int[] {1, 8, 16}) {
          Shape shape = new Shape(batch, 3, 160, 160);
          double[] seconds =
              Bench.medians(rounds, new Bench.Work("ours", () -> ours.run(runtime, shape)));
          Bench.print("default/ours/batch" + batch, batch / seconds[0], "images/s");
        }
      }
    }
  }

  /** A frozen image encoder with initial weights. */
  private static final class Frozen implements AutoCloseable {
    private final KamclNetwork network;
    private final NetworkParameters parameters;

    Frozen(NetworkConfig config, EngineRuntime runtime) {
      network = new KamclNetwork(config);
      try (NetworkParameters start = new NetworkParameters(runtime.manager())) {
        new ParameterInitializer(1).fill(start, network.specs());
        parameters = network.freeze(start, runtime.manager());
      }
    }

    float[] run(EngineRuntime runtime, Shape shape) {
      return runtime.infer(
          manager -> {
            NDArray images = manager.randomNormal(shape);
            ForwardContext forwardContext =
                ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
            return network.imageTower().forward(forwardContext, images).feature().toFloatArray();
          });
    }

    @Override
    public void close() {
      parameters.close();
    }
  }
}

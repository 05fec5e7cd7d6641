package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;

/** The parts of CLIP networks that training and explanations use, on small random networks. */
class ClipNetworkTest {
  private static final ClipSizes.Text TEXT = new ClipSizes.Text(12, 60, 32, 3, 4, 64);
  private static final NetworkConfig TRANSFORMER =
      NetworkConfig.clip(
          new ClipSizes(
              new ClipSizes.Vision(24, 8, 32, List.of(3), 4, 64),
              TEXT,
              16,
              Activation.QUICK_GELU,
              100));
  private static final NetworkConfig RESNET =
      NetworkConfig.clip(
          new ClipSizes(
              ClipSizes.Vision.resNet(64, 4, List.of(1, 1, 2, 1)), TEXT, 16, Activation.GELU, 100));
  private static final TextBatch TEXTS =
      new TextBatch(
          new long[][] {{57, 3, 4, 58, 0, 0, 0}, {57, 9, 8, 7, 6, 5, 58}}, new int[] {4, 7}, null);
  private static final float FLOAT32 = 2e-5f;

  private static EngineRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static NetworkParameters parameters(KamclNetwork network, NDManager manager) {
    NetworkParameters parameters = new NetworkParameters(manager);
    new ParameterInitializer(3).fill(parameters, network.specs());
    return parameters;
  }

  @Test
  void featureMapsHaveTheShapesOfTheirStagesAndGiveTheSameFeature() {
    for (NetworkConfig config : List.of(TRANSFORMER, RESNET)) {
      KamclNetwork network = new KamclNetwork(config);
      runtime.infer(
          manager -> {
            int side = config.imageSize();
            ForwardContext context =
                ForwardContext.inference(parameters(network, manager))
                    .scope(KamclNetwork.IMAGE_TOWER);
            ImageTower tower = network.imageTower();
            NDArray images = manager.randomNormal(new Shape(2, 3, side, side));
            List<NDArray> maps = tower.featureMaps(context, images);
            for (int i = 0; i < maps.size(); i++) {
              Backbone.Stage stage = tower.backbone().stages().get(i);
              long grid = stage.stride() == 0 ? 1 : side / stage.stride();
              assertEquals(new Shape(2, stage.channels(), grid, grid), maps.get(i).getShape());
            }
            assertArrayEquals(
                tower.forward(context, images).feature().toFloatArray(),
                tower.aggregate(context, maps).feature().toFloatArray(),
                FLOAT32);
            return null;
          });
    }
  }

  @Test
  void dividedTextTransformerGivesTheSameFeatures() {
    KamclNetwork network = new KamclNetwork(TRANSFORMER);
    runtime.infer(
        manager -> {
          ForwardContext context =
              ForwardContext.inference(parameters(network, manager)).scope(KamclNetwork.TEXT_TOWER);
          TextTower tower = network.textTower();
          float[] whole = tower.forward(context, manager, TEXTS).feature().toFloatArray();
          LayeredTextTower layered = tower.layered().orElseThrow();
          for (int layers = 0; layers <= TEXT.blocks(); layers++) {
            NDArray states = layered.lowerLayerStates(context, manager, TEXTS, layers);
            assertArrayEquals(
                whole,
                layered
                    .forwardUpperLayers(context, manager, TEXTS, states, layers)
                    .feature()
                    .toFloatArray(),
                FLOAT32);
          }
          return null;
        });
  }

  @Test
  void layersAreCountedFromTheOutput() {
    Backbone vision = TRANSFORMER.newBackbone();
    assertEquals(3, vision.layersAbove("conv1.weight"));
    assertEquals(3, vision.layersAbove("positional_embedding"));
    assertEquals(2, vision.layersAbove("transformer.resblocks.0.attn.in_proj_weight"));
    assertEquals(0, vision.layersAbove("transformer.resblocks.2.mlp.c_fc.bias"));
    assertEquals(0, vision.layersAbove("proj"));
    Backbone resNet = RESNET.newBackbone();
    assertEquals(4, resNet.layersAbove("conv3.weight"));
    assertEquals(3, resNet.layersAbove("layer1.0.conv1.weight"));
    assertEquals(0, resNet.layersAbove("layer4.0.bn3.bias"));
    assertEquals(0, resNet.layersAbove("attnpool.q_proj.weight"));
    LayeredTextEncoder text = TRANSFORMER.newTextEncoder().layered().orElseThrow();
    assertEquals(3, text.layersAbove("token_embedding.weight"));
    assertEquals(1, text.layersAbove("transformer.resblocks.1.ln_1.weight"));
    assertEquals(0, text.layersAbove("text_projection"));
  }

  @Test
  void conceptHeadsCanBeAddedToTheTowers() {
    for (int count : new int[] {0, 5}) {
      KamclNetwork network = new KamclNetwork(TRANSFORMER.toBuilder().conceptCount(count).build());
      runtime.infer(
          manager -> {
            NetworkParameters parameters = parameters(network, manager);
            ForwardContext context = ForwardContext.inference(parameters);
            NDArray images = manager.randomNormal(new Shape(2, 3, 24, 24));
            TowerOutput image =
                network.imageTower().forward(context.scope(KamclNetwork.IMAGE_TOWER), images);
            TowerOutput text =
                network.textTower().forward(context.scope(KamclNetwork.TEXT_TOWER), manager, TEXTS);
            assertEquals(2 * count, image.conceptStrengths().toFloatArray().length);
            assertEquals(2 * count, text.conceptStrengths().toFloatArray().length);
            return null;
          });
    }
  }

  @Test
  void theEndTokenIsTheFirstOneOfTheLargestId() {
    TextBatch batch =
        new TextBatch(new long[][] {{57, 3, 58, 4, 58}, {57, 58, 0, 0, 0}}, new int[] {5, 2}, null);
    assertArrayEquals(new int[] {2, 1}, ClipTextTransformer.endTokens(batch));
  }
}

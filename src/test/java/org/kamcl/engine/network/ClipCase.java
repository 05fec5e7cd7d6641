package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kamcl.engine.text.ClipTokenizer;
import org.kamcl.support.ClipTowerFixtures;

/**
 * A network of the CLIP fixtures with its weights.
 *
 * @param name of the case
 * @param network its parts
 * @param parameters its tensors
 */
public record ClipCase(String name, KamclNetwork network, NetworkParameters parameters)
    implements AutoCloseable {
  private static final String VISION = KamclNetwork.IMAGE_TOWER + ".encoder.";
  private static final String TEXT = KamclNetwork.TEXT_TOWER + ".encoder.";

  /** Creates a network with the weights of the fixtures' rule. */
  public static ClipCase create(ClipTowerFixtures fixtures, String name, NDManager manager) {
    return create(fixtures, name, config(fixtures.config(name)), manager);
  }

  /** As above, for another configuration of the same weights. */
  static ClipCase create(
      ClipTowerFixtures fixtures, String name, NetworkConfig config, NDManager manager) {
    KamclNetwork network = new KamclNetwork(config);
    NetworkParameters parameters = new NetworkParameters(manager);
    for (ParameterSpec spec : network.specs()) {
      float[] values = fixtures.parameter(name, originalName(spec.name()), spec.shape());
      parameters.put(
          spec.name(), EngineArrays.create(parameters.manager(), values, new Shape(spec.shape())));
    }
    return new ClipCase(name, network, parameters);
  }

  /** The name of a tensor in OpenCLIP's checkpoint. */
  static String originalName(String name) {
    return name.startsWith(VISION)
        ? "visual." + name.substring(VISION.length())
        : name.substring(TEXT.length());
  }

  /** The configuration for OpenCLIP's. */
  public static NetworkConfig config(JsonObject json) {
    JsonObject vision = json.getAsJsonObject("vision_cfg");
    JsonObject text = json.getAsJsonObject("text_cfg");
    int imageSize = vision.get("image_size").getAsInt();
    int width = vision.get("width").getAsInt();
    int headWidth = vision.get("head_width").getAsInt();
    ClipSizes.Vision sizes;
    if (vision.get("layers").isJsonArray()) {
      List<Integer> blocks = new ArrayList<>();
      JsonArray layers = vision.getAsJsonArray("layers");
      for (JsonElement layer : layers) {
        blocks.add(layer.getAsInt());
      }
      sizes = new ClipSizes.Vision(imageSize, 32, width, blocks, 32 * width / headWidth, 0);
    } else {
      sizes =
          new ClipSizes.Vision(
              imageSize,
              vision.get("patch_size").getAsInt(),
              width,
              List.of(vision.get("layers").getAsInt()),
              width / headWidth,
              4 * width);
    }
    int textWidth = text.get("width").getAsInt();
    ClipSizes.Text textSizes =
        new ClipSizes.Text(
            text.get("context_length").getAsInt(),
            text.get("vocab_size").getAsInt(),
            textWidth,
            text.get("layers").getAsInt(),
            text.get("heads").getAsInt(),
            4 * textWidth);
    Activation activation =
        json.get("quick_gelu").getAsBoolean() ? Activation.QUICK_GELU : Activation.GELU;
    return NetworkConfig.clip(
        new ClipSizes(sizes, textSizes, json.get("embed_dim").getAsInt(), activation, 100));
  }

  /** Texts as a batch, padded to the longest. */
  TextBatch batch(List<String> texts) {
    ClipTokenizer tokenizer = new ClipTokenizer();
    int limit = network.config().maxTokens();
    int[][] tokens = texts.stream().map(text -> tokenizer.ids(text, limit)).toArray(int[][]::new);
    int[] lengths = Arrays.stream(tokens).mapToInt(row -> row.length).toArray();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    long[][] ids = new long[tokens.length][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Arrays.stream(Arrays.copyOf(tokens[i], longest)).asLongStream().toArray();
    }
    return new TextBatch(ids, lengths, null);
  }

  /** Features of images [B, 3, S, S]. */
  NDArray imageFeatures(NetworkParameters set, FeatureObserver observer, NDArray images) {
    ForwardContext context =
        ForwardContext.inference(set, observer).scope(KamclNetwork.IMAGE_TOWER);
    return network.imageTower().forward(context, images).feature();
  }

  /** Features of texts. */
  NDArray textFeatures(
      NetworkParameters set, FeatureObserver observer, NDManager manager, TextBatch batch) {
    ForwardContext context = ForwardContext.inference(set, observer).scope(KamclNetwork.TEXT_TOWER);
    return network.textTower().forward(context, manager, batch).feature();
  }

  @Override
  public void close() {
    parameters.close();
  }
}

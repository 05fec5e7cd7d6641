package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityFixtures;
import org.kamcl.support.ParityLedger;

/** Compares the pretrained backbones of {@code default} with reference values. */
@Tag("parity")
class PretrainedParityTest {
  private static final double BACKBONE = 1e-3;
  private static final double SENTENCE = 1e-5;

  private static Path folder;
  private static EngineRuntime runtime;
  private static Map<String, Npz.Array> golden;

  @BeforeAll
  static void open() throws IOException {
    folder = Path.of(System.getProperty("kamcl.pretrained", "../shared/pretrained"));
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("golden.npz")),
        "The pretrained weights are missing: " + folder.toAbsolutePath());
    golden = Npz.read(folder.resolve("golden.npz"));
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    if (runtime != null) {
      runtime.close();
    }
  }

  private static NetworkParameters load(String file, NDManager manager) {
    NetworkParameters parameters = new NetworkParameters(manager);
    SafeTensors.read(folder.resolve(file))
        .tensors()
        .forEach(
            (name, tensor) ->
                parameters.put(name, manager.create(tensor.toFloats(), new Shape(tensor.shape()))));
    return parameters;
  }

  @Test
  void efficientNetLite0MatchesAtEveryStage() {
    float[] whole = ParityFixtures.open().rule().image("pretrained.image", 2);
    Backbone backbone = BackboneType.EFFICIENTNET_LITE0.create();
    try (NetworkParameters weights = load("efficientnet-lite0.safetensors", runtime.manager());
        NetworkParameters frozen =
            BatchNormFolding.freeze(
                weights, backbone.foldableConvolutions(""), runtime.manager())) {
      for (NetworkParameters set : List.of(weights, frozen)) {
        for (int size : new int[] {256, 160}) {
          runtime.infer(
              manager -> {
                NDArray images =
                    manager
                        .create(whole, new Shape(2, 3, 256, 256))
                        .get(":, :, 0:" + size + ", 0:" + size);
                List<NDArray> maps = backbone.forward(ForwardContext.inference(set), images);
                for (int i = 0; i < maps.size(); i++) {
                  String stage = i == maps.size() - 1 ? "head" : "stage" + i;
                  sampled("lite0/" + size + "/" + stage, maps.get(i), BACKBONE);
                }
                NDArray mean =
                    Layers.flattenPositions(maps.get(maps.size() - 1)).mean(new int[] {2});
                NDArray logits = Layers.linear(ForwardContext.inference(set), "_fc", mean);
                sampled("lite0/" + size + "/logits", logits, BACKBONE);
                return null;
              });
        }
      }
    }
  }

  private static TextBatch goldenTexts() throws IOException {
    JsonArray texts =
        JsonParser.parseString(Files.readString(folder.resolve("minilm-golden.json")))
            .getAsJsonArray();
    List<long[]> rows = new ArrayList<>();
    int longest = 0;
    for (JsonElement text : texts) {
      JsonArray ids = text.getAsJsonObject().getAsJsonArray("ids");
      long[] row = new long[ids.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = ids.get(i).getAsLong();
      }
      rows.add(row);
      longest = Math.max(longest, row.length);
    }
    long[][] padded = new long[rows.size()][longest];
    int[] lengths = new int[rows.size()];
    for (int b = 0; b < padded.length; b++) {
      lengths[b] = rows.get(b).length;
      System.arraycopy(rows.get(b), 0, padded[b], 0, lengths[b]);
    }
    return new TextBatch(padded, lengths, null);
  }

  @Test
  void miniLmMatchesAndRelatesHarborToPier() throws IOException {
    TextBatch batch = goldenTexts();
    try (NetworkParameters weights = load("minilm-l6.safetensors", runtime.manager())) {
      runtime.infer(
          manager -> {
            NDArray states =
                BertEncoder.miniLm(0).forward(ForwardContext.inference(weights), manager, batch);
            NDArray own = states.get("1, 0:" + batch.lengths()[1]);
            sampled("minilm/last_hidden_state_of_text1", own, SENTENCE);
            NDList means = new NDList();
            for (int b = 0; b < batch.size(); b++) {
              NDArray mean = states.get(b + ", 0:" + batch.lengths()[b]).mean(new int[] {0});
              means.add(mean.div(mean.norm()));
            }
            NDArray sentences = NDArrays.stack(means);
            Npz.Array truth = golden.get("minilm/embedding@f64");
            compare("minilm/embedding", sentences.toFloatArray(), truth.values(), SENTENCE);
            float[] cosines = sentences.matMul(sentences.transpose()).get(0L).toFloatArray();
            // Text 0: boats and a pier, 2: a harbor, 3: baseball fields, 6: a highway.
            assertTrue(cosines[2] > cosines[3] && cosines[2] > cosines[6]);
            return null;
          });
    }
  }

  private static void sampled(String entry, NDArray observed, double allowed) {
    float[] all = observed.toFloatArray();
    int[] indices = golden.get(entry + "/idx").ints();
    float[] samples = new float[indices.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = all[indices[i]];
    }
    compare(entry + "/val", samples, golden.get(entry + "/val@f64").values(), allowed);
    Map<String, Double> ours = statistics(all);
    double[] stats = golden.get(entry + "/stats").values();
    double[] values = {ours.get("mean"), ours.get("std"), ours.get("max"), ours.get("norm")};
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < stats.length; i++) {
      worst = Math.max(worst, Math.abs(values[i] - stats[i]));
      largest = Math.max(largest, Math.abs(stats[i]));
    }
    // Statistics are sums over entire maps, so the tolerance is relative to the largest.
    double bound = Math.max(allowed, 1e-5 * largest);
    ParityLedger.record(entry + "/stats", worst, bound);
    assertTrue(worst <= bound, entry + "/stats differ by " + worst);
  }

  private static Map<String, Double> statistics(float[] values) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float x : values) {
      sum += x;
      squares += (double) x * x;
      largest = Math.max(largest, Math.abs(x));
    }
    double mean = sum / values.length;
    Map<String, Double> result = new HashMap<>();
    result.put("mean", mean);
    result.put("std", Math.sqrt(Math.max(0, squares / values.length - mean * mean)));
    result.put("max", largest);
    result.put("norm", Math.sqrt(squares));
    return result;
  }

  private static void compare(String entry, float[] ours, double[] truth, double allowed) {
    assertEquals(truth.length, ours.length, "size of " + entry);
    double worst = 0;
    for (int i = 0; i < truth.length; i++) {
      worst = Math.max(worst, Math.abs(ours[i] - truth[i]));
    }
    ParityLedger.record(entry, worst, allowed);
    assertTrue(worst <= allowed, entry + " differs by " + worst + ", allowed are " + allowed);
  }
}

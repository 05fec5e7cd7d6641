package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kamcl.error.KamclException;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityFixtures;
import org.kamcl.support.ParityLedger;

/** Compares retrieval metrics, including ties, with the published protocol. */
class RetrievalParityTest {
  private static final double PERCENT = 1e-9;

  @TestFactory
  @Tag("parity")
  List<DynamicTest> ranksAndRecallsMatchInEveryCase() {
    ParityFixtures fixtures = ParityFixtures.open();
    Map<String, Npz.Array> ranks = fixtures.archive("evaluation_ranks.npz");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonElement element : fixtures.json("evaluation.json").getAsJsonArray("cases")) {
      JsonObject one = element.getAsJsonObject();
      String name = one.get("name").getAsString();
      tests.add(DynamicTest.dynamicTest(name, () -> check(fixtures, one, name, ranks)));
    }
    return tests;
  }

  private static void check(
      ParityFixtures fixtures, JsonObject one, String name, Map<String, Npz.Array> ranks) {
    int n = one.get("N").getAsInt();
    double[] v = fixtures.rule().v("eval." + name, n * 5 * n);
    JsonElement quantise = one.get("quantise");
    double[][] sims = new double[n][5 * n];
    int[] owners = new int[5 * n];
    for (int j = 0; j < owners.length; j++) {
      owners[j] = j / 5;
      for (int i = 0; i < n; i++) {
        double x = v[i * 5 * n + j] + (j / 5 == i ? 0.9 : 0);
        if (!quantise.isJsonNull()) {
          double q = quantise.getAsDouble();
          x = q > 0 ? Math.rint(x * q) / q : 0;
        }
        sims[i][j] = x;
      }
    }
    RetrievalResult result = RetrievalEvaluator.evaluate(sims, owners);
    exactRanks(name, "i2t", result.imageRanks(), ranks);
    exactRanks(name, "t2i", result.captionRanks(), ranks);
    metrics(name + "/i2t", one.getAsJsonArray("i2t"), result.imageToText());
    metrics(name + "/t2i", one.getAsJsonArray("t2i"), result.textToImage());
    near("evaluation.json/" + name + "/mR", one.get("mR").getAsDouble(), result.meanRecall());
  }

  private static void exactRanks(
      String name, String way, int[] ours, Map<String, Npz.Array> ranks) {
    String entry = "eval." + name + "." + way + "_ranks";
    int[] wanted = ranks.get(entry).ints();
    ParityLedger.exact("evaluation_ranks.npz/" + entry, Arrays.equals(wanted, ours));
    assertArrayEquals(wanted, ours, entry);
  }

  private static void metrics(String name, JsonArray wanted, RetrievalMetrics ours) {
    double[] values = {ours.r1(), ours.r5(), ours.r10(), ours.medianRank(), ours.meanRank()};
    for (int i = 0; i < values.length; i++) {
      near("evaluation.json/" + name, wanted.get(i).getAsDouble(), values[i]);
    }
  }

  private static void near(String entry, double wanted, double ours) {
    ParityLedger.record(entry, Math.abs(wanted - ours), PERCENT);
    assertEquals(wanted, ours, PERCENT, entry);
  }

  @Test
  void numberOfCaptionsPerImageMayVary() {
    // Image 0 has one caption, image 1 none, image 2 three.
    double[][] sims = {{0.9, 0.1, 0.2, 0.3}, {0.5, 0.6, 0.7, 0.8}, {0.4, 0.5, 0.1, 0.2}};
    RetrievalResult result = RetrievalEvaluator.evaluate(sims, new int[] {0, 2, 2, 2});
    assertArrayEquals(new int[] {0, -1, 0}, result.imageRanks());
    assertArrayEquals(new int[] {0, 1, 2, 2}, result.captionRanks());
    assertEquals(100, result.imageToText().r1());
    assertEquals(25, result.textToImage().r1());
  }

  @Test
  void nonNumericSimilarityFails() {
    double[][] sims = {{Double.NaN}};
    assertThrows(KamclException.class, () -> RetrievalEvaluator.evaluate(sims, new int[] {0}));
  }

  @Test
  void blockedSimilaritiesAreTheCosines() {
    Random random = new Random(3);
    float[][] images = vectors(random, 7, 33);
    float[][] captions = vectors(random, 130, 33);
    float[][] sims = RetrievalEvaluator.similarities(images, captions);
    for (int i = 0; i < images.length; i++) {
      for (int j = 0; j < captions.length; j++) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int k = 0; k < 33; k++) {
          dot += (double) images[i][k] * captions[j][k];
          a += (double) images[i][k] * images[i][k];
          b += (double) captions[j][k] * captions[j][k];
        }
        assertEquals(dot / Math.sqrt(a * b), sims[i][j], 1e-6);
      }
    }
  }

  private static float[][] vectors(Random random, int count, int size) {
    float[][] vectors = new float[count][size];
    for (float[] vector : vectors) {
      for (int k = 0; k < size; k++) {
        vector[k] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}

package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.evaluation.ActivationMeasurement.CaptionedImage;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.ActivationChooser.Choice;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;

/**
 * The measurement on planted weights: the projection of images is fitted so that each image lies on
 * its caption under one of the activations.
 */
class ActivationMeasurementTest {
  private static final int IMAGES = 24;
  private static final int WIDTH = 64;
  private static final Map<String, TensorData> TENSORS =
      ClipCheckpoints.wide(ClipTowerFixtures.open(), WIDTH);

  @TempDir private Path folder;

  private static List<CaptionedImage> samples() {
    String[] things = {"plane", "harbor", "forest", "river", "bridge", "stadium"};
    String[] places = {"in a city", "near the sea", "on a hill", "beside a wide road"};
    Random random = new Random(5);
    List<CaptionedImage> samples = new ArrayList<>();
    byte[] base = new byte[3 * 32 * 32];
    random.nextBytes(base);
    for (int i = 0; i < IMAGES; i++) {
      // Images differ little, so that what the activation changes is not small beside it.
      byte[] rgb = new byte[base.length];
      for (int k = 0; k < rgb.length; k++) {
        rgb[k] = (byte) Math.max(0, Math.min(255, (base[k] & 0xff) + random.nextInt(3) - 1));
      }
      String caption = "a " + things[i % things.length] + " " + places[i / things.length];
      samples.add(new CaptionedImage(new RgbImage(32, 32, rgb), List.of(caption)));
    }
    return samples;
  }

  private Path file(Map<String, TensorData> tensors) {
    Path file = folder.resolve("weights.safetensors");
    SafeTensors.write(file, new WeightSet(tensors, Map.of()));
    return file;
  }

  private ModelCard importModel(Path file, Optional<Activation> activation) {
    ModelStore store = new ModelStore(folder.resolve("models"), Optional.empty());
    ActivationMeasurement measurement =
        new ActivationMeasurement(ActivationMeasurementTest::samples, DeviceChoice.CPU);
    String name = activation.isPresent() ? "start" : "measured";
    ImportRequest request =
        new ImportRequest(file, name, Optional.empty(), Optional.empty(), activation);
    return new ModelImporter(store, () -> {}, measurement)
        .importFile(request)
        .model()
        .requireCard();
  }

  private static TensorData identity() {
    float[] values = new float[WIDTH * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      values[i * WIDTH + i] = 1;
    }
    return TensorData.ofFloats(values, WIDTH, WIDTH);
  }

  /** Weights whose images lie on their captions under an activation. */
  private Map<String, TensorData> planted(Activation activation) {
    Map<String, TensorData> tensors = new LinkedHashMap<>(TENSORS);
    tensors.put("visual.proj", identity());
    tensors.put("text_projection", identity());
    String inner = "visual.transformer.resblocks.0.mlp.c_proj.weight";
    float[] larger = tensors.get(inner).toFloats();
    for (int i = 0; i < larger.length; i++) {
      larger[i] *= 4;
    }
    tensors.put(inner, TensorData.ofFloats(larger, tensors.get(inner).shape()));
    importModel(file(tensors), Optional.of(activation));
    double[][] images;
    double[][] texts;
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(folder.resolve("models/start"), runtime)) {
      List<CaptionedImage> samples = samples();
      images = vectors(model.embedImages(samples.stream().map(CaptionedImage::image).toList()));
      texts = vectors(model.embedTexts(samples.stream().map(s -> s.captions().get(0)).toList()));
    }
    tensors.put("visual.proj", fitted(images, texts));
    return tensors;
  }

  private static double[][] vectors(List<Embedding> embeddings) {
    double[][] vectors = new double[embeddings.size()][WIDTH];
    for (int i = 0; i < vectors.length; i++) {
      for (int k = 0; k < WIDTH; k++) {
        vectors[i][k] = embeddings.get(i).vector()[k];
      }
    }
    return vectors;
  }

  /** The smallest P with {@code from P = to}: the transpose of from times (from fromT)^-1 to. */
  private static TensorData fitted(double[][] from, double[][] to) {
    int n = from.length;
    double[][] rows = new double[n][n + WIDTH];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < WIDTH; k++) {
          rows[i][j] += from[i][k] * from[j][k];
        }
      }
      System.arraycopy(to[i], 0, rows[i], n, WIDTH);
    }
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int j = i + 1; j < n; j++) {
        pivot = Math.abs(rows[j][i]) > Math.abs(rows[pivot][i]) ? j : pivot;
      }
      double[] swapped = rows[i];
      rows[i] = rows[pivot];
      rows[pivot] = swapped;
      for (int j = 0; j < n; j++) {
        double factor = j == i ? 0 : rows[j][i] / rows[i][i];
        for (int k = i; factor != 0 && k < n + WIDTH; k++) {
          rows[j][k] -= factor * rows[i][k];
        }
      }
    }
    float[] projection = new float[WIDTH * WIDTH];
    for (int k = 0; k < WIDTH; k++) {
      for (int e = 0; e < WIDTH; e++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += from[i][k] * rows[i][n + e] / rows[i][i];
        }
        projection[k * WIDTH + e] = (float) sum;
      }
    }
    return TensorData.ofFloats(projection, WIDTH, WIDTH);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theActivationTheCaptionsFitIsFound(Activation activation) {
    ModelCard card = importModel(file(planted(activation)), Optional.empty());
    assertEquals(activation, card.network().clip().activation());
    assertTrue(
        card.description().contains(activation.title() + ", measured on 24 captioned images"),
        card.description());
    double low = card.metrics().get("activation/low");
    double high = card.metrics().get("activation/high");
    assertTrue(activation == Activation.GELU ? low > 0 : high < 0, low + " to " + high);
  }

  @Test
  void anUntrainedModelIsNotDecided() {
    Path file = file(TENSORS);
    KamclException e =
        assertThrows(KamclException.class, () -> importModel(file, Optional.empty()));
    assertEquals(InferenceError.ACTIVATION_UNDECIDED, e.code());
  }

  @Test
  void fewImagesAndEqualFiguresDecideNothing() {
    double[] high = new double[9];
    Arrays.fill(high, 1);
    assertEquals(Optional.empty(), ActivationMeasurement.compare(high, new double[9]).better());
    assertEquals(
        Optional.empty(), ActivationMeasurement.compare(new double[50], new double[50]).better());
    double[] many = new double[50];
    Arrays.fill(many, 0.2);
    Choice choice = ActivationMeasurement.compare(new double[50], many);
    assertEquals(Optional.of(Activation.QUICK_GELU), choice.better());
    assertEquals(-0.2, choice.difference(), 1e-12);
    assertEquals(50, choice.images());
  }
}

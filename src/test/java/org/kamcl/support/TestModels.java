package org.kamcl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.TextEncoderType;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/** Creates models and checkpoints with initial weights. */
public final class TestModels {
  private static final List<String> WORDS =
      List.of("a", "many", "boats", "near", "pier", "lake", "green", "trees", "stadium", "road");

  /** Weights files that were made, because many tests begin with the same one. */
  private static final Map<NetworkConfig, byte[]> WEIGHTS = new ConcurrentHashMap<>();

  private TestModels() {}

  /** Initial weights of a network with renamed tensors; a null name omits a tensor. */
  public static WeightSet weights(NetworkConfig config, UnaryOperator<String> rename) {
    ParameterInitializer start = new ParameterInitializer(7);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : new KamclNetwork(config).specs()) {
      String name = rename.apply(spec.name());
      if (name != null) {
        tensors.put(name, TensorData.ofFloats(start.values(spec), spec.shape()));
      }
    }
    return new WeightSet(tensors, Map.of());
  }

  /** A checkpoint of the published network for 64-pixel images and 11 words. */
  public static Path checkpoint(Path file, BackboneType backbone) {
    SafeTensors.write(
        file,
        weights(
            NetworkConfig.publishedBuilder()
                .backbone(backbone)
                .imageSize(64)
                .vocabularySize(WORDS.size() + 1)
                .build(),
            name -> name));
    return file;
  }

  /** Eleven words with {@code <unk>}. */
  public static Path vocabulary(Path file) {
    List<String> words = new ArrayList<>(WORDS);
    words.add(Vocabulary.UNKNOWN);
    return write(file, new Vocabulary(words).toJson());
  }

  /** 512 concepts that begin with the words of the vocabulary. */
  public static Path concepts(Path file) {
    return write(file, quoted(conceptNames()));
  }

  private static List<String> conceptNames() {
    List<String> names = new ArrayList<>(WORDS);
    while (names.size() < NetworkConfig.CONCEPT_COUNT) {
      names.add("concept" + names.size());
    }
    return names;
  }

  private static String quoted(List<String> names) {
    return "[\"" + String.join("\",\"", names) + "\"]";
  }

  /** A small {@code default} model for 64-pixel images, about 7 MB. */
  public static Path defaultModel(Path folder) {
    return defaultModel(folder, 64);
  }

  /** A model of the kind of {@code default} with the smallest encoders, so that tests are fast. */
  public static Path defaultModel(Path folder, int imageSize) {
    return model(
        folder,
        NetworkConfig.defaultBuilder()
            .imageSize(imageSize)
            .backbone(BackboneType.MOBILENET_V2_035)
            .textEncoder(TextEncoderType.BERT_L6_H128)
            .vocabularySize(pieces().size())
            .build());
  }

  /** A small encoder of images alone, without words and concepts. */
  public static Path modelWithoutWords(Path folder) {
    return model(
        folder, NetworkConfig.imageOnly(new ClipSizes.Vision(32, 16, 16, List.of(1), 1, 64)));
  }

  /** A small CLIP model without concepts and calibration, for images of 32 pixels. */
  public static Path clipModel(Path folder) {
    return model(
        folder,
        NetworkConfig.clip(
            new ClipSizes(
                new ClipSizes.Vision(32, 16, 16, List.of(1), 1, 64),
                new ClipSizes.Text(77, 49_408, 16, 1, 1, 64),
                12,
                Activation.GELU,
                100)));
  }

  /** A model with the encoders of the shipped one, for measurements. */
  public static Path fullModel(Path folder, int imageSize) {
    return model(
        folder,
        NetworkConfig.defaultBuilder()
            .imageSize(imageSize)
            .vocabularySize(pieces().size())
            .build());
  }

  /** Number of words of these models, for the configuration of a network. */
  public static int vocabularySize() {
    return pieces().size();
  }

  /** A model of a network with the words of these models. */
  public static Path model(Path folder, NetworkConfig config) {
    byte[] weights = WEIGHTS.computeIfAbsent(config, TestModels::file);
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("weights.safetensors"), weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(folder.resolve("wordpiece.txt"), String.join("\n", pieces()) + "\n");
    if (config.conceptCount() == 0) {
      write(folder.resolve("concepts.json"), "[]");
    } else {
      concepts(folder.resolve("concepts.json"));
    }
    ModelCard card =
        new ModelCard(
            ModelCard.FORMAT_VERSION,
            folder.getFileName().toString(),
            "Start values.",
            "2026-01-01",
            "default",
            config,
            "nothing",
            "start values",
            Map.of(),
            "Apache-2.0",
            "none",
            null,
            "everything",
            "");
    write(folder.resolve(ModelCard.FILE), card.toJson());
    return folder;
  }

  /** The weights file of a network with initial weights. */
  private static byte[] file(NetworkConfig config) {
    Map<String, TensorData> halves = new LinkedHashMap<>();
    weights(config, name -> name).tensors().forEach((name, t) -> halves.put(name, t.toHalf()));
    try {
      Path file = Files.createTempFile("weights", ".safetensors");
      try {
        SafeTensors.write(file, new WeightSet(halves, Map.of()));
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (char c = 'a'; c <= 'z'; c++) {
      pieces.add(c + "");
      pieces.add("##" + c);
    }
    pieces.addAll(WORDS.subList(1, WORDS.size()));
    return pieces;
  }

  /** An image of stripes that depend on its number. */
  public static RgbImage image(int number, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % width / (2 + number % 5) * 90 + i / 3 / width * (number % 7) * 5);
    }
    return new RgbImage(width, height, rgb);
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the list of hashes of a model. A model {@code default} of a program folder needs it:
   * without one, it is compared with the model that the program is shipped with.
   */
  public static void writeHashes(Path model) {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.sorted().toList()) {
        String hash = DigestUtils.sha256Hex(Files.readAllBytes(file));
        lines.append(hash).append("  ").append(file.getFileName()).append('\n');
      }
      Files.writeString(model.resolve("SHA256SUMS"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

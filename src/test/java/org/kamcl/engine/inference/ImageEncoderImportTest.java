package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.checkpoint.CheckpointError;
import org.kamcl.engine.image.Preprocessing.Fit;
import org.kamcl.engine.image.Resampling;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkError;
import org.kamcl.engine.network.PlainParts;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.support.PlainTransformerFiles;
import org.kamcl.support.TestModels;

class ImageEncoderImportTest {
  @TempDir private Path folder;

  private ImportResult imported(Path file, String name) {
    ModelStore store = new ModelStore(folder.resolve("models"), Optional.empty());
    return new ModelImporter(store).importFile(file, name, Optional.empty(), Optional.empty());
  }

  @Test
  void aTransformerOfDinoHasItsTensorsUnderTheNamesOfTheNetwork() {
    for (String prefix : List.of("", "module.backbone.")) {
      Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
      PlainTransformerFiles.put(tensors, "head.weight", 10, 64);
      Path file = PlainTransformerFiles.write(folder.resolve("dino.safetensors"), prefix, tensors);
      ImportResult result = imported(file, "dino" + prefix.length());
      assertEquals(List.of(prefix + "head.weight"), result.unusedTensors());
      NetworkConfig network = result.model().requireCard().network();
      assertEquals(BackboneType.VIT, network.backbone());
      assertEquals(64, network.embeddingSize());
      assertEquals(32, network.imageSize());
      assertEquals(96, network.clip().vision().mlpWidth());
      Map<String, TensorData> stored =
          SafeTensors.read(result.model().folder().resolve("weights.safetensors")).tensors();
      assertEquals(tensors.size() - 1, stored.size());
      String own = "visualmodelQ.encoder.";
      Map<String, String> pairs =
          Map.of(
              "cls_token", "class_embedding",
              "pos_embed", "positional_embedding",
              "patch_embed.proj.bias", "conv1.bias",
              "blocks.1.attn.qkv.weight", "transformer.resblocks.1.attn.in_proj_weight",
              "blocks.1.attn.proj.bias", "transformer.resblocks.1.attn.out_proj.bias",
              "blocks.0.mlp.fc1.weight", "transformer.resblocks.0.mlp.c_fc.weight",
              "blocks.0.mlp.fc2.weight", "transformer.resblocks.0.mlp.c_proj.weight",
              "blocks.0.norm2.bias", "transformer.resblocks.0.ln_2.bias",
              "norm.weight", "ln_post.weight");
      pairs.forEach(
          (from, to) ->
              assertArrayEquals(
                  tensors.get(from).toFloats(), stored.get(own + to).toFloats(), from));
    }
  }

  @Test
  void theTeacherOfATrainingStateIsImported() {
    Map<String, TensorData> both = PlainTransformerFiles.tensors();
    Map<String, TensorData> all = new LinkedHashMap<>();
    both.forEach((name, tensor) -> all.put("student.module.backbone." + name, tensor));
    both.forEach((name, tensor) -> all.put("teacher.backbone." + name, tensor));
    ImportResult result =
        imported(PlainTransformerFiles.write(folder.resolve("a.safetensors"), "", all), "both");
    assertEquals(both.size(), result.unusedTensors().size());
    assertTrue(result.unusedTensors().get(0).startsWith("student."));
  }

  private static final String OWN = "visualmodelQ.encoder.";

  private static float[] stored(ImportResult result, String name) {
    Path weights = result.model().folder().resolve("weights.safetensors");
    return SafeTensors.read(weights).tensors().get(OWN + name).toFloats();
  }

  private static PlainParts parts(ImportResult result) {
    return result.model().requireCard().network().clip().plain();
  }

  @Test
  void layerScaleAndRegistersOfDinov2AreImported() {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
    for (int block = 0; block < 2; block++) {
      PlainTransformerFiles.put(tensors, "blocks." + block + ".ls1.gamma", 64);
      PlainTransformerFiles.put(tensors, "blocks." + block + ".ls2.gamma", 64);
    }
    PlainTransformerFiles.put(tensors, "register_tokens", 1, 4, 64);
    PlainTransformerFiles.put(tensors, "mask_token", 1, 64);
    Path file = PlainTransformerFiles.write(folder.resolve("d.safetensors"), "", tensors);
    ImportResult result = imported(file, "dinov2");
    assertEquals(new PlainParts(true, 4, PlainParts.Pooling.CLASS), parts(result));
    assertEquals(List.of("mask_token"), result.unusedTensors());
    assertArrayEquals(
        tensors.get("blocks.1.ls2.gamma").toFloats(),
        stored(result, "transformer.resblocks.1.ls_2"));
    assertArrayEquals(tensors.get("register_tokens").toFloats(), stored(result, "extra_tokens"));
  }

  @Test
  void aClassTokenWithoutAPositionGetsOneOfZerosAsInTimm() {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(tensors, "reg_token", 1, 4, 64);
    PlainTransformerFiles.put(tensors, "pos_embed", 1, 16, 64);
    Path file = PlainTransformerFiles.write(folder.resolve("r.safetensors"), "", tensors);
    float[] positions = stored(imported(file, "reg"), "positional_embedding");
    assertArrayEquals(new float[64], Arrays.copyOf(positions, 64));
    assertArrayEquals(
        tensors.get("pos_embed").toFloats(), Arrays.copyOfRange(positions, 64, 17 * 64));
  }

  @Test
  void theDistillationTokenOfDeitKeepsItsPosition() {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(tensors, "dist_token", 1, 1, 64);
    PlainTransformerFiles.put(tensors, "pos_embed", 1, 18, 64);
    PlainTransformerFiles.put(tensors, "head_dist.weight", 10, 64);
    Path file = PlainTransformerFiles.write(folder.resolve("t.safetensors"), "", tensors);
    ImportResult result = imported(file, "deit");
    assertEquals(new PlainParts(false, 1, PlainParts.Pooling.CLASS_AND_EXTRA), parts(result));
    float[] given = tensors.get("pos_embed").toFloats();
    float[] token = tensors.get("dist_token").toFloats();
    float[] positions = stored(result, "positional_embedding");
    float[] extra = stored(result, "extra_tokens");
    for (int i = 0; i < 64; i++) {
      assertEquals(token[i] + given[64 + i], extra[i]);
      assertEquals(given[i], positions[i]);
    }
    assertArrayEquals(
        Arrays.copyOfRange(given, 128, 18 * 64), Arrays.copyOfRange(positions, 64, 17 * 64));
  }

  @Test
  void aNormalizationOfTheMeanOfAllPatchesIsImported() {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
    tensors.put("fc_norm.weight", tensors.remove("norm.weight"));
    tensors.put("fc_norm.bias", tensors.remove("norm.bias"));
    Path file = PlainTransformerFiles.write(folder.resolve("m.safetensors"), "", tensors);
    ImportResult result = imported(file, "mae");
    assertEquals(new PlainParts(false, 0, PlainParts.Pooling.PATCHES), parts(result));
    assertArrayEquals(tensors.get("fc_norm.bias").toFloats(), stored(result, "ln_post.bias"));
  }

  @Test
  void pixelStatisticsAreThoseOfTheConfigurationBesideTheFile() throws IOException {
    Path file =
        PlainTransformerFiles.write(
            folder.resolve("p.safetensors"), "", PlainTransformerFiles.tensors());
    assertEquals(
        ClipSizes.Pixels.IMAGENET,
        imported(file, "plain").model().requireCard().network().clip().pixels());
    Path timm = folder.resolve("config.json");
    String json =
        "{'architecture': 'x', 'global_pool': '%s', 'pretrained_cfg': {'mean': [0.5, 0.4, 0.3],"
            + " 'std': [0.2, 0.3, 0.4], 'interpolation': '%s', 'crop_pct': 0.9}}";
    Files.writeString(timm, String.format(json, "token", "bicubic"));
    ImportResult stated = imported(file, "stated");
    assertEquals(
        new ClipSizes.Pixels(
            List.of(0.5, 0.4, 0.3),
            List.of(0.2, 0.3, 0.4),
            new Fit(false, Resampling.BICUBIC, 35, 32)),
        stated.model().requireCard().network().clip().pixels());
    assertTrue(stated.kind().contains("pixel statistics by config.json"), stated.kind());
    Map<String, TensorData> same = PlainTransformerFiles.tensors();
    Files.writeString(timm, String.format(json, "avg", "bicubic"));
    assertRefused("global_pool", CheckpointError.OPTION_UNSUPPORTED, same);
    Files.writeString(timm, String.format(json, "token", "lanczos"));
    assertRefused("config.json", CheckpointError.PIXELS_DIFFER, same);
    Files.writeString(timm, "{'pretrained_cfg': {'mean': [0.5], 'std': [0.5]}}");
    assertRefused("config.json", CheckpointError.CONFIG_INVALID, same);
    Files.writeString(timm, "{'pretrained_cfg': {'mean': 'x', 'std': null}}");
    assertRefused("config.json", CheckpointError.CONFIG_INVALID, same);
    Files.writeString(timm, "{");
    assertRefused("config.json", CheckpointError.CONFIG_INVALID, same);
    Files.delete(timm);
    Path processor = folder.resolve("preprocessor_config.json");
    Files.writeString(
        processor,
        "{'image_mean': [0, 0, 0], 'image_std': [1, 1, 1], 'resample': 3,"
            + " 'size': {'shortest_edge': 256}, 'crop_size': {'height': 224, 'width': 224}}");
    assertEquals(
        new ClipSizes.Pixels(
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            new Fit(false, Resampling.BICUBIC, 256, 224)),
        imported(file, "processed").model().requireCard().network().clip().pixels());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'size': 224, 'resample': 2 | true BILINEAR 1 1",
        "'size': 224, 'crop_size': 224, 'resample': 2 | false BILINEAR 1 1",
        "'size': {'height': 256, 'width': 256}, 'do_center_crop': true, 'crop_size': 224"
            + " | true BICUBIC 256 224",
        "'size': {'height': 224, 'width': 224}, 'do_center_crop': false | true BICUBIC 1 1",
        "'size': {'shortest_edge': 438}, 'crop_size': {'height': 384, 'width': 384},"
            + " 'do_center_crop': true | false BICUBIC 438 384",
        "'size': {'shortest_edge': 224}, 'do_center_crop': false | size",
        "'size': {'height': 224, 'width': 192} | size",
        "'size': {'shortest_edge': 224}, 'crop_size': 256 | size",
        "'resample': 1 | resample",
        "'do_resize': false | do_resize"
      })
  void preparationOfTransformersIsAppliedOrRefused(String settings, String outcome)
      throws IOException {
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        "{'image_mean': [0, 0, 0], 'image_std': [1, 1, 1], " + settings + "}");
    assertPreparation(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'crop_pct': 1.0, 'interpolation': 'bilinear' | false BILINEAR 1 1",
        "'crop_pct': 0.95, 'input_size': [3, 224, 224] | false BICUBIC 235 224",
        "'input_size': [3, 224, 224] | false BICUBIC 256 224",
        "'crop_pct': 0.9, 'crop_mode': 'squash', 'input_size': [3, 224, 224]"
            + " | true BICUBIC 248 224",
        "'crop_mode': 'border' | crop_mode",
        "'crop_pct': 1.5 | crop_pct",
        "'input_size': [3, 224, 192] | input_size",
        "'interpolation': 'lanczos' | interpolation"
      })
  void preparationOfTimmIsAppliedOrRefused(String settings, String outcome) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{'pretrained_cfg': {'mean': [0, 0, 0], 'std': [1, 1, 1], " + settings + "}}");
    assertPreparation(outcome);
  }

  /**
   * @param outcome whether it stretches, its filter and its ratio; or the setting that is refused
   */
  private void assertPreparation(String outcome) {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors();
    String[] parts = outcome.split(" ");
    if (parts.length == 1) {
      assertRefused(" " + outcome + " = ", CheckpointError.PIXELS_DIFFER, tensors);
      return;
    }
    Path file = PlainTransformerFiles.write(folder.resolve("p.safetensors"), "", tensors);
    ModelCard card = imported(file, "prepared").model().requireCard();
    Fit fit =
        new Fit(
            Boolean.parseBoolean(parts[0]),
            Resampling.valueOf(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
    assertEquals(fit, card.network().newBackbone().preprocessing().fit());
  }

  @ParameterizedTest
  @CsvSource({"64, 1", "192, 3", "1280, 16"})
  void headsAreThoseOfPublishedModelsOfTheWidth(int width, int heads) {
    Map<String, TensorData> tensors = PlainTransformerFiles.tensors(width);
    Path file = PlainTransformerFiles.write(folder.resolve("w.safetensors"), "", tensors);
    ImportResult result = imported(file, "w");
    assertEquals(heads, result.model().requireCard().network().clip().vision().heads());
  }

  @Test
  void aWidthOfNoPublishedModelIsRefusedBecauseItsHeadsAreNotKnown() {
    assertRefused(
        "a width of 96",
        CheckpointError.TRANSFORMER_UNSUPPORTED,
        PlainTransformerFiles.tensors(96));
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    Map<String, TensorData> giant = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(giant, "blocks.0.mlp.w12.weight", 64, 64);
    assertRefused("mlp.w12", CheckpointError.TRANSFORMER_UNSUPPORTED, giant);
    Map<String, TensorData> twice = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(twice, "fc_norm.weight", 64);
    assertRefused("fc_norm", CheckpointError.TRANSFORMER_UNSUPPORTED, twice);
    Map<String, TensorData> headless = PlainTransformerFiles.tensors();
    headless.remove("cls_token");
    assertRefused("no cls_token", CheckpointError.TRANSFORMER_UNSUPPORTED, headless);
    Map<String, TensorData> scaled = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(scaled, "blocks.0.ls1.gamma", 64);
    assertRefused("ls_2", InferenceError.TENSORS_MISMATCH, scaled);
    Map<String, TensorData> oblong = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(oblong, "pos_embed", 1, 13, 64);
    assertRefused("13", CheckpointError.POSITIONS_NOT_SQUARE, oblong);
    Map<String, TensorData> half = PlainTransformerFiles.tensors();
    half.remove("blocks.1.mlp.fc2.bias");
    assertRefused("c_proj.bias", InferenceError.TENSORS_MISMATCH, half);
    Map<String, TensorData> none = PlainTransformerFiles.tensors();
    none.keySet().removeIf(name -> name.endsWith("norm1.weight"));
    assertRefused("blocks", NetworkError.CLIP_SIZE_INVALID, none);
  }

  private void assertRefused(String part, ErrorCode error, Map<String, TensorData> tensors) {
    Path file = PlainTransformerFiles.write(folder.resolve("x.safetensors"), "", tensors);
    Executable run = () -> imported(file, "x");
    KamclException failure = assertThrows(KamclException.class, run);
    assertEquals(error, failure.code(), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  @Test
  void aResNetOfTorchvisionWithoutVocabularyIsAnImageEncoder() {
    String prefix = "visualmodelQ.backbone.";
    Map<String, TensorData> own = new LinkedHashMap<>();
    TestModels.weights(NetworkConfig.imageOnly(BackboneType.RESNET18, 64), name -> name)
        .tensors()
        .forEach((name, tensor) -> own.put(name.substring(prefix.length()), tensor));
    own.remove("fc.weight");
    Path file = PlainTransformerFiles.write(folder.resolve("resnet18.safetensors"), "", own);
    ImportResult result = imported(file, "resnet");
    NetworkConfig network = result.model().requireCard().network();
    assertEquals(NetworkConfig.imageOnly(BackboneType.RESNET18, 224), network);
    assertTrue(result.kind().contains("without words"), result.kind());
  }
}

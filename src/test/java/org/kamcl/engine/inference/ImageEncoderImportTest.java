package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.checkpoint.CheckpointError;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkError;
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

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    Map<String, TensorData> scaled = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(scaled, "blocks.0.ls1.gamma", 64);
    assertRefused("ls1.gamma", CheckpointError.TRANSFORMER_UNSUPPORTED, scaled);
    Map<String, TensorData> distilled = PlainTransformerFiles.tensors();
    PlainTransformerFiles.put(distilled, "dist_token", 1, 1, 64);
    assertRefused("dist_token", CheckpointError.TRANSFORMER_UNSUPPORTED, distilled);
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

package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.kamcl.error.KamclException;

class NetworkConfigTest {
  private static final Gson GSON = new Gson();
  private static final String FORMER =
      "{\"backbone\":\"%s\",\"imageSize\":256,\"textEncoder\":\"%s\",\"textPooling\":\"GENERALIZED\","
          + "\"vocabularySize\":%d,\"maxTokens\":512,\"embeddingSize\":512,\"conceptCount\":512,"
          + "\"maskTextPadding\":false,\"conceptToken\":%b,\"addConcepts\":true,"
          + "\"lastMapOnly\":false}";

  private static final ClipSizes SIZES =
      new ClipSizes(
          ClipSizes.Vision.transformer(56, 14, 128, 3),
          ClipSizes.Text.of(77, 500, 64, 2),
          32,
          Activation.QUICK_GELU,
          100);
  private static final ClipSizes RESNET =
      new ClipSizes(
          ClipSizes.Vision.resNet(64, 8, List.of(1, 2, 1, 1)),
          SIZES.text(),
          32,
          Activation.GELU,
          100);

  @Test
  void sizesOfClipAreCheckedWithACode() {
    NetworkConfig clip = NetworkConfig.clip(SIZES);
    assertEquals(Set.of(), concepts(clip));
    assertEquals(
        Set.of(
            "visualmodelQ.im.0.weight",
            "visualmodelQ.im.0.bias",
            "textmodelQ.tx.0.weight",
            "textmodelQ.tx.0.bias"),
        concepts(clip.toBuilder().conceptCount(5).build()));
    assertEquals(84, clip.withImageSize(84).imageSize());
    assertRejected(NetworkError.IMAGE_SIZE_INVALID, () -> clip.withImageSize(64));
    assertRejected(NetworkError.CLIP_SIZES_REQUIRED, () -> clip.toBuilder().clip(RESNET).build());
    assertRejected(NetworkError.CLIP_SIZES_REQUIRED, () -> clip.toBuilder().clip(null).build());
    assertRejected(
        NetworkError.CLIP_SIZES_REQUIRED, () -> NetworkConfig.defaultBuilder().clip(SIZES).build());
    assertRejected(
        NetworkError.CLIP_SIZES_INCOMPLETE,
        () -> NetworkConfig.clip(new ClipSizes(SIZES.vision(), null, 32, Activation.GELU, 100)));
    assertRejected(NetworkError.TOO_MANY_TOKENS, () -> clip.toBuilder().maxTokens(78).build());
    assertRejected(
        NetworkError.HEADS_DO_NOT_DIVIDE, () -> new ClipSizes.Text(77, 500, 64, 2, 7, 256));
    assertRejected(
        NetworkError.CLIP_SIZE_INVALID, () -> ClipSizes.Vision.transformer(60, 14, 128, 3));
    assertRejected(
        NetworkError.CLIP_SIZE_INVALID,
        () -> new ClipSizes(SIZES.vision(), SIZES.text(), 32, Activation.GELU, Double.NaN));
  }

  private static Set<String> concepts(NetworkConfig config) {
    return new KamclNetwork(config)
        .specs().stream()
            .map(ParameterSpec::name)
            .filter(name -> name.contains("Q.im.") || name.contains("Q.tx."))
            .collect(Collectors.toSet());
  }

  @Test
  void configurationRoundTripsThroughJson() {
    for (NetworkConfig config :
        new NetworkConfig[] {
          NetworkConfig.defaults(),
          NetworkConfig.published(9),
          NetworkConfig.clip(SIZES),
          NetworkConfig.clip(RESNET).toBuilder().conceptCount(7).build()
        }) {
      assertEquals(config, GSON.fromJson(GSON.toJson(config), NetworkConfig.class));
    }
  }

  @Test
  void formerResNetConfigurationIsThePublishedNetwork() {
    String json = String.format(FORMER, "RESNET18", "SKIP_THOUGHTS_GRU", 9, true);
    assertEquals(NetworkConfig.published(9), GSON.fromJson(json, NetworkConfig.class));
    String other = String.format(FORMER, "EFFICIENTNET_LITE0", "MINILM_L6", 0, false);
    assertFalse(GSON.fromJson(other, NetworkConfig.class).published());
  }

  @Test
  void formerNameOfLastStageOnlyIsRead() {
    String json =
        String.format(FORMER, "EFFICIENTNET_LITE0", "MINILM_L6", 0, false)
            .replace("\"lastMapOnly\":false", "\"lastMapOnly\":true");
    assertTrue(GSON.fromJson(json, NetworkConfig.class).lastStageOnly());
  }

  @Test
  void everyBackboneFitsBothAggregators() {
    for (BackboneType backbone : BackboneType.values()) {
      if (backbone.needsSizes()) {
        continue;
      }
      for (NetworkConfig.Builder builder :
          new NetworkConfig.Builder[] {
            NetworkConfig.defaultBuilder(), NetworkConfig.publishedBuilder().vocabularySize(9)
          }) {
        NetworkConfig config = builder.backbone(backbone).imageSize(64).build();
        assertTrue(new KamclNetwork(config).specs().size() > 100);
      }
    }
  }

  @Test
  void impossibleConfigurationsAreRejectedWithACode() {
    assertRejected(NetworkError.IMAGE_SIZE_INVALID, b -> b.imageSize(65));
    assertRejected(NetworkError.SIZE_NOT_POSITIVE, b -> b.embeddingSize(0));
    assertRejected(NetworkError.CONCEPT_COUNT_DIFFERS, b -> b.addConcepts(true).conceptCount(9));
    assertRejected(NetworkError.AGGREGATOR_REQUIRED, b -> b.published(true).lastStageOnly(true));
    assertRejected(NetworkError.TOO_MANY_TOKENS, b -> b.maxTokens(513));
    assertRejected(NetworkError.CONCEPT_TOKEN_UNSUPPORTED, b -> b.conceptToken(true));
    assertRejected(
        NetworkError.VOCABULARY_REQUIRED,
        b -> b.textEncoder(TextEncoderType.SKIP_THOUGHTS_GRU).conceptToken(true));
    assertRejected(
        NetworkError.PUBLISHED_POOLING_REQUIRED,
        b -> b.textEncoder(TextEncoderType.SKIP_THOUGHTS_GRU).vocabularySize(9));
  }

  private static void assertRejected(NetworkError code, Executable construction) {
    assertEquals(code, assertThrows(KamclException.class, construction).code());
  }

  private static void assertRejected(
      NetworkError code, UnaryOperator<NetworkConfig.Builder> change) {
    NetworkConfig.Builder builder = change.apply(NetworkConfig.defaultBuilder());
    assertEquals(code, assertThrows(KamclException.class, builder::build).code());
  }
}

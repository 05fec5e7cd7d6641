package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;

class NetworkConfigTest {
  private static final Gson GSON = new Gson();
  private static final String FORMER =
      "{\"backbone\":\"%s\",\"imageSize\":256,\"textEncoder\":\"%s\",\"textPooling\":\"GENERALIZED\","
          + "\"vocabularySize\":%d,\"maxTokens\":512,\"embeddingSize\":512,\"conceptCount\":512,"
          + "\"maskTextPadding\":false,\"conceptToken\":%b,\"addConcepts\":true,"
          + "\"lastMapOnly\":false}";

  @Test
  void configurationRoundTripsThroughJson() {
    for (NetworkConfig config :
        new NetworkConfig[] {NetworkConfig.defaults(), NetworkConfig.published(9)}) {
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

  private static void assertRejected(
      NetworkError code, UnaryOperator<NetworkConfig.Builder> change) {
    NetworkConfig.Builder builder = change.apply(NetworkConfig.defaultBuilder());
    assertEquals(code, assertThrows(KamclException.class, builder::build).code());
  }
}

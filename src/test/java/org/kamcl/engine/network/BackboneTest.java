package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_NONE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneTest {

  @ParameterizedTest
  @EnumSource(
      value = BackboneType.class,
      mode = MATCH_NONE,
      names = {"CLIP_.*", "VIT"})
  void itsOwnTensorNamesAreRecognized(BackboneType type) {
    Set<String> names =
        type.create().specs("").stream().map(ParameterSpec::name).collect(Collectors.toSet());
    assertEquals(Optional.of(type), BackboneType.recognize(names));
  }

  @Test
  void otherNamesAreNotRecognized() {
    assertEquals(Optional.empty(), BackboneType.recognize(Set.of("bert.x", "conv1.weight")));
  }

  @ParameterizedTest
  @EnumSource(
      value = BackboneType.class,
      mode = MATCH_NONE,
      names = {"CLIP_.*", "VIT"})
  void stagesHaveTheStridesThatAggregatorsNeed(BackboneType type) {
    Backbone backbone = type.create();
    for (int stride : new int[] {4, 8, 16, 32}) {
      int stage = backbone.lastStageOfStride(stride);
      assertEquals(stride, backbone.stages().get(stage).stride());
    }
    assertThrows(IllegalArgumentException.class, () -> backbone.lastStageOfStride(64));
  }

  @Test
  void defaultNetworkPoolsItsTrainedStages() {
    Backbone backbone = BackboneType.EFFICIENTNET_LITE0.create();
    assertEquals("stage2", backbone.stages().get(backbone.lastStageOfStride(8)).name());
    assertEquals("stage4", backbone.stages().get(backbone.lastStageOfStride(16)).name());
    assertEquals("head", backbone.stages().get(backbone.lastStageOfStride(32)).name());
  }

  private static long values(List<ParameterSpec> specs) {
    return specs.stream()
        .mapToLong(spec -> LongStream.of(spec.shape()).reduce(1, (a, b) -> a * b))
        .sum();
  }

  @Test
  void smallEncodersHaveThePublishedNumberOfValues() {
    // MobileNetV2 of width 0.35 without its classifier, moving statistics included, as Keras
    // counts.
    assertEquals(410_208, values(BackboneType.MOBILENET_V2_035.create().specs("")));
    // 30,522 words, 512 positions and 2 types of width H = 128, and 6 layers of 12 H^2 + 13 H.
    assertEquals(
        (30_522 + 512 + 2 + 2) * 128 + 6 * (12 * 128 * 128 + 13 * 128),
        values(TextEncoderType.BERT_L6_H128.create(0).specs("")));
  }

  @Test
  void layersAreCountedFromTheOutput() {
    Backbone resNet = BackboneType.RESNET50.create();
    assertEquals(4, resNet.layersAbove("conv1.weight"));
    assertEquals(3, resNet.layersAbove("layer1.0.conv1.weight"));
    assertEquals(0, resNet.layersAbove("layer4.2.bn3.bias"));
    Backbone lite = BackboneType.EFFICIENTNET_LITE0.create();
    assertEquals(17, lite.layersAbove("_bn0.weight"));
    assertEquals(16, lite.layersAbove("_blocks.0._bn1.weight"));
    assertEquals(0, lite.layersAbove("_conv_head.weight"));
    LayeredTextEncoder text = TextEncoderType.MINILM_L6.create(0).layered().orElseThrow();
    assertEquals(6, text.layersAbove("embeddings.LayerNorm.weight"));
    assertEquals(5, text.layersAbove("encoder.layer.0.output.dense.weight"));
    assertEquals(0, text.layersAbove("encoder.layer.5.output.dense.weight"));
  }

  @Test
  void theGruIsNotDividedIntoLayers() {
    TextEncoder gru = TextEncoderType.SKIP_THOUGHTS_GRU.create(9);
    assertEquals(Optional.empty(), gru.layered());
    assertFalse(gru.embedsSentences());
    assertEquals(Optional.empty(), new TextTower(NetworkConfig.published(9)).layered());
  }
}

package org.kamcl.explorer.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.PlainParts;

class NetworkTextTest {
  private static ModelCard card(NetworkConfig network) {
    return ModelCard.builder("m", network).build();
  }

  @Test
  void aModelOfTheClipFamilyShowsBothEncodersAndItsPixels() {
    ClipSizes sizes =
        new ClipSizes(
            ClipSizes.Vision.transformer(224, 32, 768, 12),
            ClipSizes.Text.of(77, 49408, 512, 12),
            512,
            Activation.QUICK_GELU,
            100);
    ModelCard card = card(NetworkConfig.clip(sizes));
    assertEquals("CLIP", NetworkText.kind(card));
    assertEquals(
        List.of(
            "configuration  CLIP",
            "network        CLIP ViT at 224 px, CLIP text transformer, 512 values, no concepts",
            "image encoder  12 blocks, width 768, patches of 32 px",
            "text encoder   12 blocks, width 512, up to 77 tokens",
            "activation     QuickGELU",
            "pixels         mean and deviation of CLIP; shorter side resized (bicubic), middle cut"
                + " out"),
        NetworkText.of(card));
  }

  @Test
  void anEncoderWithoutWordsShowsItsPartsAndStatistics() {
    ModelCard card =
        card(
            NetworkConfig.imageOnly(
                ClipSizes.Vision.transformer(518, 14, 384, 12),
                new PlainParts(true, 4, PlainParts.Pooling.CLASS),
                new ClipSizes.Pixels(List.of(.5, .25, .125), List.of(.5, .5, .5))));
    assertEquals("images", NetworkText.kind(card));
    List<String> lines = NetworkText.of(card);
    assertTrue(
        lines.contains(
            "image encoder  12 blocks, width 384, patches of 14 px, layer scale, 4 extra tokens;"
                + " the feature is the class token"),
        lines.toString());
    assertTrue(
        lines.get(lines.size() - 1).contains("mean 0.5000 0.2500 0.1250, deviation 0.5000"),
        lines.toString());
    List<String> resNet = NetworkText.of(card(NetworkConfig.imageOnly(BackboneType.RESNET18, 64)));
    assertEquals(
        "pixels         mean and deviation of ImageNet; stretched to the square (bilinear)",
        resNet.get(resNet.size() - 1));
  }
}

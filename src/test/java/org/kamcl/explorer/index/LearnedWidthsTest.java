package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.ImageBackbone;
import org.kamcl.engine.network.NetworkConfig;

class LearnedWidthsTest {
  /** Of a model for images of 64 pixels. */
  private static LearnedWidths widths(double... metresPerPixel) {
    return LearnedWidths.of(
        new ModelCard(
            ModelCard.FORMAT_VERSION,
            "small",
            "",
            "",
            "default",
            NetworkConfig.reference(ImageBackbone.RESNET18, 64, 11),
            "",
            "",
            Map.of(),
            "",
            "",
            metresPerPixel.length == 0 ? null : metresPerPixel,
            "",
            ""));
  }

  @Test
  void theCardSaysWhatIsTooNarrowOrTooWide() {
    LearnedWidths widths = widths(0.5, 10);
    assertEquals(
        Optional.of(
            "a.tif: a picture covers 29 m of ground; the model has learned from 32 to 640 m, so"
                + " expect weaker matches."),
        widths.doubt("a.tif", 29));
    assertTrue(widths.doubt("a.tif", 700).isPresent());
    assertEquals(Optional.empty(), widths.doubt("a.tif", 31), "nearly");
    assertEquals(Optional.empty(), widths.doubt("a.tif", 100));
    assertEquals(Optional.empty(), widths.doubt("a.tif", 660), "nearly");
  }

  @Test
  void aCardWithoutARangeIsTakenForOneOfTheField() {
    for (LearnedWidths widths : new LearnedWidths[] {widths(), widths(3), widths(5, 1)}) {
      assertEquals(new LearnedWidths(300, 4_800), widths);
    }
  }
}

package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.error.Problem;

class TrainedExtentRangeTest {
  /** Of a model for images of 64 pixels. */
  private static TrainedExtentRange range(double... metresPerPixel) {
    return TrainedExtentRange.of(
        new ModelCard(
            ModelCard.FORMAT_VERSION,
            "small",
            "",
            "",
            "default",
            NetworkConfig.publishedBuilder()
                .backbone(BackboneType.RESNET18)
                .imageSize(64)
                .vocabularySize(11)
                .build(),
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
  void extentsOutsideTheRangeOfTheModelCardAreReported() {
    TrainedExtentRange range = range(0.5, 10);
    assertEquals(
        Optional.of(Problem.of(IndexError.EXTENT_OUTSIDE_TRAINING_RANGE, "a.tif", 29L, 32L, 640L)),
        range.check("a.tif", 29));
    assertTrue(range.check("a.tif", 700).isPresent());
    assertEquals(Optional.empty(), range.check("a.tif", 31), "nearly");
    assertEquals(Optional.empty(), range.check("a.tif", 100));
    assertEquals(Optional.empty(), range.check("a.tif", 660), "nearly");
  }

  @Test
  void aCardWithoutARangeGetsTheDefaultRange() {
    for (TrainedExtentRange range : new TrainedExtentRange[] {range(), range(3), range(5, 1)}) {
      assertEquals(new TrainedExtentRange(300, 4_800), range);
    }
  }
}

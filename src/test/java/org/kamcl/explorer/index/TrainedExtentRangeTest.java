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
  /** The range of a model with an image size of 64 pixels. */
  private static TrainedExtentRange range(double... gsdRange) {
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
            gsdRange.length == 0 ? null : gsdRange,
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
    assertEquals(Optional.empty(), range.check("a.tif", 31), "within the tolerance");
    assertEquals(Optional.empty(), range.check("a.tif", 100));
    assertEquals(Optional.empty(), range.check("a.tif", 660), "within the tolerance");
  }

  @Test
  void aCardWithoutARangeIsComparedWithUsualCorporaAndNotSaidToHaveOne() {
    for (TrainedExtentRange range : new TrainedExtentRange[] {range(), range(3), range(5, 1)}) {
      assertEquals(new TrainedExtentRange(300, 4_800, false), range);
      assertEquals(
          Optional.of(Problem.of(IndexError.EXTENT_OUTSIDE_USUAL_RANGE, "a.tif", 91L, 300L, 4800L)),
          range.check("a.tif", 91),
          "what the model was trained on is not known");
    }
  }
}

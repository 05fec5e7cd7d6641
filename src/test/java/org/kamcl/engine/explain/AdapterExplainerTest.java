package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.AdapterSizes;
import org.kamcl.engine.network.FeatureSource;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.support.TestModels;

/** Heat maps of models with adapters, whose scores are no exact sums over positions. */
class AdapterExplainerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(FeatureSource.class)
  void gradientsAndTheirRemainderAddUpToTheScore(FeatureSource source) {
    Path small = TestModels.defaultModel(folder.resolve("small"), 64);
    NetworkConfig network =
        ModelCard.read(small).network().toBuilder().adapter(new AdapterSizes(source, 16)).build();
    Path adapted = TestModels.model(folder.resolve("adapted"), network);
    RgbImage image = TestModels.image(3, 64, 64);
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(adapted, runtime)) {
      ImageExplainer explainer = new ImageExplainer(model);
      assertFalse(explainer.supports(ExplanationMethod.CONTRIBUTION));
      float[] direction = model.embedTexts(List.of("boats near a pier")).get(0).unitVector();
      float[] vector = model.embedImages(List.of(image)).get(0).unitVector();
      for (ExplanationMethod method :
          List.of(ExplanationMethod.GRADIENT, ExplanationMethod.COMBINED)) {
        ScoreMap map = explainer.explain(image, direction, method, () -> false);
        assertEquals(Vectors.dot(vector, direction), map.score(), 2e-4, method.name());
        assertTrue(map.total().max() > map.total().min(), method.name());
      }
      ScoreMap map = explainer.explain(image, direction, ExplanationMethod.GRADIENT, () -> false);
      assertEquals(map.score(), map.total().sum() + map.remainder().orElseThrow(), 2e-5);
    }
  }
}

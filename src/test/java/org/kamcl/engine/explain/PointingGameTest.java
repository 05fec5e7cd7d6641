package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.explain.PointingGame.DrawnRegion;
import org.kamcl.engine.explain.PointingGame.Question;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.progress.ProgressListener;

class PointingGameTest {
  private static final int SIDE = 400;

  /** A rectangle of an image of 400 x 400 pixels. */
  private record Rectangle(int left, int top, int right, int bottom) implements DrawnRegion {
    @Override
    public int width() {
      return SIDE;
    }

    @Override
    public int height() {
      return SIDE;
    }

    @Override
    public boolean contains(int x, int y) {
      return x >= left && x < right && y >= top && y < bottom;
    }
  }

  @Test
  void theLargestValueMayLieFifteenPixelsBesideTheRegion() {
    HeatMap map = new HeatMap(4, 2, new double[] {0, 0, 1, 0, 0, 0, 0, 0});
    // The largest value is at column 250, row 100.
    assertTrue(PointingGame.wins(map, new Rectangle(240, 90, 260, 110)));
    assertTrue(PointingGame.wins(map, new Rectangle(265, 0, 400, 400)));
    assertFalse(PointingGame.wins(map, new Rectangle(266, 0, 400, 400)));
    assertTrue(PointingGame.wins(map, new Rectangle(0, 109, 242, 400)));
    assertFalse(
        PointingGame.wins(map, new Rectangle(0, 111, 239, 400)), "the distance is Euclidean");
  }

  private static RgbImage sideBySide(String left, String right) {
    byte[] a = half(left);
    byte[] b = half(right);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    int row = 3 * SIDE / 2;
    for (int y = 0; y < SIDE; y++) {
      System.arraycopy(a, row * y, rgb, 2 * row * y, row);
      System.arraycopy(b, row * y, rgb, 2 * row * y + row, row);
    }
    return new RgbImage(SIDE, SIDE, rgb);
  }

  private static byte[] half(String name) {
    RgbImage tile = ImageDecoder.decode(Path.of("sample-data/tiles", name));
    return ImageResizer.bilinear(tile, SIDE / 2, SIDE).rgb();
  }

  @Test
  void everyMethodPointsWithTheLargestValueOfItsMap() {
    RgbImage image = sideBySide("tuscany-2_01.jpg", "siouxfalls-rgb-2_01.jpg");
    DrawnRegion left = new Rectangle(0, 0, SIDE / 2, SIDE);
    DrawnRegion right = new Rectangle(SIDE / 2, 0, SIDE, SIDE);
    List<Question> questions =
        List.of(
            new Question(() -> image, "green farmland", left),
            new Question(() -> image, "houses", right));
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(Path.of("models/default"), runtime)) {
      PointingGame game = new PointingGame(model);
      PointingGame.Result result = game.run(questions, 1, ProgressListener.NONE, () -> false);
      assertEquals(2, result.questions());
      assertEquals(
          List.of("combined", "contribution", "gradcam", "occlusion", "center", "random"),
          result.methods().stream().map(PointingGame.Method::name).toList());
      ExplanationMethod[] methods = {
        ExplanationMethod.COMBINED,
        ExplanationMethod.CONTRIBUTION,
        ExplanationMethod.GRAD_CAM,
        ExplanationMethod.OCCLUSION
      };
      int all = 0;
      for (int m = 0; m < methods.length; m++) {
        int wins = 0;
        for (Question question : questions) {
          float[] direction = model.embedTexts(List.of(question.text())).get(0).unitVector();
          HeatMap map =
              new ImageExplainer(model).explain(image, direction, methods[m], () -> false).total();
          wins += PointingGame.wins(map, question.region()) ? 1 : 0;
        }
        assertEquals(wins / 2.0, result.methods().get(m).wins().mean(), methods[m].name());
        all += wins;
      }
      assertTrue(all > 4, all + " of 8 by a trained model");
      // Half of the image and 15 of its 400 columns.
      assertEquals(0.5 + 15.0 / SIDE, result.methods().get(5).wins().mean(), 0.02);
      assertEquals(
          result.methods().get(0).wins().mean() - result.methods().get(5).wins().mean(),
          result.methods().get(5).difference().mean(),
          1e-12);
      assertThrows(
          CancellationException.class,
          () -> game.run(questions, 1, ProgressListener.NONE, () -> true));
    }
  }
}

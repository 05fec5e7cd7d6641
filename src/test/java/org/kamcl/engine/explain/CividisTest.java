package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.image.RgbImage;

class CividisTest {
  private static final int STEPS = 20;

  /** Lightness L* in CIELAB of an sRGB color. */
  private static double lightness(int argb) {
    double y = 0.2126 * linear(argb >> 16) + 0.7152 * linear(argb >> 8) + 0.0722 * linear(argb);
    return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
  }

  private static double linear(int level) {
    double value = (level & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  @Test
  void lightnessRisesEvenly() {
    double step = (lightness(Cividis.argb(1)) - lightness(Cividis.argb(0))) / STEPS;
    assertTrue(step > 3, "step " + step);
    for (int i = 0; i < STEPS; i++) {
      double rise =
          lightness(Cividis.argb((i + 1.0) / STEPS)) - lightness(Cividis.argb((double) i / STEPS));
      assertEquals(step, rise, 0.35 * step, "step " + i);
    }
  }

  @Test
  void colorsDifferInBlueAndYellowOnlySoThatColorVisionDoesNotMatter() {
    for (int i = 0; i <= STEPS; i++) {
      int argb = Cividis.argb((double) i / STEPS);
      int red = (argb >> 16) & 0xFF;
      int green = (argb >> 8) & 0xFF;
      assertTrue(Math.abs(red - green) <= 52, Integer.toHexString(argb));
      assertEquals(0xFF, argb >>> 24);
    }
    assertEquals(Cividis.argb(0), Cividis.argb(-3));
    assertEquals(Cividis.argb(1), Cividis.argb(7));
  }

  @Test
  void mapsArePaintedToTheirLargestValueAndLeaveLowValuesClear() {
    byte[] gray = new byte[3 * 4 * 2];
    Arrays.fill(gray, (byte) 100);
    ExplainedImage image = new ExplainedImage(new RgbImage(4, 2, gray));
    HeatMap map = new HeatMap(2, 1, new double[] {-0.2, 0.3});
    int[] opaque = HeatMapPainter.paint(image, map, 1).argb();
    assertEquals(0xFF646464, opaque[0]);
    assertEquals(Cividis.argb(1), opaque[3]);
    assertEquals(0xFF646464, HeatMapPainter.paint(image, map, 0).argb()[5]);
    HeatMap flat = new HeatMap(1, 1, new double[] {0.4});
    assertEquals(0xFF646464, HeatMapPainter.paint(image, flat, 1).argb()[7]);
    assertEquals(0, HeatMapPainter.coverage(0.22));
    assertEquals(0.5, HeatMapPainter.coverage(0.445), 1e-12);
    assertEquals(1, HeatMapPainter.coverage(0.67));
  }

  @Test
  void largeImagesAreReduced() {
    ExplainedImage image = new ExplainedImage(new RgbImage(3000, 3, new byte[27_000]));
    HeatMapPainter.Painting painting =
        HeatMapPainter.paint(image, new HeatMap(1, 1, new double[1]), 0.5);
    assertEquals(1024, painting.width());
    assertEquals(1, painting.height());
    assertEquals(1024, painting.argb().length);
  }
}

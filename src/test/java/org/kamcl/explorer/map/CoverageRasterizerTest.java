package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ArgbImage;

class CoverageRasterizerTest {
  @Test
  void coverageIsTheShareOfThePixelInsideTheShape() {
    CoverageRasterizer rasterizer = new CoverageRasterizer(8);
    int[] pixels = new int[64];
    Arrays.fill(pixels, 0xFF000000);
    rasterizer.addRing(new double[] {1.5, 2, 5.25, 2, 5.25, 4.5, 1.5, 4.5});
    rasterizer.blend(pixels, 0xFFFFFFFF, 1);
    assertEquals(0.5, blue(pixels, 1, 2), 0.01);
    assertEquals(1, blue(pixels, 2, 3), 0.01);
    assertEquals(0.25, blue(pixels, 5, 3), 0.01);
    assertEquals(0.25, blue(pixels, 1, 4), 0.01);
    assertEquals(0, blue(pixels, 6, 3), 0.01);
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += blue(pixels, i % 8, i / 8);
    }
    assertEquals(3.75 * 2.5, sum, 0.05);
  }

  @Test
  void blendingClearsTheBuffer() {
    CoverageRasterizer rasterizer = new CoverageRasterizer(64);
    for (int round = 0; round < 2; round++) {
      int[] pixels = new int[64 * 64];
      Arrays.fill(pixels, 0xFF000000);
      rasterizer.addRing(new double[] {3.3, 2.2, 60.7, 11.9, 17.1, 55.5});
      rasterizer.blend(pixels, 0xFFFFFFFF, 1);
      double sum = 0;
      for (int i = 0; i < pixels.length; i++) {
        sum += blue(pixels, i % 64, i / 64);
      }
      double area = Math.abs((60.7 - 3.3) * (55.5 - 2.2) - (17.1 - 3.3) * (11.9 - 2.2)) / 2;
      assertEquals(area, sum, area * 0.005);
    }
  }

  private static double blue(int[] pixels, int column, int row) {
    int size = (int) Math.sqrt(pixels.length);
    return (pixels[row * size + column] & 0xFF) / 255.0;
  }

  @Test
  void aWarpedImageHasItsCornersAtTheCornersOfTheFootprint() {
    int[] argb = new int[64 * 64];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | (4 * (i % 64)) << 16 | (4 * (i / 64)) << 8;
    }
    ImageWarp warp =
        new ImageWarp(
            new ArgbImage(64, 64, argb), new double[] {100, 20, 180, 60, 150, 140, 60, 90});
    assertColor(0, 0, warp.at(100, 20));
    assertColor(252, 0, warp.at(179, 59));
    assertColor(252, 252, warp.at(149, 139));
    assertColor(0, 252, warp.at(60, 89));
  }

  @Test
  void anImageWithCurvedSidesFollowsThem() {
    int[] argb = new int[64 * 64];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | (4 * (i % 64)) << 16 | (4 * (i / 64)) << 8;
    }
    // The upper and lower sides bulge by 20 pixels; rows become denser downwards.
    double[] ring = {0, 40, 100, 20, 200, 40, 200, 140, 200, 200, 100, 180, 0, 200, 0, 140};
    CoverageRasterizer.Paint warp = ImageWarp.of(new ArgbImage(64, 64, argb), ring);
    assertColor(0, 0, warp.at(0, 40));
    assertColor(126, 0, warp.at(100, 20));
    assertColor(252, 126, warp.at(199, 140));
    assertColor(126, 126, warp.at(100, 120));
    assertColor(126, 252, warp.at(100, 179));
    assertColor(0, 252, warp.at(0, 199));
  }

  private static void assertColor(int red, int green, int argb) {
    assertEquals(red, argb >> 16 & 0xFF, 10);
    assertEquals(green, argb >> 8 & 0xFF, 10);
  }
}

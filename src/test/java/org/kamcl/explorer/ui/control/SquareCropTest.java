package org.kamcl.explorer.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ArgbImage;

class SquareCropTest {
  private static ArgbImage columns(int width, int height) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | i % width;
    }
    return new ArgbImage(width, height, argb);
  }

  @Test
  void aSquareOfTheSameSizeIsCopied() {
    int[] square = SquareCrop.of(columns(8, 8), 8, 0);
    for (int i = 0; i < square.length; i++) {
      assertEquals(0xFF000000 | i % 8, square[i]);
    }
  }

  @Test
  void aLongImageIsCroppedToItsCenter() {
    int[] wide = SquareCrop.of(columns(20, 8), 8, 0);
    assertEquals(0xFF000006, wide[0]);
    assertEquals(0xFF00000D, wide[7]);
    int[] high = SquareCrop.of(columns(8, 20), 8, 0);
    assertEquals(0xFF000000, high[0]);
    assertEquals(0xFF000007, high[63]);
  }

  @Test
  void scalingInterpolates() {
    int[] smaller = SquareCrop.of(columns(8, 8), 4, 0);
    assertEquals(4, smaller[2] & 0xFF, 1);
    int[] larger = SquareCrop.of(columns(4, 4), 16, 0);
    for (int column = 1; column < 16; column++) {
      assertTrue((larger[column] & 0xFF) >= (larger[column - 1] & 0xFF));
      assertEquals(0xFF, larger[column] >>> 24);
    }
  }

  @Test
  void cornersAreRoundedAndAntiAliased() {
    int[] white = new int[32 * 32];
    Arrays.fill(white, 0xFFFFFFFF);
    int[] square = SquareCrop.of(new ArgbImage(32, 32, white), 32, 6);
    assertEquals(0, square[0]);
    assertEquals(0, square[32 * 32 - 1]);
    assertEquals(0xFFFFFFFF, square[6]);
    assertEquals(0xFFFFFFFF, square[16 * 32]);
    assertTrue(
        Arrays.stream(square).anyMatch(pixel -> pixel >>> 24 > 40 && pixel >>> 24 < 215),
        "some pixels are half covered");
    for (int pixel : square) {
      assertTrue((pixel & 0xFF) <= pixel >>> 24, "premultiplied");
    }
    assertEquals(square[3], square[31 - 3], "symmetric");
  }

  @Test
  void theLongerSideLetsTheShorterOneFillTheSquare() {
    assertEquals(100, SquareCrop.longerSide(100, 640, 640, 4));
    assertEquals(200, SquareCrop.longerSide(100, 1280, 640, 4));
    assertEquals(400, SquareCrop.longerSide(100, 10, 4000, 4));
  }
}

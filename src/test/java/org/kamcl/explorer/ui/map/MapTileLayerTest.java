package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.map.CoverageRasterizer;
import org.kamcl.explorer.map.ImageWarp;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;

class MapTileLayerTest {
  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final List<String> painted = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();

  private MapTileQueue.Request job(String name) {
    return new MapTileQueue.Request(
        name,
        () -> {
          painted.add(name);
          return new int[1];
        },
        pixels -> shown.add(name));
  }

  @Test
  void aTileThatNobodyWantsAnyMoreIsNotPainted() {
    MapTileQueue queue = new MapTileQueue(background, 1);
    background.hold();
    queue.replaceRequests(List.of(job("left"), job("middle")));
    queue.replaceRequests(List.of(job("middle"), job("right")));
    assertFalse(queue.isIdle());
    background.release();
    assertEquals(List.of("middle", "right"), painted);
    assertEquals(List.of("middle", "right"), shown);
    assertTrue(queue.isIdle());
  }

  @Test
  void theLastWishDecidesTheOrder() {
    MapTileQueue queue = new MapTileQueue(background, 1);
    background.hold();
    queue.replaceRequests(List.of(job("a"), job("b"), job("c")));
    queue.replaceRequests(List.of(job("c"), job("a"), job("b")));
    background.release();
    assertEquals(List.of("c", "a", "b"), painted);
  }

  @Test
  void aTileThatFailsDoesNotHoldUpTheOthers() {
    MapTileQueue queue = new MapTileQueue(background, 1);
    MapTileQueue.Request broken =
        new MapTileQueue.Request(
            "broken",
            () -> {
              throw new ExplorerException("It cannot be painted.");
            },
            pixels -> shown.add("broken"));
    queue.replaceRequests(List.of(broken, job("good")));
    assertEquals(List.of("good"), shown);
    assertTrue(queue.isIdle());
  }

  @Test
  void coverageIsTheShareOfThePixelThatAShapeFills() {
    CoverageRasterizer raster = new CoverageRasterizer(8);
    int[] black = new int[64];
    Arrays.fill(black, 0xFF000000);
    raster.addRing(new double[] {1.5, 2, 5.25, 2, 5.25, 4.5, 1.5, 4.5});
    raster.blend(black, 0xFFFFFFFF, 1);
    assertEquals(0.5, blue(black, 1, 2), 0.01);
    assertEquals(1, blue(black, 2, 3), 0.01);
    assertEquals(0.25, blue(black, 5, 3), 0.01);
    assertEquals(0.25, blue(black, 1, 4), 0.01);
    assertEquals(0, blue(black, 6, 3), 0.01);
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += blue(black, i % 8, i / 8);
    }
    assertEquals(3.75 * 2.5, sum, 0.05);
  }

  @Test
  void aTriangleFillsHalfOfItsBoxAndTheRasterIsCleanAfterwards() {
    CoverageRasterizer raster = new CoverageRasterizer(64);
    for (int round = 0; round < 2; round++) {
      int[] black = new int[64 * 64];
      Arrays.fill(black, 0xFF000000);
      raster.addRing(new double[] {3.3, 2.2, 60.7, 11.9, 17.1, 55.5});
      raster.blend(black, 0xFFFFFFFF, 1);
      double sum = 0;
      for (int i = 0; i < black.length; i++) {
        sum += blue(black, i % 64, i / 64);
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
  void aPictureLiesWithItsCornersOnTheCornersOfItsFootprint() {
    int[] argb = new int[64 * 64];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | (4 * (i % 64)) << 16 | (4 * (i / 64)) << 8;
    }
    ImageWarp warp =
        new ImageWarp(
            new ArgbImage(64, 64, argb), new double[] {100, 20, 180, 60, 150, 140, 60, 90});
    assertColour(0, 0, warp.at(100, 20));
    assertColour(252, 0, warp.at(179, 59));
    assertColour(252, 252, warp.at(149, 139));
    assertColour(0, 252, warp.at(60, 89));
  }

  private static void assertColour(int red, int green, int argb) {
    assertEquals(red, argb >> 16 & 0xFF, 10);
    assertEquals(green, argb >> 8 & 0xFF, 10);
  }
}

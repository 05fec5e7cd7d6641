package org.kamcl.engine.localization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreGridTest {
  private static TileBox tile(int x, int y, int side, int scale) {
    return new TileBox(x, y, side, side, scale);
  }

  @Test
  void equalScoresGiveAnEvenMap() {
    List<TileBox> tiles = List.of(tile(0, 0, 64, 0), tile(32, 0, 64, 0), tile(0, 0, 96, 1));
    ScoreGrid grid = ScoreGrid.average(96, 64, tiles, new float[] {0.25f, 0.25f, 0.25f});
    assertEquals(0.25, grid.range().low(), 1e-6);
    assertEquals(0.25, grid.range().high(), 1e-6);
    assertEquals(0, grid.levels(1).level(10, 10));
  }

  @Test
  void aPlaceGetsTheMeanOfTheSizes() {
    List<TileBox> tiles = List.of(tile(0, 0, 64, 0), tile(64, 0, 64, 0), tile(0, 0, 128, 1));
    ScoreGrid grid = ScoreGrid.average(128, 64, tiles, new float[] {1, 0, 0.5f});
    assertEquals(0.75, grid.at(20, 30), 1e-6);
    assertEquals(0.25, grid.at(100, 30), 1e-6);
  }

  @Test
  void tilesCountLessTowardTheirBorders() {
    List<TileBox> tiles = List.of(tile(0, 0, 64, 0), tile(32, 0, 64, 0));
    ScoreGrid grid = ScoreGrid.average(96, 64, tiles, new float[] {1, 0});
    assertTrue(grid.at(40, 30) > 0.5 && grid.at(40, 30) < 1, "" + grid.at(40, 30));
    assertEquals(0.5, grid.at(48, 30), 0.05);
    assertTrue(grid.at(56, 30) < 0.5 && grid.at(56, 30) > 0, "" + grid.at(56, 30));
  }

  @Test
  void placesWithoutTilesHaveNoValue() {
    ScoreGrid grid = ScoreGrid.average(128, 64, List.of(tile(0, 0, 64, 0)), new float[] {0.5f});
    assertEquals(0.5, grid.at(10, 10), 1e-6);
    assertTrue(Float.isNaN(grid.at(120, 10)));
    assertEquals(0, grid.levels(1).level(120, 10));
    ScoreGrid unread =
        ScoreGrid.average(
            128, 64, List.of(tile(0, 0, 64, 0), tile(64, 0, 64, 0)), new float[] {1, Float.NaN});
    assertTrue(Float.isNaN(unread.at(120, 10)));
  }

  @Test
  void theGridOfALargeSceneIsLimited() {
    int side = 100_000;
    ScoreGrid grid = ScoreGrid.average(side, side, List.of(tile(0, 0, 64, 0)), new float[] {1});
    assertTrue(grid.values().length < 1_100_000, "" + grid.values().length);
  }

  @Test
  void levelsRunFromTheLeastToTheGreatestValue() {
    ScoreGrid grid = new ScoreGrid(4, 1, 4, 1, new float[] {-1, 0, 0.5f, 1});
    LevelMap plain = grid.levels(1);
    assertArrayEquals(new int[] {0, 128, 191, 255}, levels(plain));
    assertArrayEquals(new int[] {0, 64, 143, 255}, levels(grid.levels(2)));
  }

  private static int[] levels(LevelMap map) {
    int[] levels = new int[map.width() * map.height()];
    Arrays.setAll(levels, i -> map.levels()[i] & 255);
    return levels;
  }

  @Test
  void thePeakIsTheCenterOfTheBestCell() {
    float[] values = new float[12];
    values[6] = 3;
    values[0] = Float.NaN;
    assertEquals(new Region.Vertex(25, 15), new ScoreGrid(40, 30, 4, 3, values).peak());
  }

  @Test
  void theMedianIsThatOfTheWindow() {
    Random random = new Random(3);
    byte[] levels = new byte[23 * 17];
    random.nextBytes(levels);
    LevelMap map = new LevelMap(23, 17, levels);
    for (int radius : new int[] {1, 2, 5, 30}) {
      LevelMap median = MedianFilter.filter(map, radius);
      for (int y = 0; y < 17; y++) {
        for (int x = 0; x < 23; x++) {
          assertEquals(median(map, x, y, radius), median.level(x, y), radius + ": " + x + "," + y);
        }
      }
    }
  }

  private static int median(LevelMap map, int x, int y, int radius) {
    int[] window = new int[(2 * radius + 1) * (2 * radius + 1)];
    int count = 0;
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        int column = Math.max(0, Math.min(map.width() - 1, x + dx));
        int row = Math.max(0, Math.min(map.height() - 1, y + dy));
        window[count++] = map.level(column, row);
      }
    }
    Arrays.sort(window);
    return window[window.length / 2];
  }

  @Test
  void theMedianRemovesASingleCellAndKeepsMissingOnes() {
    float[] values = new float[49];
    Arrays.fill(values, 0.25f);
    values[24] = 1;
    values[0] = Float.NaN;
    ScoreGrid filtered = MedianFilter.filter(new ScoreGrid(7, 7, 7, 7, values), 1);
    assertEquals(0.25, filtered.value(3, 3), 1e-3);
    assertTrue(Float.isNaN(filtered.value(0, 0)));
    assertEquals(0.25, filtered.value(1, 1), 1e-3);
  }

  @Test
  void publishedWindowsFormTwoGridsThatReachTheBorder() {
    List<TileBox> windows = PublishedMap.windows(600, 300, List.of(256));
    assertEquals(
        List.of(
            tile(0, 0, 256, 0),
            tile(256, 0, 256, 0),
            tile(344, 0, 256, 0),
            tile(0, 44, 256, 0),
            tile(256, 44, 256, 0),
            tile(344, 44, 256, 0),
            tile(128, 44, 256, 0),
            tile(344, 44, 256, 0)),
        windows);
    assertEquals(
        new TileBox(0, 0, 200, 100, 0), PublishedMap.windows(200, 100, List.of(256)).get(0));
  }

  @Test
  void aPublishedMapIsTheMeanOfTheWindowsScaledToBytes() {
    List<TileBox> windows = List.of(tile(0, 0, 400, 0), tile(400, 0, 400, 0), tile(0, 0, 800, 1));
    LevelMap map = PublishedMap.map(800, 400, windows, new float[] {1, 0, 0});
    assertEquals(255, map.level(100, 200));
    assertEquals(0, map.level(700, 200));
  }
}

package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.TileBounds;

class TilingSpecTest {
  private static TilingSpec tiling(String tileSize, double overlap) {
    return TilingSpec.parse(tileSize, overlap, OptionalDouble.empty());
  }

  private static List<TileBounds> tiles(
      TilingSpec tiling, int width, int height, double across, double down) {
    return new SceneTiler(tiling)
        .grid(width, height, across, down)
        .map(TileGrid::tiles)
        .orElse(List.of());
  }

  @Test
  void tilesInPixelsNeedNoGeoreferenceAndReachTheEdge() {
    List<TileBounds> tiles = tiles(tiling("512px", 0), 1200, 512, 0, 0);
    assertEquals(
        List.of(
            new TileBounds(0, 0, 512, 512),
            new TileBounds(344, 0, 512, 512),
            new TileBounds(688, 0, 512, 512)),
        tiles);
    assertEquals(List.of(), tiles(tiling("512px", 0), 300, 200, 0, 0));
  }

  @Test
  void neighboringTilesHaveAtLeastTheRequestedOverlap() {
    List<TileBounds> tiles = tiles(tiling("100m", 0.25), 1000, 100, 1, 1);
    assertEquals(13, tiles.size());
    for (int i = 1; i < tiles.size(); i++) {
      int shared = tiles.get(i - 1).x() + 100 - tiles.get(i).x();
      assertEquals(true, shared >= 25, "tile " + i);
    }
    assertEquals(900, tiles.get(12).x());
  }

  @Test
  void tileSizesInPixelsReferToTheRequestedGsd() {
    TilingSpec tilingSpec = TilingSpec.parse("256px", 0, OptionalDouble.of(2));
    assertEquals(new TileBounds(0, 0, 1024, 1024), tiles(tilingSpec, 4096, 4096, 0.5, 0.5).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "5px", "0m", "-3", "600 km"})
  void invalidTileSizesAreRejected(String tileSize) {
    assertThrows(KamclException.class, () -> tiling(tileSize, 0));
  }

  @Test
  void largeOverlapsAreRejected() {
    assertThrows(KamclException.class, () -> tiling("600", 0.95));
  }
}

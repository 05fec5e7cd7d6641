package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.GeoPoint;

class MapWarpTest {
  private static final int POINTS = 17;

  private static GeoMesh mesh(GeoMesh.Position position) {
    return GeoMesh.of(POINTS, POINTS, position).orElseThrow();
  }

  private static double[] at(MapWarp warp, Projection projection, double lon, double lat) {
    double[] box = warp.box();
    double x = projection.x(lon);
    x -= Math.rint(x - (box[0] + box[2]) / 2);
    int column = (int) ((x - box[0]) / (box[2] - box[0]) * warp.width());
    int row = (int) ((projection.y(lat) - box[1]) / (box[3] - box[1]) * warp.height());
    return new double[] {warp.imageX(column, row), warp.imageY(column, row)};
  }

  @ParameterizedTest
  @EnumSource(Projection.class)
  void anImageWithItsSidesAlongTheMeridiansFillsItsBox(Projection projection) {
    GeoMesh mesh = mesh((x, y) -> Optional.of(new GeoPoint(10 + 4 * x, 50 - 8 * y)));
    MapWarp warp = MapWarp.of(mesh, projection, 400).orElseThrow();
    assertEquals(projection.x(10), warp.box()[0], 1e-12);
    assertEquals(projection.y(50), warp.box()[1], 1e-12);
    assertEquals(projection.x(14), warp.box()[2], 1e-12);
    assertEquals(projection.y(42), warp.box()[3], 1e-12);
    assertEquals(400, warp.height());
    for (int row = 0; row < warp.height(); row++) {
      for (int column = 0; column < warp.width(); column++) {
        assertEquals((column + 0.5) / warp.width(), warp.imageX(column, row), 1e-5);
        double y = warp.box()[1] + (row + 0.5) / warp.height() * (warp.box()[3] - warp.box()[1]);
        assertEquals((50 - projection.lat(y)) / 8, warp.imageY(column, row), 2e-4);
      }
    }
  }

  @Test
  void aTurnedImageHasClearCorners() {
    // A square on its corner around 5 E, 0 N: right is northeast, down is southeast.
    GeoMesh mesh = mesh((x, y) -> Optional.of(new GeoPoint(4 + x + y, x - y)));
    MapWarp warp = MapWarp.of(mesh, Projection.PLATE_CARREE, 200).orElseThrow();
    assertTrue(Float.isNaN(warp.imageX(2, 2)));
    assertTrue(Float.isNaN(warp.imageY(197, 197)));
    assertEquals(0.5, at(warp, Projection.PLATE_CARREE, 5, 0)[0], 0.01);
    double[] east = at(warp, Projection.PLATE_CARREE, 5.5, 0.3);
    assertEquals(0.9, east[0], 0.01);
    assertEquals(0.6, east[1], 0.01);
  }

  @Test
  void anImageOverTheAntimeridianStaysInOnePiece() {
    GeoMesh mesh =
        mesh(
            (x, y) -> {
              double lon = 178 + 4 * x;
              return Optional.of(new GeoPoint(lon > 180 ? lon - 360 : lon, -10 - y));
            });
    MapWarp warp = MapWarp.of(mesh, Projection.WEB_MERCATOR, 100).orElseThrow();
    assertEquals(4.0 / 360, warp.box()[2] - warp.box()[0], 1e-9);
    assertEquals(0.25, at(warp, Projection.WEB_MERCATOR, 179, -10.5)[0], 0.02);
    assertEquals(0.75, at(warp, Projection.WEB_MERCATOR, -179, -10.5)[0], 0.02);
  }

  @Test
  void partsThatAreNotOnTheEarthAreLeftOut() {
    GeoMesh mesh =
        mesh((x, y) -> x > 0.5 ? Optional.empty() : Optional.of(new GeoPoint(20 + 10 * x, 10 * y)));
    MapWarp warp = MapWarp.of(mesh, Projection.PLATE_CARREE, 100).orElseThrow();
    assertEquals(Projection.PLATE_CARREE.x(25), warp.box()[2], 1e-12);
    assertFalse(Float.isNaN(warp.imageX(10, 50)));
    assertTrue(GeoMesh.of(2, 2, (x, y) -> Optional.empty()).isEmpty());
  }

  @Test
  void anImageBeyondTheMapHasNoPlaceOnIt() {
    GeoMesh pole = mesh((x, y) -> Optional.of(new GeoPoint(10 * x, 87 + y)));
    assertTrue(MapWarp.of(pole, Projection.WEB_MERCATOR, 100).isEmpty());
    assertTrue(MapWarp.of(pole, Projection.PLATE_CARREE, 100).isPresent());
    GeoMesh point = mesh((x, y) -> Optional.of(new GeoPoint(10, 20)));
    assertTrue(MapWarp.of(point, Projection.WEB_MERCATOR, 100).isEmpty());
  }
}

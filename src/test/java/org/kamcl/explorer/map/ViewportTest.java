package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;

class ViewportTest {
  private static final GeoPoint TRENTO = new GeoPoint(11.12, 46.07);

  private final Viewport view =
      Viewport.world(Projection.WEB_MERCATOR, 400, 300).centeredOn(TRENTO).withZoom(6);

  @Test
  void screenAndGeographicCoordinatesAreInverse() {
    GeoPoint point = view.geoPointAt(123, 45);
    assertEquals(123, view.column(view.projection().x(point.lon())), 1e-6);
    assertEquals(45, view.row(view.projection().y(point.lat())), 1e-6);
  }

  @Test
  void zoomingKeepsThePointUnderThePointer() {
    GeoPoint before = view.geoPointAt(300, 80);
    GeoPoint after = view.zoomedAround(300, 80, 2).geoPointAt(300, 80);
    assertEquals(before.lon(), after.lon(), 1e-9);
    assertEquals(before.lat(), after.lat(), 1e-9);
  }

  @Test
  void fittingKeepsAllPointsInsideTheMargin() {
    GeoPoint rome = new GeoPoint(12.49, 41.89);
    Viewport fitted = view.fittedTo(Extent.of(List.of(TRENTO, rome)), 40);
    for (GeoPoint point : List.of(TRENTO, rome)) {
      assertTrue(fitted.column(view.projection().x(point.lon())) >= 39);
      assertTrue(fitted.row(view.projection().y(point.lat())) >= 39);
      assertTrue(fitted.row(view.projection().y(point.lat())) <= 261);
    }
  }

  @Test
  void fittingASinglePointKeepsSomeContext() {
    assertTrue(view.fittedTo(Extent.of(List.of(TRENTO)), 40).zoom() < 12);
  }

  @Test
  void theWorldRepeatsAtTheAntimeridian() {
    Viewport dateLine = view.centeredOn(new GeoPoint(179.9, 0)).withZoom(5);
    double fiji = dateLine.column(view.projection().x(-179.9));
    assertEquals(200, fiji, 60);
    assertTrue(fiji > 200);
  }

  @Test
  void panningAcrossTheAntimeridianAndBackIsExact() {
    Viewport dateLine = view.centeredOn(new GeoPoint(179.9, 0)).withZoom(5);
    Viewport across = dateLine.pannedBy(-3000, 0);
    assertTrue(across.x() > 1, "on the next copy of the world: " + across.x());
    assertEquals(dateLine.x(), across.pannedBy(3000, 0).x(), 1e-12);
    double middle = across.geoPointAt(200, 150).lon();
    assertTrue(middle > -180 && middle < 0, "east of the antimeridian: " + middle);
  }

  @Test
  void aWideMapShowsSeveralCopiesOfTheWorld() {
    Viewport wide = Viewport.world(Projection.WEB_MERCATOR, 1200, 256).withZoom(0);
    double x = wide.projection().x(11);
    int[] copies = wide.worldCopies(x, x, 0);
    assertTrue(copies[1] - copies[0] >= 3, "copies: " + (copies[1] - copies[0] + 1));
    for (int copy = copies[0]; copy <= copies[1]; copy++) {
      double column = wide.column(x, copy);
      assertTrue(column >= 0 && column <= 1200);
    }
  }

  @Test
  void theVisibleAreaIsEmptyForTheWholeWorld() {
    Viewport world = Viewport.world(Projection.WEB_MERCATOR, 256, 256).withZoom(0);
    assertTrue(world.visibleArea().isEmpty());
    List<GeoPoint> ring = view.visibleArea().orElseThrow().simpleOutline();
    assertEquals(view.geoPointAt(0, 300).lon(), ring.get(0).lon(), 1e-9);
    assertEquals(view.geoPointAt(0, 300).lat(), ring.get(0).lat(), 1e-9);
    assertEquals(view.geoPointAt(400, 0).lat(), ring.get(3).lat(), 1e-9);
  }

  @Test
  void theVisibleAreaMayCrossTheAntimeridian() {
    List<GeoPoint> ring =
        view.centeredOn(new GeoPoint(180, 0))
            .withZoom(6)
            .visibleArea()
            .orElseThrow()
            .simpleOutline();
    assertTrue(ring.get(0).lon() > 170, "west is " + ring.get(0).lon());
    assertTrue(ring.get(2).lon() < -170, "east is " + ring.get(2).lon());
  }

  @Test
  void fittingAcrossTheAntimeridianIsTight() {
    Viewport fitted =
        view.fittedTo(Extent.of(List.of(new GeoPoint(178, -17), new GeoPoint(-176, -20))), 40);
    assertTrue(fitted.zoom() > 4, "zoom " + fitted.zoom());
    assertEquals(-179, fitted.geoPointAt(200, 150).lon(), 0.5);
  }

  @Test
  void changingTheProjectionKeepsTheCenter() {
    Viewport plate = view.withProjection(Projection.PLATE_CARREE);
    assertEquals(view.geoPointAt(200, 150).lat(), plate.geoPointAt(200, 150).lat(), 1e-9);
    double[] here = plate.pixel(new GeoPoint(11, 45));
    double[] there = plate.pixel(new GeoPoint(12, 46));
    assertEquals(there[0] - here[0], here[1] - there[1], 1e-6);
  }

  @Test
  void theScaleBarFollowsTheLatitude() {
    ScaleBar equator = ScaleBar.of(view.centeredOn(new GeoPoint(0, 0)), 100);
    ScaleBar north = ScaleBar.of(view.centeredOn(new GeoPoint(0, 60)), 100);
    assertEquals(2, equator.meters() / equator.pixels() / (north.meters() / north.pixels()), 1e-6);
    // The equator of 40,075 km has 256 * 2^6 pixels.
    assertEquals(40_075_016.686 / 16_384, equator.meters() / equator.pixels(), 1e-3);
  }

  @Test
  void theGraticuleGetsDenserWithTheZoomLevel() {
    assertEquals(30, Graticule.step(0));
    assertEquals(0.001, Graticule.step(21));
    assertEquals(3, Graticule.digits(0.001));
    assertEquals(0, Graticule.digits(15));
    for (double zoom = 0; zoom < 19; zoom += 0.5) {
      assertTrue(Graticule.step(zoom) >= Graticule.step(zoom + 0.5));
    }
  }

  @Test
  void anExtentCrossesTheAntimeridianOnlyForALargeGain() {
    // The gap across the Pacific is one degree narrower than another gap.
    GeoPoint west = new GeoPoint(-100, 40);
    GeoPoint europe = new GeoPoint(10, 50);
    GeoPoint china = new GeoPoint(116, 35);
    GeoPoint east = new GeoPoint(155, -30);
    Extent familiar = Extent.of(List.of(west, europe, china, east)).orElseThrow();
    assertEquals(-100, familiar.west());
    assertEquals(155, familiar.east());
    Extent shifted = Extent.of(List.of(new GeoPoint(-150, 0), new GeoPoint(100, 0))).orElseThrow();
    assertEquals(100, shifted.west(), "140 degrees narrower across the antimeridian");
    assertEquals(210, shifted.east());
    assertTrue(Extent.of(List.of()).isEmpty());
  }
}

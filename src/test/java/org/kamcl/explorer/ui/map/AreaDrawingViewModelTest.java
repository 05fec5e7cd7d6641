package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.AreaSketch;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;

class AreaDrawingViewModelTest {
  private final Viewport italy =
      Viewport.world(Projection.WEB_MERCATOR, 400, 300)
          .centeredOn(new GeoPoint(12, 43))
          .withZoom(6);
  private final ReadOnlyObjectWrapper<Viewport> viewport = new ReadOnlyObjectWrapper<>(italy);
  private final AreaDrawingViewModel area =
      new AreaDrawingViewModel(viewport.getReadOnlyProperty());

  private List<GeoPoint> ring() {
    return area.drawnProperty().get().orElseThrow().simpleOutline();
  }

  private void drag(double fromColumn, double fromRow, double toColumn, double toRow) {
    area.toolProperty().set(AreaSketch.Tool.RECTANGLE);
    area.press(fromColumn, fromRow);
    area.move(toColumn, toRow);
    area.release(toColumn, toRow);
  }

  @Test
  void draggingDrawsARectangleAndDeselectsTheTool() {
    drag(300, 250, 100, 50);
    GeoPoint southWest = italy.geoPointAt(100, 250);
    GeoPoint northEast = italy.geoPointAt(300, 50);
    assertEquals(southWest.lon(), ring().get(0).lon(), 1e-9);
    assertEquals(southWest.lat(), ring().get(0).lat(), 1e-9);
    assertEquals(northEast.lon(), ring().get(3).lon(), 1e-9);
    assertEquals(northEast.lat(), ring().get(3).lat(), 1e-9);
    assertFalse(area.isDrawing());
  }

  @Test
  void aRectangleMayCrossTheAntimeridian() {
    viewport.set(italy.centeredOn(new GeoPoint(180, 0)));
    drag(100, 100, 300, 200);
    assertTrue(ring().get(0).lon() > 175, "west: " + ring().get(0).lon());
    assertTrue(ring().get(3).lon() < -175, "east: " + ring().get(3).lon());
  }

  @Test
  void aClickWithTheRectangleToolDrawsNoArea() {
    drag(100, 100, 102, 101);
    assertTrue(area.drawnProperty().get().isEmpty());
    assertNull(area.sketchProperty().get());
  }

  private void click(double column, double row) {
    area.move(column, row);
    area.release(column, row);
  }

  @Test
  void clicksAddCornersToAPolygon() {
    area.toolProperty().set(AreaSketch.Tool.POLYGON);
    click(100, 100);
    click(200, 100);
    assertFalse(area.finish(), "two corners have no interior");
    click(200, 200);
    click(300, 280);
    area.removeLastCorner();
    assertTrue(area.finish());
    assertEquals(3, ring().size());
    assertEquals(italy.geoPointAt(200, 200).lat(), ring().get(2).lat(), 1e-9);
  }

  @Test
  void aClickOnTheFirstCornerClosesThePolygon() {
    area.toolProperty().set(AreaSketch.Tool.POLYGON);
    click(100, 100);
    click(200, 100);
    click(200, 200);
    click(103, 102);
    assertEquals(3, ring().size());
  }

  @Test
  void crossingEdgesAreUntangled() {
    area.toolProperty().set(AreaSketch.Tool.POLYGON);
    click(100, 100);
    click(200, 200);
    click(200, 100);
    click(100, 200);
    assertTrue(area.finish());
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      GeoPoint a = ring().get(i);
      GeoPoint b = ring().get((i + 1) % 4);
      sum += (italy.pixel(a)[0] * italy.pixel(b)[1] - italy.pixel(b)[0] * italy.pixel(a)[1]) / 2;
    }
    assertEquals(100 * 100, Math.abs(sum), 1, "the whole square");
  }

  @Test
  void cancelDiscardsTheSketchThenTheToolButNotTheArea() {
    drag(100, 50, 300, 250);
    area.toolProperty().set(AreaSketch.Tool.POLYGON);
    click(10, 10);
    assertTrue(area.cancel());
    assertTrue(area.isDrawing());
    assertTrue(area.cancel());
    assertFalse(area.isDrawing());
    assertFalse(area.cancel());
    assertTrue(area.drawnProperty().get().isPresent());
    area.removeArea();
    assertTrue(area.drawnProperty().get().isEmpty());
  }

  @Test
  void longEdgesGetIntermediateCorners() {
    viewport.set(
        Viewport.world(Projection.PLATE_CARREE, 720, 360)
            .withZoom(1)
            .centeredOn(new GeoPoint(0, 0)));
    area.toolProperty().set(AreaSketch.Tool.POLYGON);
    click(200, 100);
    click(700, 100);
    click(400, 200);
    assertTrue(area.finish());
    for (int i = 0; i < ring().size(); i++) {
      double step = Math.abs(ring().get((i + 1) % ring().size()).lon() - ring().get(i).lon());
      assertTrue(step <= 20.001 || step >= 339.999, "an edge of " + step + " degrees");
    }
  }
}

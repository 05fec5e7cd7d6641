package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;

class ViewportTest {
  private static final GeoPoint TRENTO = new GeoPoint(11.12, 46.07);

  private final Viewport view = Viewport.world(400, 300).centredOn(TRENTO).at(6);

  @Test
  void aPlaceGoesToThePixelItCameFrom() {
    GeoPoint place = view.place(123, 45);
    assertEquals(123, view.column(Mercator.x(place.lon())), 1e-6);
    assertEquals(45, view.row(Mercator.y(place.lat())), 1e-6);
  }

  @Test
  void theWheelKeepsWhatIsUnderThePointer() {
    GeoPoint before = view.place(300, 80);
    GeoPoint after = view.zoomedAt(300, 80, 2).place(300, 80);
    assertEquals(before.lon(), after.lon(), 1e-9);
    assertEquals(before.lat(), after.lat(), 1e-9);
  }

  @Test
  void allPlacesFitWithTheirMargin() {
    GeoPoint rome = new GeoPoint(12.49, 41.89);
    Viewport fitted = view.fitted(List.of(TRENTO, rome), 40);
    for (GeoPoint place : List.of(TRENTO, rome)) {
      assertTrue(fitted.column(Mercator.x(place.lon())) >= 39);
      assertTrue(fitted.row(Mercator.y(place.lat())) >= 39);
      assertTrue(fitted.row(Mercator.y(place.lat())) <= 261);
    }
  }

  @Test
  void onePlaceAloneIsNotZoomedInToTheGround() {
    assertTrue(view.fitted(List.of(TRENTO), 40).zoom() < 12);
  }

  @Test
  void theWorldGoesOnAtTheDateLine() {
    Viewport dateLine = view.centredOn(new GeoPoint(179.9, 0)).at(5);
    double fiji = dateLine.column(Mercator.x(-179.9));
    assertEquals(200, fiji, 60);
    assertTrue(fiji > 200);
  }
}

package org.kamcl.explorer.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.domain.Footprint;

class StacGeometryTest {
  private static Optional<Footprint> of(String members) {
    return StacGeometry.of(
        JsonParser.parseString("{" + members.replace('\'', '"') + "}").getAsJsonObject());
  }

  /** Bounding boxes, west to east, of a geometry. */
  private static List<List<Double>> boxes(String members) {
    return of(members).orElseThrow().boundingBoxes().stream()
        .map(box -> DoubleStream.of(box).boxed().toList())
        .sorted((a, b) -> Double.compare(b.get(0), a.get(0)))
        .toList();
  }

  @Test
  void partsAtTheAntimeridianBelongTogether() {
    assertEquals(
        List.of(List.of(179.0, -17.0, 180.0, -16.0), List.of(-180.0, -17.0, -178.0, -16.0)),
        boxes(
            "'geometry':{'type':'MultiPolygon','coordinates':["
                + "[[[179,-17],[180,-17],[180,-16],[179,-16],[179,-17]]],"
                + "[[[-180,-17],[-178,-17],[-178,-16],[-180,-16],[-180,-17]]]]}"));
  }

  @Test
  void aBoxThatBeginsInTheEastCrossesTheAntimeridian() {
    assertEquals(
        List.of(List.of(179.0, -17.0, 180.0, -16.0), List.of(-180.0, -17.0, -178.0, -16.0)),
        boxes("'geometry':null,'bbox':[179,-17,-178,-16]"));
    assertEquals(
        List.of(List.of(179.0, -17.0, 180.0, -16.0), List.of(-180.0, -17.0, -178.0, -16.0)),
        boxes(
            "'geometry':{'type':'Polygon','coordinates':[[[179,-17,5],[-178,-17,5],"
                + "[-178,-16,5],[179,-16,5],[179,-17,5]]]},'bbox':[179,-17,0,-178,-16,9]"));
  }

  @Test
  void wideBoxesAreNotTheirComplement() {
    assertEquals(
        List.of(List.of(-170.0, -60.0, 170.0, 60.0)),
        boxes(
            "'geometry':{'type':'Polygon','coordinates':[[[-170,-60],[170,-60],[170,60],"
                + "[-170,60],[-170,-60]]]}"));
  }

  @Test
  void severalPolygonsHaveOneOutline() {
    assertEquals(
        List.of(List.of(8.0, 47.0, 11.0, 49.0)),
        boxes(
            "'geometry':{'type':'MultiPolygon','coordinates':[[[[8,47],[9,47],[9,48],[8,47]]],"
                + "[[[10,48],[11,48],[11,49],[10,48]]]]}"));
  }

  @Test
  void pointsAndItemsWithoutAPlace() {
    assertEquals(1, of("'geometry':{'type':'Point','coordinates':[8,47]}").get().ring().size());
    assertEquals(Optional.empty(), of("'geometry':null"));
    assertEquals(Optional.empty(), of("'id':'a'"));
  }

  @Test
  void noNumberOfCornersIsTakenForThoseOfAnImage() {
    for (int corners = 3; corners < 14; corners++) {
      StringBuilder ring = new StringBuilder();
      for (int i = 0; i <= corners; i++) {
        double angle = 2 * Math.PI * (i % corners) / corners;
        ring.append(i == 0 ? "" : ",")
            .append("[" + (179.5 + Math.cos(angle)) + "," + Math.sin(angle) + "]");
      }
      Footprint footprint =
          of("'geometry':{'type':'Polygon','coordinates':[[" + ring + "]]}").orElseThrow();
      assertEquals(List.of(), footprint.imageCorners(), corners + " corners");
      double width = footprint.boundingBoxes().stream().mapToDouble(box -> box[2] - box[0]).sum();
      assertEquals(2, width, 0.51, corners + " corners");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'geometry':5",
        "'geometry':{'type':'Polygon','coordinates':[]}",
        "'geometry':{'type':'Polygon','coordinates':[[[NaN,1],[2,3],[4,5]]]}",
        "'geometry':{'type':'Polygon','coordinates':[[[1,91],[2,3],[4,5]]]}",
        "'geometry':{'type':'GeometryCollection','geometries':[]}",
        "'geometry':null,'bbox':[1,2,3]",
        "'geometry':null,'bbox':[1,50,3,40]"
      })
  void whatIsNotValidIsRefused(String members) {
    assertThrows(RuntimeException.class, () -> of(members));
  }
}

package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.domain.GeoPoint;

class CoordinateParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "46.07, 11.12 | 46.07 | 11.12",
        "46.07 11.12 | 46.07 | 11.12",
        "-33.9;151.2 | -33.9 | 151.2",
        "46.07 N 11.12 E | 46.07 | 11.12",
        "11.12E, 46.07N | 46.07 | 11.12",
        "33.9° S, 18.4° E | -33.9 | 18.4",
        "46° 4′ 12″ N, 11° 7′ 12″ E | 46.07 | 11.12",
        "46°4'12\" N 11°7'12\" W | 46.07 | -11.12",
      })
  void commonNotationsAreParsed(String typed, double lat, double lon) {
    GeoPoint point = CoordinateParser.parse(typed).orElseThrow();
    assertEquals(lat, point.lat(), 1e-9);
    assertEquals(lon, point.lon(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"46", "Trento", "91, 10", "10, 181", "46 N 11 N", "1, 2, 3", ""})
  void otherTextIsNotParsed(String typed) {
    assertTrue(CoordinateParser.parse(typed).isEmpty());
  }
}

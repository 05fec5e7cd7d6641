package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.TilingSpec;

class TilingKeyTest {
  private static final Optional<BandRendering> INFRARED =
      Optional.of(new BandRendering(List.of(4, 3, 2), 1, 99.5));

  private static void assertStable(String serialized, TilingKey key) {
    assertEquals(serialized, key.serialized());
    assertEquals(Optional.of(key), TilingKey.parse(serialized));
  }

  @Test
  void theSerializedFormIsStable() {
    assertStable("whole", new TilingKey(Optional.empty(), 0, Optional.empty()));
    assertStable("tiles=600m", new TilingKey(Optional.of(TilingSpec.DEFAULT), 0, Optional.empty()));
    assertStable(
        "tiles=200.5px;overlap=0.25;gsd=10;mask=7350;bands=4,3,2;stretch=1-99.5",
        new TilingKey(
            Optional.of(TilingSpec.parse("200.5px", 0.25, OptionalDouble.of(10))), 7350, INFRARED));
    assertStable(
        "whole;mask=99;stretch=5-95",
        new TilingKey(Optional.empty(), 99, Optional.of(new BandRendering(List.of(), 5, 95))));
    assertEquals(
        "tiles=33.3m;gsd=0.123",
        new TilingKey(
                Optional.of(TilingSpec.parse("33.33", 0, OptionalDouble.of(0.1234))),
                0,
                Optional.empty())
            .serialized());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "windows of 600.0 m",
        "something else",
        "tiles=m",
        "whole;stretch=1",
        "whole;mask=x"
      })
  void invalidTextsAreNotKeys(String text) {
    assertEquals(Optional.empty(), TilingKey.parse(text));
  }
}

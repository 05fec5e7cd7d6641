package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.BandRendering;

class BandRenderingJsonTest {
  @Test
  void storedRenderingsKeepTheirFormat() {
    String stored = "{\"bands\":[4,3,2],\"low\":1.0,\"high\":99.5}";
    BandRendering rendering = new BandRendering(List.of(4, 3, 2), 1, 99.5);
    assertEquals(rendering, BandRenderingJson.parse(stored));
    assertEquals(stored, BandRenderingJson.format(rendering));
    assertEquals(
        BandRendering.DEFAULT,
        BandRenderingJson.parse(BandRenderingJson.format(BandRendering.DEFAULT)));
  }
}

package org.kamcl.explorer.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.Gazetteer;

/** The towns by which images are sorted; read when the first image is written. */
final class Towns {
  private @Nullable Gazetteer gazetteer;

  /** Name of the town nearest to the center of a footprint; empty if there is none nearby. */
  Optional<String> nearest(Footprint footprint) {
    return gazetteer().nearest(footprint.center()).map(Gazetteer.Town::name);
  }

  private synchronized Gazetteer gazetteer() {
    Gazetteer known = gazetteer;
    if (known == null) {
      known = new Gazetteer(BasemapReader.readPlaces());
      gazetteer = known;
    }
    return known;
  }
}

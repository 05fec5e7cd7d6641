package org.kamcl.explorer.localization;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.localization.Region;

/**
 * A query whose regions in a scene are known.
 *
 * @param scene file of the scene
 * @param text the query
 * @param split part of the queries, such as {@code tune}; empty if the file names none
 * @param regions at least one, in pixels of the scene
 */
public record LocalizationQuery(Path scene, String text, String split, List<Region> regions) {
  /** Copies the regions. */
  public LocalizationQuery {
    regions = List.copyOf(regions);
  }
}

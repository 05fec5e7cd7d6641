package org.kamcl.engine.localization;

import java.util.List;
import org.kamcl.error.KamclException;

/** Computes the published metrics of a score map. */
public final class LocalizationMetrics {
  private LocalizationMetrics() {}

  /**
   * Compares a map with the regions of its query.
   *
   * @param regions in pixels of the map
   * @throws KamclException if a region contains no pixel of the map
   */
  public static LocalizationFigures of(LevelMap map, List<Region> regions) {
    return of(map, regions, RegionMask.of(regions, map.width(), map.height()));
  }

  /** The same with the pixels of the regions. */
  static LocalizationFigures of(LevelMap map, List<Region> regions, RegionMask mask) {
    List<AttentionCenters.Center> centers = AttentionCenters.find(map);
    List<Region.Circle> circles = regions.stream().map(Region::circle).toList();
    return LocalizationFigures.of(rsu(map, mask), ras(circles, centers), rda(circles, centers));
  }

  private static double rsu(LevelMap map, RegionMask mask) {
    long all = 0;
    long inside = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        int level = map.level(x, y);
        all += level;
        inside += mask.contains(x, y) ? level : 0;
      }
    }
    double max = LevelMap.MAX_LEVEL;
    double within = inside / max;
    double ratio = within / (all / max - within + 1e-7);
    double pixels = (double) map.width() * map.height();
    double areas = (pixels - mask.size()) / mask.size();
    return 1 - Math.exp(-0.707 * ratio * areas);
  }

  private static double ras(List<Region.Circle> circles, List<AttentionCenters.Center> centers) {
    if (centers.isEmpty()) {
      return 1;
    }
    double offset =
        circles.stream().mapToDouble(circle -> offset(circle, centers)).average().orElse(1);
    return (Math.exp(3 * offset) - 1) / (Math.exp(3) - 1);
  }

  /** The mean distance of the near centers in radii; 1 without any. */
  private static double offset(Region.Circle circle, List<AttentionCenters.Center> centers) {
    double distance =
        centers.stream()
            .filter(circle::contains)
            .mapToDouble(circle::distance)
            .average()
            .orElse(circle.radius());
    return circle.radius() == 0 ? 1 : distance / circle.radius();
  }

  private static double rda(List<Region.Circle> circles, List<AttentionCenters.Center> centers) {
    return circles.stream()
        .mapToDouble(
            circle ->
                concentration(circle.radius(), centers.stream().filter(circle::contains).toList()))
        .average()
        .orElse(0);
  }

  private static double concentration(double radius, List<AttentionCenters.Center> near) {
    if (near.size() <= 1) {
      return near.size();
    }
    double x = near.stream().mapToDouble(AttentionCenters.Center::x).average().orElseThrow();
    double y = near.stream().mapToDouble(AttentionCenters.Center::y).average().orElseThrow();
    double distance =
        near.stream().mapToDouble(c -> Math.hypot(c.x() - x, c.y() - y)).average().orElseThrow();
    return 0.5 * (1 - distance / radius) + Math.exp(-0.5 * (near.size() + 2));
  }
}

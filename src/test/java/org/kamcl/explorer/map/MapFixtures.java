package org.kamcl.explorer.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchHit;

/** Synthetic images and hits with footprints. */
public final class MapFixtures {
  private MapFixtures() {}

  /** An image with a footprint. */
  public static ImageRecord image(long id, GeoPoint... corners) {
    return ImageRecord.builder(id, "Trial", Path.of("image-" + id + ".png"))
        .size(256, 256)
        .footprint(Optional.of(new Footprint(List.of(corners))))
        .build();
  }

  /** An image with a slightly rotated square footprint; side in degrees. */
  public static ImageRecord square(long id, double lon, double lat, double side) {
    double half = side / 2;
    double offset = side / 12;
    return image(
        id,
        new GeoPoint(wrap(lon - half), lat + half - offset),
        new GeoPoint(wrap(lon + half - offset), lat + half),
        new GeoPoint(wrap(lon + half), lat - half + offset),
        new GeoPoint(wrap(lon - half + offset), lat - half));
  }

  private static double wrap(double lon) {
    return lon - 360 * Math.floor((lon + 180) / 360);
  }

  /** A hit. */
  public static SearchHit hit(int rank, ImageRecord image, boolean strong) {
    return new SearchHit(
        rank,
        image,
        0.5,
        Math.min(1, rank * 1e-4),
        strong ? MatchBand.STRONG : MatchBand.WEAK,
        List.of());
  }

  /**
   * A realistic archive: campaigns, each a block of tiles of equal size, with most of the world
   * empty.
   */
  public static List<ImageRecord> archive(int count, long seed) {
    Random random = new Random(seed);
    List<ImageRecord> images = new ArrayList<>();
    while (images.size() < count) {
      double lon = random.nextDouble() * 340 - 170;
      double lat = random.nextGaussian() * 25 + 20;
      int across = 4 + random.nextInt(40);
      int down = 4 + random.nextInt(40);
      double side = Math.pow(10, -2.5 + 1.8 * random.nextDouble());
      for (int i = 0; i < across * down && images.size() < count; i++) {
        double x = lon + side * (i % across);
        int row = i / across;
        double y = lat - side * row;
        if (Math.abs(y) < 80 && Math.abs(x) < 175) {
          images.add(square(images.size() + 1L, x, y, side));
        }
      }
    }
    return images;
  }
}

package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;

/** Images known by their colors, at places that are made up but deterministic. */
final class ColorImages {
  private static final int SIDE = 24;

  /** Towns at which the images are located. */
  private static final List<GeoPoint> TOWNS =
      List.of(
          new GeoPoint(11.12, 46.07),
          new GeoPoint(13.77, 45.65),
          new GeoPoint(11.25, 43.77),
          new GeoPoint(12.49, 41.89),
          new GeoPoint(9.19, 45.46));

  private ColorImages() {}

  /** An image near one of the towns, but for every 17th, which is nowhere. */
  static ImageRecord record(long id, Path file, RgbImage image) {
    Random random = new Random(id);
    GeoPoint town = TOWNS.get(random.nextInt(TOWNS.size()));
    double lon = town.lon() + random.nextGaussian() * 0.3;
    double lat = town.lat() + random.nextGaussian() * 0.2;
    Optional<Footprint> footprint =
        id % 17 == 0
            ? Optional.empty()
            : Optional.of(
                new Footprint(
                    List.of(
                        new GeoPoint(lon, lat),
                        new GeoPoint(lon + 0.02, lat + 0.003),
                        new GeoPoint(lon + 0.018, lat - 0.012),
                        new GeoPoint(lon - 0.002, lat - 0.015))));
    return ImageRecord.builder(id, "Trial", file)
        .size(image.width(), image.height())
        .footprint(footprint)
        .gsd(OptionalDouble.of(0.5))
        .date(Optional.of(LocalDate.of(2009, 6, 1 + random.nextInt(28))))
        .crs("EPSG:25832")
        .captions(
            id % 3 == 0
                ? List.of("A picture with much " + strongest(image) + " in it.")
                : List.of())
        .build();
  }

  private static String strongest(RgbImage image) {
    return shares(image).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /** Area shares of green, blue, red, gray, bright and dark. */
  static Map<String, Double> shares(RgbImage image) {
    RgbImage small = ImageResizer.bilinear(image, SIDE, SIDE);
    Map<String, Double> shares = new TreeMap<>();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int red = small.sample(x, y, 0);
        int green = small.sample(x, y, 1);
        int blue = small.sample(x, y, 2);
        shares.merge(color(red, green, blue), 1.0 / (SIDE * SIDE), Double::sum);
        shares.merge(
            red + green + blue > 3 * 128 ? "bright" : "dark", 0.5 / (SIDE * SIDE), Double::sum);
      }
    }
    return shares;
  }

  /** The name of a color. */
  static String color(int red, int green, int blue) {
    if (green >= red && green >= blue && green > blue + 6) {
      return "green";
    }
    if (blue > red + 6) {
      return "blue";
    }
    return red > blue + 25 ? "red" : "grey";
  }

  /** An image whose longer side has a length, pixels. */
  static ArgbImage scaled(RgbImage full, int side) {
    double scale = (double) side / Math.max(full.width(), full.height());
    int width = Math.max(1, (int) Math.round(full.width() * scale));
    int height = Math.max(1, (int) Math.round(full.height() * scale));
    RgbImage small = ImageResizer.bilinear(full, width, height);
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] =
            0xFF000000
                | small.sample(x, y, 0) << 16
                | small.sample(x, y, 1) << 8
                | small.sample(x, y, 2);
      }
    }
    return new ArgbImage(width, height, argb);
  }
}

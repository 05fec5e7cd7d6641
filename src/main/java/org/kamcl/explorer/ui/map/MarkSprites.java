package org.kamcl.explorer.ui.map;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.kamcl.explorer.ui.theme.Ramp;

/** The round marks as small pictures: a thousand of them are copied faster than drawn. */
final class MarkSprites {
  /** Steps of the ramp that an eye does not tell apart. */
  private static final int STEPS = 48;

  private static final double RING = 3;
  private static final int CONTENT = 0xFF000000;

  private final Map<Key, Image> sprites = new HashMap<>();
  private Look look = new Look(1, 1, 0, 0);

  /**
   * What all marks have in common.
   *
   * @param grow with the text size
   * @param density of the screen
   * @param line around them, 0xFFRRGGBB
   * @param pane inside clusters, 0xFFRRGGBB
   */
  record Look(double grow, double density, int line, int pane) {}

  private record Key(int step, double radius, boolean cluster) {}

  void look(Look wanted) {
    if (!wanted.equals(look)) {
      look = wanted;
      sprites.clear();
    }
  }

  /** Half the size of a mark's picture, pixels on the map. */
  double reach(MapMark mark) {
    return Math.ceil(mark.radius() * look.grow() + 1.5);
  }

  /** The picture of a mark, its middle in the middle. */
  Image of(MapMark mark) {
    int step = (int) Math.round(Ramp.position(mark.best().chance()) * (STEPS - 1));
    return sprites.computeIfAbsent(
        new Key(step, mark.radius(), mark.cluster()), key -> paint(key, mark));
  }

  private Image paint(Key key, MapMark mark) {
    int size = (int) Math.ceil(2 * reach(mark) * look.density());
    double middle = size / 2.0;
    double unit = look.grow() * look.density();
    double radius = key.radius() * unit;
    double line = look.density();
    CoverageRaster raster = new CoverageRaster(size);
    int[] pixels = new int[size * size];
    disc(raster, pixels, middle, radius + line / 2, look.line());
    disc(raster, pixels, middle, radius - line / 2, argb(colour(key.step())));
    if (key.cluster()) {
      double inner = radius - RING * unit;
      disc(raster, pixels, middle, inner + line / 2, look.line());
      disc(raster, pixels, middle, inner - line / 2, look.pane());
    }
    return new WritableImage(
        new PixelBuffer<>(size, size, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
  }

  private static void disc(
      CoverageRaster raster, int[] pixels, double middle, double radius, int colour) {
    raster.disc(middle, middle, radius);
    raster.over(pixels, colour);
  }

  /** The share of the archive in the middle of a step, as a colour. */
  private static Color colour(int step) {
    return Ramp.at((double) step / (STEPS - 1));
  }

  private static int argb(Color colour) {
    return CONTENT
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}

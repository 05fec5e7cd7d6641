package org.kamcl.explorer.ui.map;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.kamcl.explorer.map.CoverageRasterizer;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** The round marks as small pictures: a thousand of them are copied faster than drawn. */
final class MarkerSprites {
  /** Steps of the ramp that an eye does not tell apart. */
  private static final int STEPS = 48;

  private static final double RING = 3;
  private static final int CONTENT = 0xFF000000;

  private final Map<Key, Image> sprites = new HashMap<>();
  private Style style = new Style(1, 1, 0, 0);

  /**
   * What all marks have in common.
   *
   * @param textScale with the text size
   * @param density of the screen
   * @param lineColor around them, 0xFFRRGGBB
   * @param fillColor inside clusters, 0xFFRRGGBB
   */
  record Style(double textScale, double density, int lineColor, int fillColor) {}

  private record Key(int step, double radius, boolean cluster) {}

  void setStyle(Style wanted) {
    if (!wanted.equals(style)) {
      style = wanted;
      sprites.clear();
    }
  }

  /** Half the size of a mark's picture, pixels on the map. */
  double reach(HitMarker mark) {
    return Math.ceil(mark.radius() * style.textScale() + 1.5);
  }

  /** The picture of a mark, its middle in the middle. */
  Image of(HitMarker mark) {
    int step =
        (int) Math.round(ScoreColorScale.position(mark.best().falseMatchRate()) * (STEPS - 1));
    return sprites.computeIfAbsent(
        new Key(step, mark.radius(), mark.isCluster()), key -> paint(key, mark));
  }

  private Image paint(Key key, HitMarker mark) {
    int size = (int) Math.ceil(2 * reach(mark) * style.density());
    double middle = size / 2.0;
    double unit = style.textScale() * style.density();
    double radius = key.radius() * unit;
    double line = style.density();
    CoverageRasterizer raster = new CoverageRasterizer(size);
    int[] pixels = new int[size * size];
    disc(raster, pixels, middle, radius + line / 2, style.lineColor());
    disc(raster, pixels, middle, radius - line / 2, argb(colour(key.step())));
    if (key.cluster()) {
      double inner = radius - RING * unit;
      disc(raster, pixels, middle, inner + line / 2, style.lineColor());
      disc(raster, pixels, middle, inner - line / 2, style.fillColor());
    }
    return new WritableImage(
        new PixelBuffer<>(size, size, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
  }

  private static void disc(
      CoverageRasterizer raster, int[] pixels, double middle, double radius, int colour) {
    raster.addDisc(middle, middle, radius);
    raster.blendPremultiplied(pixels, colour);
  }

  /** The share of the archive in the middle of a step, as a colour. */
  private static Color colour(int step) {
    return ScoreColorScale.colorAt((double) step / (STEPS - 1));
  }

  private static int argb(Color colour) {
    return CONTENT
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}

package org.kamcl.explorer.ui.map;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.CoverageRasterizer;
import org.kamcl.explorer.map.HitMarker;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** Cached images of round markers, since copying a thousand of them is faster than drawing them. */
final class MarkerSprites {
  /** Number of distinct colors; more cannot be distinguished. */
  private static final int COLORS = 48;

  private static final double CLUSTER_RING = 3;
  private static final int OPAQUE = 0xFF000000;

  /** Instead of a color of the scale: the image is listed and has no score. */
  private static final int LISTED = -1;

  private final Map<Key, Image> sprites = new HashMap<>();
  private Style style = new Style(1, 1, 0, 0, 0);

  /**
   * What all markers have in common.
   *
   * @param textScale factor by which text and markers are enlarged
   * @param density pixel density of the screen
   * @param lineColor of the outline, 0xFFRRGGBB
   * @param fillColor of the inside of clusters, 0xFFRRGGBB
   * @param listedColor of images that are listed without scores, 0xFFRRGGBB
   */
  record Style(double textScale, double density, int lineColor, int fillColor, int listedColor) {}

  private record Key(int color, double radius, boolean cluster) {}

  /** Sets the style; a different one clears the cache. */
  void setStyle(Style wanted) {
    if (!wanted.equals(style)) {
      style = wanted;
      sprites.clear();
    }
  }

  /** Half the side of a marker's image in pixels of the map. */
  double reach(HitMarker marker) {
    return Math.ceil(marker.radius() * style.textScale() + 1.5);
  }

  /** The image of a marker, which is at its center. */
  Image of(HitMarker marker) {
    return sprites.computeIfAbsent(
        new Key(color(marker.best()), marker.radius(), marker.isCluster()),
        key -> paint(key, marker));
  }

  private static int color(SearchHit best) {
    return best.isListed()
        ? LISTED
        : (int) Math.round(ScoreColorScale.position(best.falseMatchRate()) * (COLORS - 1));
  }

  private Image paint(Key key, HitMarker marker) {
    int size = (int) Math.ceil(2 * reach(marker) * style.density());
    double center = size / 2.0;
    double unit = style.textScale() * style.density();
    double radius = key.radius() * unit;
    double line = style.density();
    CoverageRasterizer rasterizer = new CoverageRasterizer(size);
    int[] pixels = new int[size * size];
    disc(rasterizer, pixels, center, radius + line / 2, style.lineColor());
    disc(rasterizer, pixels, center, radius - line / 2, argb(key.color()));
    if (key.cluster()) {
      double inner = radius - CLUSTER_RING * unit;
      disc(rasterizer, pixels, center, inner + line / 2, style.lineColor());
      disc(rasterizer, pixels, center, inner - line / 2, style.fillColor());
    }
    return new WritableImage(
        new PixelBuffer<>(size, size, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
  }

  private static void disc(
      CoverageRasterizer rasterizer, int[] pixels, double center, double radius, int color) {
    rasterizer.addDisc(center, center, radius);
    rasterizer.blendPremultiplied(pixels, color);
  }

  private int argb(int color) {
    if (color == LISTED) {
      return style.listedColor();
    }
    Color rgb = ScoreColorScale.colorAt((double) color / (COLORS - 1));
    return OPAQUE
        | (int) Math.round(rgb.getRed() * 255) << 16
        | (int) Math.round(rgb.getGreen() * 255) << 8
        | (int) Math.round(rgb.getBlue() * 255);
  }
}

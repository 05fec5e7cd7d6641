package org.kamcl.explorer.imagery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Pixels of image files at any resolution, rendered as thumbnails are.
 *
 * <p>A scene is read region by region, from its overviews where it has them. An ordinary image is
 * decoded once and kept by its source; one that is too large for that is kept at a reduced
 * resolution, and its details are decoded strip by strip.
 */
public final class RasterPixels implements ImagePixels {
  /**
   * Reduced regions are read with about so many times the pixels of the result along each side, and
   * then averaged: the readers only pick every n-th pixel.
   */
  private static final int OVERSAMPLING = 2;

  /** Longer side at which a large image is kept, at least; with more it is decoded in parts. */
  private static final int REDUCED_SIDE = 2500;

  private final ImageLoader loader;
  private final Function<String, BandRendering> renderings;

  /**
   * @param loader of the files
   * @param renderings band rendering of a collection, by its name
   */
  public RasterPixels(ImageLoader loader, Function<String, BandRendering> renderings) {
    this.loader = loader;
    this.renderings = renderings;
  }

  @Override
  public Source open(ImageRecord image) {
    return open(image, renderings.apply(image.collection()));
  }

  @Override
  public Source open(ImageRecord image, BandRendering rendering) {
    Path file = image.file();
    ImageInspector.StoredSize stored = loader.inspector().storedSize(file);
    // Tiles, like coordinates, refer to the pixels as stored.
    boolean asStored = image.tile().isPresent() || stored.georeferenced();
    boolean turned = stored.orientation() != 1;
    ImageTurn turn =
        new ImageTurn(asStored ? 1 : stored.orientation(), stored.width(), stored.height());
    RegionReader region = new RegionReader(file, rendering, turn);
    boolean large = (long) stored.width() * stored.height() > ImageDecoder.MAX_UNREDUCED_PIXELS;
    boolean tiled = image.tile().isPresent();
    boolean scene = loader.isScene(file);
    if (scene || (tiled && turned && large)) {
      return new RegionSource(
          region, frame(image, turn.width(), turn.height()), scene ? stored.bands() : 0);
    }
    TileBounds all = new TileBounds(0, 0, stored.width(), stored.height());
    RgbImage whole =
        tiled && !large
            ? loader.read(file, Optional.of(all), Integer.MAX_VALUE, rendering)
            : loader.read(
                file, Optional.empty(), large ? REDUCED_SIDE : Integer.MAX_VALUE, rendering);
    if (large && !(asStored && turned)) {
      return new ReducedSource(region, frame(image, turn.width(), turn.height()), whole);
    }
    return new WholeSource(whole, frame(image, whole.width(), whole.height()));
  }

  /** The tile of an image; it ends with the file if that has become smaller since. */
  private static TileBounds frame(ImageRecord image, int width, int height) {
    TileBounds tile = image.tile().orElse(new TileBounds(0, 0, width, height));
    if (tile.x() >= width || tile.y() >= height) {
      throw new KamclException(RasterError.SMALLER_THAN_INDEXED, image.file());
    }
    return new TileBounds(
        tile.x(),
        tile.y(),
        Math.min(tile.width(), width - tile.x()),
        Math.min(tile.height(), height - tile.y()));
  }

  /** Reads regions of a file that are given in pixels as shown. */
  private final class RegionReader {
    private final Path file;
    private final BandRendering rendering;
    private final ImageTurn turn;

    RegionReader(Path file, BandRendering rendering, ImageTurn turn) {
      this.file = file;
      this.rendering = rendering;
      this.turn = turn;
    }

    RgbImage read(TileBounds shown, int width, int height) {
      TileBounds stored = turn.stored(shown);
      boolean full = width == shown.width() && height == shown.height();
      int longer = Math.max(width, height);
      int side = full ? longer : (int) Math.min(Integer.MAX_VALUE, (long) OVERSAMPLING * longer);
      RgbImage pixels = loader.read(file, Optional.of(stored), side, rendering);
      return ImageDecoder.applyOrientation(pixels, turn.orientation());
    }
  }

  /**
   * A scene, which is read region by region.
   *
   * @param bands among which a band rendering may choose
   */
  private record RegionSource(RegionReader region, TileBounds frame, int bands) implements Source {
    @Override
    public BandRendering rendering() {
      BandRendering chosen = region.rendering;
      return chosen.bands().isEmpty()
          ? new BandRendering(
              bands >= 3 ? List.of(1, 2, 3) : List.of(1),
              chosen.lowPercentile(),
              chosen.highPercentile())
          : chosen;
    }

    @Override
    public int width() {
      return region.turn.width();
    }

    @Override
    public int height() {
      return region.turn.height();
    }

    @Override
    public ArgbImage read(TileBounds wanted, int width, int height) {
      return argb(region.read(wanted, width, height), width, height);
    }
  }

  /** An ordinary image in memory. */
  private record WholeSource(RgbImage image, TileBounds frame) implements Source {
    @Override
    public int width() {
      return image.width();
    }

    @Override
    public int height() {
      return image.height();
    }

    @Override
    public ArgbImage read(TileBounds wanted, int width, int height) {
      return argb(cut(image, wanted, width, height), width, height);
    }
  }

  /**
   * An ordinary image that is too large to be in memory in full.
   *
   * @param reduced the whole image with fewer pixels
   */
  private record ReducedSource(RegionReader region, TileBounds frame, RgbImage reduced)
      implements Source {
    @Override
    public int width() {
      return region.turn.width();
    }

    @Override
    public int height() {
      return region.turn.height();
    }

    @Override
    public ArgbImage read(TileBounds wanted, int width, int height) {
      double scale = (double) reduced.width() / width();
      TileBounds stored = region.turn.stored(wanted);
      boolean decodable =
          (long) region.turn.storedWidth() * stored.height() <= ImageDecoder.MAX_UNREDUCED_PIXELS;
      if (decodable && width > wanted.width() * scale) {
        return argb(region.read(wanted, width, height), width, height);
      }
      int x = Math.min(reduced.width() - 1, (int) (wanted.x() * scale));
      int y = Math.min(reduced.height() - 1, (int) (wanted.y() * scale));
      TileBounds part =
          new TileBounds(
              x,
              y,
              (int) Math.min(reduced.width() - x, Math.max(1, Math.round(wanted.width() * scale))),
              (int)
                  Math.min(reduced.height() - y, Math.max(1, Math.round(wanted.height() * scale))));
      return argb(cut(reduced, part, width, height), width, height);
    }
  }

  /** A part of an image with at least so many pixels as wanted, where it has them. */
  private static RgbImage cut(RgbImage image, TileBounds part, int width, int height) {
    int stepX = Math.max(1, part.width() / (OVERSAMPLING * width));
    int stepY = Math.max(1, part.height() / (OVERSAMPLING * height));
    int columns = (part.width() + stepX - 1) / stepX;
    int rows = (part.height() + stepY - 1) / stepY;
    byte[] rgb = new byte[3 * columns * rows];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int y = part.y() + row * stepY;
      for (int column = 0; column < columns; column++) {
        int x = part.x() + column * stepX;
        for (int channel = 0; channel < 3; channel++) {
          rgb[at++] = (byte) image.sample(x, y, channel);
        }
      }
    }
    return new RgbImage(columns, rows, rgb);
  }

  private static ArgbImage argb(RgbImage pixels, int width, int height) {
    byte[] rgb = ImageResizer.bilinear(pixels, width, height).rgb();
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xff000000
              | (rgb[3 * i] & 0xff) << 16
              | (rgb[3 * i + 1] & 0xff) << 8
              | (rgb[3 * i + 2] & 0xff);
    }
    return new ArgbImage(width, height, argb);
  }
}

package org.kamcl.explorer.imagery;

import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.PixelWindow;

/**
 * An open TIFF file, read by windows: from its overviews and by every n-th row and column, so that
 * a scene of any size takes no more memory than the picture asked for. Belongs to one thread.
 */
final class TiffScene implements AutoCloseable {
  private static final int SAMPLE_SIDE = 512;
  private static final double SAME_SHAPE = 0.02;

  private final Path file;
  private final ImageInputStream in;
  private final ImageReader reader;
  private final int width;
  private final int height;

  private TiffScene(Path file, ImageInputStream in, ImageReader reader) throws IOException {
    this.file = file;
    this.in = in;
    this.reader = reader;
    this.width = reader.getWidth(0);
    this.height = reader.getHeight(0);
  }

  /**
   * @throws ExplorerException if it cannot be read
   */
  static TiffScene open(Path file) {
    ImageInputStream in = null;
    boolean good = false;
    try {
      in = new FileImageInputStream(file.toFile());
      ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
      reader.setInput(in);
      TiffScene scene = new TiffScene(file, in, reader);
      good = true;
      return scene;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw broken(file, e);
    } finally {
      if (!good && in != null) {
        closeQuietly(in);
      }
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  IIOMetadata metadata() {
    try {
      return reader.getImageMetadata(0);
    } catch (IOException | RuntimeException e) {
      throw broken(file, e);
    }
  }

  /** Whether samples have to be measured before they can be seen. */
  boolean needsStretch() {
    try {
      var type = reader.getRawImageType(0);
      ColorModel colours = type.getColorModel();
      if (colours instanceof IndexColorModel) {
        return false;
      }
      return type.getSampleModel().getDataType() != DataBuffer.TYPE_BYTE
          || type.getSampleModel().getSampleSize(0) < Byte.SIZE;
    } catch (IOException | RuntimeException e) {
      throw broken(file, e);
    }
  }

  /** Measures the whole scene by some of its pixels. */
  Stretch measure(OptionalDouble noData) {
    BufferedImage sample = pixels(new PixelWindow(0, 0, width, height), SAMPLE_SIDE);
    return Stretch.of(sample.getRaster(), bands(sample.getRaster()), noData);
  }

  /**
   * Which windows hold a measured pixel, by a sample of the whole scene; one too small to be
   * sampled counts as if it did.
   */
  List<PixelWindow> measured(List<PixelWindow> windows, double noData) {
    Raster sample = pixels(new PixelWindow(0, 0, width, height), SAMPLE_SIDE).getRaster();
    return windows.stream().filter(w -> holdsMeasured(sample, w, noData)).toList();
  }

  private boolean holdsMeasured(Raster sample, PixelWindow window, double noData) {
    double scaleX = (double) sample.getWidth() / width;
    double scaleY = (double) sample.getHeight() / height;
    int left = (int) Math.ceil(window.x() * scaleX);
    int top = (int) Math.ceil(window.y() * scaleY);
    int right = (int) Math.floor((window.x() + window.width()) * scaleX);
    int bottom = (int) Math.floor((window.y() + window.height()) * scaleY);
    if (left >= right || top >= bottom) {
      return true;
    }
    double[] values =
        sample.getPixels(
            sample.getMinX() + left,
            sample.getMinY() + top,
            right - left,
            bottom - top,
            (double[]) null);
    OptionalDouble none = OptionalDouble.of(noData);
    return Arrays.stream(values).anyMatch(v -> Stretch.measured(v, none));
  }

  /**
   * A window as RGB.
   *
   * @param side the picture's longer side has at least so many pixels, where the file has them
   * @param stretch what {@link #measure} gave, where {@link #needsStretch}; null otherwise
   */
  RgbImage read(PixelWindow window, int side, Stretch stretch, OptionalDouble noData) {
    BufferedImage image = pixels(window, side);
    Raster raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return indexed(raster, palette);
    }
    int[] bands = bands(raster);
    int w = raster.getWidth();
    int h = raster.getHeight();
    byte[] rgb = new byte[3 * w * h];
    double[] row = new double[w];
    for (int c = 0; c < 3; c++) {
      int band = bands.length == 3 ? c : 0;
      for (int y = 0; y < h; y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, w, 1, bands[band], row);
        int at = 3 * y * w + c;
        for (int x = 0; x < w; x++, at += 3) {
          rgb[at] = stretch == null ? (byte) row[x] : stretch.level(band, row[x], noData);
        }
      }
    }
    return new RgbImage(w, h, rgb);
  }

  private static RgbImage indexed(Raster raster, IndexColorModel palette) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    int[] argb = new int[w * h];
    raster.getSamples(raster.getMinX(), raster.getMinY(), w, h, 0, argb);
    for (int i = 0; i < argb.length; i++) {
      argb[i] = palette.getRGB(Math.min(argb[i], palette.getMapSize() - 1));
    }
    return RgbImage.ofArgb(w, h, argb);
  }

  /** The first three bands, or the one there is. */
  private static int[] bands(Raster raster) {
    return raster.getNumBands() >= 3 ? new int[] {0, 1, 2} : new int[] {0};
  }

  private BufferedImage pixels(PixelWindow window, int side) {
    try {
      int image = overview(window, side);
      double scaleX = (double) reader.getWidth(image) / width;
      double scaleY = (double) reader.getHeight(image) / height;
      int x = (int) Math.floor(window.x() * scaleX);
      int y = (int) Math.floor(window.y() * scaleY);
      int w = (int) Math.max(1, Math.round(window.width() * scaleX));
      int h = (int) Math.max(1, Math.round(window.height() * scaleY));
      Rectangle region =
          new Rectangle(x, y, w, h)
              .intersection(new Rectangle(reader.getWidth(image), reader.getHeight(image)));
      int step = Math.max(1, Math.max(region.width, region.height) / side);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(region);
      param.setSourceSubsampling(Math.min(step, region.width), Math.min(step, region.height), 0, 0);
      return reader.read(image, param);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // The reader meets damaged files with index, argument and null pointer errors as well.
      throw broken(file, e);
    }
  }

  /** The smallest overview that still has the pixels asked for; 0, the full resolution, always. */
  private int overview(PixelWindow window, int side) throws IOException {
    int best = 0;
    int images = reader.getNumImages(true);
    for (int i = 1; i < images; i++) {
      double scale = (double) reader.getWidth(i) / width;
      boolean enough = Math.max(window.width(), window.height()) * scale >= side;
      boolean smaller = reader.getWidth(i) < reader.getWidth(best);
      if (enough && smaller && alike(i, scale)) {
        best = i;
      }
    }
    return best;
  }

  /** Other images of a file may be masks or pages. */
  private boolean alike(int image, double scale) throws IOException {
    var here = reader.getRawImageType(image).getSampleModel();
    var full = reader.getRawImageType(0).getSampleModel();
    double rows = (double) reader.getHeight(image) / height;
    return Math.abs(rows / scale - 1) < SAME_SHAPE
        && here.getNumBands() == full.getNumBands()
        && here.getSampleSize(0) == full.getSampleSize(0);
  }

  private static ExplorerException broken(Path file, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return new ExplorerException(
          "The image "
              + file
              + " needs more memory than there is (or its header is damaged): save it with tiles, or"
              + " raise KAMCL_MEMORY.",
          e);
    }
    return new ExplorerException(
        "The image " + file + " is damaged, or a TIFF of a kind that is not read: replace it.", e);
  }

  private static void closeQuietly(ImageInputStream in) {
    try {
      in.close();
    } catch (IOException ignored) {
      // Nothing was written, so nothing is lost.
    }
  }

  @Override
  public void close() {
    reader.dispose();
    closeQuietly(in);
  }
}

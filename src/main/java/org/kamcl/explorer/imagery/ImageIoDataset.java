package org.kamcl.explorer.imagery;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.tiff.RasterException;
import org.kamcl.explorer.imagery.tiff.SampleGrid;

/**
 * A picture that the engine does not decode, or only in part: 16-bit PNG, rare kinds of JPEG, WebP.
 * Belongs to one thread.
 */
final class ImageIoDataset implements RasterDataset {
  private static final long MOST_PIXELS = 200_000_000;

  /** Readers of these kinds hold the whole picture. */
  private static final long MOST_WHOLE_PIXELS = 50_000_000;

  private static final int DAMAGE_SIDE = 256;

  private final Path file;
  private final RasterFormat kind;
  private final RasterInfo rasterInfo;

  /**
   * @throws IOException if it is damaged
   */
  ImageIoDataset(Path file, RasterFormat kind, ImageHeader header) throws IOException {
    this.file = file;
    this.kind = kind;
    ImageReader reader = reader(kind);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      long most = kind == RasterFormat.PNG ? MOST_PIXELS : MOST_WHOLE_PIXELS;
      if ((long) width * height > most) {
        throw new RasterException(
            String.format(
                Locale.ROOT,
                "has %d x %d pixels, more than the %d million that are read: cut it into tiles",
                width,
                height,
                most / 1_000_000));
      }
      boolean deep = header.bits() > 8;
      this.rasterInfo =
          new RasterInfo(
              kind == RasterFormat.WEBP ? "WebP" : kind.name(),
              width,
              height,
              header.bands(),
              deep ? "UInt16" : "Byte",
              header.palette(),
              !deep,
              header.bands(),
              OptionalDouble.empty(),
              GeoreferenceReader.EmbeddedMetadata.NONE,
              List.of());
    } catch (RuntimeException e) {
      throw new RasterException("is damaged, or of a kind that is not read: replace the file", e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(RasterFormat kind) throws IOException {
    if (kind == RasterFormat.WEBP) {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }
    List<ImageReader> all = new ArrayList<>();
    Iterator<ImageReader> found = ImageIO.getImageReadersByFormatName(kind.name());
    found.forEachRemaining(all::add);
    boolean rare = kind == RasterFormat.JPEG;
    String wanted = rare ? JPEGImageReaderSpi.class.getPackageName() : "com.sun.imageio.";
    for (ImageReader reader : all) {
      if (reader.getClass().getName().startsWith(wanted)) {
        return reader;
      }
    }
    throw new RasterException("needs a reader of " + kind + " that is missing");
  }

  @Override
  public RasterInfo info() {
    return rasterInfo;
  }

  @Override
  public SampleGrid read(TileBounds window, int side, int[] bands) throws IOException {
    ImageReader reader = reader(kind);
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(window.x(), window.y(), window.width(), window.height()));
      int step = Math.max(1, Math.max(window.width(), window.height()) / side);
      param.setSourceSubsampling(
          Math.min(step, window.width()), Math.min(step, window.height()), 0, 0);
      SampleGrid sampleGrid = grid(reader.read(0, param), bands);
      if (warnings.stream().anyMatch(w -> w.toLowerCase(Locale.ROOT).contains("premature"))) {
        throw new RasterException("is damaged (its pixels end too early)");
      }
      return sampleGrid;
    } catch (RuntimeException e) {
      throw new RasterException("is damaged, or of a kind that is not read: replace the file", e);
    } finally {
      reader.dispose();
    }
  }

  private static SampleGrid grid(BufferedImage image, int[] bands) {
    Raster raster = image.getRaster();
    int w = raster.getWidth();
    int h = raster.getHeight();
    SampleGrid sampleGrid = SampleGrid.of(w, h, bands.length);
    boolean colours =
        image.getColorModel() instanceof IndexColorModel
            || raster.getTransferType() == DataBuffer.TYPE_INT;
    int alpha = image.getColorModel().hasAlpha() && !colours ? raster.getNumBands() - 1 : -1;
    int[] argb = colours ? image.getRGB(0, 0, w, h, null, 0, w) : new int[0];
    for (int b = 0; b < bands.length; b++) {
      int band = Math.min(bands[b], raster.getNumBands() - 1);
      if (!colours) {
        raster.getSamples(raster.getMinX(), raster.getMinY(), w, h, band, sampleGrid.bands()[b]);
      }
      for (int i = 0; i < argb.length; i++) {
        sampleGrid.bands()[b][i] = argb[i] >> (16 - 8 * Math.min(2, bands[b])) & 0xff;
      }
    }
    if (alpha > 0) {
      int[] opacity =
          raster.getSamples(raster.getMinX(), raster.getMinY(), w, h, alpha, (int[]) null);
      for (int i = 0; i < opacity.length; i++) {
        if (opacity[i] == 0) {
          sampleGrid.noData().set(i);
        }
      }
    }
    return sampleGrid;
  }

  @Override
  public List<String> findDamage() throws IOException {
    read(new TileBounds(0, 0, rasterInfo.width(), rasterInfo.height()), DAMAGE_SIDE, new int[] {0});
    return List.of();
  }

  @Override
  public void close() {
    // Each window opens the file on its own.
  }
}

package org.kamcl.explorer.imagery;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * An image that is read through ImageIO and rendered from its samples: 16-bit PNG, rare variants of
 * JPEG, WebP. Used by one thread at a time.
 */
final class ImageIoDataset implements RasterDataset {
  private static final int MEGA = 1_000_000;
  private static final int DAMAGE_SIDE = 256;

  private final Path file;
  private final ImageIoFormat format;
  private final RasterInfo info;

  /**
   * @throws IOException if the file cannot be read
   * @throws KamclException if it is damaged or too large
   */
  ImageIoDataset(Path file, ImageIoFormat format, ImageHeader header, ExifData exif)
      throws IOException {
    this.file = file;
    this.format = format;
    ImageReader reader = format.factory().create();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > format.maxPixels()) {
        throw new KamclException(
            RasterError.TOO_MANY_PIXELS, width, height, format.maxPixels() / MEGA);
      }
      boolean deep = header.bits() > Byte.SIZE;
      this.info =
          RasterInfo.builder(format.name(), width, height, header.bands())
              .samples(deep ? "UInt16" : "Byte", !deep)
              .palette(header.palette())
              .exif(exif)
              .build();
    } catch (KamclException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new KamclException(e, RasterError.NOT_DECODABLE);
    } finally {
      reader.dispose();
    }
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    ImageReader reader = format.factory().create();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(region.x(), region.y(), region.width(), region.height()));
      int step = Math.max(1, Math.max(region.width(), region.height()) / side);
      param.setSourceSubsampling(
          Math.min(step, region.width()), Math.min(step, region.height()), 0, 0);
      SampleGrid sampleGrid = grid(reader.read(0, param), bands);
      if (warnings.stream().anyMatch(w -> w.toLowerCase(Locale.ROOT).contains("premature"))) {
        throw new KamclException(RasterError.PIXELS_TRUNCATED);
      }
      return sampleGrid;
    } catch (KamclException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new KamclException(e, RasterError.NOT_DECODABLE);
    } finally {
      reader.dispose();
    }
  }

  private static SampleGrid grid(BufferedImage image, int[] bands) {
    Raster raster = image.getRaster();
    int w = raster.getWidth();
    int h = raster.getHeight();
    SampleGrid sampleGrid = SampleGrid.of(w, h, bands.length);
    boolean colors =
        image.getColorModel() instanceof IndexColorModel
            || raster.getTransferType() == DataBuffer.TYPE_INT;
    int alpha = image.getColorModel().hasAlpha() && !colors ? raster.getNumBands() - 1 : -1;
    int[] argb = colors ? image.getRGB(0, 0, w, h, null, 0, w) : new int[0];
    for (int b = 0; b < bands.length; b++) {
      int band = Math.min(bands[b], raster.getNumBands() - 1);
      if (!colors) {
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
  public List<Problem> findDamage() throws IOException {
    read(new TileBounds(0, 0, info.width(), info.height()), DAMAGE_SIDE, new int[] {0});
    return List.of();
  }

  @Override
  public void close() {
    // Each region opens the file on its own.
  }
}

package org.kamcl.explorer.imagery;

import com.github.jaiimageio.jpeg2000.J2KImageReadParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.SampleType;

/** An open JPEG 2000 file. Used by one thread at a time. */
final class Jp2Dataset implements RasterDataset {
  /** Limit of a tile, which is decoded as a whole with four bytes per sample. */
  private static final long MAX_TILE_SAMPLES = 50_000_000;

  private static final int DAMAGE_SIDE = 256;

  private final Path file;
  private final Jp2Header header;
  private final boolean truncated;

  /**
   * @throws IOException if the file cannot be read
   * @throws KamclException if it is damaged or has tiles that are too large
   */
  Jp2Dataset(Path file) throws IOException {
    this.file = file;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      this.header = Jp2Header.read(ByteSource.of(channel));
      this.truncated = header.end() > channel.size();
    }
    if (header.tilePixels() * header.bands() > MAX_TILE_SAMPLES) {
      throw new KamclException(
          RasterError.JP2_TILE_TOO_LARGE, header.tilePixels() * header.bands() / 1_000_000);
    }
  }

  private boolean palette() {
    return header.palette().length > 0;
  }

  @Override
  public RasterInfo info() {
    SampleType type =
        new SampleType(
            header.signed() ? SampleType.Kind.SIGNED : SampleType.Kind.UNSIGNED,
            header.bits() <= 8 ? 8 : header.bits() <= 16 ? 16 : 32);
    return RasterInfo.builder("JPEG 2000", header.width(), header.height(), header.bands())
        .samples(type.label(), palette() || (header.bits() <= 8 && !header.signed()))
        .palette(palette())
        .selectableBands(palette() ? 3 : header.bands())
        .georeference(header.inside())
        .warnings(truncated ? List.of(Problem.of(RasterError.PIXELS_TRUNCATED)) : List.of())
        .build();
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    ImageReader reader = new J2KImageReaderSpi().createReaderInstance(null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        ImageInputStream in = new Jp2ImageInputStream(ByteSource.of(channel), header)) {
      reader.setInput(in, false, true);
      // The reader takes the region in pixels of the reduced resolution.
      int halvings = 0;
      int longer = Math.max(region.width(), region.height());
      while (halvings < header.levels() && (longer >> (halvings + 1)) >= side) {
        halvings++;
      }
      J2KImageReadParam param = (J2KImageReadParam) reader.getDefaultReadParam();
      param.setResolution(header.levels() - halvings);
      int scale = 1 << halvings;
      int fullWidth = (header.width() + scale - 1) / scale;
      int fullHeight = (header.height() + scale - 1) / scale;
      Rectangle reduced =
          new Rectangle(
                  region.x() / scale,
                  region.y() / scale,
                  Math.max(1, (region.width() + scale / 2) / scale),
                  Math.max(1, (region.height() + scale / 2) / scale))
              .intersection(new Rectangle(fullWidth, fullHeight));
      param.setSourceRegion(reduced);
      int step = Math.max(1, Math.max(reduced.width, reduced.height) / side);
      param.setSourceSubsampling(step, step, 0, 0);
      return palette() ? colors(reader.read(0, param)) : grid(reader.readRaster(0, param), bands);
    } catch (KamclException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof Error && !(e instanceof OutOfMemoryError) && !isOfReader(e)) {
        throw e;
      }
      // The reader answers damaged files with errors of every kind.
      throw new KamclException(e, RasterError.JP2_DAMAGED);
    } finally {
      reader.dispose();
    }
  }

  private static boolean isOfReader(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(4)
        .anyMatch(f -> f.getClassName().startsWith("jj2000."));
  }

  private static SampleGrid colors(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    SampleGrid sampleGrid = SampleGrid.of(w, h, 3);
    int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < rgb.length; i++) {
      for (int b = 0; b < 3; b++) {
        sampleGrid.bands()[b][i] = rgb[i] >> (16 - 8 * b) & 0xff;
      }
    }
    return sampleGrid;
  }

  private SampleGrid grid(Raster raster, int[] bands) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    SampleGrid sampleGrid = SampleGrid.of(w, h, bands.length);
    float most = (1 << Math.min(8, header.bits())) - 1;
    for (int b = 0; b < bands.length; b++) {
      int band = Math.min(bands[b], raster.getNumBands() - 1);
      raster.getSamples(raster.getMinX(), raster.getMinY(), w, h, band, sampleGrid.bands()[b]);
      if (header.bits() < Byte.SIZE && !header.signed()) {
        for (int i = 0; i < w * h; i++) {
          sampleGrid.bands()[b][i] *= 255 / most;
        }
      }
    }
    return sampleGrid;
  }

  @Override
  public List<Problem> findDamage() throws IOException {
    int w = Math.min(DAMAGE_SIDE, header.width());
    int h = Math.min(DAMAGE_SIDE, header.height());
    // Only the middle: to decode all of a large file takes minutes.
    int x = (header.width() - w) / 2;
    int y = (header.height() - h) / 2;
    read(new TileBounds(x, y, w, h), DAMAGE_SIDE, new int[] {0});
    return List.of();
  }

  @Override
  public void close() {
    // Each call opens the file on its own.
  }
}

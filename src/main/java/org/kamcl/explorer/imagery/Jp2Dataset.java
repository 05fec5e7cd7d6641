package org.kamcl.explorer.imagery;

import com.github.jaiimageio.jpeg2000.J2KImageReadParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
import org.kamcl.file.RegularFiles;

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
    try (FileChannel channel = RegularFiles.channel(file)) {
      this.header = Jp2Header.read(ByteSource.of(channel));
      this.truncated = header.end() > channel.size();
    }
    long samples = header.grid().tilePixels() * header.bands();
    if (samples > MAX_TILE_SAMPLES) {
      throw new KamclException(RasterError.JP2_TILE_TOO_LARGE, samples / 1_000_000);
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
        .selectableBands(palette() || header.sycc() ? 3 : header.bands())
        .georeference(header.inside())
        .exif(ExifParser.parse(header.metadata()).upright())
        .warnings(truncated ? List.of(Problem.of(RasterError.PIXELS_TRUNCATED)) : List.of())
        .build();
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    ImageReader reader = new J2KImageReaderSpi().createReaderInstance(null);
    try (FileChannel channel = RegularFiles.channel(file);
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
      // The reader counts from the origin of the reference grid.
      Jp2Header.Grid grid = header.grid();
      Rectangle wanted =
          new Rectangle(
                  (int) ((grid.x() + region.x()) / scale),
                  (int) ((grid.y() + region.y()) / scale),
                  Math.max(1, (region.width() + scale / 2) / scale),
                  Math.max(1, (region.height() + scale / 2) / scale))
              .intersection(grid.reduced(scale));
      int step = Math.max(1, Math.max(wanted.width, wanted.height) / side);
      Rectangle kept =
          new Rectangle((wanted.width + step - 1) / step, (wanted.height + step - 1) / step);
      int stepOfReader = step;
      Rectangle decoded = wanted;
      if (!grid.isAtOrigin()) {
        // The reader shifts regions that begin within a tile, so they are cut out of its result.
        // The
        // destination is named because it would be the image's place on the grid otherwise.
        decoded = grid.fromStartOfTile(wanted, scale);
        stepOfReader = 1;
        param.setDestinationOffset(new Point(1, 1));
        kept.setLocation(1 + wanted.x - decoded.x, 1 + wanted.y - decoded.y);
      }
      param.setSourceRegion(decoded);
      param.setSourceSubsampling(stepOfReader, stepOfReader, 0, 0);
      int stepInResult = step / stepOfReader;
      return palette()
          ? colors(reader.read(0, param), kept, stepInResult)
          : samples(reader.readRaster(0, param), kept, stepInResult, bands);
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

  /**
   * Every n-th pixel of a result of the reader.
   *
   * @param kept first column and row, and the numbers of columns and rows to keep
   * @param step distance of the pixels
   */
  private static SampleGrid colors(BufferedImage image, Rectangle kept, int step) {
    SampleGrid sampleGrid = SampleGrid.of(kept.width, kept.height, 3);
    int across = (kept.width - 1) * step + 1;
    int[] rgb = new int[across];
    for (int j = 0; j < kept.height; j++) {
      image.getRGB(kept.x, kept.y + j * step, across, 1, rgb, 0, across);
      for (int i = 0; i < kept.width; i++) {
        for (int b = 0; b < 3; b++) {
          sampleGrid.bands()[b][j * kept.width + i] = rgb[i * step] >> (16 - 8 * b) & 0xff;
        }
      }
    }
    return sampleGrid;
  }

  private SampleGrid samples(Raster raster, Rectangle kept, int step, int[] bands) {
    int[] stored = header.sycc() ? new int[] {0, 1, 2} : bands;
    SampleGrid sampleGrid = SampleGrid.of(kept.width, kept.height, stored.length);
    int across = (kept.width - 1) * step + 1;
    float[] row = new float[across];
    // Few bits are spread over 0 to 255.
    boolean few = header.bits() < Byte.SIZE && !header.signed();
    float factor = few ? 255f / ((1 << header.bits()) - 1) : 1;
    for (int b = 0; b < stored.length; b++) {
      int band = Math.min(stored[b], raster.getNumBands() - 1);
      for (int j = 0; j < kept.height; j++) {
        int y = raster.getMinY() + kept.y + j * step;
        raster.getSamples(raster.getMinX() + kept.x, y, across, 1, band, row);
        for (int i = 0; i < kept.width; i++) {
          sampleGrid.bands()[b][j * kept.width + i] = row[i * step] * factor;
        }
      }
    }
    return header.sycc() ? toRgb(sampleGrid, bands) : sampleGrid;
  }

  private static SampleGrid toRgb(SampleGrid ycc, int[] bands) {
    float[][] in = ycc.bands();
    float[][] rgb = new float[3][in[0].length];
    int[] pixel = new int[3];
    for (int i = 0; i < in[0].length; i++) {
      YcbcrColors.JFIF.toRgb(in[0][i], in[1][i], in[2][i], pixel);
      for (int c = 0; c < 3; c++) {
        rgb[c][i] = pixel[c];
      }
    }
    float[][] chosen = new float[bands.length][];
    for (int b = 0; b < bands.length; b++) {
      chosen[b] = rgb[bands[b]];
    }
    return new SampleGrid(ycc.width(), ycc.height(), chosen, ycc.noData());
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

package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.ChunkCache;
import org.kamcl.explorer.imagery.tiff.SpillFile;
import org.kamcl.explorer.imagery.tiff.TiffImage;
import org.kamcl.explorer.imagery.tiff.TiffLayout;
import org.kamcl.file.RegularFiles;

/**
 * An open TIFF file. A region is read from the overviews and by every n-th row and column, so that
 * a scene of any size takes no more memory than the result. Used by one thread at a time.
 */
final class TiffDataset implements RasterDataset {
  /** Time limit of the search for damaged chunks, nanoseconds. */
  private static final long MAX_CHECK_NANOS = 2_500_000_000L;

  private final TiffStructure structure;
  private final FileChannel channel;
  private final ByteSource source;
  private final ChunkCache cache;
  private final Object state;
  private final SpillFile spillFile;

  /**
   * @param state identifies the content of the file in the cache
   * @param spillFile its decoded rows if its chunks do not fit into memory; else null
   * @throws IOException if it cannot be opened
   */
  TiffDataset(
      Path file, TiffStructure structure, ChunkCache cache, Object state, SpillFile spillFile)
      throws IOException {
    this.structure = structure;
    this.channel = RegularFiles.channel(file);
    this.source = ByteSource.of(channel);
    this.cache = cache;
    this.state = state;
    this.spillFile = spillFile;
  }

  @Override
  public RasterInfo info() {
    return structure.info();
  }

  @Override
  public boolean isStored(TileBounds region) {
    return structure.layout().isWritten(region.x(), region.y(), region.width(), region.height());
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    int number = structure.overview(region, side);
    TiffLayout layout = structure.layout(number);
    double scaleX = (double) layout.width() / structure.layout().width();
    double scaleY = (double) layout.height() / structure.layout().height();
    int x = Math.min(layout.width() - 1, (int) Math.floor(region.x() * scaleX));
    int y = Math.min(layout.height() - 1, (int) Math.floor(region.y() * scaleY));
    int w = (int) Math.max(1, Math.round(region.width() * scaleX));
    int h = (int) Math.max(1, Math.round(region.height() * scaleY));
    w = Math.min(w, layout.width() - x);
    h = Math.min(h, layout.height() - y);
    int step = Math.max(1, Math.max(w, h) / side);
    int columns = (w + step - 1) / step;
    int rows = (h + step - 1) / step;
    TiffColorModel colors = structure.colors();
    int[] stored = colors.storedBands(bands);
    int alpha = structure.alpha();
    int[] wanted = alpha < 0 ? stored : Arrays.copyOf(stored, stored.length + 1);
    if (alpha >= 0) {
      wanted[stored.length] = alpha;
    }
    SampleGrid sampleGrid =
        image(number).read(x, y, columns, rows, step, wanted, structure.noData());
    if (alpha >= 0) {
      float[] opacity = sampleGrid.bands()[stored.length];
      for (int i = 0; i < opacity.length; i++) {
        if (opacity[i] == 0) {
          sampleGrid.noData().set(i);
        }
      }
      // The caller goes by the number of bands: three are colors, any other number is gray.
      float[][] seen = Arrays.copyOf(sampleGrid.bands(), stored.length);
      sampleGrid =
          new SampleGrid(sampleGrid.width(), sampleGrid.height(), seen, sampleGrid.noData());
    }
    mask(region, sampleGrid, side);
    if (colors.invertsMeasurements() && structure.noData().isPresent()) {
      markNoData(sampleGrid, (float) structure.noData().getAsDouble());
    }
    return colors.toDisplay(sampleGrid, bands);
  }

  /** Marks the pixels all of whose samples have a value. */
  private static void markNoData(SampleGrid sampleGrid, float noData) {
    for (int i = 0; i < sampleGrid.width() * sampleGrid.height(); i++) {
      boolean measured = false;
      for (float[] band : sampleGrid.bands()) {
        measured |= band[i] != noData;
      }
      if (!measured) {
        sampleGrid.noData().set(i);
      }
    }
  }

  private TiffImage image(int number) {
    boolean spilled = spillFile != null && number == structure.main();
    return new TiffImage(
        spilled ? spillFile.source() : source,
        structure.file().order(),
        structure.file().directories().get(number),
        spilled ? spillFile.layout() : structure.layout(number),
        cache,
        state,
        number);
  }

  private void mask(TileBounds region, SampleGrid sampleGrid, int side) throws IOException {
    int number = structure.mask(region, side);
    if (number < 0) {
      return;
    }
    TiffLayout layout = structure.layout(number);
    double scaleX = (double) layout.width() / structure.layout().width();
    double scaleY = (double) layout.height() / structure.layout().height();
    int x = Math.min(layout.width() - 1, (int) Math.floor(region.x() * scaleX));
    int y = Math.min(layout.height() - 1, (int) Math.floor(region.y() * scaleY));
    int w = (int) Math.min(layout.width() - x, Math.max(1, Math.round(region.width() * scaleX)));
    int h = (int) Math.min(layout.height() - y, Math.max(1, Math.round(region.height() * scaleY)));
    int step = Math.max(1, Math.max(w, h) / side);
    int columns = (w + step - 1) / step;
    int rows = (h + step - 1) / step;
    SampleGrid mask =
        image(number).read(x, y, columns, rows, step, new int[] {0}, OptionalDouble.of(0));
    MaskedDataset.applyMask(sampleGrid, mask);
  }

  @Override
  public List<Problem> findDamage() throws IOException {
    TiffImage image = image(structure.main());
    int chunks = structure.layout().chunks();
    long start = System.nanoTime();
    int checked = 0;
    int damaged = 0;
    Exception first = null;
    // In an order that is spread over the image, as time may run out.
    int stride = spread(chunks);
    for (int i = 0, chunk = chunks - 1; i < chunks; i++, chunk = (chunk + stride) % chunks) {
      if (System.nanoTime() - start > MAX_CHECK_NANOS) {
        break;
      }
      checked++;
      try {
        image.check(chunk);
      } catch (IOException | KamclException e) {
        damaged++;
        first = first == null ? e : first;
      }
    }
    if (first == null) {
      return List.of();
    }
    if (damaged == checked) {
      throw first instanceof KamclException known
          ? known
          : new KamclException(first, RasterError.NOT_DECODABLE);
    }
    return List.of(Problem.of(RasterError.PARTS_UNREADABLE, reason(first), damaged, checked));
  }

  private static Problem reason(Exception e) {
    return e instanceof KamclException known
        ? known.problem()
        : Problem.of(RasterError.NOT_DECODABLE);
  }

  /** A step that visits each of so many items once, spread over all of them. */
  private static int spread(int count) {
    int step = (int) (count * 0.618);
    while (step > 1 && gcd(step, count) != 1) {
      step--;
    }
    return Math.max(1, step);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // The file was only read.
    }
  }
}

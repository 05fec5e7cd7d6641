package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * Coarse samples of whole scenes, from which stretches and tiles without data follow. Keeps the
 * last ones, since planning and rendering need the same. Any number of threads may use it.
 */
final class SceneSamples {
  private static final int SIDE = 512;
  private static final int MAX_SAMPLES = 2;

  private final Map<Key, SceneSample> samples = new LruMap<>(MAX_SAMPLES);

  private record Key(FileState state, List<Integer> bands) {}

  /**
   * Evenly spaced pixels of a scene.
   *
   * @param noData which of them hold no data
   */
  record SceneSample(SampleGrid grid, NoDataValues noData) {}

  /** The bands that are shown unless others are chosen: red, green and blue, or gray. */
  static int[] defaultBands(RasterInfo info) {
    return info.selectableBands() >= 3 ? new int[] {0, 1, 2} : new int[] {0};
  }

  /**
   * The sample of a scene.
   *
   * @param bands to read
   * @param declared no-data value that the file or a sidecar file declares
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if it is damaged
   */
  SceneSample of(Path file, RasterDataset dataset, int[] bands, OptionalDouble declared)
      throws IOException {
    Key key = new Key(FileState.of(file), Arrays.stream(bands).boxed().toList());
    // Under the lock, so that the tiles of one scene do not sample it all at once.
    synchronized (samples) {
      SceneSample known = samples.get(key);
      if (known == null) {
        RasterInfo info = dataset.info();
        TileBounds whole = new TileBounds(0, 0, info.width(), info.height());
        SampleGrid grid = dataset.read(whole, SIDE, bands);
        known = new SceneSample(grid, NoDataValues.of(grid, declared));
        samples.put(key, known);
      }
      return known;
    }
  }
}

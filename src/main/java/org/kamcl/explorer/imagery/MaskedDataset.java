package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A raster with a mask file beside it as GDAL writes it, {@code scene.tif.msk}: a TIFF file of the
 * same dimensions in which 0 marks pixels without data.
 */
final class MaskedDataset implements RasterDataset {
  private static final Logger LOG = LoggerFactory.getLogger(MaskedDataset.class);
  private static final int[] FIRST = {0};

  private final RasterDataset rasterDataset;
  private final RasterDataset mask;

  /**
   * @param rasterDataset closed with this
   * @param mask of the same size; closed with this
   */
  MaskedDataset(RasterDataset rasterDataset, RasterDataset mask) {
    this.rasterDataset = rasterDataset;
    this.mask = mask;
  }

  @Override
  public RasterInfo info() throws IOException {
    return rasterDataset.info();
  }

  @Override
  public boolean isStored(TileBounds region) throws IOException {
    return rasterDataset.isStored(region);
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    SampleGrid sampleGrid = rasterDataset.read(region, side, bands);
    try {
      applyMask(sampleGrid, mask.read(region, side, FIRST));
    } catch (IOException | KamclException e) {
      // Without its mask the scene is still useful.
      LOG.debug("A mask cannot be read", e);
    }
    return sampleGrid;
  }

  /** Marks the pixels that a mask of the same region, at any resolution, hides as no data. */
  static void applyMask(SampleGrid sampleGrid, SampleGrid mask) {
    for (int j = 0; j < sampleGrid.height(); j++) {
      int row =
          Math.min(mask.height() - 1, (int) ((j + 0.5) * mask.height() / sampleGrid.height()));
      for (int i = 0; i < sampleGrid.width(); i++) {
        int column =
            Math.min(mask.width() - 1, (int) ((i + 0.5) * mask.width() / sampleGrid.width()));
        if (mask.bands()[0][row * mask.width() + column] == 0) {
          sampleGrid.noData().set(j * sampleGrid.width() + i);
        }
      }
    }
  }

  @Override
  public List<Problem> findDamage() throws IOException {
    return rasterDataset.findDamage();
  }

  @Override
  public void close() {
    rasterDataset.close();
    mask.close();
  }
}

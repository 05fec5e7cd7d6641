package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.List;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.imagery.tiff.Grid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A raster with a mask in a file beside it, {@code scene.tif.msk}: a TIFF of the same size whose
 * zeros say that there is nothing, as GDAL writes it.
 */
final class MaskedScene implements Scene {
  private static final Logger LOG = LoggerFactory.getLogger(MaskedScene.class);
  private static final int[] FIRST = {0};

  private final Scene scene;
  private final Scene mask;

  /**
   * @param scene closed with this
   * @param mask of the same size; closed with this
   */
  MaskedScene(Scene scene, Scene mask) {
    this.scene = scene;
    this.mask = mask;
  }

  @Override
  public Facts facts() {
    return scene.facts();
  }

  @Override
  public Grid read(PixelWindow window, int side, int[] bands) throws IOException {
    Grid grid = scene.read(window, side, bands);
    try {
      hide(grid, mask.read(window, side, FIRST));
    } catch (IOException e) {
      // What a damaged mask would hide is seen; better than not to see the scene.
      LOG.debug("A mask cannot be read", e);
    }
    return grid;
  }

  /** What a mask of the same window, in whatever resolution, hides is missing. */
  static void hide(Grid grid, Grid mask) {
    for (int j = 0; j < grid.height(); j++) {
      int row = Math.min(mask.height() - 1, (int) ((j + 0.5) * mask.height() / grid.height()));
      for (int i = 0; i < grid.width(); i++) {
        int column = Math.min(mask.width() - 1, (int) ((i + 0.5) * mask.width() / grid.width()));
        if (mask.bands()[0][row * mask.width() + column] == 0) {
          grid.missing().set(j * grid.width() + i);
        }
      }
    }
  }

  @Override
  public List<String> damage() throws IOException {
    return scene.damage();
  }

  @Override
  public void close() {
    scene.close();
    mask.close();
  }
}

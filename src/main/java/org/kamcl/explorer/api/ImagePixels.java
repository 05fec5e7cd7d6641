package org.kamcl.explorer.api;

import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/**
 * The pixels of images at any resolution, for a viewer that zooms. Blocking; call from any thread
 * but the JavaFX thread.
 */
public interface ImagePixels {
  /**
   * Opens the file of an image, in the band rendering of its collection. Reading only starts with
   * {@link Source#read}, except for an ordinary image, which is decoded as a whole.
   *
   * @throws org.kamcl.error.KamclException if the file is missing or can no longer be read
   */
  Source open(ImageRecord image);

  /**
   * As above, in another band rendering. It only changes what is shown: the model reads the bands
   * of the collection.
   *
   * @throws org.kamcl.error.KamclException also if the file does not have one of the bands
   */
  Source open(ImageRecord image, BandRendering rendering);

  /**
   * An open file. It holds memory, but no file handle: nothing has to be closed, and the memory is
   * free once nothing refers to it. Any number of threads may use it.
   */
  interface Source {
    /** Columns of the whole file as shown, after the camera's orientation is applied. */
    int width();

    /** Rows of the whole file as shown. */
    int height();

    /** The image within the file: the tile of a scene, or the whole file. */
    TileBounds frame();

    /**
     * Number of bands among which a band rendering may choose; 0 if the file is shown as it is, as
     * a photograph.
     */
    default int bands() {
      return 0;
    }

    /**
     * The band rendering, with the numbers of the bands that are shown unless others are chosen.
     */
    default BandRendering rendering() {
      return BandRendering.DEFAULT;
    }

    /**
     * Reads a region at a reduced resolution, or at full resolution if the size is that of the
     * region.
     *
     * @param region pixels of the file as shown; lies within it
     * @param width columns of the result, at least 1 and not more than the region has
     * @param height rows of the result, at least 1 and not more than the region has
     * @return opaque pixels; no data is black
     * @throws org.kamcl.error.KamclException if the file is missing or damaged there
     */
    ArgbImage read(TileBounds region, int width, int height);
  }
}

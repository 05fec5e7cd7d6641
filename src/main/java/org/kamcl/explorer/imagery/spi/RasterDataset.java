package org.kamcl.explorer.imagery.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;

/** An open raster file, read region by region. Used by one thread at a time. */
public interface RasterDataset extends AutoCloseable {
  /**
   * The metadata of the file.
   *
   * @throws IOException if the file cannot be read
   */
  RasterInfo info() throws IOException;

  /**
   * Reads the samples of a region. The result has fewer pixels than the region where the region is
   * larger than {@code side}; its exact size is up to the reader.
   *
   * @param region pixels of the file; lies within it
   * @param side the longer side of the result has at least so many pixels, where the file has them
   * @param bands numbers of the bands to read, from 0. Where {@link RasterInfo#palette()} or the
   *     color model combines the stored bands, 0 is red, 1 green and 2 blue
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if it is damaged there
   */
  SampleGrid read(TileBounds region, int side, int[] bands) throws IOException;

  /**
   * Whether any pixel of a region is stored. Sparse files leave out parts that were never written;
   * these are not indexed. Quick: decides without decoding.
   *
   * @param region pixels of the file; lies within it
   * @throws IOException if the file cannot be read
   */
  default boolean isStored(TileBounds region) throws IOException {
    return true;
  }

  /**
   * Decodes the image in the way the model's training images were decoded. Readers of ordinary
   * 8-bit images implement this; band rendering does not apply to them.
   *
   * @param region pixels of the file as stored; empty for the whole image, to which the camera's
   *     orientation is applied
   * @return empty if the image has to be rendered from its samples
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if it is damaged
   */
  default Optional<RgbImage> decodeRgb(Optional<TileBounds> region) throws IOException {
    return Optional.empty();
  }

  /**
   * Looks for damaged pixels, for a second or two.
   *
   * @return warnings about parts that cannot be read
   * @throws IOException if nothing of the file can be read
   * @throws org.kamcl.error.KamclException if nothing of the file can be decoded
   */
  List<Problem> findDamage() throws IOException;

  @Override
  void close();
}

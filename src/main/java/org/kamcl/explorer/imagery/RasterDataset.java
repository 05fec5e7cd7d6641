package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.tiff.SampleGrid;

/** An open raster, read by windows. Belongs to one thread. */
interface RasterDataset extends AutoCloseable {
  /** What it is. */
  RasterInfo info();

  /**
   * What a raster is by its header.
   *
   * @param format in words
   * @param width stored columns
   * @param height stored rows
   * @param bands samples of a pixel
   * @param type of a sample
   * @param palette whether samples are numbers of colours
   * @param displayable whether what is read are levels 0..255 that can be seen as they are
   * @param selectableBands bands among which one may choose
   * @param noData value of pixels that were not measured, by the file itself
   * @param embedded what it says of its place
   * @param warnings each goes on behind the file's name
   */
  record RasterInfo(
      String format,
      int width,
      int height,
      int bands,
      String type,
      boolean palette,
      boolean displayable,
      int selectableBands,
      OptionalDouble noData,
      GeoreferenceReader.EmbeddedMetadata embedded,
      List<String> warnings) {}

  /**
   * A window.
   *
   * @param side its longer side has at least so many pixels, where the file has them
   * @param bands from 0; those of colours where the file stores colours
   * @throws IOException if the file is damaged there
   */
  SampleGrid read(TileBounds window, int side, int[] bands) throws IOException;

  /**
   * Looks for damaged pixels, for a second or two.
   *
   * @return sentences that go on behind the file's name
   * @throws IOException if nothing of it can be read
   */
  List<String> findDamage() throws IOException;

  @Override
  void close();
}

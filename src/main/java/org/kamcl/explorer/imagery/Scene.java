package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.geo.PlaceReader;
import org.kamcl.explorer.imagery.tiff.Grid;

/** An open raster, read by windows. Belongs to one thread. */
interface Scene extends AutoCloseable {
  /** What it is. */
  Facts facts();

  /**
   * What a raster is by its header.
   *
   * @param format in words
   * @param width stored columns
   * @param height stored rows
   * @param bands samples of a pixel
   * @param type of a sample
   * @param palette whether samples are numbers of colours
   * @param levels whether what is read are levels 0..255 that can be seen as they are
   * @param choosable bands among which one may choose
   * @param noData value of pixels that were not measured, by the file itself
   * @param inside what it says of its place
   * @param warnings each goes on behind the file's name
   */
  record Facts(
      String format,
      int width,
      int height,
      int bands,
      String type,
      boolean palette,
      boolean levels,
      int choosable,
      OptionalDouble noData,
      PlaceReader.Inside inside,
      List<String> warnings) {}

  /**
   * A window.
   *
   * @param side its longer side has at least so many pixels, where the file has them
   * @param bands from 0; those of colours where the file stores colours
   * @throws IOException if the file is damaged there
   */
  Grid read(PixelWindow window, int side, int[] bands) throws IOException;

  /**
   * Looks for damaged pixels, for a second or two.
   *
   * @return sentences that go on behind the file's name
   * @throws IOException if nothing of it can be read
   */
  List<String> damage() throws IOException;

  @Override
  void close();
}

package org.kamcl.explorer.imagery.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the files of one raster format. An implementation owns everything that is particular to its
 * format: name, extensions, the first bytes by which a file is recognized, metadata and pixels.
 *
 * <p>Readers are found with {@link java.util.ServiceLoader}: an implementation is public, has a
 * public constructor without parameters, and is listed in {@code
 * META-INF/services/org.kamcl.explorer.imagery.spi.RasterReader} of its jar. One instance serves
 * all threads; it may cache what it knows of the files that were read last.
 */
public interface RasterReader {
  /** Number of bytes of a file that {@link #supportLevel} gets at most. */
  int HEAD_BYTES = 64;

  /** Name of the format as people know it, such as {@code GeoTIFF}. */
  String formatName();

  /** Extensions of file names, in lower case and without the dot; the usual one first. */
  List<String> extensions();

  /**
   * Whether the files are scenes as a rule: cut into tiles and rendered from their bands. Files of
   * a format of ordinary photographs stay one image unless they are georeferenced.
   */
  default boolean holdsScenes() {
    return true;
  }

  /**
   * Version of the pixels that this reader returns. Raise it by one with every change after which a
   * file that could be read before has other pixels: decoding, no-data values, masks, orientation.
   * The next index of a folder then embeds its files of this format again. Catalogs from before the
   * version was stored have 1.
   */
  default int pixelVersion() {
    return 1;
  }

  /**
   * How well this reader supports a file. Called for every file with every reader, so it decides by
   * the first bytes and does not open the file.
   *
   * @param file for formats that only the extension tells apart
   * @param head the first bytes of the file, at most {@link #HEAD_BYTES}
   */
  SupportLevel supportLevel(Path file, byte[] head);

  /**
   * Reads the metadata of a file that this reader supports.
   *
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if it is damaged or of a variant that is not supported
   */
  RasterInfo inspect(Path file) throws IOException;

  /**
   * Opens a file that this reader supports.
   *
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if it is damaged or of a variant that is not supported
   */
  RasterDataset open(Path file) throws IOException;
}

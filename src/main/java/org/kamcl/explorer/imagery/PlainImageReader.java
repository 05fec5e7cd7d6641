package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.file.RegularFiles;

/**
 * Base of the formats of ordinary images: the engine decodes them, as it decoded its training
 * images; only variants that it does not decode without loss are read through ImageIO and rendered
 * from their samples.
 */
abstract class PlainImageReader implements RasterReader {
  private final ImageIoFormat format;
  private final List<String> extensions;

  /** The last strip of rows that was decoded, for the neighboring tiles. */
  private final Map<PlainImageDataset.Strip, RgbImage> strips = new LruMap<>(1);

  PlainImageReader(ImageIoFormat format, DecodableFormat decodable) {
    this.format = format;
    this.extensions = decodable.extensions();
  }

  /**
   * Reads the header of a file.
   *
   * @throws IOException if the file cannot be read
   * @throws org.kamcl.error.KamclException if there is no header
   */
  abstract ImageHeader header(ByteSource source) throws IOException;

  /** Whether viewers of this format, and the engine's decoder, apply the EXIF orientation. */
  boolean appliesOrientation() {
    return false;
  }

  @Override
  public final String formatName() {
    return format.name();
  }

  @Override
  public final List<String> extensions() {
    return extensions;
  }

  @Override
  public final boolean holdsScenes() {
    return false;
  }

  @Override
  public final RasterInfo inspect(Path file) throws IOException {
    try (RasterDataset dataset = open(file)) {
      return dataset.info();
    }
  }

  @Override
  public final RasterDataset open(Path file) throws IOException {
    ImageHeader header;
    try (FileChannel channel = RegularFiles.channel(file)) {
      header = header(ByteSource.of(channel));
    }
    return header.isPlain()
        ? new PlainImageDataset(file, format, header, appliesOrientation(), strips)
        : new ImageIoDataset(file, format, header, ExifParser.parse(header.metadata()));
  }

  /** EXIF metadata with the orientation that applies to an image that the engine decodes. */
  static ExifData decodedExif(ImageHeader header, boolean appliesOrientation) {
    ExifData exif = ExifParser.parse(header.metadata());
    return appliesOrientation ? exif : exif.upright();
  }
}

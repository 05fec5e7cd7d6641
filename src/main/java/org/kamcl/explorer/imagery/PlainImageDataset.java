package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/** An image that the engine decodes. Used by one thread at a time. */
final class PlainImageDataset implements RasterDataset {
  private final Path file;
  private final ImageIoFormat format;
  private final ImageHeader header;
  private final boolean appliesOrientation;
  private final Map<Strip, RgbImage> strips;

  /** Rows of a file that were decoded together. */
  record Strip(FileState state, int row, int rows) {}

  /**
   * @param appliesOrientation whether the engine's decoder applies the EXIF orientation
   * @param strips cache of the rows that were decoded last
   */
  PlainImageDataset(
      Path file,
      ImageIoFormat format,
      ImageHeader header,
      boolean appliesOrientation,
      Map<Strip, RgbImage> strips) {
    this.file = file;
    this.format = format;
    this.header = header;
    this.appliesOrientation = appliesOrientation;
    this.strips = strips;
  }

  @Override
  public RasterInfo info() {
    ImageDecoder.Size displayed = ImageDecoder.size(file);
    var exif = PlainImageReader.decodedExif(header, appliesOrientation);
    boolean transposed = exif.orientation() >= 5;
    return RasterInfo.builder(
            format.name(),
            transposed ? displayed.height() : displayed.width(),
            transposed ? displayed.width() : displayed.height(),
            header.bands())
        .palette(header.palette())
        .selectableBands(3)
        .exif(exif)
        .build();
  }

  @Override
  public SampleGrid read(TileBounds region, int side, int[] bands) throws IOException {
    try (RasterDataset samples =
        new ImageIoDataset(
            file, format, header, PlainImageReader.decodedExif(header, appliesOrientation))) {
      return samples.read(region, side, bands);
    }
  }

  @Override
  public Optional<RgbImage> decodeRgb(Optional<TileBounds> region) {
    return Optional.of(region.isEmpty() ? ImageDecoder.decode(file) : crop(region.get()));
  }

  private RgbImage crop(TileBounds region) {
    Strip key = new Strip(FileState.of(file), region.y(), region.height());
    RgbImage strip;
    // Under the lock, so that the tiles of one strip do not decode it all at once.
    synchronized (strips) {
      strip = strips.get(key);
      if (strip == null) {
        strip = ImageDecoder.decodeRows(file, region.y(), region.height());
        strips.put(key, strip);
      }
    }
    byte[] rgb = new byte[3 * region.width() * region.height()];
    byte[] all = strip.rgb();
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(
          all,
          3 * (y * strip.width() + region.x()),
          rgb,
          3 * y * region.width(),
          3 * region.width());
    }
    return new RgbImage(region.width(), region.height(), rgb);
  }

  @Override
  public List<Problem> findDamage() {
    ImageDecoder.decode(file);
    return List.of();
  }

  @Override
  public void close() {
    // Each call opens the file on its own.
  }
}

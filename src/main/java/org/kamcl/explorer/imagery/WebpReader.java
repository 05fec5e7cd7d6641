package org.kamcl.explorer.imagery;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;

/** WebP, through TwelveMonkeys. */
public final class WebpReader implements RasterReader {
  private final ImageIoFormat format =
      new ImageIoFormat(
          "WebP",
          ImageIoFormat.MAX_WHOLE_PIXELS,
          () -> new WebPImageReaderSpi().createReaderInstance(null));

  @Override
  public String formatName() {
    return format.name();
  }

  @Override
  public List<String> extensions() {
    return List.of("webp");
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "RIFF") && Heads.startsWith(head, "WEBP", 8)
        ? SupportLevel.FULL
        : SupportLevel.NONE;
  }

  @Override
  public RasterInfo inspect(Path file) throws IOException {
    try (RasterDataset dataset = open(file)) {
      return dataset.info();
    }
  }

  @Override
  public RasterDataset open(Path file) throws IOException {
    return new ImageIoDataset(file, format, ImageHeader.of(3, 8, false), ExifData.EMPTY);
  }
}

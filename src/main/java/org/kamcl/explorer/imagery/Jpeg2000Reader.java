package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;

/** JPEG 2000 files and bare code streams, also with GeoTIFF or GML georeferencing. */
public final class Jpeg2000Reader implements RasterReader {
  @Override
  public String formatName() {
    return "JPEG 2000";
  }

  @Override
  public List<String> extensions() {
    return List.of("jp2", "j2k", "jpx", "jpc", "j2c", "jpf");
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "\0\0\0\fjP  \r\n\u0087\n")
            || Heads.startsWith(head, "\u00ffO\u00ffQ")
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
    return new Jp2Dataset(file);
  }
}

package org.kamcl.explorer.imagery;

import java.nio.file.Path;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** GIF, the first frame. */
public final class GifReader extends PlainImageReader {
  /** For {@link java.util.ServiceLoader}. */
  public GifReader() {
    super(ImageIoFormat.ofRuntime("GIF", ImageIoFormat.MAX_WHOLE_PIXELS), DecodableFormat.GIF);
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "GIF8") ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  ImageHeader header(ByteSource source) {
    return ImageHeader.of(1, 8, true);
  }
}

package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** PNG. Images of 16 bits are rendered like scenes. */
public final class PngReader extends PlainImageReader {
  private static final int EXIF_CHUNK = 0x65584966;
  private static final int MAX_EXIF_BYTES = 1 << 20;
  private static final int PALETTE = 3;
  private static final long MAX_STEPS = 100_000;

  /** For {@link java.util.ServiceLoader}. */
  public PngReader() {
    super(ImageIoFormat.ofRuntime("PNG", ImageIoFormat.MAX_STREAMED_PIXELS), DecodableFormat.PNG);
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "\u0089PNG\r\n\u001a\n") ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  ImageHeader header(ByteSource source) throws IOException {
    byte[] head = source.bytes(16, 10);
    int colorType = head[9];
    int bands =
        switch (colorType) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    return new ImageHeader(bands, head[8], colorType == PALETTE, false, exif(source));
  }

  private static byte[] exif(ByteSource source) throws IOException {
    long at = 8;
    for (int step = 0; step < MAX_STEPS && at <= source.size() - 8; step++) {
      ByteBuffer chunk = ByteBuffer.wrap(source.bytes(at, 8));
      long length = chunk.getInt(0) & 0xffff_ffffL;
      if (chunk.getInt(4) == EXIF_CHUNK
          && length < MAX_EXIF_BYTES
          && at + 8 + length <= source.size()) {
        return source.bytes(at + 8, (int) length);
      }
      at += 12 + length;
    }
    return new byte[0];
  }
}

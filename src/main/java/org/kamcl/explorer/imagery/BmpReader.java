package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** Windows bitmaps. */
public final class BmpReader extends PlainImageReader {
  private static final int HEADER_SIZE_OFFSET = 14;
  private static final int CORE_HEADER = 12;
  private static final int CORE_BIT_COUNT_OFFSET = 24;
  private static final int BIT_COUNT_OFFSET = 28;

  /** For {@link java.util.ServiceLoader}. */
  public BmpReader() {
    super(ImageIoFormat.ofRuntime("BMP", ImageIoFormat.MAX_WHOLE_PIXELS), DecodableFormat.BMP);
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return Heads.startsWith(head, "BM") ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  ImageHeader header(ByteSource source) throws IOException {
    byte[] head = source.bytes(0, BIT_COUNT_OFFSET + 2);
    boolean core = head[HEADER_SIZE_OFFSET] == CORE_HEADER;
    int bits = head[core ? CORE_BIT_COUNT_OFFSET : BIT_COUNT_OFFSET] & 0xff;
    return ImageHeader.of(bits <= 8 ? 1 : bits == 32 ? 4 : 3, 8, bits <= 8);
  }
}

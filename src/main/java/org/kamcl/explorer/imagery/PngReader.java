package org.kamcl.explorer.imagery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** PNG. Images of 16 bits are rendered like scenes. */
public final class PngReader extends PlainImageReader {
  private static final int EXIF_CHUNK = 0x65584966;
  private static final int TEXT_CHUNK = 0x69545874;
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp\0";
  private static final int MAX_METADATA_BYTES = 1 << 20;
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
    return new ImageHeader(bands, head[8], colorType == PALETTE, false, metadata(source));
  }

  private static MetadataBlocks metadata(ByteSource source) throws IOException {
    long at = 8;
    byte[] exif = {};
    byte[] xmp = {};
    for (int step = 0; step < MAX_STEPS && at <= source.size() - 8; step++) {
      ByteBuffer chunk = ByteBuffer.wrap(source.bytes(at, 8));
      long length = chunk.getInt(0) & 0xffff_ffffL;
      if (length < MAX_METADATA_BYTES && at + 8 + length <= source.size()) {
        if (chunk.getInt(4) == EXIF_CHUNK && exif.length == 0) {
          exif = source.bytes(at + 8, (int) length);
        } else if (chunk.getInt(4) == TEXT_CHUNK && xmp.length == 0) {
          xmp = xmp(source.bytes(at + 8, (int) length));
        }
      }
      at += 12 + length;
    }
    return new MetadataBlocks(exif, xmp);
  }

  /** The XMP packet in a chunk of international text; empty if it holds another text. */
  private static byte[] xmp(byte[] chunk) {
    if (!Heads.startsWith(chunk, XMP_KEYWORD)) {
      return new byte[0];
    }
    // Keyword, whether compressed, method, language, translated keyword, text.
    int at = XMP_KEYWORD.length() + 2;
    for (int field = 0; field < 2; field++) {
      while (at < chunk.length && chunk[at] != 0) {
        at++;
      }
      at++;
    }
    if (at >= chunk.length) {
      return new byte[0];
    }
    byte[] text = Arrays.copyOfRange(chunk, at, chunk.length);
    return chunk[XMP_KEYWORD.length()] == 0 ? text : inflated(text);
  }

  private static byte[] inflated(byte[] compressed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return in.readNBytes(MAX_METADATA_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}

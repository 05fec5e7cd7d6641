package org.kamcl.explorer.imagery;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.file.RegularFiles;

/** WebP, through TwelveMonkeys. */
public final class WebpReader implements RasterReader {
  private static final int FIRST_CHUNK = 12;
  private static final int MAX_CHUNKS = 100_000;
  private static final int MAX_METADATA_BYTES = 1 << 20;
  private static final String JPEG_MARKER = "Exif\0\0";

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
    MetadataBlocks metadata;
    try (FileChannel channel = RegularFiles.channel(file)) {
      WebpFrames.check(ByteSource.of(channel));
      metadata = metadata(ByteSource.of(channel));
    }
    // Browsers show the pixels as stored, whatever the orientation says.
    ExifData exif = ExifParser.parse(metadata).upright();
    return new ImageIoDataset(file, format, ImageHeader.of(3, 8, false), exif);
  }

  /** The metadata chunks of a RIFF container. */
  private static MetadataBlocks metadata(ByteSource source) throws IOException {
    byte[] exif = {};
    byte[] xmp = {};
    long at = FIRST_CHUNK;
    for (int step = 0; step < MAX_CHUNKS && at <= source.size() - 8; step++) {
      ByteBuffer head = ByteBuffer.wrap(source.bytes(at, 8)).order(ByteOrder.LITTLE_ENDIAN);
      String type = new String(head.array(), 0, 4, StandardCharsets.ISO_8859_1);
      long length = head.getInt(4) & 0xffff_ffffL;
      if (length <= MAX_METADATA_BYTES && at + 8 + length <= source.size()) {
        if (type.equals("EXIF") && exif.length == 0) {
          exif = withoutMarker(source.bytes(at + 8, (int) length));
        } else if (type.equals("XMP ") && xmp.length == 0) {
          xmp = source.bytes(at + 8, (int) length);
        }
      }
      // Chunks begin at even offsets.
      at += 8 + length + length % 2;
    }
    return new MetadataBlocks(exif, xmp);
  }

  /** Some programs write the marker that only JPEG files have. */
  private static byte[] withoutMarker(byte[] exif) {
    return Heads.startsWith(exif, JPEG_MARKER)
        ? Arrays.copyOfRange(exif, JPEG_MARKER.length(), exif.length)
        : exif;
  }
}

package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.kamcl.engine.image.ImageBytes;

/** Images whose content is made to cost much. */
public final class HostileImages {
  private static final int SMALL_DIRECTORY = 2 + 12 * 9 + 4;

  private HostileImages() {}

  /** Images and scenes of many or nested parts. */
  public static List<HostileInput> all() {
    return List.of(
        new HostileInput("a chain of TIFF directories", "chain.tif", 200_000, HostileImages::chain),
        new HostileInput(
            "TIFF directories in a circle", "circle.tif", 40_000, HostileImages::circle),
        new HostileInput(
            "TIFF tags that share one long value", "shared.tif", 2_000, HostileImages::sharedValue),
        new HostileInput("a sparse TIFF", "sparse.tif", 40_000, n -> sparse(n, 256)),
        new HostileInput(
            "JPEG segments of XMP", "segments.jpg", 400_000, n -> jpegSegments(n, "x".repeat(60))),
        new HostileInput(
            "nested XML in XMP",
            "xmp.jpg",
            30_000,
            n -> jpegSegments(1, "<a>".repeat(n / 7) + "</a>".repeat(n / 7))),
        new HostileInput(
            "EXIF directories in a circle", "exif.jpg", 50_000, HostileImages::exifCircle),
        new HostileInput("PNG text chunks", "chunks.png", 200_000, HostileImages::pngChunks),
        new HostileInput(
            "nested JPEG 2000 boxes", "nested.jp2", 400_000, HostileImages::nestedBoxes),
        new HostileInput("small JPEG 2000 boxes", "boxes.jp2", 400_000, HostileImages::smallBoxes),
        new HostileInput("WebP chunks", "chunks.webp", 100_000, HostileImages::webpChunks),
        new HostileInput("GIF comments", "comments.gif", 60_000, HostileImages::gifComments));
  }

  /** Images of a few bytes that promise billions of pixels. */
  public static List<HostileInput> promises() {
    return List.of(
        new HostileInput("BMP", "promise.bmp", 60_000, HostileImages::hugeBmp),
        new HostileInput("PNG", "promise.png", 60_000, HostileImages::hugePng),
        new HostileInput("GIF", "promise.gif", 60_000, HostileImages::hugeGif),
        new HostileInput("WebP", "promise.webp", 16_000, HostileImages::hugeWebp),
        new HostileInput("JPEG", "promise.jpg", 60_000, HostileImages::hugeJpeg),
        new HostileInput("TIFF", "promise.tif", 60_000, n -> sparse(1, n)),
        new HostileInput("TIFF in one strip", "strip.tif", 46_000, HostileImages::hugeStrip));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // TIFF.

  private static ByteBuffer tiff(int bytes) {
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
  }

  /** A whole buffer, with what was not written as zeros. */
  private static byte[] all(ByteBuffer out) {
    byte[] bytes = new byte[out.capacity()];
    out.clear().get(bytes);
    return bytes;
  }

  private static void tag(ByteBuffer out, int id, int type, int count, int value) {
    out.putShort((short) id).putShort((short) type).putInt(count).putInt(value);
  }

  /** Directories of small images, each of which names the next one. */
  private static byte[] chain(int size) {
    int count = Math.max(1, size / SMALL_DIRECTORY);
    ByteBuffer out = tiff(8 + SMALL_DIRECTORY * count);
    for (int i = 0; i < count; i++) {
      strip(out, 1, 1, 8);
      out.putInt(i == count - 1 ? 0 : 8 + SMALL_DIRECTORY * (i + 1));
    }
    return all(out);
  }

  private static void strip(ByteBuffer out, int side, int compression, int offset) {
    out.putShort((short) 9);
    tag(out, 256, 4, 1, side);
    tag(out, 257, 4, 1, side);
    tag(out, 258, 3, 1, 8);
    tag(out, 259, 3, 1, compression);
    tag(out, 262, 3, 1, 1);
    tag(out, 273, 4, 1, offset);
    tag(out, 277, 3, 1, 1);
    tag(out, 278, 4, 1, side);
    tag(out, 279, 4, 1, compression == 1 ? side * side : 16);
  }

  private static byte[] circle(int size) {
    byte[] bytes = chain(size);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, 8);
    return bytes;
  }

  /** As many tags as the size, each of which names the same half of the file as its value. */
  private static byte[] sharedValue(int count) {
    int directory = 8 + 2 + 12 * count + 4;
    int value = 12 * count;
    ByteBuffer out = tiff(directory + value);
    out.putShort((short) count);
    for (int i = 0; i < count; i++) {
      tag(out, 256 + i, 1, value, directory);
    }
    return all(out.putInt(0));
  }

  /** A TIFF of tiles of which none has data. */
  private static byte[] sparse(int tiles, int side) {
    int across = (int) Math.ceil(Math.sqrt(tiles));
    int down = (tiles + across - 1) / across;
    int count = across * down;
    int end = 8 + 2 + 12 * 12 + 4;
    ByteBuffer out = tiff(end + 8 * count);
    out.putShort((short) 12);
    tag(out, 256, 4, 1, across * side);
    tag(out, 257, 4, 1, down * side);
    tag(out, 258, 3, 1, 8);
    tag(out, 259, 3, 1, 1);
    tag(out, 262, 3, 1, 1);
    tag(out, 277, 3, 1, 1);
    tag(out, 284, 3, 1, 1);
    tag(out, 322, 4, 1, side);
    tag(out, 323, 4, 1, side);
    tag(out, 324, 4, count, count == 1 ? 0 : end);
    tag(out, 325, 4, count, count == 1 ? 0 : end + 4 * count);
    tag(out, 339, 3, 1, 1);
    return all(out.putInt(0));
  }

  private static byte[] hugeStrip(int side) {
    ByteBuffer out = tiff(8 + SMALL_DIRECTORY + 16);
    strip(out, side, 8, 8 + SMALL_DIRECTORY);
    return all(out.putInt(0));
  }

  // JPEG.

  private static byte[] jpeg() {
    return ImageBytes.jpeg(TestModels.image(1, 16, 16));
  }

  /** Inserts application segments behind the first marker. */
  private static byte[] withSegments(List<byte[]> segments) {
    byte[] image = jpeg();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(image, 0, 2);
    for (byte[] segment : segments) {
      out.write(0xff);
      out.write(0xe1);
      out.write((segment.length + 2) >> 8);
      out.write(segment.length + 2);
      out.writeBytes(segment);
    }
    out.write(image, 2, image.length - 2);
    return out.toByteArray();
  }

  private static byte[] jpegSegments(int size, String content) {
    byte[] one = utf8("http://ns.adobe.com/xap/1.0/\0" + content);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < Math.max(1, size / (one.length + 4)); i++) {
      all.add(one);
    }
    return withSegments(all);
  }

  /** Directories of EXIF of which each names the first one as the next and as its parts. */
  private static byte[] exifCircle(int size) {
    int count = Math.max(1, Math.min(1500, size / 42));
    ByteBuffer out = ByteBuffer.allocate(6 + 8 + 42 * count).order(ByteOrder.LITTLE_ENDIAN);
    out.put(utf8("Exif\0\0")).put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    for (int i = 0; i < count; i++) {
      int next = i == count - 1 ? 8 : 8 + 42 * (i + 1);
      out.putShort((short) 3);
      tag(out, 0x8769, 4, 1, next);
      tag(out, 0x8825, 4, 1, 8);
      tag(out, 0xa005, 4, 1, next);
      out.putInt(next);
    }
    return withSegments(List.of(out.array()));
  }

  private static byte[] hugeJpeg(int side) {
    byte[] image = jpeg();
    ByteBuffer bytes = ByteBuffer.wrap(image);
    for (int i = 2; i + 9 < image.length; i++) {
      if ((image[i] & 0xff) == 0xff && (image[i + 1] & 0xff) == 0xc0) {
        bytes.putShort(i + 5, (short) side).putShort(i + 7, (short) side);
        return image;
      }
    }
    throw new IllegalStateException("no frame header");
  }

  // PNG.

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    CRC32 check = new CRC32();
    check.update(utf8(type));
    check.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(utf8(type));
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  private static byte[] pngChunks(int size) {
    byte[] image = ImageBytes.png(TestModels.image(1, 16, 16));
    int header = 8 + 25;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(image, 0, header);
    for (int i = 0; i < size / 16; i++) {
      chunk(out, "tEXt", utf8("a\0bc"));
    }
    out.write(image, header, image.length - header);
    return out.toByteArray();
  }

  private static byte[] hugePng(int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(side)
            .putInt(side)
            .put((byte) 8)
            .put((byte) 2)
            .put(new byte[3])
            .array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  // Other images.

  private static byte[] hugeBmp(int side) {
    ByteBuffer out = ByteBuffer.allocate(70).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(70).putInt(0).putInt(54);
    out.putInt(40).putInt(side).putInt(side).putShort((short) 1).putShort((short) 24);
    return out.array();
  }

  private static byte[] hugeGif(int side) {
    ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    out.put(utf8("GIF89a")).putShort((short) side).putShort((short) side);
    out.put((byte) 0x80).put((byte) 0).put((byte) 0).put(new byte[6]);
    out.put((byte) 0x2c).putInt(0).putShort((short) side).putShort((short) side).put((byte) 0);
    out.put(new byte[] {2, 2, 0x4c, 1, 0, 0x3b});
    return out.array();
  }

  private static byte[] gifComments(int size) {
    byte[] gif = hugeGif(4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(gif, 0, 19);
    for (int i = 0; i < size / 6; i++) {
      out.writeBytes(new byte[] {0x21, (byte) 0xfe, 1, 'x', 0});
    }
    out.write(gif, 19, gif.length - 19);
    return out.toByteArray();
  }

  private static byte[] riff(byte[] chunks) {
    return ByteBuffer.allocate(12 + chunks.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(utf8("RIFF"))
        .putInt(4 + chunks.length)
        .put(utf8("WEBP"))
        .put(chunks)
        .array();
  }

  private static byte[] losslessHeader(int side) {
    return ByteBuffer.allocate(18)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(utf8("VP8L"))
        .putInt(10)
        .put((byte) 0x2f)
        .putInt((side - 1) | (side - 1) << 14)
        .array();
  }

  private static byte[] hugeWebp(int side) {
    return riff(losslessHeader(side));
  }

  private static byte[] webpChunks(int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer extended = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(extended.put(utf8("VP8X")).putInt(10).put((byte) 0x0c).array());
    for (int i = 0; i < size / 8; i++) {
      out.writeBytes(utf8("ABCD\0\0\0\0"));
    }
    out.writeBytes(losslessHeader(4));
    return riff(out.toByteArray());
  }

  // JPEG 2000.

  private static void box(ByteArrayOutputStream out, int length, String type) {
    out.writeBytes(ByteBuffer.allocate(8).putInt(length).put(utf8(type)).array());
  }

  private static ByteArrayOutputStream jp2() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    box(out, 12, "jP  ");
    out.writeBytes(new byte[] {0x0d, 0x0a, (byte) 0x87, 0x0a});
    box(out, 20, "ftyp");
    out.writeBytes(utf8("jp2 \0\0\0\0jp2 "));
    return out;
  }

  private static byte[] nestedBoxes(int size) {
    ByteArrayOutputStream out = jp2();
    int count = size / 8;
    for (int i = 0; i < count; i++) {
      box(out, 8 * (count - i), i % 2 == 0 ? "jp2h" : "asoc");
    }
    return out.toByteArray();
  }

  private static byte[] smallBoxes(int size) {
    ByteArrayOutputStream out = jp2();
    for (int i = 0; i < size / 8; i++) {
      box(out, 8, "free");
    }
    return out.toByteArray();
  }
}

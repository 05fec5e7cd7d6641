package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kamcl.engine.image.ImageBytes;

/**
 * Files whose content is made to cost much: nesting, repetition, promises of sizes that are not
 * there. Each is built for a size, so that a test can double it.
 */
public final class HostileInputs {
  private static final int SMALL_DIRECTORY = 2 + 12 * 9 + 4;

  private HostileInputs() {}

  /**
   * A kind of file.
   *
   * @param name what is hostile about it
   * @param file its name, whose extension selects the reader
   * @param size a size for which reading takes a measurable time
   * @param content the bytes for a size; about proportional to it, except where the file only
   *     promises much
   */
  public record Input(String name, String file, int size, IntFunction<byte[]> content) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Weight files. */
  public static List<Input> weights() {
    String pair = "K" + (char) 1 + "K" + (char) 1 + (char) 0x86;
    return List.of(
        new Input(
            "a list that is copied by many calls of OrderedDict",
            "copies.pth",
            200_000,
            n -> zipped(copies("ccollections\nOrderedDict\n", n / 2, n / 10))),
        new Input(
            "a tuple that is copied by many calls of Size",
            "sizes.pth",
            200_000,
            n -> zipped(copies("ctorch\nSize\n", n / 2, n / 10))),
        new Input(
            "a long list in one OrderedDict",
            "pairs.pth",
            200_000,
            n ->
                zipped(
                    "ccollections\nOrderedDict\n]("
                        + pair.repeat(n / 5)
                        + "e"
                        + (char) 0x85
                        + "R.")),
        new Input(
            "nested tuples",
            "tuples.pth",
            400_000,
            n -> zipped("(".repeat(n / 2) + "t".repeat(n / 2) + ".")),
        new Input(
            "nested lists",
            "lists.pth",
            400_000,
            n -> zipped("](".repeat(n / 3) + "e".repeat(n / 3) + ".")),
        new Input("empty dictionaries", "dicts.pth", 400_000, n -> zipped("}".repeat(n) + ".")),
        new Input(
            "a dictionary of dictionaries",
            "states.pth",
            400_000,
            n ->
                zipped(
                    "}" + ("X" + (char) 1 + "\0\0\0a}").repeat(n / 8) + "s".repeat(n / 8) + ".")),
        new Input(
            "a value that is recalled many times",
            "recalled.pth",
            400_000,
            n -> zipped("](q\0" + "h\0".repeat(n / 2) + "e.")),
        new Input("marks", "marks.pth", 400_000, n -> zipped("(".repeat(n) + "1".repeat(n) + "N.")),
        new Input("a header of many tensors", "many.safetensors", 400_000, HostileInputs::tensors),
        new Input(
            "a header of nested lists",
            "nested.safetensors",
            400_000,
            n -> safetensors("{\"a\":" + "[".repeat(n / 2) + "]".repeat(n / 2) + "}")),
        new Input(
            "a header of nested objects",
            "objects.safetensors",
            400_000,
            n -> safetensors("{\"a\":" + "{\"a\":".repeat(n / 6) + "1" + "}".repeat(n / 6) + "}")),
        new Input(
            "a tensor of many dimensions",
            "shape.safetensors",
            400_000,
            n ->
                safetensors(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                        + "1,".repeat(n / 2)
                        + "1],\"data_offsets\":[0,4]}}")),
        new Input(
            "a long number",
            "number.safetensors",
            400_000,
            n ->
                safetensors(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                        + "9".repeat(n)
                        + "],\"data_offsets\":[0,4]}}")),
        new Input(
            "metadata",
            "metadata.safetensors",
            400_000,
            n -> {
              StringBuilder all = new StringBuilder("{\"__metadata__\":{\"x\":\"1\"");
              for (int i = 0; i < n / 16; i++) {
                all.append(",\"k").append(i).append("\":\"v\"");
              }
              return safetensors(all + "}}");
            }));
  }

  /** Tables. */
  public static List<Input> tables() {
    String header = "filename,caption\n";
    return List.of(
        table("quotes", 500_000, n -> header + "\"".repeat(n)),
        table("an open quote in each line", 400_000, n -> header + "\"a\n".repeat(n / 3)),
        table("open quotes that others close", 400_000, n -> header + "x.jpg,\"a\n".repeat(n / 9)),
        table("quotes behind values", 400_000, n -> header + "a\"b\",\"".repeat(n / 6)),
        table("separators", 400_000, n -> header + ",".repeat(n)),
        table("columns", 400_000, n -> "filename" + ",a".repeat(n / 2) + "\nx.jpg\n"),
        table("line ends", 400_000, n -> header + "\r".repeat(n)),
        table("blanks", 400_000, n -> header + " ".repeat(n)),
        table("a long value", 1_000_000, n -> header + "x.jpg," + "a".repeat(n)),
        table(
            "rows of other lengths", 400_000, n -> header + "a.jpg,b\na\na,b,c\n".repeat(n / 16)));
  }

  private static Input table(String name, int size, IntFunction<String> text) {
    return new Input(name, "table.csv", size, n -> utf8(text.apply(n)));
  }

  /** Images and scenes. */
  public static List<Input> images() {
    return List.of(
        new Input("a chain of TIFF directories", "chain.tif", 200_000, HostileInputs::chain),
        new Input("TIFF directories in a circle", "circle.tif", 40_000, HostileInputs::circle),
        new Input(
            "TIFF tags that share one long value", "shared.tif", 2_000, HostileInputs::sharedValue),
        new Input("a sparse TIFF", "sparse.tif", 40_000, n -> sparse(n, 256)),
        new Input(
            "JPEG segments of XMP", "segments.jpg", 400_000, n -> jpegSegments(n, "x".repeat(60))),
        new Input(
            "nested XML in XMP",
            "xmp.jpg",
            30_000,
            n -> jpegSegments(1, "<a>".repeat(n / 7) + "</a>".repeat(n / 7))),
        new Input("EXIF directories in a circle", "exif.jpg", 50_000, HostileInputs::exifCircle),
        new Input("PNG text chunks", "chunks.png", 200_000, HostileInputs::pngChunks),
        new Input("nested JPEG 2000 boxes", "nested.jp2", 400_000, HostileInputs::nestedBoxes),
        new Input("small JPEG 2000 boxes", "boxes.jp2", 400_000, HostileInputs::smallBoxes),
        new Input("WebP chunks", "chunks.webp", 100_000, HostileInputs::webpChunks),
        new Input("GIF comments", "comments.gif", 60_000, HostileInputs::gifComments));
  }

  /** Images of a few bytes that promise billions of pixels. */
  public static List<Input> promises() {
    return List.of(
        new Input("BMP", "promise.bmp", 60_000, HostileInputs::hugeBmp),
        new Input("PNG", "promise.png", 60_000, HostileInputs::hugePng),
        new Input("GIF", "promise.gif", 60_000, HostileInputs::hugeGif),
        new Input("WebP", "promise.webp", 16_000, HostileInputs::hugeWebp),
        new Input("JPEG", "promise.jpg", 60_000, HostileInputs::hugeJpeg),
        new Input("TIFF", "promise.tif", 60_000, n -> sparse(1, n)),
        new Input("TIFF in one strip", "strip.tif", 46_000, HostileInputs::hugeStrip));
  }

  /** Texts beside images that say where they are. */
  public static List<Input> sidecars() {
    return List.of(
        new Input("nested WKT", "a.prj", 400_000, n -> utf8("A[".repeat(n / 2))),
        new Input(
            "nested WKT that is closed",
            "a.prj",
            400_000,
            n -> utf8("A[".repeat(n / 3) + "]".repeat(n / 3))),
        new Input("WKT of quotes", "a.prj", 400_000, n -> utf8("PROJCS[" + "\"".repeat(n))),
        new Input(
            "WKT of siblings", "a.prj", 400_000, n -> utf8("PROJCS[" + "A[1],".repeat(n / 5))),
        new Input("WKT of blanks", "a.prj", 400_000, n -> utf8("PROJCS[" + " ".repeat(n))),
        new Input("WKT of digits", "a.prj", 400_000, n -> utf8("A[" + "9".repeat(n) + "]")),
        new Input(
            "PROJ parameters", "a.prj", 400_000, n -> utf8("+proj=utm " + "+a ".repeat(n / 3))),
        new Input("world file of digits", "a.jgw", 400_000, n -> utf8("1".repeat(n) + "\n")),
        new Input("world file of lines", "a.jgw", 400_000, n -> utf8("1\n".repeat(n / 2))),
        new Input(
            "nested XML",
            "a.jpg.aux.xml",
            200_000,
            n -> utf8("<PAMDataset>" + "<a>".repeat(n / 7) + "</a>".repeat(n / 7))),
        new Input("XML entities", "a.jpg.aux.xml", 60, HostileInputs::entities),
        new Input(
            "XML attributes",
            "a.jpg.aux.xml",
            200_000,
            n -> {
              StringBuilder all = new StringBuilder("<PAMDataset ");
              for (int i = 0; i < n / 10; i++) {
                all.append('a').append(i).append("=\"\" ");
              }
              return utf8(all + "/>");
            }),
        new Input(
            "control points",
            "a.jpg.aux.xml",
            200_000,
            n ->
                utf8(
                    "<PAMDataset><GCPList Projection=\"EPSG:4326\">"
                        + "<GCP Pixel=\"1\" Line=\"2\" X=\"3\" Y=\"4\"/>".repeat(n / 40)
                        + "</GCPList></PAMDataset>")));
  }

  /** Areas in GeoJSON. */
  public static List<Input> areas() {
    return List.of(
        new Input(
            "nested collections",
            "area.json",
            400_000,
            n ->
                utf8(
                    "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(n / 46)
                        + "]}".repeat(n / 46))),
        new Input(
            "nested lists",
            "area.json",
            400_000,
            n -> utf8("{\"type\":\"Polygon\",\"coordinates\":" + "[".repeat(n))),
        new Input("long edges", "area.json", 400_000, n -> polygon(n / 20, 359)),
        new Input("corners", "area.json", 400_000, n -> polygon(n / 20, 1)),
        new Input(
            "polygons",
            "area.json",
            400_000,
            n ->
                utf8(
                    "{\"type\":\"MultiPolygon\",\"coordinates\":["
                        + "[[[0,0],[1,0],[1,1]]],".repeat(n / 22)
                        + "[[[0,0],[1,0],[1,1]]]]}")));
  }

  /** Captions and queries. */
  public static List<Input> texts() {
    return List.of(
        text("one word", n -> "a".repeat(n)),
        text("words", n -> "boat ".repeat(n / 5)),
        text("blanks behind a period", n -> "a." + " ".repeat(n) + "b"),
        text("closing brackets behind a period", n -> "a." + ")".repeat(n) + "b"),
        text("periods", n -> ".".repeat(n)),
        text("periods and blanks", n -> "a. ".repeat(n / 3) + "b"),
        text("apostrophes", n -> "'".repeat(n)),
        text("quotes", n -> "\"".repeat(n)),
        text("backticks", n -> "`".repeat(n)),
        text("dashes", n -> "-".repeat(n)),
        text("minus signs before words", n -> "-a ".repeat(n / 3)),
        text("commas", n -> "a,".repeat(n / 2)),
        text("weights", n -> "a^".repeat(n / 2)),
        text("images", n -> "like:#1 ".repeat(n / 8)),
        text("escaped quotes", n -> "\"" + "\\\"".repeat(n / 2)),
        text("accents", n -> "a" + "\u0301".repeat(n)),
        text("accents of several classes", n -> "a" + "\u0301\u0323".repeat(n / 2)),
        text("Chinese", n -> "\u8239".repeat(n)),
        text("half a surrogate pair", n -> "\ud800".repeat(n)),
        text("contractions", n -> "cannot ".repeat(n / 7)));
  }

  private static Input text(String name, IntFunction<String> text) {
    return new Input(
        name, "text.txt", 60_000, n -> text.apply(n).getBytes(StandardCharsets.UTF_16BE));
  }

  /** The text of one of {@link #texts()}, which may have halves of surrogate pairs. */
  public static String textOf(byte[] content) {
    char[] chars = new char[content.length / 2];
    ByteBuffer.wrap(content).asCharBuffer().get(chars);
    return new String(chars);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // Weights.

  private static String copies(String function, int items, int calls) {
    String pair = "K" + (char) 1 + "K" + (char) 1 + (char) 0x86;
    String call = "h" + (char) 1 + "h" + (char) 0 + (char) 0x85 + "R0";
    return "]("
        + pair.repeat(items / 5)
        + "eq\0"
        + "0"
        + function
        + "q"
        + (char) 1
        + "0"
        + call.repeat(calls)
        + ".";
  }

  private static byte[] zipped(String pickle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tensors(int size) {
    StringBuilder header = new StringBuilder("{");
    int count = size / 60;
    for (int i = 0; i < count; i++) {
      header
          .append(i == 0 ? "" : ",")
          .append("\"t")
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    return safetensors(header + "}");
  }

  private static byte[] safetensors(String header) {
    byte[] json = utf8(header);
    return ByteBuffer.allocate(12 + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
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

  // Sidecar files and areas.

  /** Entities of which each doubles the one before. */
  private static byte[] entities(int depth) {
    StringBuilder all = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"x\">");
    for (int i = 1; i <= depth; i++) {
      all.append("<!ENTITY e").append(i).append(" \"&e").append(i - 1).append(";&e");
      all.append(i - 1).append(";\">");
    }
    return utf8(all + "]><PAMDataset><SRS>&e" + depth + ";</SRS></PAMDataset>");
  }

  private static byte[] polygon(int corners, double width) {
    StringBuilder all = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i < corners; i++) {
      all.append(i == 0 ? "" : ",")
          .append(i % 2 == 0 ? "[-179.5," : "[" + (-179.5 + width) + ",")
          .append(-80 + 160.0 * i / corners)
          .append(']');
    }
    return utf8(all + "]]}");
  }
}

package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

/** Metadata blocks in the containers of each format. The camera is at 43.25 W, 22.5 S. */
class EmbeddedMetadataTest {
  private static final String XMP =
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
          + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
          + "<rdf:Description rdf:about='' xmlns:drone-dji='http://www.dji.com/drone-dji/1.0/'"
          + " drone-dji:GpsLatitude='-22.5' drone-dji:GpsLongitude='-43.25'/></rdf:RDF>"
          + "</x:xmpmeta>";

  /** One pixel, lossy. */
  private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  private static final String GEO_UUID = "b14bf8bd083d4b43a5ae8cd7d5a6ce03";
  private static final String XMP_UUID = "be7acfcb97a942e89c71999491e3afac";

  @TempDir private Path folder;

  private ImageMetadata inspect(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return new ImageLoader().inspector().inspect(file, OptionalInt.empty());
  }

  private static void assertPosition(ImageMetadata metadata) {
    GeoPoint point = metadata.point().orElseThrow();
    assertEquals(-43.25, point.lon(), 1e-9);
    assertEquals(-22.5, point.lat(), 1e-9);
    assertEquals(List.of(), metadata.warnings());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] number(int value, ByteOrder order) {
    return ByteBuffer.allocate(4).order(order).putInt(value).array();
  }

  /** EXIF with a GPS directory: 22 degrees 30 minutes S, 43 degrees 15 minutes W. */
  private static byte[] exif() {
    ByteBuffer out = ByteBuffer.allocate(160).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 1);
    out.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(26).putInt(0);
    out.putShort((short) 4);
    out.putShort((short) 1).putShort((short) 2).putInt(2).putInt('S');
    out.putShort((short) 2).putShort((short) 5).putInt(3).putInt(100);
    out.putShort((short) 3).putShort((short) 2).putInt(2).putInt('W');
    out.putShort((short) 4).putShort((short) 5).putInt(3).putInt(124);
    out.putInt(0).position(100);
    for (int value : new int[] {22, 1, 30, 1, 0, 1, 43, 1, 15, 1, 0, 1}) {
      out.putInt(value);
    }
    return out.array();
  }

  private static byte[] webp(String type, byte[] content) {
    byte[] plain = Base64.getDecoder().decode(WEBP);
    byte[] body =
        join(
            ascii("WEBPVP8X"),
            number(10, ByteOrder.LITTLE_ENDIAN),
            new byte[] {0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            Arrays.copyOfRange(plain, 12, plain.length),
            ascii(type),
            number(content.length, ByteOrder.LITTLE_ENDIAN),
            content,
            new byte[content.length % 2]);
    return join(ascii("RIFF"), number(body.length, ByteOrder.LITTLE_ENDIAN), body);
  }

  @Test
  void webpFilesHaveExifAndXmpChunks() throws IOException {
    assertPosition(inspect("exif.webp", webp("EXIF", exif())));
    assertPosition(inspect("marked.webp", webp("EXIF", join(ascii("Exif\0\0"), exif()))));
    assertPosition(inspect("xmp.webp", webp("XMP ", ascii(XMP))));
    ImageMetadata plain = inspect("plain.webp", Base64.getDecoder().decode(WEBP));
    assertEquals(Optional.empty(), plain.point());
  }

  @Test
  void jpegFilesHaveAnXmpSegment() throws IOException {
    byte[] jpeg = ImageBytes.jpeg(TestModels.image(1, 20, 10));
    byte[] content = join(ascii("http://ns.adobe.com/xap/1.0/\0"), ascii(XMP));
    int length = content.length + 2;
    byte[] segment =
        join(new byte[] {-1, (byte) 0xe1, (byte) (length >> 8), (byte) length}, content);
    byte[] file = join(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    assertPosition(inspect("image.jpg", file));
  }

  @Test
  void pngFilesHaveAnXmpText() throws IOException {
    byte[] png = ImageBytes.png(TestModels.image(1, 20, 10));
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
      out.write(ascii(XMP));
    }
    byte[] keyword = ascii("XML:com.adobe.xmp\0");
    for (byte[] content :
        List.of(
            join(keyword, new byte[] {0, 0}, ascii("en\0title\0"), ascii(XMP)),
            join(keyword, new byte[] {1, 0, 0, 0}, compressed.toByteArray()))) {
      byte[] typed = join(ascii("iTXt"), content);
      CRC32 crc = new CRC32();
      crc.update(typed);
      byte[] chunk =
          join(
              number(content.length, ByteOrder.BIG_ENDIAN),
              typed,
              number((int) crc.getValue(), ByteOrder.BIG_ENDIAN));
      // Behind the header chunk.
      byte[] file = join(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
      assertPosition(inspect("image.png", file));
    }
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] body = join(content);
    return join(number(body.length + 8, ByteOrder.BIG_ENDIAN), ascii(type), body);
  }

  private static byte[] uuid(String id, byte[] content) {
    return box("uuid", HexFormat.of().parseHex(id), content);
  }

  /** A JPEG 2000 file with more boxes in front of the code stream. */
  private static byte[] jp2(byte[]... boxes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    // By name: a second, incomplete writer is on the class path.
    ImageWriter writer = new J2KImageWriterSpi().createWriterInstance(null);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(image);
    }
    byte[] plain = out.toByteArray();
    int at = new String(plain, StandardCharsets.ISO_8859_1).indexOf("jp2c") - 4;
    return join(Arrays.copyOf(plain, at), join(boxes), Arrays.copyOfRange(plain, at, plain.length));
  }

  private byte[] tiff(GeoTiffWriter writer) throws IOException {
    return Files.readAllBytes(writer.write(folder.resolve("box.tif")));
  }

  private static GeoTiffWriter pixel() {
    return new GeoTiffWriter(1, 1, 1, 8, at -> 0);
  }

  @Test
  void ofSeveralGeoTiffBoxesTheOneWithACrsCounts() throws IOException {
    byte[] full = uuid(GEO_UUID, tiff(pixel().at(10, 50, 0.01).epsg(2, 4326)));
    byte[] empty = uuid(GEO_UUID, tiff(pixel()));
    byte[] withoutCrs = uuid(GEO_UUID, tiff(pixel().at(0, 0, 1).key(1024, 1)));
    byte[] damaged = uuid(GEO_UUID, ascii("no TIFF at all"));
    for (byte[] file :
        List.of(
            jp2(full, empty),
            jp2(empty, full),
            jp2(withoutCrs, full),
            jp2(full, withoutCrs),
            jp2(damaged, full))) {
      ImageMetadata metadata = inspect("image.jp2", file);
      assertEquals("EPSG:4326", metadata.crs());
      GeoPoint corner = metadata.footprint().orElseThrow().ring().get(0);
      assertEquals(10, corner.lon(), 1e-9);
      assertEquals(50, corner.lat(), 1e-9);
    }
  }

  @Test
  void jpeg2000FilesHaveAnXmpBox() throws IOException {
    assertPosition(inspect("image.jp2", jp2(uuid(XMP_UUID, ascii(XMP)))));
  }
}

package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.imagery.spi.ExifData;

class ExifParserTest {
  private static final Path CASES = Path.of("../shared/data/cases/exif");
  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;
  private static final int GPS_AT = 64;
  private static final int VALUES_AT = 256;

  /**
   * An EXIF block with orientation, date and the position 33 degrees 51 minutes, 151 degrees 12
   * minutes.
   *
   * @param refs latitude and longitude references; empty to omit both
   * @param type TIFF type of the degrees
   * @param sign sign of the degrees
   */
  private static byte[] exifBlock(String refs, int type, int sign) {
    ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    out.putShort((short) 3);
    putEntry(out, 0x112, 3, 1, 6);
    putEntry(out, 0x132, 2, 20, VALUES_AT + 48);
    putEntry(out, 0x8825, 4, 1, GPS_AT);
    out.putInt(0);
    out.position(GPS_AT);
    out.putShort((short) (refs.isEmpty() ? 2 : 4));
    if (!refs.isEmpty()) {
      putEntry(out, 1, 2, 2, refs.charAt(0));
    }
    putEntry(out, 2, type, 3, VALUES_AT);
    if (!refs.isEmpty()) {
      putEntry(out, 3, 2, 2, refs.charAt(1));
    }
    putEntry(out, 4, type, 3, VALUES_AT + 24);
    out.putInt(0);
    out.position(VALUES_AT);
    for (int number : new int[] {sign * 33, 1, 51, 1, 0, 1, sign * 151, 1, 12, 1, 0, 0}) {
      out.putInt(number);
    }
    out.put("2021:07:09 10:11:12\0".getBytes(StandardCharsets.US_ASCII));
    return out.array();
  }

  private static void putEntry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static ExifData parse(byte[] exif) {
    return ExifParser.parse(new MetadataBlocks(exif, new byte[0]));
  }

  private static byte[] xmp(String attributes) {
    String packet =
        "<?xpacket begin='\ufeff'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/'"
            + " xmlns:drone-dji='http://www.dji.com/drone-dji/1.0/' "
            + attributes
            + "/></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    return packet.getBytes(StandardCharsets.UTF_8);
  }

  private static ExifData parseXmp(String attributes) {
    return ExifParser.parse(new MetadataBlocks(new byte[0], xmp(attributes)));
  }

  private static void assertPosition(double lon, double lat, ExifData data) {
    GeoPoint point = data.position().orElseThrow();
    assertEquals(lon, point.lon(), 1e-9);
    assertEquals(lat, point.lat(), 1e-9);
    assertFalse(data.incompletePosition());
  }

  @Test
  void thePositionIsReadFromXmpIfExifHasNone() {
    assertPosition(
        -43.25,
        -22.5428,
        parseXmp("drone-dji:GpsLatitude='-22.5428' drone-dji:GpsLongitude='-43.25'"));
    assertPosition(
        114.5, 22.5, parseXmp("drone-dji:GpsLatitude='+22.5' drone-dji:GpsLongtitude='+114.5'"));
    assertPosition(
        -(75 + 9.5 / 60),
        39 + 56.1234 / 60,
        parseXmp("exif:GPSLatitude='39,56.1234N' exif:GPSLongitude='75,9.5W'"));
    assertPosition(
        75 + 9 / 60.0 + 30 / 3600.0,
        -(39 + 56 / 60.0 + 12 / 3600.0),
        parseXmp("exif:GPSLatitude='39,56,12S' exif:GPSLongitude='75,9,30E'"));
    MetadataBlocks both =
        new MetadataBlocks(
            exifBlock("SE", RATIONAL, 1),
            xmp("drone-dji:GpsLatitude='1.5' drone-dji:GpsLongitude='2.5'"));
    assertPosition(151.2, -33.85, ExifParser.parse(both));
    MetadataBlocks withoutRefs = new MetadataBlocks(exifBlock("", RATIONAL, 1), both.xmp());
    assertPosition(2.5, 1.5, ExifParser.parse(withoutRefs));
  }

  @Test
  void aPositionInXmpIsNotGuessed() {
    ExifData withoutRefs = parseXmp("exif:GPSLatitude='39,56.5' exif:GPSLongitude='75,9.5'");
    assertTrue(withoutRefs.position().isEmpty());
    assertTrue(withoutRefs.incompletePosition());
    ExifData decimal = parseXmp("exif:GPSLatitude='39.9' exif:GPSLongitude='75.1'");
    assertTrue(decimal.position().isEmpty());
    for (String attributes :
        new String[] {
          "drone-dji:GpsLatitude='+0.0' drone-dji:GpsLongitude='+0.0'",
          "drone-dji:GpsLatitude='22.5'",
          "drone-dji:GpsLatitude='122.5' drone-dji:GpsLongitude='10'",
          "drone-dji:GpsLatitude='here' drone-dji:GpsLongitude='there'"
        }) {
      assertEquals(ExifData.EMPTY, parseXmp(attributes), attributes);
    }
    byte[] cut = xmp("drone-dji:GpsLatitude='1.5' drone-dji:GpsLongitude='2.5'");
    MetadataBlocks damaged = new MetadataBlocks(new byte[0], Arrays.copyOf(cut, cut.length - 40));
    assertEquals(ExifData.EMPTY, ExifParser.parse(damaged));
  }

  @Test
  void aNegativeAngleInTheSouthIsContradictory() {
    ExifData data = parse(exifBlock("SE", SIGNED_RATIONAL, -1));
    assertTrue(data.position().isEmpty());
    assertTrue(data.incompletePosition());
  }

  @Test
  void orientationDateAndPositionAreRead() {
    ExifData exif = parse(exifBlock("SE", RATIONAL, 1));
    assertEquals(6, exif.orientation());
    assertEquals(Optional.of(LocalDate.of(2021, 7, 9)), exif.modified());
    GeoPoint point = exif.position().orElseThrow();
    assertEquals(-33.85, point.lat(), 1e-9);
    assertEquals(151.2, point.lon(), 1e-9, "seconds of 0/0 are ignored");
    assertFalse(exif.incompletePosition());
  }

  @Test
  void lowercaseReferencesAreAccepted() {
    GeoPoint point = parse(exifBlock("sw", RATIONAL, 1)).position().orElseThrow();
    assertEquals(-33.85, point.lat(), 1e-9);
    assertEquals(-151.2, point.lon(), 1e-9);
  }

  @Test
  void aPositionWithoutReferencesIsReportedAndIgnored() {
    for (byte[] block :
        new byte[][] {
          exifBlock("", RATIONAL, 1),
          exifBlock("\0\0", RATIONAL, 1),
          exifBlock("", SIGNED_RATIONAL, -1)
        }) {
      ExifData exif = parse(block);
      assertTrue(exif.position().isEmpty());
      assertTrue(exif.incompletePosition());
    }
  }

  @Test
  void theSignOfTheDegreesAppliesToTheWholeAngle() {
    GeoPoint point = parse(exifBlock("NE", SIGNED_RATIONAL, -1)).position().orElseThrow();
    assertEquals(-33.85, point.lat(), 1e-9);
    assertEquals(-151.2, point.lon(), 1e-9);
  }

  @Test
  void damagedBlocksAreReadPartiallyOrIgnored() {
    byte[] sound = exifBlock("SE", RATIONAL, 1);
    Random random = new Random(8);
    long start = System.nanoTime();
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = sound.clone();
      for (int k = 0; k < 1 + random.nextInt(6); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      int orientation = parse(damaged).orientation();
      assertTrue(orientation >= 1 && orientation <= 8);
    }
    assertTrue(System.nanoTime() - start < 30_000_000_000L, "took too long");
    assertEquals(ExifData.EMPTY, parse(new byte[0]));
    assertEquals(ExifData.EMPTY, parse(new byte[] {1, 2, 3}));
  }

  @Test
  void realExamplesAreRead() {
    assumeTrue(Files.isDirectory(CASES), "the cases are not here: " + CASES);
    ImageInspector inspector = new ImageLoader().inspector();
    for (String name : new String[] {"no_refs", "empty_refs", "srational_negative_no_refs"}) {
      ImageMetadata metadata = inspector.inspect(CASES.resolve(name + ".jpg"), OptionalInt.empty());
      assertTrue(metadata.point().isEmpty(), name);
      assertTrue(metadata.warnings().get(0).is(RasterError.GPS_WITHOUT_REFERENCE), name);
    }
    GeoPoint lower =
        inspector
            .inspect(CASES.resolve("lower_refs.jpg"), OptionalInt.empty())
            .point()
            .orElseThrow();
    assertEquals(-33.8568, lower.lat(), 1e-9);
    assertEquals(-151.2153, lower.lon(), 1e-9);
  }
}

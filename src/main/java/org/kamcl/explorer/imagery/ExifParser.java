package org.kamcl.explorer.imagery;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffFile;
import org.kamcl.explorer.imagery.tiff.TiffTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads EXIF metadata, and the position from XMP where EXIF has none: blocks of JPEG, PNG and WebP
 * files with metadata-extractor, TIFF files, BigTIFF among them, from the directories that the TIFF
 * reader has parsed. Damaged metadata count as absent.
 */
final class ExifParser {
  private static final Logger LOG = LoggerFactory.getLogger(ExifParser.class);
  private static final int MIN_YEAR = 1900;
  private static final double BASE = 60;
  private static final Pattern DAY = Pattern.compile("(\\d{4})[:\\-/.](\\d{2})[:\\-/.](\\d{2})");

  private ExifParser() {}

  /** Parses the metadata of a file. A position in EXIF is preferred to one in XMP. */
  static ExifData parse(MetadataBlocks blocks) {
    if (blocks.exif().length == 0 && blocks.xmp().length == 0) {
      return ExifData.EMPTY;
    }
    Metadata metadata = new Metadata();
    try {
      if (blocks.exif().length > 0) {
        new ExifReader().extract(new ByteArrayReader(blocks.exif()), metadata);
      }
    } catch (RuntimeException e) {
      LOG.debug("EXIF metadata are damaged", e);
    }
    Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Directory camera = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    Directory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
    return data(
        integer(main, ExifDirectoryBase.TAG_ORIENTATION),
        text(camera, ExifDirectoryBase.TAG_DATETIME_ORIGINAL),
        text(main, ExifDirectoryBase.TAG_DATETIME),
        CameraPosition.of(
                text(gps, GpsDirectory.TAG_LATITUDE_REF),
                degrees(gps, GpsDirectory.TAG_LATITUDE),
                text(gps, GpsDirectory.TAG_LONGITUDE_REF),
                degrees(gps, GpsDirectory.TAG_LONGITUDE))
            .or(() -> XmpPosition.parse(blocks.xmp())));
  }

  /**
   * Reads the metadata of an image within a TIFF file.
   *
   * @param source bytes of the file
   * @param tags of the image
   */
  static ExifData parse(ByteSource source, TiffDirectory tags) {
    Optional<TiffDirectory> camera = subDirectory(source, tags, TiffTag.EXIF);
    Optional<TiffDirectory> gps = subDirectory(source, tags, TiffTag.GPS);
    return data(
        (int) tags.integer(TiffTag.ORIENTATION, 1),
        camera.flatMap(c -> c.text(ExifDirectoryBase.TAG_DATETIME_ORIGINAL)),
        tags.text(TiffTag.DATE_TIME),
        CameraPosition.of(
                gps.flatMap(g -> g.text(GpsDirectory.TAG_LATITUDE_REF)),
                gps.map(g -> degrees(g.numbers(GpsDirectory.TAG_LATITUDE))).orElse(Double.NaN),
                gps.flatMap(g -> g.text(GpsDirectory.TAG_LONGITUDE_REF)),
                gps.map(g -> degrees(g.numbers(GpsDirectory.TAG_LONGITUDE))).orElse(Double.NaN))
            .or(() -> XmpPosition.parse(tags.bytes(TiffTag.XMP))));
  }

  private static Optional<TiffDirectory> subDirectory(
      ByteSource source, TiffDirectory tags, int tag) {
    long offset = tags.integer(tag, 0);
    if (offset == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(TiffFile.directoryAt(source, offset));
    } catch (IOException | KamclException e) {
      return Optional.empty();
    }
  }

  private static ExifData data(
      int orientation,
      Optional<String> captured,
      Optional<String> modified,
      CameraPosition position) {
    return new ExifData(
        orientation >= 1 && orientation <= 8 ? orientation : 1,
        captured.flatMap(ExifParser::day),
        modified.flatMap(ExifParser::day),
        position.point(),
        position.incomplete());
  }

  private static int integer(Directory directory, int tag) {
    try {
      return directory != null && directory.containsTag(tag) ? directory.getInt(tag) : 1;
    } catch (MetadataException e) {
      return 1;
    }
  }

  private static Optional<String> text(Directory directory, int tag) {
    return directory == null ? Optional.empty() : Optional.ofNullable(directory.getString(tag));
  }

  private static double degrees(Directory directory, int tag) {
    Rational[] parts = directory == null ? null : directory.getRationalArray(tag);
    if (parts == null) {
      return Double.NaN;
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = parts[i].doubleValue();
    }
    return degrees(numbers);
  }

  /** Degrees, minutes and seconds as degrees; the sign of the degrees applies to all of them. */
  private static double degrees(double[] parts) {
    if (parts.length == 0) {
      return Double.NaN;
    }
    double degrees = Math.abs(parts[0]);
    double unit = BASE;
    for (int i = 1; i < Math.min(3, parts.length); i++) {
      // Some cameras write 0/0 for the seconds that they do not use.
      degrees += Double.isFinite(parts[i]) ? Math.abs(parts[i]) / unit : 0;
      unit *= BASE;
    }
    return Math.copySign(degrees, parts[0]);
  }

  /** A day that exists: cameras whose clock was never set write zeros. */
  private static Optional<LocalDate> day(String text) {
    Matcher m = DAY.matcher(text);
    if (!m.find()) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)));
      return day.getYear() >= MIN_YEAR ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

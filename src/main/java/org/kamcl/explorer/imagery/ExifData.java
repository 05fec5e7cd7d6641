package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffFile;
import org.kamcl.explorer.imagery.tiff.TiffTag;

/**
 * What a camera wrote into an image.
 *
 * @param orientation 1 upright, to 8
 * @param captured the day of the picture
 * @param modified the day the file was written, which may be long after
 * @param position of the camera
 */
record ExifData(
    int orientation,
    Optional<LocalDate> captured,
    Optional<LocalDate> modified,
    Optional<GeoPoint> position) {
  static final ExifData EMPTY =
      new ExifData(1, Optional.empty(), Optional.empty(), Optional.empty());

  private static final int DATE_TIME_ORIGINAL = 0x9003;
  private static final int GPS_LATITUDE_REF = 1;
  private static final int GPS_LATITUDE = 2;
  private static final int GPS_LONGITUDE_REF = 3;
  private static final int GPS_LONGITUDE = 4;
  private static final int EARLIEST = 1900;
  private static final Pattern DAY = Pattern.compile("(\\d{4})[:\\-/.](\\d{2})[:\\-/.](\\d{2})");

  /** From a block as cameras write it, which is a TIFF file; nothing where it is damaged. */
  static ExifData of(byte[] block) {
    ByteSource source = ByteSource.of(block);
    try {
      return of(source, TiffFile.parse(source).directories().get(0));
    } catch (IOException e) {
      return EMPTY;
    }
  }

  /** From the directory of an image. */
  static ExifData of(ByteSource source, TiffDirectory tags) {
    int orientation = (int) tags.integer(TiffTag.ORIENTATION, 1);
    Optional<TiffDirectory> exif = below(source, tags, TiffTag.EXIF);
    Optional<TiffDirectory> gps = below(source, tags, TiffTag.GPS);
    return new ExifData(
        orientation >= 1 && orientation <= 8 ? orientation : 1,
        exif.flatMap(e -> e.text(DATE_TIME_ORIGINAL)).flatMap(ExifData::day),
        tags.text(TiffTag.DATE_TIME).flatMap(ExifData::day),
        gps.flatMap(ExifData::position));
  }

  private static Optional<TiffDirectory> below(ByteSource source, TiffDirectory tags, int tag) {
    long at = tags.integer(tag, 0);
    if (at == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(TiffFile.directoryAt(source, at));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A day that is possible: cameras that do not know it write zeros. */
  static Optional<LocalDate> day(String text) {
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
      return day.getYear() >= EARLIEST ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<GeoPoint> position(TiffDirectory gps) {
    double lat = degrees(gps.numbers(GPS_LATITUDE));
    double lon = degrees(gps.numbers(GPS_LONGITUDE));
    boolean south = gps.text(GPS_LATITUDE_REF).filter(t -> t.startsWith("S")).isPresent();
    boolean west = gps.text(GPS_LONGITUDE_REF).filter(t -> t.startsWith("W")).isPresent();
    // A receiver without a fix writes zeros.
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat == 0 && lon == 0)) {
      return Optional.empty();
    }
    return Optional.of(new GeoPoint(west ? -lon : lon, south ? -lat : lat));
  }

  private static double degrees(double[] parts) {
    if (parts.length == 0) {
      return Double.NaN;
    }
    double degrees = parts[0];
    double unit = 60;
    for (int i = 1; i < Math.min(3, parts.length); i++) {
      // Some cameras write 0/0 for the seconds that they do not use.
      degrees += Double.isFinite(parts[i]) ? parts[i] / unit : 0;
      unit *= 60;
    }
    return degrees;
  }
}

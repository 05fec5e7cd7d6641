package org.kamcl.explorer.imagery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.imagery.spi.RasterInfo;

/**
 * What an image file is and where it is, from the file itself and its sidecar files.
 *
 * @param format name of the format
 * @param width columns as stored
 * @param height rows as stored
 * @param displayedWidth columns with the camera's orientation applied
 * @param displayedHeight rows with the camera's orientation applied
 * @param bands samples per pixel
 * @param type of a sample, such as {@code UInt16}
 * @param palette whether samples are indices into a color table
 * @param crs such as {@code EPSG:32614}, or a name; empty if it is unknown
 * @param footprint of the whole image, if it is known
 * @param point position of the camera, if it is known
 * @param gsd ground sample distance in meters per pixel, if it is known
 * @param date of acquisition, if the file names one
 * @param dateSource where the date is from; empty without a date
 * @param noData value of pixels that were not measured
 * @param warnings about this file
 */
public record ImageMetadata(
    String format,
    int width,
    int height,
    int displayedWidth,
    int displayedHeight,
    int bands,
    String type,
    boolean palette,
    String crs,
    Optional<Footprint> footprint,
    Optional<GeoPoint> point,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    Optional<DateSource> dateSource,
    OptionalDouble noData,
    List<Problem> warnings) {

  /** Where the date of an image is from. */
  public enum DateSource {
    /** EXIF: when the image was taken. */
    EXIF_ORIGINAL,
    /** The tag DateTime: when the file was written, for want of anything better. */
    DATE_TIME_TAG
  }

  /** Copies the warnings. */
  public ImageMetadata {
    warnings = List.copyOf(warnings);
  }

  /** The same with other warnings. */
  ImageMetadata withWarnings(List<Problem> problems) {
    return new ImageMetadata(
        format,
        width,
        height,
        displayedWidth,
        displayedHeight,
        bands,
        type,
        palette,
        crs,
        footprint,
        point,
        gsd,
        date,
        dateSource,
        noData,
        problems);
  }

  /** Starts with the metadata of the raster. */
  static Builder of(RasterInfo info) {
    return new Builder(info);
  }

  /** Adds location, date and warnings to the metadata of a raster. */
  static final class Builder {
    private final RasterInfo info;
    private int displayedWidth;
    private int displayedHeight;
    private String crs = "";
    private Optional<Footprint> footprint = Optional.empty();
    private Optional<GeoPoint> point = Optional.empty();
    private OptionalDouble gsd = OptionalDouble.empty();
    private Optional<LocalDate> date = Optional.empty();
    private Optional<DateSource> dateSource = Optional.empty();
    private OptionalDouble noData;
    private List<Problem> warnings = List.of();

    private Builder(RasterInfo info) {
      this.info = info;
      this.displayedWidth = info.width();
      this.displayedHeight = info.height();
      this.noData = info.noData();
    }

    /** Size with the camera's orientation applied. */
    Builder displayed(int width, int height) {
      displayedWidth = width;
      displayedHeight = height;
      return this;
    }

    /**
     * @param name of the CRS; empty if it is unknown
     * @param outline of the image
     * @param camera position
     * @param metersPerPixel ground sample distance
     */
    Builder location(
        String name,
        Optional<Footprint> outline,
        Optional<GeoPoint> camera,
        OptionalDouble metersPerPixel) {
      crs = name;
      footprint = outline;
      point = camera;
      gsd = metersPerPixel;
      return this;
    }

    /**
     * @param original whether it is the day on which the image was taken
     */
    Builder date(Optional<LocalDate> day, boolean original) {
      date = day;
      dateSource = day.map(d -> original ? DateSource.EXIF_ORIGINAL : DateSource.DATE_TIME_TAG);
      return this;
    }

    /** Value of pixels that were not measured. */
    Builder noData(OptionalDouble value) {
      noData = value;
      return this;
    }

    /** Warnings about the file. */
    Builder warnings(List<Problem> problems) {
      warnings = problems;
      return this;
    }

    ImageMetadata build() {
      return new ImageMetadata(
          info.format(),
          info.width(),
          info.height(),
          displayedWidth,
          displayedHeight,
          info.bands(),
          info.sampleType(),
          info.palette(),
          crs,
          footprint,
          point,
          gsd,
          date,
          dateSource,
          noData,
          warnings);
    }
  }
}

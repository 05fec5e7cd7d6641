package org.kamcl.explorer.imagery.spi;

import java.util.List;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.geo.GeoreferenceReader;

/**
 * Metadata of a raster file. Made with {@link #builder}.
 *
 * @param format name of the format
 * @param width columns as stored
 * @param height rows as stored
 * @param bands samples per pixel
 * @param sampleType type of a sample in the spelling of GDAL, such as {@code UInt16}
 * @param palette whether samples are indices into a color table
 * @param displayable whether samples are levels 0..255 that can be shown without a stretch
 * @param selectableBands number of bands among which a band rendering may choose
 * @param noData value of pixels that were not measured, if the file names one
 * @param mayHaveNoData whether some pixels may hold no data: masked, transparent or never written
 * @param georeference georeferencing metadata within the file
 * @param exif what the camera wrote; its orientation applies when the whole image is shown
 * @param warnings about this file
 */
public record RasterInfo(
    String format,
    int width,
    int height,
    int bands,
    String sampleType,
    boolean palette,
    boolean displayable,
    int selectableBands,
    OptionalDouble noData,
    boolean mayHaveNoData,
    GeoreferenceReader.EmbeddedMetadata georeference,
    ExifData exif,
    List<Problem> warnings) {

  /** Copies the warnings. */
  public RasterInfo {
    warnings = List.copyOf(warnings);
  }

  /** Whether the camera's orientation swaps columns and rows. */
  public boolean isTransposed() {
    return exif.orientation() >= 5;
  }

  /**
   * Starts with an ordinary 8-bit image without georeferencing.
   *
   * @param format name of the format
   */
  public static Builder builder(String format, int width, int height, int bands) {
    return new Builder(format, width, height, bands);
  }

  /** Collects the metadata of a raster file. */
  public static final class Builder {
    private final String format;
    private final int width;
    private final int height;
    private final int bands;
    private String sampleType = "Byte";
    private boolean palette;
    private boolean displayable = true;
    private int selectableBands;
    private OptionalDouble noData = OptionalDouble.empty();
    private boolean mayHaveNoData;
    private GeoreferenceReader.EmbeddedMetadata georeference =
        GeoreferenceReader.EmbeddedMetadata.NONE;
    private ExifData exif = ExifData.EMPTY;
    private List<Problem> warnings = List.of();

    private Builder(String format, int width, int height, int bands) {
      this.format = format;
      this.width = width;
      this.height = height;
      this.bands = bands;
      this.selectableBands = bands;
    }

    /**
     * @param type in the spelling of GDAL
     * @param levels whether samples are levels 0..255 that can be shown without a stretch
     */
    public Builder samples(String type, boolean levels) {
      sampleType = type;
      displayable = levels;
      return this;
    }

    /** Samples are indices into a color table. */
    public Builder palette(boolean indexed) {
      palette = indexed;
      return this;
    }

    /** Number of bands among which a band rendering may choose; all of them by default. */
    public Builder selectableBands(int count) {
      selectableBands = count;
      return this;
    }

    /**
     * @param value of pixels that were not measured
     * @param possible whether some pixels may hold no data for this or another reason
     */
    public Builder noData(OptionalDouble value, boolean possible) {
      noData = value;
      mayHaveNoData = possible;
      return this;
    }

    /** Georeferencing metadata within the file. */
    public Builder georeference(GeoreferenceReader.EmbeddedMetadata metadata) {
      georeference = metadata;
      return this;
    }

    /** What the camera wrote. Its orientation is applied when the whole image is shown. */
    public Builder exif(ExifData data) {
      exif = data;
      return this;
    }

    /** Warnings about the file. */
    public Builder warnings(List<Problem> problems) {
      warnings = problems;
      return this;
    }

    /** The metadata. */
    public RasterInfo build() {
      return new RasterInfo(
          format,
          width,
          height,
          bands,
          sampleType,
          palette,
          displayable,
          selectableBands,
          noData,
          mayHaveNoData,
          georeference,
          exif,
          warnings);
    }
  }
}

package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;

/**
 * A searchable image: an image file, or a tile of a scene.
 *
 * @param id id in the catalog; negative for a file that is not in the archive
 * @param collection name of its collection; empty for a file that is not in the archive
 * @param file the image file
 * @param tile the part of the file; empty for the whole file
 * @param width width of the image (of the tile, if there is one), pixels
 * @param height height of the image, pixels
 * @param footprint the outline on the ground, if known
 * @param gsd ground sample distance, meters per pixel, if known
 * @param date acquisition date, if known
 * @param crs CRS of the file, such as {@code EPSG:32614}; empty if it has none
 * @param captions its captions
 * @param warnings minor defects of the file
 */
public record ImageRecord(
    long id,
    String collection,
    Path file,
    Optional<TileBounds> tile,
    int width,
    int height,
    Optional<Footprint> footprint,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    String crs,
    List<String> captions,
    List<Problem> warnings) {

  /**
   * A builder of an image without metadata.
   *
   * @param id id in the catalog
   * @param collection name of its collection
   * @param file the image file
   */
  public static Builder builder(long id, String collection, Path file) {
    return new Builder(id, collection, file);
  }

  /** Whether the image is in the archive, and not only a file. */
  public boolean isArchived() {
    return id >= 0;
  }

  /** A builder with the values of this image. */
  public Builder toBuilder() {
    return new Builder(id, collection, file)
        .tile(tile)
        .size(width, height)
        .footprint(footprint)
        .gsd(gsd)
        .date(date)
        .crs(crs)
        .captions(captions)
        .warnings(warnings);
  }

  /** Builds an image record. */
  public static final class Builder {
    private final long id;
    private String collection;
    private Path file;
    private Optional<TileBounds> tile = Optional.empty();
    private int width;
    private int height;
    private Optional<Footprint> footprint = Optional.empty();
    private OptionalDouble gsd = OptionalDouble.empty();
    private Optional<LocalDate> date = Optional.empty();
    private String crs = "";
    private List<String> captions = List.of();
    private List<Problem> warnings = List.of();

    private Builder(long id, String collection, Path file) {
      this.id = id;
      this.collection = collection;
      this.file = file;
    }

    /** Sets the collection. */
    public Builder collection(String name) {
      collection = name;
      return this;
    }

    /** Sets the file. */
    public Builder file(Path path) {
      file = path;
      return this;
    }

    /** Sets the part of the file. */
    public Builder tile(Optional<TileBounds> bounds) {
      tile = bounds;
      return this;
    }

    /** Sets width and height, pixels. */
    public Builder size(int columns, int rows) {
      width = columns;
      height = rows;
      return this;
    }

    /** Sets the outline on the ground. */
    public Builder footprint(Optional<Footprint> outline) {
      footprint = outline;
      return this;
    }

    /** Sets the ground sample distance, meters per pixel. */
    public Builder gsd(OptionalDouble metersPerPixel) {
      gsd = metersPerPixel;
      return this;
    }

    /** Sets the acquisition date. */
    public Builder date(Optional<LocalDate> day) {
      date = day;
      return this;
    }

    /** Sets the CRS, such as {@code EPSG:32614}. */
    public Builder crs(String code) {
      crs = code;
      return this;
    }

    /** Sets the captions. */
    public Builder captions(List<String> texts) {
      captions = texts;
      return this;
    }

    /** Sets the warnings. */
    public Builder warnings(List<Problem> texts) {
      warnings = texts;
      return this;
    }

    /** The record. */
    public ImageRecord build() {
      return new ImageRecord(
          id, collection, file, tile, width, height, footprint, gsd, date, crs, captions, warnings);
    }
  }
}

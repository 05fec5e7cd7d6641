package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.geo.GeoreferenceResult;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** Says what an image file is and where it lies. Any number of threads may use it. */
public final class ImageInspector {
  private final DatasetOpener files;

  ImageInspector(DatasetOpener files) {
    this.files = files;
  }

  /**
   * What is needed to cut a file.
   *
   * @param georeference where its stored pixels lie
   * @param mayHaveNoData whether some of its pixels may show nothing
   * @param missingCrs whether it has coordinates whose system a person has to name
   * @param corner of its coordinates, where it has some
   */
  record Inspection(
      ImageMetadata metadata,
      Optional<Georeference> georeference,
      boolean mayHaveNoData,
      boolean missingCrs,
      Optional<GeoreferenceResult.Origin> corner) {}

  /** Whether files lie beside it that place it. */
  static boolean mayBePlaced(Path file) {
    return GeoreferenceReader.hasWorldFile(file)
        || Files.exists(file.resolveSibling(file.getFileName() + ".aux.xml"));
  }

  /**
   * What a file is and where it lies; its pixels are looked at, too, for a few seconds at most.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   * @throws ExplorerException if it is no image, damaged as a whole, or of a kind that is not read
   */
  public ImageMetadata inspect(Path file, OptionalInt asked) {
    ImageMetadata details = plan(file, asked).metadata();
    List<String> warnings = new ArrayList<>(details.warnings());
    for (String damage : damage(file)) {
      warnings.add(file.getFileName() + " " + damage + ".");
    }
    return new ImageMetadata(
        details.format(),
        details.width(),
        details.height(),
        details.displayedWidth(),
        details.displayedHeight(),
        details.bands(),
        details.type(),
        details.palette(),
        details.crs(),
        details.footprint(),
        details.point(),
        details.gsd(),
        details.date(),
        details.dateSource(),
        details.noData(),
        warnings);
  }

  /**
   * Where a file would lie whose coordinate system a person names.
   *
   * @param asked its EPSG number; empty for its coordinates alone
   * @return empty if the file has no coordinates, or names their system itself
   * @throws ExplorerException if it is no image, damaged as a whole, or of a kind that is not read
   */
  public Optional<MissingCrs.FootprintPreview> preview(Path file, OptionalInt asked) {
    Inspection inspection = plan(file, asked);
    ImageMetadata details = inspection.metadata();
    Optional<double[]> metres =
        inspection
            .georeference()
            .flatMap(r -> r.groundSampleDistance(details.width(), details.height()));
    return inspection
        .corner()
        .filter(origin -> inspection.missingCrs())
        .map(
            origin ->
                new MissingCrs.FootprintPreview(
                    origin.x(),
                    origin.y(),
                    details.footprint(),
                    metres.isPresent()
                        ? OptionalDouble.of(metres.get()[0] * details.width())
                        : OptionalDouble.empty(),
                    metres.isPresent()
                        ? OptionalDouble.of(metres.get()[1] * details.height())
                        : OptionalDouble.empty()));
  }

  private List<String> damage(Path file) {
    RasterFormat kind = RasterFormat.of(file);
    try {
      if (PlainImageDecoder.isPlain(kind) && decodes(ImageHeader.read(file, kind))) {
        ImageDecoder.decode(file);
        return List.of();
      }
      try (RasterDataset rasterDataset = files.open(file, kind)) {
        return rasterDataset.findDamage();
      }
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    } catch (IOException | OutOfMemoryError e) {
      throw DatasetOpener.readError(file, e);
    }
  }

  private static boolean decodes(ImageHeader header) {
    return header.bits() <= 8 && !header.rare();
  }

  /**
   * What is needed to cut a file.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   */
  Inspection plan(Path file, OptionalInt asked) {
    GeoreferenceReader places = new GeoreferenceReader(asked);
    RasterFormat kind = RasterFormat.of(file);
    try {
      return PlainImageDecoder.isPlain(kind)
          ? plain(file, kind, places)
          : scene(file, kind, places);
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    } catch (IOException | OutOfMemoryError e) {
      throw DatasetOpener.readError(file, e);
    }
  }

  private Inspection plain(Path file, RasterFormat kind, GeoreferenceReader places)
      throws IOException {
    ImageHeader header = ImageHeader.read(file, kind);
    if (!decodes(header)) {
      return scene(file, kind, places);
    }
    ImageDecoder.Size seen = ImageDecoder.size(file);
    boolean turned = kind == RasterFormat.JPEG && header.exif().orientation() >= 5;
    RasterDataset.RasterInfo rasterInfo =
        new RasterDataset.RasterInfo(
            kind.name(),
            turned ? seen.height() : seen.width(),
            turned ? seen.width() : seen.height(),
            header.bands(),
            "Byte",
            header.palette(),
            true,
            3,
            OptionalDouble.empty(),
            GeoreferenceReader.EmbeddedMetadata.NONE,
            List.of());
    return plan(file, rasterInfo, header.exif(), turned, false, places);
  }

  private Inspection scene(Path file, RasterFormat kind, GeoreferenceReader places)
      throws IOException {
    if (kind == RasterFormat.TIFF) {
      TiffStructure structure = files.structure(file);
      ExifData exifData = tiffExif(file, structure);
      boolean gaps =
          structure.noData().isPresent()
              || structure.mayHaveMissingPixels()
              || files.mask(file).isPresent();
      return plan(file, structure.info(), exifData, exifData.orientation() >= 5, gaps, places);
    }
    try (RasterDataset rasterDataset = files.open(file, kind)) {
      ExifData exifData =
          PlainImageDecoder.isPlain(kind) ? ImageHeader.read(file, kind).exif() : ExifData.EMPTY;
      return plan(file, rasterDataset.info(), exifData, exifData.orientation() >= 5, false, places);
    }
  }

  private static ExifData tiffExif(Path file, TiffStructure structure) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return ExifData.of(ByteSource.of(channel), structure.tags());
    }
  }

  private static Inspection plan(
      Path file,
      RasterDataset.RasterInfo rasterInfo,
      ExifData exifData,
      boolean turned,
      boolean gaps,
      GeoreferenceReader places) {
    GeoreferenceResult georeferenceResult =
        places.read(file, rasterInfo.embedded(), rasterInfo.width(), rasterInfo.height());
    List<String> warnings = new ArrayList<>();
    for (String warning : rasterInfo.warnings()) {
      warnings.add(file.getFileName() + " " + warning + ".");
    }
    for (String warning : georeferenceResult.warnings()) {
      warnings.add(file.getFileName() + " " + warning + ".");
    }
    int width = rasterInfo.width();
    int height = rasterInfo.height();
    Optional<Georeference> reference = georeferenceResult.georeference();
    TileBounds whole = new TileBounds(0, 0, width, height);
    Optional<Footprint> footprint = reference.flatMap(r -> r.footprint(whole));
    if (reference.isPresent() && footprint.isEmpty()) {
      warnings.add(
          file.getFileName()
              + " has coordinates ("
              + georeferenceResult.crs()
              + ") that lie nowhere on the earth.");
      reference = Optional.empty();
    }
    OptionalDouble metres =
        reference
            .flatMap(r -> r.groundSampleDistance(width, height))
            .map(m -> OptionalDouble.of(Math.sqrt(m[0] * m[1])))
            .orElse(OptionalDouble.empty());
    // Coordinates count the pixels as they are stored.
    boolean swapped = turned && georeferenceResult.origin().isEmpty();
    Optional<LocalDate> date = exifData.captured().or(exifData::modified);
    ImageMetadata details =
        new ImageMetadata(
            rasterInfo.format(),
            width,
            height,
            swapped ? height : width,
            swapped ? width : height,
            rasterInfo.bands(),
            rasterInfo.type(),
            rasterInfo.palette(),
            georeferenceResult.crs(),
            footprint,
            exifData.position(),
            metres,
            date,
            exifData.captured().isPresent()
                ? "EXIF"
                : date.isPresent() ? "the file's tag DateTime" : "",
            rasterInfo.noData().isPresent() ? rasterInfo.noData() : georeferenceResult.noData(),
            List.copyOf(warnings));
    return new Inspection(
        details,
        reference,
        gaps || georeferenceResult.noData().isPresent(),
        georeferenceResult.crsMissing(),
        georeferenceResult.origin());
  }

  /** Turns a whole scene as its camera was held, unless coordinates count its pixels. */
  RgbImage upright(Path file, RasterFormat kind, RgbImage image) throws IOException {
    int orientation = 1;
    if (kind == RasterFormat.TIFF) {
      orientation = tiffExif(file, files.structure(file)).orientation();
    } else if (PlainImageDecoder.isPlain(kind)) {
      orientation = ImageHeader.read(file, kind).exif().orientation();
    }
    return orientation == 1 || plan(file, OptionalInt.empty()).corner().isPresent()
        ? image
        : ImageDecoder.applyOrientation(image, orientation);
  }
}

package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.geo.GeoreferenceResult;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;

/**
 * Determines the metadata and the footprint of image files, from the file itself and its sidecar
 * files. Any number of threads may use it.
 */
public final class ImageInspector {
  private final RasterReaders readers;

  ImageInspector(RasterReaders readers) {
    this.readers = readers;
  }

  /**
   * What is needed to tile a file.
   *
   * @param georeference of the pixels as stored
   * @param mayHaveNoData whether some pixels may hold no data
   * @param missingCrs whether the file has coordinates without a CRS, so that one can be assigned
   * @param origin of its coordinates, if it has any
   */
  record Inspection(
      ImageMetadata metadata,
      Optional<Georeference> georeference,
      boolean mayHaveNoData,
      boolean missingCrs,
      Optional<GeoreferenceResult.Origin> origin) {}

  /** Whether a file has sidecar files that may georeference it. */
  static boolean hasGeoreferencingSidecar(Path file) {
    return GeoreferenceReader.hasWorldFile(file)
        || Files.exists(file.resolveSibling(file.getFileName() + ".aux.xml"));
  }

  /**
   * The metadata of a file, with warnings about damaged pixels, which are searched for a few
   * seconds at most.
   *
   * @param assignedEpsg CRS to assume for a file whose coordinates have none
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  public ImageMetadata inspect(Path file, OptionalInt assignedEpsg) {
    ImageMetadata metadata = inspection(file, assignedEpsg).metadata();
    List<Problem> warnings = new ArrayList<>(metadata.warnings());
    try (RasterDataset dataset = readers.forFile(file).open(file)) {
      dataset.findDamage().forEach(problem -> warnings.add(problem.in(file)));
    } catch (IOException | KamclException | OutOfMemoryError e) {
      throw RasterReaders.readError(file, e);
    }
    return metadata.withWarnings(warnings);
  }

  /**
   * Where a file without a CRS would be if it had one.
   *
   * @param assignedEpsg the CRS; empty for the coordinates alone
   * @return empty if the file has no coordinates, or a CRS of its own
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  public Optional<MissingCrs.FootprintPreview> preview(Path file, OptionalInt assignedEpsg) {
    Inspection inspection = inspection(file, assignedEpsg);
    ImageMetadata metadata = inspection.metadata();
    Optional<double[]> gsd =
        inspection
            .georeference()
            .flatMap(g -> g.groundSampleDistance(metadata.width(), metadata.height()));
    return inspection
        .origin()
        .filter(origin -> inspection.missingCrs())
        .map(
            origin ->
                new MissingCrs.FootprintPreview(
                    origin.x(),
                    origin.y(),
                    metadata.footprint(),
                    extent(gsd, 0, metadata.width()),
                    extent(gsd, 1, metadata.height())));
  }

  private static OptionalDouble extent(Optional<double[]> gsd, int axis, int pixels) {
    return gsd.isPresent() ? OptionalDouble.of(gsd.get()[axis] * pixels) : OptionalDouble.empty();
  }

  /**
   * Inspects a file without looking at its pixels.
   *
   * @param assignedEpsg CRS to assume for a file whose coordinates have none
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  Inspection inspection(Path file, OptionalInt assignedEpsg) {
    try {
      RasterInfo info = readers.forFile(file).inspect(file);
      return inspection(file, info, new GeoreferenceReader(assignedEpsg));
    } catch (IOException | KamclException | OutOfMemoryError e) {
      throw RasterReaders.readError(file, e);
    }
  }

  private static Inspection inspection(
      Path file, RasterInfo info, GeoreferenceReader georeferences) {
    GeoreferenceResult result =
        georeferences.read(file, info.georeference(), info.width(), info.height());
    List<Problem> warnings = new ArrayList<>();
    info.warnings().forEach(problem -> warnings.add(problem.in(file)));
    warnings.addAll(result.warnings());
    int width = info.width();
    int height = info.height();
    Optional<Georeference> georeference = result.georeference();
    TileBounds whole = new TileBounds(0, 0, width, height);
    Optional<Footprint> footprint = georeference.flatMap(g -> g.footprint(whole));
    if (georeference.isPresent() && footprint.isEmpty()) {
      warnings.add(Problem.of(RasterError.OUTSIDE_EARTH, result.crs()).in(file));
      georeference = Optional.empty();
    }
    OptionalDouble gsd =
        georeference
            .flatMap(g -> g.groundSampleDistance(width, height))
            .map(m -> OptionalDouble.of(Math.sqrt(m[0] * m[1])))
            .orElse(OptionalDouble.empty());
    ExifData exif = info.exif();
    if (exif.incompletePosition() && georeference.isEmpty()) {
      warnings.add(Problem.of(RasterError.GPS_WITHOUT_REFERENCE).in(file));
    }
    // Coordinates refer to the pixels as stored.
    boolean swapped = info.isTransposed() && result.origin().isEmpty();
    Optional<LocalDate> date = exif.captured().or(exif::modified);
    ImageMetadata metadata =
        ImageMetadata.of(info)
            .displayed(swapped ? height : width, swapped ? width : height)
            .location(result.crs(), footprint, exif.position(), gsd)
            .date(date, exif.captured().isPresent())
            .noData(info.noData().isPresent() ? info.noData() : result.noData())
            .warnings(warnings)
            .build();
    return new Inspection(
        metadata,
        georeference,
        info.mayHaveNoData() || result.noData().isPresent(),
        result.crsMissing(),
        result.origin());
  }

  /** Applies the camera's orientation to a whole image, unless it is georeferenced. */
  RgbImage upright(Path file, RasterInfo info, RgbImage image) {
    int orientation = info.exif().orientation();
    return orientation == 1 || inspection(file, OptionalInt.empty()).origin().isPresent()
        ? image
        : ImageDecoder.applyOrientation(image, orientation);
  }
}

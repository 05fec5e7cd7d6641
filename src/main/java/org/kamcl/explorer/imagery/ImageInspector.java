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
import org.kamcl.explorer.geo.MapGrid;
import org.kamcl.explorer.imagery.spi.ExifData;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the metadata and the footprint of image files, from the file itself and its sidecar
 * files. Any number of threads may use it.
 */
public final class ImageInspector {
  private static final Logger LOG = LoggerFactory.getLogger(ImageInspector.class);

  private final RasterReaders readers;
  private final SceneSamples samples;

  ImageInspector(RasterReaders readers, SceneSamples samples) {
    this.readers = readers;
    this.samples = samples;
  }

  /**
   * What is needed to tile a file.
   *
   * @param georeference of the pixels as stored
   * @param grid of the pixels as stored, in coordinates of the CRS
   * @param mayHaveNoData whether some pixels may hold no data
   * @param displayable whether samples are levels that can be shown without a stretch
   * @param missingCrs whether the file has coordinates without a CRS, so that one can be assigned
   * @param origin of its coordinates, if it has any
   * @param turned whether the image is shown turned or mirrored, as the camera wrote
   */
  record Inspection(
      ImageMetadata metadata,
      Optional<Georeference> georeference,
      Optional<MapGrid> grid,
      boolean mayHaveNoData,
      boolean displayable,
      boolean missingCrs,
      Optional<GeoreferenceResult.Origin> origin,
      boolean turned) {}

  /** Whether a file has sidecar files that may georeference it. */
  static boolean hasGeoreferencingSidecar(Path file) {
    return GeoreferenceReader.hasWorldFile(file)
        || Files.exists(file.resolveSibling(file.getFileName() + ".aux.xml"));
  }

  /**
   * The metadata of a file, with warnings about undeclared no-data values and about damaged pixels,
   * which are searched for a few seconds at most.
   *
   * @param assignedEpsg CRS to assume for a file whose coordinates have none
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  public ImageMetadata inspect(Path file, OptionalInt assignedEpsg) {
    ImageMetadata metadata = inspection(file, assignedEpsg).metadata();
    List<Problem> warnings = new ArrayList<>(metadata.warnings());
    try (RasterDataset dataset = readers.forFile(file).open(file)) {
      dataset.findDamage().forEach(problem -> warnings.add(problem.in(file)));
      noDataWarnings(file, dataset, metadata.noData()).forEach(w -> warnings.add(w.in(file)));
    } catch (IOException | KamclException | OutOfMemoryError | StackOverflowError e) {
      throw RasterReaders.readError(file, e);
    }
    return metadata.withWarnings(warnings);
  }

  private List<Problem> noDataWarnings(Path file, RasterDataset dataset, OptionalDouble declared)
      throws IOException {
    RasterInfo info = dataset.info();
    if (info.displayable()) {
      return List.of();
    }
    try {
      return samples
          .of(file, dataset, SceneSamples.defaultBands(info), declared)
          .noData()
          .warnings();
    } catch (KamclException e) {
      LOG.debug("A scene is damaged in parts, which is reported already", e);
      return List.of();
    }
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
   * The size of a scene and its place on the ground.
   *
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  public SceneFrame frame(Path file) {
    return frame(file, OptionalInt.empty());
  }

  /**
   * As above.
   *
   * @param assignedEpsg CRS to assume for a file whose coordinates have none
   */
  public SceneFrame frame(Path file, OptionalInt assignedEpsg) {
    Inspection inspection = inspection(file, assignedEpsg);
    ImageMetadata metadata = inspection.metadata();
    return new SceneFrame(
        metadata.width(),
        metadata.height(),
        inspection.georeference(),
        inspection.grid(),
        inspection
            .georeference()
            .flatMap(g -> g.groundSampleDistance(metadata.width(), metadata.height())),
        inspection.turned(),
        metadata.warnings());
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
    } catch (IOException | KamclException | OutOfMemoryError | StackOverflowError e) {
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
        georeference.flatMap(g -> result.grid()),
        info.mayHaveNoData() || result.noData().isPresent(),
        info.displayable(),
        result.crsMissing(),
        result.origin(),
        result.origin().isEmpty() && exif.orientation() >= 2 && exif.orientation() <= 8);
  }

  /** The no-data value that a file or a sidecar file of it declares. */
  OptionalDouble noData(Path file, RasterInfo info) {
    return info.noData().isPresent() || !hasGeoreferencingSidecar(file)
        ? info.noData()
        : inspection(file, OptionalInt.empty()).metadata().noData();
  }

  /**
   * The size of a file as stored.
   *
   * @param orientation what the camera wrote about it, EXIF value 1..8
   * @param georeferenced whether the file has coordinates, which refer to the pixels as stored
   * @param bands number of bands among which a band rendering may choose
   */
  record StoredSize(int width, int height, int orientation, boolean georeferenced, int bands) {}

  /**
   * The size of a file as stored. No pixels are read.
   *
   * @throws KamclException if the file is no image, damaged as a whole, or of an unsupported format
   */
  StoredSize storedSize(Path file) {
    try {
      RasterInfo info = readers.forFile(file).inspect(file);
      Inspection inspection = inspection(file, info, new GeoreferenceReader(OptionalInt.empty()));
      return new StoredSize(
          info.width(),
          info.height(),
          info.exif().orientation(),
          inspection.origin().isPresent(),
          info.palette() ? 1 : info.selectableBands());
    } catch (IOException | KamclException | OutOfMemoryError | StackOverflowError e) {
      throw RasterReaders.readError(file, e);
    }
  }

  /** Applies the camera's orientation to a whole image, unless it is georeferenced. */
  RgbImage upright(Path file, RasterInfo info, RgbImage image) {
    int orientation = info.exif().orientation();
    return orientation == 1 || inspection(file, OptionalInt.empty()).origin().isPresent()
        ? image
        : ImageDecoder.applyOrientation(image, orientation);
  }
}

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
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.UnknownSystems;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.geo.PlaceReader;
import org.kamcl.explorer.geo.Placement;
import org.kamcl.explorer.imagery.tiff.ByteSource;

/** Says what an image file is and where it lies. Any number of threads may use it. */
public final class PictureInspector {
  private final RasterFiles files;

  PictureInspector(RasterFiles files) {
    this.files = files;
  }

  /**
   * What is needed to cut a file.
   *
   * @param reference where its stored pixels lie
   * @param mayHaveGaps whether some of its pixels may show nothing
   * @param unnamed whether it has coordinates whose system a person has to name
   * @param corner of its coordinates, where it has some
   */
  record Plan(
      PictureDetails details,
      Optional<Georeference> reference,
      boolean mayHaveGaps,
      boolean unnamed,
      Optional<Placement.Corner> corner) {}

  /** Whether files lie beside it that place it. */
  static boolean mayBePlaced(Path file) {
    return PlaceReader.hasWorldFile(file)
        || Files.exists(file.resolveSibling(file.getFileName() + ".aux.xml"));
  }

  /**
   * What a file is and where it lies; its pixels are looked at, too, for a few seconds at most.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   * @throws ExplorerException if it is no image, damaged as a whole, or of a kind that is not read
   */
  public PictureDetails inspect(Path file, OptionalInt asked) {
    PictureDetails details = plan(file, asked).details();
    List<String> warnings = new ArrayList<>(details.warnings());
    for (String damage : damage(file)) {
      warnings.add(file.getFileName() + " " + damage + ".");
    }
    return new PictureDetails(
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
        details.metresPerPixel(),
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
  public Optional<UnknownSystems.Preview> preview(Path file, OptionalInt asked) {
    Plan plan = plan(file, asked);
    PictureDetails details = plan.details();
    Optional<double[]> metres =
        plan.reference().flatMap(r -> r.metresPerPixel(details.width(), details.height()));
    return plan.corner()
        .filter(corner -> plan.unnamed())
        .map(
            corner ->
                new UnknownSystems.Preview(
                    corner.x(),
                    corner.y(),
                    details.footprint(),
                    metres.isPresent()
                        ? OptionalDouble.of(metres.get()[0] * details.width())
                        : OptionalDouble.empty(),
                    metres.isPresent()
                        ? OptionalDouble.of(metres.get()[1] * details.height())
                        : OptionalDouble.empty()));
  }

  private List<String> damage(Path file) {
    RasterKind kind = RasterKind.of(file);
    try {
      if (PlainPictures.isPlain(kind) && decodes(PlainHeader.read(file, kind))) {
        ImageDecoder.decode(file);
        return List.of();
      }
      try (Scene scene = files.open(file, kind)) {
        return scene.damage();
      }
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    } catch (IOException | OutOfMemoryError e) {
      throw RasterFiles.broken(file, e);
    }
  }

  private static boolean decodes(PlainHeader header) {
    return header.bits() <= 8 && !header.unusual();
  }

  /**
   * What is needed to cut a file.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   */
  Plan plan(Path file, OptionalInt asked) {
    PlaceReader places = new PlaceReader(asked);
    RasterKind kind = RasterKind.of(file);
    try {
      return PlainPictures.isPlain(kind) ? plain(file, kind, places) : scene(file, kind, places);
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    } catch (IOException | OutOfMemoryError e) {
      throw RasterFiles.broken(file, e);
    }
  }

  private Plan plain(Path file, RasterKind kind, PlaceReader places) throws IOException {
    PlainHeader header = PlainHeader.read(file, kind);
    if (!decodes(header)) {
      return scene(file, kind, places);
    }
    ImageDecoder.Size seen = ImageDecoder.size(file);
    boolean turned = kind == RasterKind.JPEG && header.exif().orientation() >= 5;
    Scene.Facts facts =
        new Scene.Facts(
            kind.name(),
            turned ? seen.height() : seen.width(),
            turned ? seen.width() : seen.height(),
            header.bands(),
            "Byte",
            header.palette(),
            true,
            3,
            OptionalDouble.empty(),
            PlaceReader.Inside.NOTHING,
            List.of());
    return plan(file, facts, header.exif(), turned, false, places);
  }

  private Plan scene(Path file, RasterKind kind, PlaceReader places) throws IOException {
    if (kind == RasterKind.TIFF) {
      TiffStructure structure = files.structure(file);
      Exif exif = tiffExif(file, structure);
      boolean gaps =
          structure.noData().isPresent() || structure.hasGaps() || files.mask(file).isPresent();
      return plan(file, structure.facts(), exif, exif.orientation() >= 5, gaps, places);
    }
    try (Scene scene = files.open(file, kind)) {
      Exif exif = PlainPictures.isPlain(kind) ? PlainHeader.read(file, kind).exif() : Exif.NOTHING;
      return plan(file, scene.facts(), exif, exif.orientation() >= 5, false, places);
    }
  }

  private static Exif tiffExif(Path file, TiffStructure structure) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Exif.of(ByteSource.of(channel), structure.tags());
    }
  }

  private static Plan plan(
      Path file, Scene.Facts facts, Exif exif, boolean turned, boolean gaps, PlaceReader places) {
    Placement placement = places.read(file, facts.inside(), facts.width(), facts.height());
    List<String> warnings = new ArrayList<>();
    for (String warning : facts.warnings()) {
      warnings.add(file.getFileName() + " " + warning + ".");
    }
    for (String warning : placement.warnings()) {
      warnings.add(file.getFileName() + " " + warning + ".");
    }
    int width = facts.width();
    int height = facts.height();
    Optional<Georeference> reference = placement.reference();
    PixelWindow whole = new PixelWindow(0, 0, width, height);
    Optional<Footprint> footprint = reference.flatMap(r -> r.footprint(whole));
    if (reference.isPresent() && footprint.isEmpty()) {
      warnings.add(
          file.getFileName()
              + " has coordinates ("
              + placement.crs()
              + ") that lie nowhere on the earth.");
      reference = Optional.empty();
    }
    OptionalDouble metres =
        reference
            .flatMap(r -> r.metresPerPixel(width, height))
            .map(m -> OptionalDouble.of(Math.sqrt(m[0] * m[1])))
            .orElse(OptionalDouble.empty());
    // Coordinates count the pixels as they are stored.
    boolean swapped = turned && placement.corner().isEmpty();
    Optional<LocalDate> date = exif.taken().or(exif::written);
    PictureDetails details =
        new PictureDetails(
            facts.format(),
            width,
            height,
            swapped ? height : width,
            swapped ? width : height,
            facts.bands(),
            facts.type(),
            facts.palette(),
            placement.crs(),
            footprint,
            exif.position(),
            metres,
            date,
            exif.taken().isPresent() ? "EXIF" : date.isPresent() ? "the file's tag DateTime" : "",
            facts.noData().isPresent() ? facts.noData() : placement.noData(),
            List.copyOf(warnings));
    return new Plan(
        details,
        reference,
        gaps || placement.noData().isPresent(),
        placement.unnamed(),
        placement.corner());
  }

  /** Turns a whole scene as its camera was held, unless coordinates count its pixels. */
  RgbImage upright(Path file, RasterKind kind, RgbImage image) throws IOException {
    int orientation = 1;
    if (kind == RasterKind.TIFF) {
      orientation = tiffExif(file, files.structure(file)).orientation();
    } else if (PlainPictures.isPlain(kind)) {
      orientation = PlainHeader.read(file, kind).exif().orientation();
    }
    return orientation == 1 || plan(file, OptionalInt.empty()).corner().isPresent()
        ? image
        : ImageDecoder.turned(image, orientation);
  }
}

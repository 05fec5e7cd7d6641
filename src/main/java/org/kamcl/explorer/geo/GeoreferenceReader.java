package org.kamcl.explorer.geo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.measure.quantity.Angle;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.GeoPoint;
import si.uom.NonSI;

/**
 * Reads the georeferencing of an image: from its metadata and its sidecar files to a transform from
 * pixels to coordinates, a CRS, and with both a {@link Georeference}. An {@code .aux.xml} file
 * overrides the image itself, and that a world file; only the control points of ArcGIS do not
 * override coordinates inside the file. A missing CRS is never guessed.
 */
public final class GeoreferenceReader {
  /**
   * Version of the code that determines footprints, ground sample distances and dates. Raise it by
   * one with every change after which a file that was placed before is placed elsewhere, or gets or
   * loses its place: here, in the other classes of this package, or in the metadata that the
   * readers of {@code imagery} hand over. The next index of a folder then determines the places of
   * its files again, without embedding them. Catalogs from before the version was stored have 1.
   */
  public static final int VERSION = 2;

  private final OptionalInt assignedEpsg;

  /**
   * Creates a reader.
   *
   * @param assignedEpsg EPSG code for images with coordinates whose CRS is missing or not
   *     understood; never overrides a CRS that is
   */
  public GeoreferenceReader(OptionalInt assignedEpsg) {
    this.assignedEpsg = assignedEpsg;
  }

  /**
   * The georeferencing metadata inside a file.
   *
   * @param tags of GeoTIFF
   * @param gml the GML box of a JPEG 2000 file
   * @param hasRpc whether there are rational polynomial coefficients
   */
  public record EmbeddedMetadata(Optional<GeoTiffTags> tags, Optional<String> gml, boolean hasRpc) {
    /** A file without georeferencing metadata. */
    public static final EmbeddedMetadata NONE =
        new EmbeddedMetadata(Optional.empty(), Optional.empty(), false);

    /**
     * How much the tags say: 0 nothing, 1 without a CRS, 2 with a CRS. Serves to choose between
     * several sets of tags in one file.
     */
    public int completeness() {
      if (tags.isEmpty()) {
        return 0;
      }
      return tags.get().describesCrs() ? 2 : tags.get().hasCoordinates() ? 1 : 0;
    }
  }

  /** All georeferencing metadata of an image. */
  private record Sources(
      Path file,
      EmbeddedMetadata embedded,
      Optional<SidecarFiles.AuxXml> aux,
      Optional<GmlRectifiedGrid> gml,
      int width,
      int height) {
    /** The transform inside the file. */
    Optional<double[]> ownTransform() {
      return embedded
          .tags()
          .flatMap(GeoTiffTransform::geoTransform)
          .or(() -> gml.map(GmlRectifiedGrid::geoTransform).filter(t -> t.length == 6));
    }

    /** The control points inside the file. */
    List<GroundControlPoints.Gcp> ownPoints() {
      return embedded.tags().map(GeoTiffTransform::controlPoints).orElse(List.of());
    }

    /** What ArcGIS states, unless it only warps coordinates that the file itself has. */
    Optional<GeodataXform> xform() {
      boolean own = ownTransform().isPresent();
      return aux.flatMap(SidecarFiles.AuxXml::xform)
          .filter(
              x ->
                  x.isIdentity()
                      || (x.mapsPixels()
                          && !own
                          && (ownPoints().isEmpty() || !x.isInMapUnits(width, height))));
    }
  }

  /** A transform from pixels to coordinates, or why there is none. */
  private record Pixels(
      Optional<PixelToCrs> transform, Optional<double[]> affine, Optional<Problem> warning) {
    static final Pixels NONE = without(Optional.empty());

    static Pixels without(Optional<Problem> warning) {
      return new Pixels(Optional.empty(), Optional.empty(), warning);
    }
  }

  /** A CRS, or why the one that is stated cannot be used. */
  private record Crs(Optional<NamedCrs> crs, Optional<Problem> problem) {}

  /** Whether there is a world file beside an image. */
  public static boolean hasWorldFile(Path file) {
    return SidecarFiles.worldFile(file).isPresent();
  }

  /**
   * The georeferencing of an image.
   *
   * @param width columns as stored
   * @param height rows as stored
   */
  public GeoreferenceResult read(Path file, EmbeddedMetadata embedded, int width, int height) {
    Sources sources =
        new Sources(
            file,
            embedded,
            SidecarFiles.auxXml(file),
            embedded.gml().flatMap(GmlRectifiedGrid::parse),
            width,
            height);
    List<Problem> warnings = new ArrayList<>();
    Crs stated = crs(sources);
    Pixels pixels = pixels(sources, stated.crs.or(this::assigned));
    pixels.warning.ifPresent(warnings::add);
    Optional<NamedCrs> crs = stated.crs;
    boolean missing = crs.isEmpty() && pixels.transform.isPresent();
    if (missing && assignedEpsg.isPresent()) {
      crs = assigned();
    } else if (missing) {
      warnings.add(
          stated
              .problem
              .map(problem -> Problem.of(GeoError.CRS_UNUSABLE, problem))
              .orElse(Problem.of(GeoError.CRS_MISSING)));
    } else {
      stated.problem.ifPresent(warnings::add);
    }
    if (pixels.transform.isEmpty() && pixels.warning.isEmpty()) {
      withoutCoordinates(sources, crs).ifPresent(warnings::add);
    }
    Optional<Georeference> georeference = Optional.empty();
    if (crs.isPresent() && pixels.transform.isPresent()) {
      try {
        Georeference found = Georeference.of(pixels.transform.get(), crs.get(), width, height);
        georeference = Optional.of(found);
        shiftProblem(found, crs.get(), width, height).ifPresent(warnings::add);
      } catch (KamclException e) {
        warnings.add(e.problem());
      }
    }
    Optional<NamedCrs> used = crs;
    Optional<MapGrid> grid =
        georeference.flatMap(g -> pixels.affine).map(affine -> grid(sources, affine, used.get()));
    return new GeoreferenceResult(
        georeference,
        grid,
        crs.map(NamedCrs::name).orElse(""),
        sources.aux.map(SidecarFiles.AuxXml::noData).orElse(OptionalDouble.empty()),
        missing,
        pixels.transform.map(GeoreferenceReader::origin),
        warnings.stream().map(warning -> warning.in(file)).toList());
  }

  private static MapGrid grid(Sources sources, double[] affine, NamedCrs crs) {
    Optional<GeoTiffTags> stating =
        statedBeside(sources).isPresent()
            ? Optional.empty()
            : sources.embedded.tags().filter(GeoTiffTags::describesCrs);
    return new MapGrid(affine, crs.name(), GeoTiffTagsBuilder.build(affine, crs, stating));
  }

  /** Whether an image is on a datum whose shift to WGS 84 is not known where the image is. */
  private static Optional<Problem> shiftProblem(
      Georeference georeference, NamedCrs crs, int width, int height) {
    double[][] places = {
      {width / 2.0, height / 2.0}, {0, 0}, {width, 0}, {width, height}, {0, height}
    };
    List<GeoPoint> onEarth =
        Arrays.stream(places).flatMap(xy -> georeference.toWgs84(xy[0], xy[1]).stream()).toList();
    Optional<GeoPoint> shifted =
        onEarth.stream().filter(p -> crs.shifts().at(p.lon(), p.lat()).isPresent()).findFirst();
    Optional<String> datum =
        shifted.isPresent()
            ? CrsTransforms.contradictoryDatum(crs, shifted.get())
            : onEarth.stream().findFirst().flatMap(p -> CrsTransforms.datumOffWgs84(crs));
    return datum.map(name -> Problem.of(GeoError.DATUM_SHIFT_UNKNOWN, name));
  }

  private static Optional<Problem> withoutCoordinates(Sources sources, Optional<NamedCrs> crs) {
    if (sources.embedded.hasRpc() || SidecarFiles.hasRpc(sources.file)) {
      return Optional.of(Problem.of(GeoError.RPC_ONLY));
    }
    Optional<GeodataXform> unknown =
        sources
            .aux
            .flatMap(SidecarFiles.AuxXml::xform)
            .filter(x -> !x.isIdentity() && !x.mapsPixels());
    if (unknown.isPresent()) {
      return Optional.of(Problem.of(GeoError.XFORM_UNSUPPORTED, unknown.get().type()));
    }
    Optional<GmlRectifiedGrid> unclear = sources.gml.filter(g -> g.geoTransform().length == 0);
    if (unclear.isPresent()) {
      return Optional.of(Problem.of(GeoError.GML_AXES_CONTRADICTORY));
    }
    return crs.map(known -> Problem.of(GeoError.CRS_WITHOUT_COORDINATES));
  }

  private static GeoreferenceResult.Origin origin(PixelToCrs transform) {
    double[] xy = new double[2];
    transform.transform(xy);
    return new GeoreferenceResult.Origin(xy[0], xy[1]);
  }

  private Optional<NamedCrs> assigned() {
    return assignedEpsg.isPresent()
        ? Optional.of(NamedCrs.fromEpsg(assignedEpsg.getAsInt()))
        : Optional.empty();
  }

  /** The width of the world in the unit of x; 0 if x does not jump at the antimeridian. */
  private static double turn(Optional<NamedCrs> crs) {
    if (crs.isEmpty()) {
      return 0;
    }
    if (crs.get().crs() instanceof GeographicCRS geographic) {
      return NonSI.DEGREE_ANGLE
          .getConverterTo(geographic.getCoordinateSystem().getAxis(0).getUnit().asType(Angle.class))
          .convert(360.0);
    }
    try {
      return CylinderPeriod.of(CrsTransforms.toGeographic(crs.get()).inverse());
    } catch (KamclException | NoninvertibleTransformException e) {
      // The CRS is refused when the transform is combined with it.
      return 0;
    }
  }

  private static Pixels pixels(Sources sources, Optional<NamedCrs> crs) {
    Optional<SidecarFiles.AuxXml> aux = sources.aux;
    if (aux.isPresent() && aux.get().geoTransform().length == 6) {
      return affine(aux.get().geoTransform());
    }
    Optional<double[]> own = sources.ownTransform();
    if (own.isPresent()) {
      return affine(own.get());
    }
    Optional<double[]> world = SidecarFiles.worldFile(sources.file);
    Optional<GeodataXform> xform = sources.xform().filter(GeodataXform::mapsPixels);
    if (xform.isPresent()) {
      return transformed(xform.get(), sources, world, crs);
    }
    if (world.isPresent()) {
      return affine(world.get());
    }
    List<GroundControlPoints.Gcp> gcps = aux.map(SidecarFiles.AuxXml::gcps).orElse(List.of());
    if (gcps.isEmpty()) {
      gcps = sources.ownPoints();
    }
    return gcps.isEmpty() ? Pixels.NONE : fitted(gcps, crs);
  }

  /** The control points of ArcGIS, or the polynomial that it has fitted to them. */
  private static Pixels transformed(
      GeodataXform xform, Sources sources, Optional<double[]> world, Optional<NamedCrs> crs) {
    if (xform.points().isEmpty()) {
      return affine(xform.geoTransform().orElseThrow());
    }
    double[] pixelsPerInch =
        sources.embedded.tags().map(GeoTiffTags::pixelsPerInch).orElse(new double[0]);
    try {
      Pixels fitted =
          fitted(xform.controlPoints(sources.width, sources.height, pixelsPerInch, world), crs);
      // What ArcGIS itself does with points that contradict each other.
      return fitted.transform.isEmpty() && xform.isInPixels(sources.width, sources.height)
          ? xform.geoTransform().map(GeoreferenceReader::affine).orElse(fitted)
          : fitted;
    } catch (KamclException e) {
      return Pixels.without(Optional.of(e.problem()));
    }
  }

  private static Pixels affine(double[] geoTransform) {
    Optional<PixelToCrs> transform = PixelToCrs.affine(geoTransform);
    return new Pixels(
        transform,
        transform.map(t -> geoTransform),
        transform.isPresent()
            ? Optional.empty()
            : Optional.of(Problem.of(GeoError.TRANSFORM_DEGENERATE)));
  }

  private static Pixels fitted(List<GroundControlPoints.Gcp> gcps, Optional<NamedCrs> crs) {
    boolean geographic = crs.map(NamedCrs::crs).filter(GeographicCRS.class::isInstance).isPresent();
    Optional<GroundControlPoints.Fit> fit = GroundControlPoints.fit(gcps, turn(crs), geographic);
    Problem warning;
    if (fit.isPresent()) {
      double residual = fit.get().maxResidual();
      warning = Problem.of(GeoError.GCPS_APPROXIMATE, gcps.size(), residual);
    } else {
      warning =
          gcps.size() < 3
              ? Problem.of(GeoError.GCPS_TOO_FEW, gcps.size())
              : Problem.of(GeoError.GCPS_INCONSISTENT);
    }
    return new Pixels(
        fit.map(GroundControlPoints.Fit::transform), Optional.empty(), Optional.of(warning));
  }

  private static Crs crs(Sources sources) {
    try {
      return new Crs(stated(sources), Optional.empty());
    } catch (KamclException e) {
      return new Crs(Optional.empty(), Optional.of(e.problem()));
    } catch (RuntimeException e) {
      // GeoTools meets broken keys with null pointers, class casts and the like.
      return new Crs(Optional.empty(), Optional.of(Problem.of(GeoError.CRS_TEXT_NOT_UNDERSTOOD)));
    }
  }

  /** The CRS that a sidecar file states instead of the image itself. */
  private static Optional<String> statedBeside(Sources sources) {
    return sources
        .aux
        .flatMap(aux -> aux.crs().or(aux::gcpCrs))
        .or(() -> sources.xform().flatMap(GeodataXform::crs))
        .filter(t -> !t.isBlank());
  }

  private static Optional<NamedCrs> stated(Sources sources) {
    Optional<String> text = statedBeside(sources);
    if (text.isPresent()) {
      return text.map(WktCrsParser::parse);
    }
    return sources
        .embedded
        .tags()
        .flatMap(tags -> new GeoKeyCrsBuilder(new GeoKeys(tags)).crs())
        .or(() -> sources.gml.flatMap(GmlRectifiedGrid::epsg).map(NamedCrs::cited))
        .or(() -> SidecarFiles.prj(sources.file).map(WktCrsParser::parse));
  }
}

package org.kamcl.explorer.geo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * Finds where an image lies: what an {@code .aux.xml} says goes before what the file says itself,
 * and that before a world file. A coordinate system that is not named is never guessed.
 */
public final class GeoreferenceReader {
  private static final String UNNAMED = "has coordinates, but names no coordinate system";
  private static final String NAME_IT = ": name it with --crs EPSG:n";

  private final OptionalInt assignedEpsg;

  /**
   * @param asked EPSG number for images that have coordinates, but name no coordinate system, or
   *     none that is known; one that is known is never overruled
   */
  public GeoreferenceReader(OptionalInt asked) {
    this.assignedEpsg = asked;
  }

  /**
   * What a file says of its place.
   *
   * @param tags of GeoTIFF
   * @param gml of a JPEG 2000 file
   * @param hasRpc whether it carries rational polynomials
   */
  public record EmbeddedMetadata(Optional<GeoTiffTags> tags, Optional<String> gml, boolean hasRpc) {
    /** A file that says nothing. */
    public static final EmbeddedMetadata NONE =
        new EmbeddedMetadata(Optional.empty(), Optional.empty(), false);
  }

  /** Where the pixels lie, and who says so. */
  private record Mapped(Optional<PixelToCrs> map, List<String> warnings) {}

  /** Whether a world file lies beside an image. */
  public static boolean hasWorldFile(Path file) {
    return SidecarFiles.worldFile(file).isPresent();
  }

  /**
   * The place of an image.
   *
   * @param width its stored columns
   * @param height its stored rows
   */
  public GeoreferenceResult read(
      Path file, EmbeddedMetadata embeddedMetadata, int width, int height) {
    Optional<SidecarFiles.AuxXml> aux = SidecarFiles.auxXml(file);
    Optional<GmlRectifiedGrid> gml = embeddedMetadata.gml().flatMap(GmlRectifiedGrid::parse);
    OptionalDouble noData = aux.map(SidecarFiles.AuxXml::noData).orElse(OptionalDouble.empty());
    List<String> warnings = new ArrayList<>();
    Mapped mapped = map(file, embeddedMetadata, aux, gml);
    warnings.addAll(mapped.warnings);
    Optional<NamedCrs> system = Optional.empty();
    String unknown = "";
    try {
      system = system(file, embeddedMetadata, aux, gml);
    } catch (ExplorerException e) {
      unknown = e.getMessage();
    } catch (RuntimeException e) {
      // The library meets broken keys with null pointers, class casts and the like.
      unknown = "has a coordinate system that is not understood";
    }
    boolean unnamed = system.isEmpty() && mapped.map.isPresent();
    if (unnamed && assignedEpsg.isPresent()) {
      system = Optional.of(NamedCrs.fromEpsg(assignedEpsg.getAsInt()));
    } else if (unnamed) {
      warnings.add((unknown.isEmpty() ? UNNAMED : unknown) + NAME_IT);
    } else if (!unknown.isEmpty()) {
      warnings.add(unknown);
    }
    if (mapped.map.isEmpty() && mapped.warnings.isEmpty()) {
      if (embeddedMetadata.hasRpc() || SidecarFiles.hasRpc(file)) {
        warnings.add(
            "is placed by rational polynomials (RPC) only, which do not place it: orthorectify it"
                + " first");
      } else if (system.isPresent()) {
        warnings.add("names a coordinate system, but does not say where its pixels lie");
      }
    }
    Optional<Georeference> reference = Optional.empty();
    String crs = system.map(NamedCrs::name).orElse("");
    if (system.isPresent() && mapped.map.isPresent()) {
      try {
        reference = Optional.of(Georeference.of(mapped.map.get(), system.get(), width, height));
      } catch (ExplorerException e) {
        warnings.add(e.getMessage());
      }
    }
    return new GeoreferenceResult(
        reference,
        crs,
        noData,
        unnamed,
        mapped.map.map(GeoreferenceReader::corner),
        List.copyOf(warnings));
  }

  private static GeoreferenceResult.Origin corner(PixelToCrs map) {
    double[] xy = new double[2];
    map.transform(xy);
    return new GeoreferenceResult.Origin(xy[0], xy[1]);
  }

  private static Mapped map(
      Path file,
      EmbeddedMetadata embeddedMetadata,
      Optional<SidecarFiles.AuxXml> aux,
      Optional<GmlRectifiedGrid> gml) {
    if (aux.isPresent() && aux.get().geoTransform().length == 6) {
      return affine(aux.get().geoTransform());
    }
    Optional<double[]> internal = embeddedMetadata.tags().flatMap(GeoTiffTransform::geoTransform);
    Optional<double[]> numbers =
        internal
            .or(() -> gml.map(GmlRectifiedGrid::geoTransform))
            .or(() -> SidecarFiles.worldFile(file));
    if (numbers.isPresent()) {
      return affine(numbers.get());
    }
    List<GroundControlPoints.Gcp> points = aux.map(SidecarFiles.AuxXml::gcps).orElse(List.of());
    if (points.isEmpty()) {
      points = embeddedMetadata.tags().map(GeoTiffTransform::controlPoints).orElse(List.of());
    }
    return points.isEmpty() ? new Mapped(Optional.empty(), List.of()) : fitted(points);
  }

  private static Mapped affine(double[] numbers) {
    Optional<PixelToCrs> map = PixelToCrs.affine(numbers);
    return new Mapped(
        map, map.isPresent() ? List.of() : List.of("has coordinates that place it nowhere"));
  }

  private static Mapped fitted(List<GroundControlPoints.Gcp> points) {
    Optional<GroundControlPoints.Fit> fit = GroundControlPoints.fit(points);
    if (fit.isEmpty()) {
      String why =
          points.size() < 3
              ? "is placed by " + points.size() + " control points only, which is not enough"
              : "is placed by control points that lie on no surface: warp it first";
      return new Mapped(Optional.empty(), List.of(why));
    }
    return new Mapped(
        Optional.of(fit.get().transform()),
        List.of(
            String.format(
                Locale.ROOT,
                "is placed by %d control points, good to %.1f pixels",
                points.size(),
                fit.get().maxResidual())));
  }

  private static Optional<NamedCrs> system(
      Path file,
      EmbeddedMetadata embeddedMetadata,
      Optional<SidecarFiles.AuxXml> aux,
      Optional<GmlRectifiedGrid> gml) {
    Optional<String> text = aux.flatMap(a -> a.crs().or(a::gcpCrs)).filter(t -> !t.isBlank());
    if (text.isPresent()) {
      return Optional.of(WktCrsParser.parse(text.get()));
    }
    Optional<NamedCrs> own =
        embeddedMetadata.tags().flatMap(tags -> new GeoKeyCrsBuilder(new GeoKeys(tags)).system());
    if (own.isEmpty()) {
      own = gml.flatMap(GmlRectifiedGrid::epsg).map(NamedCrs::fromEpsg);
    }
    return own.isPresent() ? own : SidecarFiles.prj(file).map(WktCrsParser::parse);
  }
}

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
public final class PlaceReader {
  private static final String UNNAMED = "has coordinates, but names no coordinate system";
  private static final String NAME_IT = ": name it with --crs EPSG:n";

  private final OptionalInt asked;

  /**
   * @param asked EPSG number for images that have coordinates, but name no coordinate system, or
   *     none that is known; one that is known is never overruled
   */
  public PlaceReader(OptionalInt asked) {
    this.asked = asked;
  }

  /**
   * What a file says of its place.
   *
   * @param tags of GeoTIFF
   * @param gml of a JPEG 2000 file
   * @param rpc whether it carries rational polynomials
   */
  public record Inside(Optional<GeoTiffTags> tags, Optional<String> gml, boolean rpc) {
    /** A file that says nothing. */
    public static final Inside NOTHING = new Inside(Optional.empty(), Optional.empty(), false);
  }

  /** Where the pixels lie, and who says so. */
  private record Mapped(Optional<PixelMap> map, List<String> warnings) {}

  /** Whether a world file lies beside an image. */
  public static boolean hasWorldFile(Path file) {
    return SideFiles.world(file).isPresent();
  }

  /**
   * The place of an image.
   *
   * @param width its stored columns
   * @param height its stored rows
   */
  public Placement read(Path file, Inside inside, int width, int height) {
    Optional<SideFiles.Aux> aux = SideFiles.aux(file);
    Optional<GmlGrid> gml = inside.gml().flatMap(GmlGrid::parse);
    OptionalDouble noData = aux.map(SideFiles.Aux::noData).orElse(OptionalDouble.empty());
    List<String> warnings = new ArrayList<>();
    Mapped mapped = map(file, inside, aux, gml);
    warnings.addAll(mapped.warnings);
    Optional<NamedSystem> system = Optional.empty();
    String unknown = "";
    try {
      system = system(file, inside, aux, gml);
    } catch (ExplorerException e) {
      unknown = e.getMessage();
    } catch (RuntimeException e) {
      // The library meets broken keys with null pointers, class casts and the like.
      unknown = "has a coordinate system that is not understood";
    }
    boolean unnamed = system.isEmpty() && mapped.map.isPresent();
    if (unnamed && asked.isPresent()) {
      system = Optional.of(NamedSystem.epsg(asked.getAsInt()));
    } else if (unnamed) {
      warnings.add((unknown.isEmpty() ? UNNAMED : unknown) + NAME_IT);
    } else if (!unknown.isEmpty()) {
      warnings.add(unknown);
    }
    if (mapped.map.isEmpty() && mapped.warnings.isEmpty()) {
      if (inside.rpc() || SideFiles.hasRpc(file)) {
        warnings.add(
            "is placed by rational polynomials (RPC) only, which do not place it: orthorectify it"
                + " first");
      } else if (system.isPresent()) {
        warnings.add("names a coordinate system, but does not say where its pixels lie");
      }
    }
    Optional<Georeference> reference = Optional.empty();
    String crs = system.map(NamedSystem::name).orElse("");
    if (system.isPresent() && mapped.map.isPresent()) {
      try {
        reference = Optional.of(Georeference.of(mapped.map.get(), system.get(), width, height));
      } catch (ExplorerException e) {
        warnings.add(e.getMessage());
      }
    }
    return new Placement(
        reference,
        crs,
        noData,
        unnamed,
        mapped.map.map(PlaceReader::corner),
        List.copyOf(warnings));
  }

  private static Placement.Corner corner(PixelMap map) {
    double[] xy = new double[2];
    map.toCrs(xy);
    return new Placement.Corner(xy[0], xy[1]);
  }

  private static Mapped map(
      Path file, Inside inside, Optional<SideFiles.Aux> aux, Optional<GmlGrid> gml) {
    if (aux.isPresent() && aux.get().geoTransform().length == 6) {
      return affine(aux.get().geoTransform());
    }
    Optional<double[]> internal = inside.tags().flatMap(GeoTiffGrid::geoTransform);
    Optional<double[]> numbers =
        internal.or(() -> gml.map(GmlGrid::geoTransform)).or(() -> SideFiles.world(file));
    if (numbers.isPresent()) {
      return affine(numbers.get());
    }
    List<ControlPoints.Point> points = aux.map(SideFiles.Aux::points).orElse(List.of());
    if (points.isEmpty()) {
      points = inside.tags().map(GeoTiffGrid::points).orElse(List.of());
    }
    return points.isEmpty() ? new Mapped(Optional.empty(), List.of()) : fitted(points);
  }

  private static Mapped affine(double[] numbers) {
    Optional<PixelMap> map = PixelMap.affine(numbers);
    return new Mapped(
        map, map.isPresent() ? List.of() : List.of("has coordinates that place it nowhere"));
  }

  private static Mapped fitted(List<ControlPoints.Point> points) {
    Optional<ControlPoints.Fit> fit = ControlPoints.fit(points);
    if (fit.isEmpty()) {
      String why =
          points.size() < 3
              ? "is placed by " + points.size() + " control points only, which is not enough"
              : "is placed by control points that lie on no surface: warp it first";
      return new Mapped(Optional.empty(), List.of(why));
    }
    return new Mapped(
        Optional.of(fit.get().map()),
        List.of(
            String.format(
                Locale.ROOT,
                "is placed by %d control points, good to %.1f pixels",
                points.size(),
                fit.get().error())));
  }

  private static Optional<NamedSystem> system(
      Path file, Inside inside, Optional<SideFiles.Aux> aux, Optional<GmlGrid> gml) {
    Optional<String> text =
        aux.flatMap(a -> a.system().or(a::pointSystem)).filter(t -> !t.isBlank());
    if (text.isPresent()) {
      return Optional.of(WktSystems.parse(text.get()));
    }
    Optional<NamedSystem> own =
        inside.tags().flatMap(tags -> new GeoKeySystem(new GeoKeys(tags)).system());
    if (own.isEmpty()) {
      own = gml.flatMap(GmlGrid::epsg).map(NamedSystem::epsg);
    }
    return own.isPresent() ? own : SideFiles.projection(file).map(WktSystems::parse);
  }
}

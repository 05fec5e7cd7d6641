package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.metadata.IIOMetadata;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffException;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffMetadata2CRSAdapter;
import org.geotools.util.factory.Hints;
import org.kamcl.explorer.domain.ExplorerException;

/** Reads where a raster lies from the GeoTIFF keys of a TIFF file. */
public final class GeoTiffKeys {
  private final Hints hints = new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, Boolean.TRUE);

  /**
   * What the keys say.
   *
   * @param reference where the raster lies; empty if it is not said, or not usably
   * @param noData value of pixels that were not measured, where given
   * @param warnings why a reference that is there cannot be used; each goes on behind the name of
   *     the file
   */
  public record Reading(
      Optional<Georeference> reference, OptionalDouble noData, List<String> warnings) {}

  /**
   * Reads the keys of a TIFF image.
   *
   * @param metadata as the TIFF reader gives it
   */
  public Reading read(IIOMetadata metadata) {
    GeoTiffIIOMetadataDecoder keys;
    try {
      keys = new GeoTiffIIOMetadataDecoder(metadata);
    } catch (RuntimeException e) {
      // GeoTools meets files without keys with null pointers and argument errors.
      return new Reading(Optional.empty(), OptionalDouble.empty(), List.of());
    }
    OptionalDouble noData = noData(keys);
    if (!keys.hasModelTrasformation() && !(keys.hasPixelScales() && keys.hasTiePoints())) {
      List<String> warnings =
          keys.hasTiePoints() && keys.hasGeoKey()
              ? List.of("is placed by control points only, which is not enough to place it")
              : List.of();
      return new Reading(Optional.empty(), noData, warnings);
    }
    if (!keys.hasGeoKey()) {
      return new Reading(
          Optional.empty(), noData, List.of("has coordinates, but names no coordinate system"));
    }
    try {
      CoordinateReferenceSystem system =
          UserDefinedSystem.mend(GeoToolsBorder.system(keys, hints), keys);
      MathTransform centres = GeoTiffMetadata2CRSAdapter.getRasterToModel(keys);
      AffineTransform corners = new AffineTransform((AffineTransform) centres);
      // GeoTools counts from the middle of the first pixel.
      corners.translate(-0.5, -0.5);
      return new Reading(Optional.of(Georeference.of(corners, system)), noData, List.of());
    } catch (ExplorerException e) {
      return new Reading(Optional.empty(), noData, List.of(e.getMessage()));
    } catch (GeoTiffException | RuntimeException e) {
      // GeoTools meets broken keys with null pointers and class cast errors as well.
      return new Reading(
          Optional.empty(), noData, List.of("has coordinates that are not understood"));
    }
  }

  private static OptionalDouble noData(GeoTiffIIOMetadataDecoder keys) {
    try {
      return keys.hasNoData() ? OptionalDouble.of(keys.getNoData()) : OptionalDouble.empty();
    } catch (RuntimeException e) {
      // A value that is no number marks nothing.
      return OptionalDouble.empty();
    }
  }
}

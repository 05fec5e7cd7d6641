package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.geo.Footprints;
import org.kamcl.explorer.imagery.PlannedImage;

/** Combines what a file, its name and the location table say about an image. */
final class ImageEntryFactory {
  private final TrainedExtentRange trained;

  /**
   * @param trained range of ground extents that the model was trained on
   */
  ImageEntryFactory(TrainedExtentRange trained) {
    this.trained = trained;
  }

  /**
   * Creates the entry of an image. The file's own footprint takes precedence over the location
   * table, and that over the STAC item; the date of the table over that of the item and the one in
   * the file name, and these over the file's own, which may be that of the last editing.
   *
   * @param location by the location table, or the center of the item
   * @param outline of the whole file by the item, if there is no table
   * @param nameDate by the item or the file name
   */
  ImageEntry create(
      Path file,
      PlannedImage planned,
      Optional<ImageLocation> location,
      Optional<Footprint> outline,
      Optional<LocalDate> nameDate) {
    Optional<Footprint> footprint = planned.footprint();
    OptionalDouble gsd = planned.gsd();
    if (footprint.isEmpty() && outline.isPresent() && planned.tile().isEmpty()) {
      footprint = outline;
    } else if (footprint.isEmpty() && location.isPresent()) {
      GeoPoint center = location.get().center();
      if (location.get().widthMeters().isPresent()) {
        double width = location.get().widthMeters().getAsDouble();
        gsd = OptionalDouble.of(width / planned.width());
        double height = gsd.getAsDouble() * planned.height();
        footprint = Optional.of(Footprints.around(center, width, height));
      } else {
        footprint = Optional.of(new Footprint(List.of(center)));
      }
    }
    Optional<LocalDate> date =
        location.flatMap(ImageLocation::date).or(() -> nameDate).or(planned::date);
    List<Problem> warnings = new ArrayList<>();
    planned.warnings().forEach(w -> warnings.add(w.in(file)));
    if (gsd.isPresent()) {
      double meters = gsd.getAsDouble() * Math.sqrt((double) planned.width() * planned.height());
      trained
          .check(String.valueOf(file.getFileName()), meters)
          .ifPresent(w -> warnings.add(w.in(file)));
    }
    return new ImageEntry(
        planned.tile(),
        planned.width(),
        planned.height(),
        footprint,
        gsd,
        date,
        planned.crs(),
        warnings);
  }
}

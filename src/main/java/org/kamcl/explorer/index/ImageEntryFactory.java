package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.catalog.ImageEntry;
import org.kamcl.explorer.catalog.ImageLocation;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.geo.Footprints;
import org.kamcl.explorer.imagery.PlannedImage;

/** Puts together what a file, its name and a table of places say of a picture. */
final class ImageEntryFactory {
  private final TrainedExtentRange learned;

  /**
   * @param learned by the model that the pictures are for
   */
  ImageEntryFactory(TrainedExtentRange learned) {
    this.learned = learned;
  }

  /** What the file says of a picture, and where it says nothing, what the table of places says. */
  ImageEntry create(
      Path file,
      PlannedImage planned,
      Optional<ImageLocation> place,
      Optional<LocalDate> nameDate) {
    Optional<Footprint> footprint = planned.footprint();
    OptionalDouble resolution = planned.gsd();
    if (footprint.isEmpty() && place.isPresent()) {
      GeoPoint middle = place.get().center();
      if (place.get().widthMeters().isPresent()) {
        double width = place.get().widthMeters().getAsDouble();
        resolution = OptionalDouble.of(width / planned.width());
        double height = resolution.getAsDouble() * planned.height();
        footprint = Optional.of(Footprints.around(middle, width, height));
      } else {
        footprint = Optional.of(new Footprint(List.of(middle)));
      }
    }
    // What a person has written down goes before what a program did.
    Optional<LocalDate> date =
        place.flatMap(ImageLocation::date).or(() -> nameDate).or(planned::date);
    List<String> warnings = new ArrayList<>(WarningText.of(planned.warnings()));
    if (resolution.isPresent()) {
      double metres =
          resolution.getAsDouble() * Math.sqrt((double) planned.width() * planned.height());
      learned.check(String.valueOf(file.getFileName()), metres).ifPresent(warnings::add);
    }
    return new ImageEntry(
        planned.tile(),
        planned.width(),
        planned.height(),
        footprint,
        resolution,
        date,
        planned.crs(),
        warnings);
  }
}

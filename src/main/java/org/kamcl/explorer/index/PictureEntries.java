package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.catalog.PictureEntry;
import org.kamcl.explorer.catalog.Place;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.geo.Footprints;
import org.kamcl.explorer.imagery.PlannedPicture;

/** Puts together what a file, its name and a table of places say of a picture. */
final class PictureEntries {
  /** Width on the ground of what models of this kind have learned from, metres. */
  private static final double NARROWEST = 300;

  private static final double WIDEST = 4_800;
  private static final double LENIENCE = 0.05;

  private PictureEntries() {}

  /** What the file says of a picture, and where it says nothing, what the table of places says. */
  static PictureEntry of(
      Path file, PlannedPicture planned, Optional<Place> place, Optional<LocalDate> nameDate) {
    Optional<Footprint> footprint = planned.footprint();
    OptionalDouble resolution = planned.metresPerPixel();
    if (footprint.isEmpty() && place.isPresent()) {
      GeoPoint middle = place.get().middle();
      if (place.get().metres().isPresent()) {
        double width = place.get().metres().getAsDouble();
        resolution = OptionalDouble.of(width / planned.width());
        double height = resolution.getAsDouble() * planned.height();
        footprint = Optional.of(Footprints.around(middle, width, height));
      } else {
        footprint = Optional.of(new Footprint(List.of(middle)));
      }
    }
    // What a person has written down goes before what a program did.
    Optional<LocalDate> date = place.flatMap(Place::date).or(() -> nameDate).or(planned::date);
    List<String> warnings = new ArrayList<>(planned.warnings());
    if (resolution.isPresent()) {
      double metres =
          resolution.getAsDouble() * Math.sqrt((double) planned.width() * planned.height());
      if (metres < NARROWEST * (1 - LENIENCE) || metres > WIDEST * (1 + LENIENCE)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s: a picture covers %,.0f m of ground; the model has learned from %,.0f to %,.0f m,"
                    + " so expect weaker matches.",
                file.getFileName(),
                metres,
                NARROWEST,
                WIDEST));
      }
    }
    return new PictureEntry(
        planned.window(),
        planned.width(),
        planned.height(),
        footprint,
        resolution,
        date,
        planned.crs(),
        warnings);
  }
}

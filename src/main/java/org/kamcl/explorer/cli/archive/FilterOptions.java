package org.kamcl.explorer.cli.archive;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.SearchFilter;
import picocli.CommandLine.Option;

/** Options that restrict a search to some of the images. */
final class FilterOptions {
  @Option(
      names = "--bbox",
      paramLabel = "LON1,LAT1,LON2,LAT2",
      description =
          "Only images that intersect this bounding box: west, south, east, north in degrees. West"
              + " may be greater than east for a box across the antimeridian.")
  private String boundingBox;

  @Option(
      names = "--area",
      paramLabel = "FILE|CORNERS",
      description =
          "Only images that intersect this area: the polygons of a GeoJSON file, with their holes,"
              + " or the corners of a polygon as \"lon,lat lon,lat lon,lat\".")
  private String polygon;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Only images from this date on, for example 2024-05-31.")
  private String since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Only images up to and including this date.")
  private String until;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Only images of this collection. Can be repeated.")
  private List<String> collections = List.of();

  @Option(
      names = "--gsd",
      paramLabel = "MIN,MAX",
      description =
          "Ground sample distance in meters per pixel. Either limit can be omitted: \",2\".")
  private String gsd;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only images with this tag. Can be repeated; an image must have all tags.")
  private List<String> tags = List.of();

  @Option(names = "--without-location", description = "Only images without a location.")
  private boolean withoutLocation;

  @Option(names = "--without-date", description = "Only images without a date.")
  private boolean withoutDate;

  /** Whether any of the options is given. */
  boolean isGiven() {
    return boundingBox != null
        || polygon != null
        || since != null
        || until != null
        || !collections.isEmpty()
        || gsd != null
        || !tags.isEmpty()
        || withoutLocation
        || withoutDate;
  }

  /**
   * The filter of a saved search, changed by the options.
   *
   * @throws KamclException if an option is invalid, or names what the archive does not have
   */
  SearchFilter filter(SearchFilter saved, ExplorerContext explorerContext) {
    SearchFilter filter = saved;
    Optional<GeoArea> area = area();
    if (withoutLocation && area.isPresent()) {
      throw new KamclException(ArchiveCommandError.MISSING_LOCATION_IN_AREA);
    }
    if (area.isPresent()) {
      filter = filter.withArea(area);
    }
    if (since != null || until != null) {
      filter = withDates(filter);
    }
    if (!collections.isEmpty()) {
      requireAll(
          collections,
          explorerContext.archive().summary().collections(),
          ArchiveCommandError.UNKNOWN_COLLECTION,
          ArchiveCommandError.NO_COLLECTIONS);
      filter = filter.withCollections(Set.copyOf(collections));
    }
    if (gsd != null) {
      filter = withGsd(filter);
    }
    if (!tags.isEmpty()) {
      requireAll(
          tags,
          explorerContext.tags().tags(),
          ArchiveCommandError.UNKNOWN_TAG,
          ArchiveCommandError.NO_TAGS);
      filter = filter.withTags(Set.copyOf(tags));
    }
    filter = withoutLocation ? filter.withLocationMissing(true) : filter;
    return withoutDate ? filter.withDateMissing(true) : filter;
  }

  private Optional<GeoArea> area() {
    if (boundingBox != null && polygon != null) {
      throw new KamclException(ArchiveCommandError.TWO_AREAS);
    }
    if (boundingBox != null) {
      return Optional.of(AreaParser.box(boundingBox));
    }
    return Optional.ofNullable(polygon).map(AreaParser::area);
  }

  private SearchFilter withDates(SearchFilter filter) {
    if (withoutDate) {
      throw new KamclException(ArchiveCommandError.MISSING_DATE_IN_RANGE);
    }
    Optional<LocalDate> first = Optional.ofNullable(since).map(s -> date("--since", s));
    Optional<LocalDate> last = Optional.ofNullable(until).map(s -> date("--until", s));
    if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
      throw new KamclException(ArchiveCommandError.REVERSED_DATES, since, until);
    }
    return filter.withDates(first, last);
  }

  private static LocalDate date(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new KamclException(e, ArchiveCommandError.INVALID_DATE, option, text);
    }
  }

  private SearchFilter withGsd(SearchFilter filter) {
    String[] bounds = gsd.split(",", -1);
    if (bounds.length == 2) {
      OptionalDouble least = meters(bounds[0]);
      OptionalDouble most = meters(bounds[1]);
      if (least.isEmpty() || most.isEmpty() || least.getAsDouble() <= most.getAsDouble()) {
        return filter.withGsd(least, most);
      }
    }
    throw new KamclException(ArchiveCommandError.INVALID_GSD_RANGE, gsd);
  }

  private OptionalDouble meters(String text) {
    if (text.isBlank()) {
      return OptionalDouble.empty();
    }
    try {
      double meters = Double.parseDouble(text.strip());
      if (meters >= 0 && meters < Double.POSITIVE_INFINITY) {
        return OptionalDouble.of(meters);
      }
    } catch (NumberFormatException e) {
      // Reported below, as for numbers out of range.
    }
    throw new KamclException(ArchiveCommandError.INVALID_GSD, gsd, text);
  }

  private static void requireAll(
      List<String> names,
      List<String> existing,
      ArchiveCommandError unknown,
      ArchiveCommandError noneExist) {
    for (String name : names) {
      if (!existing.contains(name)) {
        throw existing.isEmpty()
            ? new KamclException(noneExist, name)
            : new KamclException(unknown, name, existing);
      }
    }
  }
}

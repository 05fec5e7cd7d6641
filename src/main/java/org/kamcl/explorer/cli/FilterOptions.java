package org.kamcl.explorer.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.SearchFilter;
import picocli.CommandLine.Option;

/** Options that say which pictures are compared at all. */
final class FilterOptions {
  @Option(
      names = "--in",
      paramLabel = "LON1,LAT1,LON2,LAT2",
      description =
          "Only pictures that touch this box: west, south, east, north in degrees. West may be larger"
              + " than east, across the date line.")
  private String box;

  @Option(
      names = "--area",
      paramLabel = "FILE|CORNERS",
      description =
          "Only pictures that touch a polygon: a GeoJSON file with one, or its corners as \"lon,lat"
              + " lon,lat lon,lat\".")
  private String area;

  @Option(names = "--since", paramLabel = "DAY", description = "First day, as 2024-05-31.")
  private String since;

  @Option(names = "--until", paramLabel = "DAY", description = "Last day.")
  private String until;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Only pictures of this collection, or of one of several.")
  private List<String> collections = List.of();

  @Option(
      names = "--resolution",
      paramLabel = "MIN,MAX",
      description = "Metres a pixel; either may be left out, as in \",2\".")
  private String resolution;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only pictures with this tag, or with all of several.")
  private List<String> tags = List.of();

  @Option(names = "--without-place", description = "Only pictures without a place.")
  private boolean unplaced;

  @Option(names = "--without-date", description = "Only pictures without a date.")
  private boolean undated;

  /**
   * The filter; that of a kept search where no option changes it.
   *
   * @throws ExplorerException if an option cannot be read, or names what the archive does not have
   */
  SearchFilter filter(SearchFilter kept, ExplorerContext explorerContext) {
    SearchFilter filter = kept;
    Optional<GeoArea> place = place();
    if (unplaced && place.isPresent()) {
      throw new ExplorerException(
          "A picture without a place is in no area: leave out --without-place, or the area.");
    }
    if (place.isPresent()) {
      filter = filter.withArea(place);
    }
    if (since != null || until != null) {
      filter = between(filter);
    }
    if (!collections.isEmpty()) {
      known(collections, explorerContext.archive().summary().collections(), "collection");
      filter = filter.withCollections(Set.copyOf(collections));
    }
    if (resolution != null) {
      filter = resolved(filter);
    }
    if (!tags.isEmpty()) {
      known(tags, explorerContext.tags().tags(), "tag");
      filter = filter.withTags(Set.copyOf(tags));
    }
    filter = unplaced ? filter.withLocationMissing(true) : filter;
    return undated ? filter.withDateMissing(true) : filter;
  }

  private Optional<GeoArea> place() {
    if (box != null && area != null) {
      throw new ExplorerException("Choose --in or --area, not both.");
    }
    if (box != null) {
      return Optional.of(AreaParser.box(box));
    }
    return Optional.ofNullable(area).map(AreaParser::polygon);
  }

  private SearchFilter between(SearchFilter filter) {
    if (undated) {
      throw new ExplorerException(
          "A picture without a date is in no span of time: leave out --without-date, or the days.");
    }
    Optional<LocalDate> first = Optional.ofNullable(since).map(s -> day("--since", s));
    Optional<LocalDate> last = Optional.ofNullable(until).map(s -> day("--until", s));
    if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
      throw new ExplorerException(
          "There is no day from " + since + " until " + until + ": swap the two.");
    }
    return filter.withDates(first, last);
  }

  private static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ExplorerException(
          option + " " + text + " is no day: write year, month and day as in 2024-05-31.", e);
    }
  }

  private SearchFilter resolved(SearchFilter filter) {
    String[] bounds = resolution.split(",", -1);
    if (bounds.length == 2) {
      OptionalDouble least = metres(bounds[0]);
      OptionalDouble most = metres(bounds[1]);
      if (least.isEmpty() || most.isEmpty() || least.getAsDouble() <= most.getAsDouble()) {
        return filter.withGsd(least, most);
      }
    }
    throw new ExplorerException(
        "--resolution "
            + resolution
            + " is no range: write the least and the most metres a pixel, as in 0.3,2 or ,2.");
  }

  private OptionalDouble metres(String text) {
    if (text.isBlank()) {
      return OptionalDouble.empty();
    }
    try {
      double metres = Double.parseDouble(text.strip());
      if (metres >= 0 && metres < Double.POSITIVE_INFINITY) {
        return OptionalDouble.of(metres);
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers that are no resolution.
    }
    throw new ExplorerException(
        "--resolution " + resolution + " has '" + text + "' where metres a pixel belong.");
  }

  private static void known(List<String> wanted, List<String> there, String what) {
    for (String name : wanted) {
      if (!there.contains(name)) {
        throw new ExplorerException(
            "The archive has no "
                + what
                + " '"
                + name
                + "'. "
                + (there.isEmpty() ? "It has none." : "It has: " + String.join(", ", there) + "."));
      }
    }
  }
}

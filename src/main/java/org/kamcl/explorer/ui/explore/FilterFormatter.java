package org.kamcl.explorer.ui.explore;

import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Formats filter criteria for display. */
public final class FilterFormatter {
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final Messages messages;
  private final GeoFormatter places;

  /**
   * @param filters the active filters
   */
  public FilterFormatter(FilterViewModel filters, FacetsViewModel facets, Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.messages = messages;
    this.places = new GeoFormatter(messages);
  }

  /** A criterion in a few words. */
  public String format(FilterViewModel.Criterion criterion) {
    SearchFilter filter = filters.filter();
    return switch (criterion) {
      case AREA -> area();
      case NO_LOCATION ->
          messages.text("filter.unlocated", facets.rangesProperty().get().withoutLocation());
      case DATES -> dates(filter);
      case NO_DATE -> messages.text("filter.undated", facets.rangesProperty().get().withoutDate());
      case COLLECTIONS -> String.join(", ", new TreeSet<>(filter.collections()));
      case RESOLUTION -> resolution(filter.minGsd(), filter.maxGsd());
      case TAGS -> String.join(", ", new TreeSet<>(filter.tags()));
      case SUBSET -> subset(filter.subset().orElseThrow());
    };
  }

  private String subset(ImageSubset subset) {
    return subset.concept().isEmpty()
        ? messages.text("filter.subset", subset.images().size())
        : messages.text("filter.concept", subset.concept());
  }

  private String area() {
    return messages.text(
        switch (filters.areaSourceProperty().get()) {
          case VIEW -> "filter.view";
          case LAST_VIEW -> "filter.view.last";
          case DRAWN -> "filter.drawn";
          default -> "filter.saved";
        });
  }

  private String dates(SearchFilter filter) {
    if (filter.since().isEmpty()) {
      return messages.text("filter.until", day(filter.until().orElseThrow(), false));
    }
    if (filter.until().isEmpty()) {
      return messages.text("filter.since", day(filter.since().get(), true));
    }
    String first = day(filter.since().get(), true);
    String last = day(filter.until().get(), false);
    return first.equals(last) ? first : messages.text("filter.span", first, last);
  }

  /** A date, or only the year if the range starts or ends with the year. */
  private static String day(LocalDate day, boolean first) {
    boolean edge = first ? day.getDayOfYear() == 1 : day.getDayOfYear() == day.lengthOfYear();
    return edge ? Integer.toString(day.getYear()) : day.toString();
  }

  private String resolution(OptionalDouble finest, OptionalDouble coarsest) {
    if (finest.isEmpty()) {
      return messages.text("filter.finer", places.length(coarsest.orElseThrow()));
    }
    if (coarsest.isEmpty()) {
      return messages.text("filter.coarser", places.length(finest.getAsDouble()));
    }
    return messages.text(
        "filter.span", places.length(finest.getAsDouble()), places.length(coarsest.getAsDouble()));
  }
}

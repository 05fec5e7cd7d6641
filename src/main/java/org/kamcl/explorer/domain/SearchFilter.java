package org.kamcl.explorer.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a picture must be to be compared at all. A picture without a place is in no area, one
 * without a date in no span of time, one of unknown resolution in no range of it.
 *
 * @param area that its footprint must touch
 * @param since first day
 * @param until last day
 * @param collections one of these; empty for any
 * @param minGsd least metres per pixel
 * @param maxGsd most metres per pixel
 * @param tags all of these
 * @param locationMissing only pictures without a place; not together with an area
 * @param dateMissing only pictures without a date; not together with a span
 */
public record SearchFilter(
    Optional<GeoArea> area,
    Optional<LocalDate> since,
    Optional<LocalDate> until,
    Set<String> collections,
    OptionalDouble minGsd,
    OptionalDouble maxGsd,
    Set<String> tags,
    boolean locationMissing,
    boolean dateMissing) {
  /** Lets everything through. */
  public static final SearchFilter NONE =
      new SearchFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Set.of(),
          false,
          false);

  /** Copies the sets. */
  public SearchFilter {
    collections = Set.copyOf(collections);
    tags = Set.copyOf(tags);
  }

  /** Whether it lets everything through. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** The same in an area, or with empty anywhere. */
  public SearchFilter withArea(Optional<GeoArea> other) {
    return new SearchFilter(
        other,
        since,
        until,
        collections,
        minGsd,
        maxGsd,
        tags,
        locationMissing && other.isEmpty(),
        dateMissing);
  }

  /** The same in a span of days. */
  public SearchFilter withDates(Optional<LocalDate> first, Optional<LocalDate> last) {
    return new SearchFilter(
        area,
        first,
        last,
        collections,
        minGsd,
        maxGsd,
        tags,
        locationMissing,
        dateMissing && first.isEmpty() && last.isEmpty());
  }

  /** The same of some collections; of any where there are none. */
  public SearchFilter withCollections(Set<String> names) {
    return new SearchFilter(
        area, since, until, names, minGsd, maxGsd, tags, locationMissing, dateMissing);
  }

  /** The same in a range of metres per pixel. */
  public SearchFilter withGsd(OptionalDouble least, OptionalDouble most) {
    return new SearchFilter(
        area, since, until, collections, least, most, tags, locationMissing, dateMissing);
  }

  /** The same with all of some tags. */
  public SearchFilter withTags(Set<String> all) {
    return new SearchFilter(
        area, since, until, collections, minGsd, maxGsd, all, locationMissing, dateMissing);
  }

  /** The same for pictures without a place alone. */
  public SearchFilter withLocationMissing(boolean only) {
    return new SearchFilter(
        only ? Optional.empty() : area,
        since,
        until,
        collections,
        minGsd,
        maxGsd,
        tags,
        only,
        dateMissing);
  }

  /** The same for pictures without a date alone. */
  public SearchFilter withDateMissing(boolean only) {
    return new SearchFilter(
        area,
        only ? Optional.empty() : since,
        only ? Optional.empty() : until,
        collections,
        minGsd,
        maxGsd,
        tags,
        locationMissing,
        only);
  }
}

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
 * @param finest least metres per pixel
 * @param coarsest most metres per pixel
 * @param tags all of these
 * @param unplaced only pictures without a place; not together with an area
 * @param undated only pictures without a date; not together with a span
 */
public record SearchFilter(
    Optional<GeoArea> area,
    Optional<LocalDate> since,
    Optional<LocalDate> until,
    Set<String> collections,
    OptionalDouble finest,
    OptionalDouble coarsest,
    Set<String> tags,
    boolean unplaced,
    boolean undated) {
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
  public SearchFilter in(Optional<GeoArea> other) {
    return new SearchFilter(
        other,
        since,
        until,
        collections,
        finest,
        coarsest,
        tags,
        unplaced && other.isEmpty(),
        undated);
  }

  /** The same in a span of days. */
  public SearchFilter between(Optional<LocalDate> first, Optional<LocalDate> last) {
    return new SearchFilter(
        area,
        first,
        last,
        collections,
        finest,
        coarsest,
        tags,
        unplaced,
        undated && first.isEmpty() && last.isEmpty());
  }

  /** The same of some collections; of any where there are none. */
  public SearchFilter of(Set<String> names) {
    return new SearchFilter(area, since, until, names, finest, coarsest, tags, unplaced, undated);
  }

  /** The same in a range of metres per pixel. */
  public SearchFilter resolved(OptionalDouble least, OptionalDouble most) {
    return new SearchFilter(area, since, until, collections, least, most, tags, unplaced, undated);
  }

  /** The same with all of some tags. */
  public SearchFilter tagged(Set<String> all) {
    return new SearchFilter(
        area, since, until, collections, finest, coarsest, all, unplaced, undated);
  }

  /** The same for pictures without a place alone. */
  public SearchFilter withoutPlace(boolean only) {
    return new SearchFilter(
        only ? Optional.empty() : area,
        since,
        until,
        collections,
        finest,
        coarsest,
        tags,
        only,
        undated);
  }

  /** The same for pictures without a date alone. */
  public SearchFilter withoutDate(boolean only) {
    return new SearchFilter(
        area,
        only ? Optional.empty() : since,
        only ? Optional.empty() : until,
        collections,
        finest,
        coarsest,
        tags,
        unplaced,
        only);
  }
}

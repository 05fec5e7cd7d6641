package org.kamcl.explorer.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Conditions that an image must meet to be compared with a query. An image without a location
 * matches no area, one without a date no period, one without a known ground sample distance (GSD)
 * no range of it. {@link #NONE} and the {@code with} methods build a filter.
 *
 * @param area the footprint must intersect this area
 * @param since first day
 * @param until last day
 * @param collections the image must be in one of these; empty for any
 * @param minGsd smallest GSD, meters per pixel
 * @param maxGsd largest GSD, meters per pixel
 * @param tags the image must have all of these
 * @param locationMissing only images without a location; excludes {@code area}
 * @param dateMissing only images without a date; excludes {@code since} and {@code until}
 * @param subset only these images
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
    boolean dateMissing,
    Optional<ImageSubset> subset) {
  /** Matches every image. */
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
          false,
          Optional.empty());

  /** Copies the sets. */
  public SearchFilter {
    collections = Set.copyOf(collections);
    tags = Set.copyOf(tags);
  }

  /** Whether every image matches. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** A copy with another area, or with none. */
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
        dateMissing,
        subset);
  }

  /** A copy with another period; either end may be open. */
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
        dateMissing && first.isEmpty() && last.isEmpty(),
        subset);
  }

  /** A copy with other collections; empty for any. */
  public SearchFilter withCollections(Set<String> names) {
    return new SearchFilter(
        area, since, until, names, minGsd, maxGsd, tags, locationMissing, dateMissing, subset);
  }

  /** A copy with another range of the GSD, meters per pixel; either end may be open. */
  public SearchFilter withGsd(OptionalDouble least, OptionalDouble most) {
    return new SearchFilter(
        area, since, until, collections, least, most, tags, locationMissing, dateMissing, subset);
  }

  /** A copy with other tags. */
  public SearchFilter withTags(Set<String> all) {
    return new SearchFilter(
        area, since, until, collections, minGsd, maxGsd, all, locationMissing, dateMissing, subset);
  }

  /** A copy that matches only images without a location, or that does not require this. */
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
        dateMissing,
        subset);
  }

  /** A copy that matches only images without a date, or that does not require this. */
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
        only,
        subset);
  }

  /** A copy that matches only some images, or any. */
  public SearchFilter withSubset(Optional<ImageSubset> some) {
    return new SearchFilter(
        area, since, until, collections, minGsd, maxGsd, tags, locationMissing, dateMissing, some);
  }
}

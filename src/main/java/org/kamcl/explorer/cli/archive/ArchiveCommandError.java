package org.kamcl.explorer.cli.archive;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands on the archive. */
enum ArchiveCommandError implements CliErrorCode {
  /** Neither an image and a query nor a corpus, or both. */
  EXPLAIN_WHAT(0, true),
  /** Not from 0 to 1. */
  INVALID_OPACITY(0, true),
  /** Below 1. */
  INVALID_IMAGE_COUNT(0, true),
  /** --minutes is not positive or too long. Argument: the longest time. */
  INVALID_MINUTES(1, true),
  /** Text and methods. */
  UNKNOWN_METHOD(2, true),
  /** Neither a scene and a query nor a folder, or both. */
  LOCALIZE_WHAT(0, true),
  /** Text. */
  INVALID_TILE_SIZES(1, true),
  /** Level. */
  INVALID_LEVEL(1, true),
  /** Tile sizes in meters with the published method. */
  PUBLISHED_IN_METERS(0, true),
  /** --evaluate with options of the archive. */
  SUGGEST_WHAT(0, true),
  /** Below 1 or too large. Argument: the largest number. */
  INVALID_SUGGESTION_COUNT(1, true),
  /** Argument: the largest number of seeds. */
  INVALID_SEEDS(1, true),
  /** Split, its images, images of the pool, images wanted. */
  POOL_TOO_SMALL(4, true),
  /** Nothing to search for. */
  NO_QUERY(0, true),
  /** --sort or --reverse with a query. */
  SORTED_QUERY(0, true),
  /** Text. */
  UNKNOWN_SORT_KEY(1, true),
  /** Option. */
  NEEDS_QUERY(1, true),
  /** File and supported extensions. */
  UNKNOWN_EXPORT_FORMAT(2, true),
  /** Filters that no image matches. */
  NOTHING_TO_EXPORT(0, false),
  /** --captions with --export. */
  CAPTIONS_NOT_EXPORTED(0, true),
  /** Option that prints something else than files. */
  FILES_ONLY(1, true),
  /** Identifiers. */
  CONFLICTING_FEEDBACK(1, true),
  /** Name and saved searches. */
  UNKNOWN_SAVED_SEARCH(2, true),
  /** Name. */
  NO_SAVED_SEARCH(1, true),
  /** Name, as stored. */
  SAVED_SEARCH_DAMAGED(1, false),
  /** --without-location with an area. */
  MISSING_LOCATION_IN_AREA(0, true),
  /** --without-date with dates. */
  MISSING_DATE_IN_RANGE(0, true),
  /** --bbox and --area. */
  TWO_AREAS(0, true),
  /** First and last date. */
  REVERSED_DATES(2, true),
  /** Option and text. */
  INVALID_DATE(2, true),
  /** Text. */
  INVALID_GSD_RANGE(1, true),
  /** Text and the part that is no number. */
  INVALID_GSD(2, true),
  /** Name and collections. */
  UNKNOWN_COLLECTION(2, true),
  /** Name and tags. */
  UNKNOWN_TAG(2, true),
  /** Name. */
  NO_COLLECTIONS(1, true),
  /** Name. */
  NO_TAGS(1, true),
  /** Number sign and id. */
  UNKNOWN_IMAGE(1, true),
  /** Explanations without a report. */
  EXPLAINED_REPORT_ONLY(0, true),
  /** Not two percentiles. */
  INVALID_STRETCH(0, true),
  /** Text. */
  INVALID_BOX(1, true),
  /** Text. */
  INVALID_AREA(1, true),
  /** Source. */
  TOO_FEW_CORNERS(1, true),
  /** Source and text. */
  INVALID_COORDINATES(2, true),
  /** Source and coordinates. */
  COORDINATES_OUT_OF_RANGE(2, true),
  /** File. */
  AREA_NOT_READ(1, false),
  /** File. */
  AREA_NOT_GEOJSON(1, false),
  /** Source. */
  AREA_WITHOUT_POLYGON(1, false),
  /** Source and CRS. */
  AREA_IN_OTHER_CRS(2, false),
  /** Text. */
  INVALID_CRS(1, true),
  /** Code. */
  UNKNOWN_CRS(1, true);

  private final int argumentCount;
  private final boolean usageError;

  ArchiveCommandError(int argumentCount, boolean usageError) {
    this.argumentCount = argumentCount;
    this.usageError = usageError;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }

  @Override
  public boolean isUsageError() {
    return usageError;
  }
}

package org.kamcl.explorer.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.map.Gazetteer;

/**
 * Lists the images that match a filter, without a query. Needs no model: images without an
 * embedding are listed as well.
 */
final class ImageLister {
  private final Catalog catalog;
  private final Supplier<Gazetteer> towns;
  private Listing last = new Listing(-1, ImageOrder.DEFAULT, new long[0], List.of());

  /** Loaded with the first list that is sorted by place. */
  private Gazetteer gazetteer;

  /**
   * @param towns loads the towns by which places are sorted
   */
  ImageLister(Catalog catalog, Supplier<Gazetteer> towns) {
    this.catalog = catalog;
    this.towns = towns;
  }

  /** A sorted list, kept so that its next page needs no sorting. */
  private record Listing(long version, ImageOrder order, long[] ids, List<ImageRecord> images) {}

  /**
   * The first images of a request without a query.
   *
   * @throws KamclException with {@link SearchError#ARCHIVE_EMPTY}
   */
  synchronized SearchResult list(SearchRequest request) {
    long start = System.nanoTime();
    if (catalog.summary().images() == 0) {
      throw new KamclException(SearchError.ARCHIVE_EMPTY);
    }
    List<ImageRecord> images = catalog.inOneRead(() -> sorted(request));
    List<SearchHit> hits = new ArrayList<>();
    for (ImageRecord image : images.subList(0, Math.min(request.top(), images.size()))) {
      hits.add(SearchHit.listed(hits.size() + 1, image));
    }
    return new SearchResult(
        request.with(RelevanceFeedback.NONE),
        "",
        hits,
        images.size(),
        images.size(),
        List.of(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private List<ImageRecord> sorted(SearchRequest request) {
    long version = catalog.imagesVersion();
    long[] ids = catalog.imageIds(request.filter());
    boolean same =
        last.version == version
            && last.order.equals(request.order())
            && Arrays.equals(last.ids, ids);
    if (!same) {
      Map<Long, ImageRecord> all = new HashMap<>();
      catalog.images().forEach(image -> all.put(image.id(), image));
      List<ImageRecord> images = new ArrayList<>(ids.length);
      for (long id : ids) {
        images.add(all.get(id));
      }
      Map<GeoPoint, Optional<String>> names = new HashMap<>();
      images.sort(
          new ImageComparators(point -> names.computeIfAbsent(point, this::town))
              .of(request.order()));
      last = new Listing(version, request.order(), ids, List.copyOf(images));
    }
    return last.images;
  }

  private Optional<String> town(GeoPoint point) {
    if (gazetteer == null) {
      gazetteer = towns.get();
    }
    return gazetteer.nearest(point).map(Gazetteer.Town::name);
  }
}

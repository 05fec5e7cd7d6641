package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImagePage;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ImagesById;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.map.Gazetteer;

/** Lists the images of the archive of this machine. */
final class CatalogLists implements ImageLists {
  private final Catalog catalog;
  private final Supplier<Gazetteer> towns;
  private Listing last = new Listing(-1, ImageOrder.DEFAULT, new long[0], List.of());

  /** Loaded with the first list that is sorted by place. */
  private Gazetteer gazetteer;

  /**
   * @param towns loads the towns by which places are sorted
   */
  CatalogLists(Catalog catalog, Supplier<Gazetteer> towns) {
    this.catalog = catalog;
    this.towns = towns;
  }

  /** A sorted list, kept so that its next page needs no sorting. */
  private record Listing(long version, ImageOrder order, long[] ids, List<ImageRecord> images) {}

  @Override
  public synchronized ImagePage list(SearchFilter filter, ImageOrder order, int from, int count) {
    List<ImageRecord> images = catalog.inOneRead(() -> sorted(filter, order));
    int first = Math.min(from, images.size());
    int end = Math.min(images.size() - first, count) + first;
    return new ImagePage(images.subList(first, end), images.size());
  }

  private List<ImageRecord> sorted(SearchFilter filter, ImageOrder order) {
    long version = catalog.imagesVersion();
    long[] ids = catalog.imageIds(filter);
    boolean same =
        last.version == version && last.order.equals(order) && Arrays.equals(last.ids, ids);
    if (!same) {
      ImagesById all = catalog.imagesById();
      List<ImageRecord> images = new ArrayList<>(ids.length);
      for (long id : ids) {
        images.add(all.get(id));
      }
      Map<GeoPoint, Optional<String>> names = new HashMap<>();
      images.sort(
          new ImageComparators(point -> names.computeIfAbsent(point, this::town)).of(order));
      last = new Listing(version, order, ids, List.copyOf(images));
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

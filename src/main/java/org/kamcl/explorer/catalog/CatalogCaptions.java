package org.kamcl.explorer.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/** The captions of a catalog, from the images in memory and the indexes of words. */
final class CatalogCaptions implements CaptionIndex {
  private final Database database;
  private final ImageEntries entries;
  private final WordSearch words;

  CatalogCaptions(Database database, ImageEntries entries, WordSearch words) {
    this.database = database;
    this.entries = entries;
    this.words = words;
  }

  /** In the order they came. */
  @Override
  public List<String> all(int most) {
    return database.read(
        open -> new FileTable(open).distinctCaptions(entries.damagedFiles(), most));
  }

  @Override
  public List<String> captions(SearchFilter filter, int most) {
    Set<String> captions = new LinkedHashSet<>();
    for (ImageRecord image : (Iterable<ImageRecord>) matching(filter)::iterator) {
      for (String caption : image.captions()) {
        if (captions.size() == most) {
          return List.copyOf(captions);
        }
        captions.add(caption);
      }
    }
    return List.copyOf(captions);
  }

  @Override
  public List<String> withWords(String typed, int top) {
    return words.captions(typed, top);
  }

  @Override
  public Map<String, List<Long>> images(Collection<String> captions, SearchFilter filter) {
    Set<String> wanted = new HashSet<>(captions);
    Map<String, List<Long>> images = new HashMap<>();
    matching(filter)
        .forEach(
            image -> {
              for (String caption : new LinkedHashSet<>(image.captions())) {
                if (wanted.contains(caption)) {
                  images.computeIfAbsent(caption, c -> new ArrayList<>()).add(image.id());
                }
              }
            });
    return images;
  }

  /** The intact images that match, by ascending id. */
  private Stream<ImageRecord> matching(SearchFilter filter) {
    return database.read(
        open -> {
          ImagesById all = entries.byId();
          return filter.isEmpty()
              ? all.all().stream()
              : Arrays.stream(entries.intact(new FilterQuery(open, entries::boxes).ids(filter)))
                  .mapToObj(all::get);
        });
  }
}

package org.kamcl.explorer.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;

/** Copies what people added to the images of an archive: to the same images of another. */
final class PeopleCopy {
  private final Archive source;
  private final Archive target;

  /** Ids in the target by those in the source. */
  private final Map<Long, Long> ids = new HashMap<>();

  PeopleCopy(Archive source, Archive target) {
    this.source = source;
    this.target = target;
  }

  /** Copies; returns what was left out. */
  List<Problem> run() {
    matchImages();
    for (String tag : source.tags().tags()) {
      Set<Long> missing = new HashSet<>(copied(source.tags().tagged(tag)));
      missing.removeAll(target.tags().tagged(tag));
      if (!missing.isEmpty()) {
        target.tags().tag(missing, tag);
      }
    }
    source.feedback().ratedQueries().forEach(this::copyRatings);
    copyRenderings();
    return copySearches();
  }

  private void matchImages() {
    Map<ArchiveCopy.Place, Long> places = new HashMap<>();
    for (ImageRecord image : target.images()) {
      places.put(new ArchiveCopy.Place(image.file(), image.tile()), image.id());
    }
    for (ImageRecord image : source.images()) {
      Long id = places.get(new ArchiveCopy.Place(image.file(), image.tile()));
      if (id != null) {
        ids.put(image.id(), id);
      }
    }
  }

  private Set<Long> copied(Set<Long> images) {
    return images.stream().map(ids::get).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private void copyRatings(String query) {
    RelevanceFeedback ratings = source.feedback().feedback(query);
    RelevanceFeedback known = target.feedback().feedback(query);
    rate(query, copied(ratings.relevant()), known, RelevanceFeedback.Rating.RELEVANT);
    rate(query, copied(ratings.notRelevant()), known, RelevanceFeedback.Rating.NOT_RELEVANT);
  }

  /** Ratings of the target take precedence. */
  private void rate(
      String query, Set<Long> images, RelevanceFeedback known, RelevanceFeedback.Rating rating) {
    for (long image : images) {
      if (!known.relevant().contains(image) && !known.notRelevant().contains(image)) {
        target.feedback().rate(query, image, rating);
      }
    }
  }

  private void copyRenderings() {
    Set<String> known =
        target.collections().list().stream()
            .map(ImageCollections.Info::name)
            .collect(Collectors.toSet());
    for (ImageCollections.Info collection : source.collections().list()) {
      BandRendering rendering = source.collections().bandRendering(collection.name());
      if (known.contains(collection.name())
          && !rendering.equals(BandRendering.DEFAULT)
          && target.collections().bandRendering(collection.name()).equals(BandRendering.DEFAULT)) {
        target.collections().setBandRendering(collection.name(), rendering);
      }
    }
  }

  private List<Problem> copySearches() {
    List<Problem> left = new ArrayList<>();
    for (SearchLibrary.Entry search : source.searches().saved()) {
      SearchRequest request = copied(search.request());
      Optional<SearchRequest> known =
          target.searches().saved().stream()
              .filter(other -> other.isNamed(search.name()))
              .map(SearchLibrary.Entry::request)
              .findFirst();
      if (known.isEmpty()) {
        target.searches().save(search.name(), request);
      } else if (!known.get().equals(request)) {
        left.add(Problem.of(TransferError.SEARCH_NOT_COPIED, search.name()));
      }
    }
    return left;
  }

  private SearchRequest copied(SearchRequest request) {
    SearchRequest copy =
        request.with(
            request
                .filter()
                .withSubset(
                    request
                        .filter()
                        .subset()
                        .map(
                            subset -> new ImageSubset(subset.concept(), copied(subset.images())))));
    return request
        .feedback()
        .map(
            ratings ->
                copy.with(
                    new RelevanceFeedback(
                        copied(ratings.relevant()), copied(ratings.notRelevant()))))
        .orElse(copy);
  }
}

package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** What people add to every archive: tags, feedback, searches, and names of collections. */
public abstract class PeopleContract {
  private final SampleImages samples = new SampleImages(11);
  private TestedArchive tested;
  private Archive archive;
  private List<Long> ids;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
    archive = tested.archive();
    archive.save(MODEL, samples.varied(12));
    ids = archive.images().stream().map(ImageRecord::id).sorted().toList();
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  private static SearchRequest request(String words) {
    return SearchRequest.of(new Query(List.of(QueryTerm.words(words))), 50);
  }

  @Test
  void tagsAreGivenAndTaken() {
    TagStore tags = archive.tags();
    tags.tag(ids.subList(0, 3), "harbor");
    tags.tag(ids.subList(2, 4), "  Airport ");
    tags.tag(List.of(ids.get(0)), "harbor");
    assertEquals(List.of("Airport", "harbor"), tags.tags());
    assertEquals(Set.copyOf(ids.subList(0, 3)), tags.tagged("harbor"));
    assertEquals(Set.of("Airport", "harbor"), tags.tagsOf(ids.get(2)));
    assertEquals(Set.of(), tags.tagsOf(ids.get(9)));
    tags.untag(ids.subList(0, 2), "harbor");
    assertEquals(Set.of(ids.get(2)), tags.tagged("harbor"));
    tags.untag(ids, "harbor");
    assertEquals(List.of("Airport"), tags.tags());
  }

  @Test
  void tagsOfUnknownImagesArePassedOver() {
    long unknown = ids.stream().mapToLong(Long::longValue).max().orElseThrow() ^ 1L << 40;
    archive.tags().tag(List.of(unknown, ids.get(1)), "harbor");
    archive.feedback().rate("boats", unknown, Rating.RELEVANT);
    assertEquals(Set.of(ids.get(1)), archive.tags().tagged("harbor"));
    assertEquals(RelevanceFeedback.NONE, archive.feedback().feedback("boats"));
    assertEquals(12, archive.count(SearchFilter.NONE));
  }

  @Test
  void bothUnicodeFormsOfATagAreTheSame() {
    archive.tags().tag(ids.subList(0, 1), "Malmo\u0308");
    archive.tags().tag(ids.subList(1, 2), "Malm\u00f6");
    assertEquals(List.of("Malm\u00f6"), archive.tags().tags());
    assertEquals(Set.copyOf(ids.subList(0, 2)), archive.tags().tagged("Malmo\u0308"));
    assertEquals(2, archive.count(SearchFilter.NONE.withTags(Set.of("Malmo\u0308"))));
  }

  @Test
  void tagsThatAreNoNamesAreRefused() {
    for (String tag : List.of("", "  ", "two\nlines", "x".repeat(201))) {
      assertThrows(KamclException.class, () -> archive.tags().tag(ids, tag));
    }
    assertEquals(List.of(), archive.tags().tags());
  }

  @Test
  void tagsStayWhenImagesAreWrittenAgain() {
    archive.tags().tag(ids.subList(0, 5), "harbor");
    archive.feedback().rate("boats", ids.get(0), Rating.RELEVANT);
    archive.save(MODEL, new SampleImages(11).varied(12));
    assertEquals(Set.copyOf(ids.subList(0, 5)), archive.tags().tagged("harbor"));
    assertEquals(Set.of(ids.get(0)), archive.feedback().feedback("boats").relevant());
  }

  @Test
  void anotherPersonSeesTagsAndFeedback() {
    archive.tags().tag(ids.subList(0, 2), "harbor");
    tested.other().tags().tag(ids.subList(2, 3), "harbor");
    assertEquals(Set.copyOf(ids.subList(0, 3)), archive.tags().tagged("harbor"));
    assertEquals(Set.copyOf(ids.subList(0, 3)), tested.other().tags().tagged("harbor"));
    tested.other().feedback().rate("boats", ids.get(1), Rating.NOT_RELEVANT);
    assertEquals(Set.of(ids.get(1)), archive.feedback().feedback("boats").notRelevant());
  }

  @Test
  void feedbackIsKeptByQuery() {
    FeedbackStore feedback = archive.feedback();
    feedback.rate("boats", ids.get(0), Rating.RELEVANT);
    feedback.rate("boats", ids.get(1), Rating.NOT_RELEVANT);
    feedback.rate("a \"quoted phrase\" -cars", ids.get(0), Rating.NOT_RELEVANT);
    assertEquals(
        new RelevanceFeedback(Set.of(ids.get(0)), Set.of(ids.get(1))), feedback.feedback("boats"));
    assertEquals(List.of("a \"quoted phrase\" -cars", "boats"), feedback.ratedQueries());
    feedback.rate("boats", ids.get(0), Rating.NOT_RELEVANT);
    feedback.rate("boats", ids.get(1), Rating.NONE);
    assertEquals(new RelevanceFeedback(Set.of(), Set.of(ids.get(0))), feedback.feedback("boats"));
    assertEquals(Set.of(ids.get(0)), feedback.feedback("a \"quoted phrase\" -cars").notRelevant());
    assertEquals(RelevanceFeedback.NONE, feedback.feedback("ships"));
  }

  @Test
  void theHistoryHasEachSearchOnceTheNewestFirst() {
    SearchLibrary searches = archive.searches();
    searches.addToHistory(request("boats"), 3);
    searches.addToHistory(request("cars"), 4);
    searches.addToHistory(request("boats"), 5);
    List<SearchLibrary.Entry> history = searches.history(10);
    assertEquals(
        List.of(request("boats"), request("cars")),
        history.stream().map(SearchLibrary.Entry::request).toList());
    assertEquals(5, history.get(0).strongMatches());
    assertEquals("", history.get(0).name());
    assertEquals(1, searches.history(1).size());
    searches.delete(history.get(0).id());
    assertEquals(List.of(request("cars")), requests(searches.history(10)));
    searches.save("kept", request("cars"));
    searches.clearHistory();
    assertEquals(List.of(), searches.history(10));
    assertEquals(1, searches.saved().size());
  }

  private static List<SearchRequest> requests(List<SearchLibrary.Entry> entries) {
    return entries.stream().map(SearchLibrary.Entry::request).toList();
  }

  @Test
  void savedSearchesKeepQueryFilterFeedbackAndOrder() {
    SearchFilter filter =
        SearchFilter.NONE
            .withArea(Optional.of(GeoArea.box(170, -20, -170, 20)))
            .withGsd(OptionalDouble.of(0.5), OptionalDouble.empty())
            .withCollections(Set.of("collection 1"))
            .withTags(Set.of("harbor"));
    SearchRequest request =
        request("boats in a harbor")
            .with(filter)
            .with(new RelevanceFeedback(Set.of(ids.get(0)), Set.of(ids.get(3))));
    SearchLibrary searches = archive.searches();
    searches.save("Harbors", request);
    searches.save("airports", request("airport"));
    assertEquals(
        List.of("airports", "Harbors"),
        searches.saved().stream().map(SearchLibrary.Entry::name).toList());
    assertEquals(List.of(request("airport"), request), requests(searches.saved()));
    SearchRequest listing =
        SearchRequest.of(Query.empty(), 30).with(ImageOrder.by(ImageOrder.Key.NAME));
    searches.save("by name", listing);
    assertEquals(listing, searches.saved().get(1).request());
    searches.delete(searches.saved().get(1).id());
    searches.save("Harbors", request("harbor"));
    assertEquals(List.of(request("airport"), request("harbor")), requests(searches.saved()));
    assertEquals(requests(searches.saved()), requests(tested.other().searches().saved()));
    searches.delete(searches.saved().get(0).id());
    searches.delete(123456789);
    assertEquals(List.of(request("harbor")), requests(searches.saved()));
    assertThrows(KamclException.class, () -> searches.save(" ", request));
  }

  @Test
  void collectionsAreListedAndRenamedAlsoInSavedSearches() {
    ImageCollections collections = archive.collections();
    archive
        .searches()
        .save("one", request("x").with(SearchFilter.NONE.withCollections(Set.of("collection 1"))));
    assertEquals(
        List.of(
            new ImageCollections.Info("collection 0", 3, 1, 1, 0, false),
            new ImageCollections.Info("collection 1", 3, 1, 0, 0, false),
            new ImageCollections.Info("collection 2", 3, 1, 0, 0, false),
            new ImageCollections.Info("collection 3", 3, 0, 1, 0, false)),
        collections.list());
    collections.rename("collection 1", "Alps");
    assertEquals(
        List.of("Alps", "collection 0", "collection 2", "collection 3"),
        collections.list().stream().map(ImageCollections.Info::name).toList());
    assertEquals(3, archive.count(SearchFilter.NONE.withCollections(Set.of("Alps"))));
    assertEquals(0, archive.count(SearchFilter.NONE.withCollections(Set.of("collection 1"))));
    assertEquals(
        Set.of("Alps"), archive.searches().saved().get(0).request().filter().collections());
    assertThrows(KamclException.class, () -> collections.rename("Alps", "collection 2"));
    assertThrows(KamclException.class, () -> collections.rename("unknown", "new"));
    assertThrows(KamclException.class, () -> collections.rename("Alps", "  "));
    assertEquals(4, collections.list().size());
  }

  @Test
  void aRemovedCollectionIsGoneForEverybodyUntilItIsUndone() {
    archive.tags().tag(ids, "harbor");
    ImageCollections.Removal removal = archive.collections().remove("collection 2");
    assertEquals(9, archive.count(SearchFilter.NONE));
    assertEquals(9, tested.other().images().size());
    assertEquals(9, archive.tags().tagged("harbor").size());
    assertEquals(3, archive.collections().list().size());
    assertEquals(
        List.of("collection 0", "collection 1", "collection 3"), archive.summary().collections());
    removal.undo();
    removal.undo();
    assertEquals(12, archive.count(SearchFilter.NONE));
    assertEquals(12, archive.tags().tagged("harbor").size());
    assertThrows(KamclException.class, () -> archive.collections().remove("unknown"));
  }

  @Test
  void aRemovedCollectionComesBackWhenItIsIndexedAgain() {
    archive.collections().remove("collection 2");
    archive.save(MODEL, new SampleImages(11).varied(12));
    assertEquals(12, archive.count(SearchFilter.NONE));
    assertEquals(ids, archive.images().stream().map(ImageRecord::id).sorted().toList());
  }

  @Test
  void collectionsHaveABandRendering() {
    ImageCollections collections = archive.collections();
    assertEquals(BandRendering.DEFAULT, collections.bandRendering("collection 1"));
    BandRendering rendering = new BandRendering(List.of(4, 3, 2), 1, 99.5);
    collections.setBandRendering("collection 1", rendering);
    assertEquals(rendering, collections.bandRendering("collection 1"));
    assertEquals(rendering, tested.other().collections().bandRendering("collection 1"));
    collections.rename("collection 1", "Alps");
    assertEquals(rendering, collections.bandRendering("Alps"));
    assertEquals(BandRendering.DEFAULT, collections.bandRendering("collection 2"));
    assertThrows(KamclException.class, () -> collections.setBandRendering("unknown", rendering));
    assertTrue(collections.problems().isEmpty());
    assertTrue(collections.missingFiles().isEmpty());
  }

  @Test
  void namesMayHaveCharactersThatLanguagesOfQueriesUse() {
    String odd = "a \"b\" {!term f=id}x \\ $p0 , : (c OR d)* [1 TO 2] 'e' 中文 ~?";
    archive.tags().tag(ids.subList(0, 2), odd);
    assertEquals(List.of(odd), archive.tags().tags());
    assertEquals(Set.copyOf(ids.subList(0, 2)), archive.tags().tagged(odd));
    assertEquals(2, archive.count(SearchFilter.NONE.withTags(Set.of(odd))));
    archive.feedback().rate(odd, ids.get(5), Rating.RELEVANT);
    assertEquals(Set.of(ids.get(5)), archive.feedback().feedback(odd).relevant());
    archive.collections().rename("collection 1", odd);
    assertEquals(3, archive.count(SearchFilter.NONE.withCollections(Set.of(odd, "unknown"))));
    archive.searches().save(odd, request("boats"));
    assertEquals(odd, archive.searches().saved().get(0).name());
    archive.tags().untag(ids, odd);
    assertEquals(List.of(), archive.tags().tags());
    archive.collections().remove(odd);
    assertEquals(9, archive.count(SearchFilter.NONE));
  }
}

package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.DIMENSION;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.api.ImageCollections.Removal;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.SearchFilter;

/** How every archive ranks its images. */
public abstract class RankingContract {
  private static final int IMAGES = 480;
  private static final int TOP = 20;

  private final SampleImages samples = new SampleImages(25);
  private TestedArchive tested;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  private List<EmbeddedImage> save(List<EmbeddedImage> images) {
    tested.archive().save(MODEL, images);
    return images;
  }

  private Ranking rank(RankingQuery query, SearchFilter filter, int top) {
    return tested.ranking(MODEL, DIMENSION).rank(query, filter, top);
  }

  /** The weighted sum of vectors, of unit length. */
  private static float[] sum(
      double firstWeight, float[] first, double secondWeight, float[] second) {
    double[] sum = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] = firstWeight * first[i] + secondWeight * second[i];
    }
    return SampleImages.unit(sum);
  }

  @Test
  void ranksByTheDotProductWithTheQuery() {
    ExpectedRanking expected = saved(samples.varied(IMAGES));
    for (int subject = 0; subject < 12; subject++) {
      RankingQuery query = RankingQuery.of(samples.near(subject));
      expected.check(query, image -> true, TOP, rank(query, SearchFilter.NONE, TOP));
    }
  }

  @Test
  void weightsOfTermsCount() {
    ExpectedRanking expected = saved(samples.varied(IMAGES));
    float[] first = samples.near(1);
    float[] second = samples.near(2);
    Set<List<Long>> rankings = new HashSet<>();
    for (double weight : new double[] {0.1, 0.5, 1, 2, 5}) {
      RankingQuery query = RankingQuery.of(sum(1, first, weight, second));
      Ranking ranking = rank(query, SearchFilter.NONE, TOP);
      expected.check(query, image -> true, TOP, ranking);
      rankings.add(ranking.best().stream().map(RankedImage::id).toList());
    }
    assertEquals(5, rankings.size());
  }

  @Test
  void excludedTermsLowerTheScores() {
    ExpectedRanking expected = saved(samples.varied(IMAGES));
    for (int subject = 0; subject < 12; subject++) {
      float[] included = sum(1, samples.near(subject), 1, samples.near(subject + 1));
      float[] excluded = samples.near(subject + 1);
      RankingQuery query =
          new RankingQuery(
              sum(1, included, -0.7, excluded),
              List.of(
                  new ExclusionPenalty(excluded, 0.3, 0.1, 1),
                  new ExclusionPenalty(samples.near(subject + 2), 0.25, 0.15, 2)));
      expected.check(query, image -> true, TOP, rank(query, SearchFilter.NONE, TOP));
    }
  }

  @Test
  void imagesBeyondTheNearestOnesWinIfThoseAreExcluded() {
    // The nearest 300 images all show the excluded term; 30 others of a lower score do not.
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < 330; i++) {
      images.add(samples.plain("all", "image" + i + ".tif", i < 300 ? 3 : 4));
    }
    ExpectedRanking expected = saved(images);
    float[] excluded = samples.near(3);
    RankingQuery query =
        new RankingQuery(
            sum(1, samples.near(3), 0.9, samples.near(4)),
            List.of(new ExclusionPenalty(excluded, 0.3, 0.2, 5)));
    Ranking ranking = rank(query, SearchFilter.NONE, TOP);
    expected.check(query, image -> true, TOP, ranking);
    long fromOthers = ranking.best().stream().filter(hit -> hit.penalty() < 0.9).count();
    assertTrue(fromOthers > 0, "no image without the excluded term is among the best");
  }

  @Test
  void filtersApplyBeforeTheBestAreTaken() {
    ExpectedRanking expected = saved(samples.varied(IMAGES));
    // The images of a subject are far from the query of another one.
    List<Long> far = expected.ids(RankingQuery.of(samples.near(5)), image -> true);
    Set<Long> last = Set.copyOf(far.subList(far.size() - 7, far.size()));
    SearchFilter filter = SearchFilter.NONE.withSubset(Optional.of(ImageSubset.of(last)));
    RankingQuery query = RankingQuery.of(samples.near(5));
    Ranking ranking = rank(query, filter, TOP);
    expected.check(query, image -> last.contains(image.id()), TOP, ranking);
    assertInstanceOf(Ranking.Exact.class, ranking.accuracy());
  }

  @Test
  void everyKindOfFilterAndSeveralAtOnceLimitTheRanking() {
    ExpectedRanking expected = saved(samples.varied(IMAGES));
    List<Long> ids = List.copyOf(expected.matching(image -> image.id() % 3 == 0));
    tested.archive().tags().tag(ids, "checked");
    for (FilterCase one : FilterCase.all(Set.copyOf(ids))) {
      RankingQuery query = RankingQuery.of(samples.near(7));
      Ranking ranking = rank(query, one.filter(), TOP);
      assertTrue(ranking.candidates() > 0, one.name() + " leaves nothing to test");
      expected.check(query, one.expected(), TOP, ranking);
    }
  }

  @Test
  void filtersThatNothingMatchesGiveNothing() {
    saved(samples.varied(40));
    for (SearchFilter filter :
        List.of(
            SearchFilter.NONE.withCollections(Set.of("unknown")),
            SearchFilter.NONE.withTags(Set.of("unknown")),
            SearchFilter.NONE.withGsd(OptionalDouble.of(500), OptionalDouble.empty()),
            SearchFilter.NONE.withSubset(Optional.of(ImageSubset.of(Set.of()))))) {
      Ranking ranking = rank(RankingQuery.of(samples.near(1)), filter, TOP);
      assertEquals(List.of(), ranking.best());
      assertEquals(0, ranking.candidates());
      assertInstanceOf(Ranking.Exact.class, ranking.accuracy());
    }
  }

  @Test
  void asManyAsThereAreIfMoreAreWanted() {
    ExpectedRanking expected = saved(samples.varied(60));
    RankingQuery query = RankingQuery.of(samples.near(1));
    Ranking ranking = rank(query, SearchFilter.NONE, 500);
    expected.check(query, image -> true, 500, ranking);
    assertEquals(60, ranking.compared());
  }

  @Test
  void equalVectorsAreAllRanked() {
    EmbeddedImage one = samples.plain("all", "one.tif", 1);
    List<EmbeddedImage> copies =
        Stream.of("a.tif", "b.tif", "c.tif")
            .map(
                name ->
                    new EmbeddedImage(
                        SampleImages.file("all", name, one.file().sha256(), "whole", 1),
                        one.image(),
                        one.vector(),
                        one.concepts()))
            .toList();
    ExpectedRanking expected = saved(copies);
    RankingQuery query = RankingQuery.of(one.vector());
    expected.check(query, image -> true, TOP, rank(query, SearchFilter.NONE, TOP));
    assertEquals(
        rank(query, SearchFilter.NONE, TOP).best(), rank(query, SearchFilter.NONE, TOP).best());
  }

  @Test
  void modelsAreRankedSideBySide() {
    List<EmbeddedImage> images = save(samples.varied(50));
    ModelId other = new ModelId("ffee", "other");
    List<EmbeddedImage> some =
        images.subList(10, 30).stream()
            .map(
                image ->
                    new EmbeddedImage(
                        image.file(),
                        image.image(),
                        SampleImages.unit(
                            new double[] {image.vector()[0], image.vector()[1], 0.3, 0.1}),
                        new byte[] {1}))
            .toList();
    tested.archive().save(other, some);
    RankingQuery query = RankingQuery.of(SampleImages.unit(new double[] {0.5, -0.5, 0.5, 0.1}));
    new ExpectedRanking(tested.archive(), some)
        .check(
            query,
            image -> true,
            TOP,
            tested.ranking(other, 4).rank(query, SearchFilter.NONE, TOP));
    RankingQuery first = RankingQuery.of(samples.near(2));
    new ExpectedRanking(tested.archive(), images)
        .check(first, image -> true, TOP, rank(first, SearchFilter.NONE, TOP));
    assertEquals(50, tested.archive().images().size());
  }

  @Test
  void removedImagesAreNotRankedUntilTheRemovalIsUndone() {
    List<EmbeddedImage> images = save(samples.varied(60));
    ExpectedRanking all = new ExpectedRanking(tested.archive(), images);
    RankingQuery query = RankingQuery.of(samples.near(3));
    List<Long> best = all.ids(query, image -> true).subList(0, 5);
    Removal removal = tested.archive().collections().remove(best);
    Set<Long> gone = Set.copyOf(best);
    all.check(query, image -> !gone.contains(image.id()), TOP, rank(query, SearchFilter.NONE, TOP));
    removal.undo();
    all.check(query, image -> true, TOP, rank(query, SearchFilter.NONE, TOP));
  }

  @Test
  void anotherVectorReplacesTheOneBefore() {
    List<EmbeddedImage> images = new ArrayList<>(save(samples.varied(40)));
    EmbeddedImage old = images.get(0);
    EmbeddedImage fresh =
        new EmbeddedImage(
            SampleImages.file(old.file().collection(), "image0.tif", "other content", "whole", 1),
            old.image(),
            samples.near(9),
            old.concepts());
    tested.archive().save(MODEL, List.of(fresh));
    images.set(0, fresh);
    RankingQuery query = RankingQuery.of(fresh.vector());
    new ExpectedRanking(tested.archive(), images)
        .check(query, image -> true, TOP, rank(query, SearchFilter.NONE, TOP));
    assertEquals(40, tested.archive().images().stream().map(ImageRecord::id).distinct().count());
  }

  private ExpectedRanking saved(List<EmbeddedImage> images) {
    save(images);
    return new ExpectedRanking(tested.archive(), images);
  }
}

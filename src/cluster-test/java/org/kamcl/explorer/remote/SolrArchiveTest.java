package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kamcl.explorer.archive.CaptionsContract;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ExpectedRanking;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImagesContract;
import org.kamcl.explorer.archive.ListsContract;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImagesContract;
import org.kamcl.explorer.archive.PeopleContract;
import org.kamcl.explorer.archive.PlacesContract;
import org.kamcl.explorer.archive.RankingContract;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.archive.TestedArchive;
import org.kamcl.explorer.domain.SearchFilter;

/** A shared archive on two Solr servers, in two shards, does what all archives do. */
@ExtendWith(SolrServers.class)
class SolrArchiveTest {
  private static final String NAME = "contract";
  private static SolrServers.Running servers;

  @BeforeAll
  static void createArchive(SolrServers.Running running) {
    servers = running;
    try (SolrArchive archive = running.archive(NAME, "one")) {
      archive.create(2, 2);
    }
  }

  /** An empty archive that compares so many images of a filter before it asks the graph. */
  private static TestedArchive open(int compared) {
    Shared shared =
        new Shared(servers.archive(NAME, "one"), servers.archive(NAME, "two"), compared);
    shared.archive.clear();
    return shared;
  }

  @Nested
  class Ranking extends RankingContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  /** Candidates come from the graph of neighbors as soon as a filter leaves more than 50 images. */
  @Nested
  class RankingByGraph extends RankingContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(50);
    }
  }

  @Nested
  class Images extends ImagesContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Nested
  class Places extends PlacesContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Nested
  class People extends PeopleContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Nested
  class Lists extends ListsContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Nested
  class Captions extends CaptionsContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Nested
  class OfModels extends ModelImagesContract {
    @Override
    protected TestedArchive open() {
      return SolrArchiveTest.open(SolrRanking.COMPARED);
    }
  }

  @Test
  void answersFromTheGraphSaySo() {
    SampleImages samples = new SampleImages(3);
    try (TestedArchive tested = open(50)) {
      List<EmbeddedImage> images = samples.varied(300);
      tested.archive().save(SampleImages.MODEL, images);
      RankingQuery query = RankingQuery.of(samples.near(1));
      org.kamcl.explorer.archive.Ranking ranking =
          tested
              .ranking(SampleImages.MODEL, SampleImages.DIMENSION)
              .rank(query, SearchFilter.NONE, 20);
      assertInstanceOf(org.kamcl.explorer.archive.Ranking.Approximate.class, ranking.accuracy());
      new ExpectedRanking(tested.archive(), images).check(query, image -> true, 20, ranking);
    }
  }

  /** An archive that two people have open. */
  private record Shared(SolrArchive archive, SolrArchive other, int compared)
      implements TestedArchive {
    @Override
    public ImageLists lists() {
      return archive.lists();
    }

    @Override
    public ModelImages images(ModelId model, int dimension) {
      return archive.images(model, compared);
    }

    @Override
    public void close() {
      other.close();
      archive.close();
    }
  }
}

package org.kamcl.explorer.search;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.CaptionsContract;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImagesContract;
import org.kamcl.explorer.archive.ListsContract;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImagesContract;
import org.kamcl.explorer.archive.PeopleContract;
import org.kamcl.explorer.archive.PlacesContract;
import org.kamcl.explorer.archive.RankingContract;
import org.kamcl.explorer.archive.TestedArchive;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ParallelExecutor;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.Gazetteer;

/** The archive of this machine does what all archives do. */
class EmbeddedArchiveTest {
  @TempDir Path folder;

  private TestedArchive open() {
    Path file = folder.resolve(Catalog.FILE_NAME);
    return new Embedded(Catalog.open(file), Catalog.open(file));
  }

  @Nested
  class Ranking extends RankingContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class Images extends ImagesContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class Places extends PlacesContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class People extends PeopleContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class Lists extends ListsContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class Captions extends CaptionsContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  @Nested
  class OfModels extends ModelImagesContract {
    @Override
    protected TestedArchive open() {
      return EmbeddedArchiveTest.this.open();
    }
  }

  /** A catalog that two programs have open. */
  private record Embedded(Catalog catalog, Catalog second) implements TestedArchive {
    @Override
    public Archive archive() {
      return catalog;
    }

    @Override
    public Archive other() {
      return second;
    }

    @Override
    public ImageLists lists() {
      return new CatalogLists(catalog, () -> new Gazetteer(BasemapReader.readPlaces()));
    }

    @Override
    public ModelImages images(ModelId model, int dimension) {
      return catalog.inOneRead(
          () -> {
            EmbeddingStore embeddings = new EmbeddingStore(catalog);
            return ArchiveSnapshot.of(
                catalog, embeddings.read(model, dimension, ParallelExecutor.SINGLE_THREADED));
          });
    }

    @Override
    public void close() {
      second.close();
      catalog.close();
    }
  }
}

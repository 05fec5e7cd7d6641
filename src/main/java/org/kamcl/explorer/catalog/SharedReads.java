package org.kamcl.explorer.catalog;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * What many parts of the program ask for again and again, and what takes longer to read the more
 * images there are: their records and their number. Both are read once for each version of the
 * images and shared. Thread-safe.
 */
final class SharedReads {
  private final Database database;
  private volatile @Nullable Versioned<List<ImageRecord>> images;
  private volatile @Nullable Versioned<Totals> totals;

  SharedReads(Database database) {
    this.database = database;
  }

  private record Versioned<T>(long version, T value) {
    /** The value of a version: the last one if it is of this version, otherwise read now. */
    static <T> Versioned<T> of(@Nullable Versioned<T> last, long version, Read<T> read)
        throws SQLException {
      return last != null && last.version == version ? last : new Versioned<>(version, read.now());
    }
  }

  private interface Read<T> {
    T now() throws SQLException;
  }

  private record Totals(int images, int withoutLocation, List<String> collections) {}

  /** All images, in the order they were added; not to be changed. */
  List<ImageRecord> images() {
    return database.read(
        open -> {
          Versioned<List<ImageRecord>> now =
              Versioned.of(
                  images,
                  new Revisions(open).images(),
                  () -> Collections.unmodifiableList(new ImageTable(open).all()));
          images = now;
          return now.value;
        });
  }

  /** Counts and names, with the model that indexed last. */
  ArchiveSummary summary() {
    return database.read(
        open -> {
          Versioned<Totals> now =
              Versioned.of(
                  totals,
                  new Revisions(open).images(),
                  () -> {
                    int[] counts = new ImageTable(open).counts();
                    List<String> names = List.copyOf(new CollectionTable(open).names());
                    return new Totals(counts[0], counts[1], names);
                  });
          totals = now;
          String model = new EmbeddingTable(open).lastModel().map(ModelId::name).orElse("");
          return new ArchiveSummary(
              now.value.images, now.value.withoutLocation, now.value.collections, model);
        });
  }
}

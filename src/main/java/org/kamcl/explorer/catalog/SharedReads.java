package org.kamcl.explorer.catalog;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.ArchiveSummary;

/**
 * What many parts of the program ask for again and again, and what takes longer to read the more
 * images there are: their number. It is read once for each version of the images and shared; so are
 * their records, by {@link ImageEntries}. Thread-safe.
 */
final class SharedReads {
  private final Database database;
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

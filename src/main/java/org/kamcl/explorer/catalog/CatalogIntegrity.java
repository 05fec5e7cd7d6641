package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.kamcl.explorer.archive.ModelId;

/** What is damaged or outdated in a catalog. Thread-safe. */
public final class CatalogIntegrity {
  private static final List<SealedTable> OTHER_TABLES =
      List.of(
          SealedTable.COLLECTIONS,
          SealedTable.RENDERINGS,
          SealedTable.STATISTICS,
          SealedTable.SEARCHES,
          SealedTable.TAGS,
          SealedTable.IMAGE_TAGS,
          SealedTable.FEEDBACK,
          SealedTable.MODELS,
          SealedTable.CAPTIONING);

  private final Database database;
  private final ImageEntries entries;
  private final WordSearch words;

  CatalogIntegrity(Database database, ImageEntries entries, WordSearch words) {
    this.database = database;
    this.entries = entries;
    this.words = words;
  }

  /**
   * Files whose entries, or whose embeddings by any model, are damaged. Reads all of them: about
   * 0.3 s for the embeddings of 100,000 images, and 1 s for the entries unless they are in memory.
   */
  public List<DamagedFile> damagedFiles() {
    List<DamagedFile> damaged = new ArrayList<>(entries.listDamaged());
    damaged.addAll(database.read(open -> new EmbeddingTable(open).damagedFiles()));
    return List.copyOf(damaged);
  }

  /** A table with damaged rows, which are left out. */
  public record DamagedTable(String table, int rows) {}

  /** Tables that belong to no file, such as saved searches and tags, with damaged rows. */
  public List<DamagedTable> damagedTables() {
    return database.read(
        open -> {
          List<DamagedTable> damaged = new ArrayList<>();
          for (SealedTable table : OTHER_TABLES) {
            int rows = table.countDamaged(open);
            if (rows > 0) {
              damaged.add(new DamagedTable(table.table(), rows));
            }
          }
          return damaged;
        });
  }

  /**
   * Deletes rows of lost images and files, which new ones with the same ids must not inherit, and
   * damaged entries of models with their embeddings.
   */
  public void deleteOrphans() {
    database.change(
        open -> {
          for (String orphans :
              List.of(
                  "images WHERE file_id NOT IN (SELECT id FROM files)",
                  "captions WHERE file_id NOT IN (SELECT id FROM files)",
                  "places WHERE file_id NOT IN (SELECT id FROM files)",
                  "unknown_systems WHERE file_id NOT IN (SELECT id FROM files)",
                  "embeddings WHERE image_id NOT IN (SELECT id FROM images)",
                  "embeddings WHERE model_id NOT IN (SELECT id FROM models)",
                  "image_tags WHERE image_id NOT IN (SELECT id FROM images)",
                  "image_tags WHERE tag_id NOT IN (SELECT id FROM tags)",
                  "judgements WHERE image_id NOT IN (SELECT id FROM images)",
                  "captioning WHERE image_id NOT IN (SELECT id FROM images)")) {
            Sql.execute(open, "DELETE FROM " + orphans);
          }
          for (long model : SealedTable.MODELS.damagedIds(open, "")) {
            Sql.execute(open, "DELETE FROM models WHERE id = " + model);
          }
          new Revisions(open).embeddingsRemoved();
        });
  }

  /**
   * Whether the indexes of words agree with the captions and paths; takes 0.6 s for 500,000
   * captions. Those that cannot be compared, in a read-only or busy catalog, count as right.
   */
  public boolean isWordIndexRight() {
    return words.state() != WordIndex.State.WRONG;
  }

  /**
   * Builds the indexes of words anew where they do not agree with the captions and paths.
   *
   * @return whether one did not
   */
  public boolean mendWordIndexes() {
    return words.mend();
  }

  /**
   * Takes what the tables of {@link Catalog#changedTables} hold as right, and stops expecting lost
   * files.
   *
   * @param files absolute; those that the catalog holds again are expected as before
   */
  public void accept(List<Path> files) {
    database.change(
        open -> {
          acceptDamaged(open);
          for (CountedRows rows : CountedRows.values()) {
            if (rows.different(open) > 0) {
              rows.accept(open);
            }
          }
          for (Path file : files) {
            new ExpectedFiles(open).forget(file);
          }
          new Revisions(open).imagesChanged();
        });
  }

  private static void acceptDamaged(Connection open) throws SQLException {
    // What people made is kept; the rest is made again.
    for (long tag : SealedTable.TAGS.damagedIds(open, "")) {
      SealedTable.TAGS.seal(open, tag);
    }
    for (long image : SealedTable.CAPTIONING.damagedIds(open, "")) {
      SealedTable.CAPTIONING.seal(open, image);
    }
    for (SealedTable made : List.of(SealedTable.STATISTICS, SealedTable.RENDERINGS)) {
      for (long collection : made.damagedIds(open, "")) {
        Sql.execute(open, "DELETE FROM " + made.table() + " WHERE collection_id = " + collection);
      }
    }
    for (long collection : SealedTable.COLLECTIONS.damagedIds(open, "")) {
      Sql.execute(
          open,
          "DELETE FROM collections WHERE id = "
              + collection
              + " AND id NOT IN (SELECT collection_id FROM files)");
    }
  }

  /**
   * Numbers of files that the next index reads again because earlier code made their entries.
   *
   * @param located files whose places earlier code determined
   * @param read files with embeddings whose pixels earlier code read
   */
  public record Outdated(int located, int read) {}

  /**
   * Counts the files that earlier code made.
   *
   * @param georeferencing the current version of the georeferencing code
   * @param reading the current version of the code that reads a file's pixels
   */
  public Outdated outdated(int georeferencing, ToIntFunction<Path> reading) {
    return database.read(
        open -> {
          int located = 0;
          int read = 0;
          try (PreparedStatement select =
                  open.prepareStatement(
                      "SELECT f.path, f.georeferencing, min(e.reading) FROM files f"
                          + " JOIN images i ON i.file_id = f.id"
                          + " LEFT JOIN embeddings e ON e.image_id = i.id"
                          + " WHERE i.removal IS NULL GROUP BY f.id");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              located += row.getInt(2) < georeferencing ? 1 : 0;
              int code = row.getInt(3);
              boolean embedded = !row.wasNull();
              Path file = Path.of(row.getString(1));
              read += embedded && code < reading.applyAsInt(file) ? 1 : 0;
            }
          }
          return new Outdated(located, read);
        });
  }

  /**
   * What SQLite finds wrong with the file, and rows that refer to missing ones; at most a hundred
   * sentences of SQLite.
   *
   * @param full whether indexes are compared with their tables as well, which takes longer
   */
  public List<String> errors(boolean full) {
    return database.read(open -> IntegrityCheck.run(open, full));
  }

  /**
   * Takes embeddings as damaged, so that they are left out of searches and made again by the next
   * index.
   *
   * @param images ids of images
   */
  public void discardEmbeddings(ModelId model, List<Long> images) {
    database.change(
        open -> {
          for (long image : images) {
            new EmbeddingTable(open).discard(model.hash(), image);
          }
          new Revisions(open).embeddingsRemoved();
        });
    noteDamaged(images);
  }

  /**
   * Notes damaged embeddings as problems of their files.
   *
   * @param images ids of images
   */
  public void noteDamaged(List<Long> images) {
    database.change(
        open -> {
          ProblemTable problems = new ProblemTable(open);
          for (DamagedFile damaged : new EmbeddingTable(open).damagedFiles(images)) {
            problems.save(damaged.fileProblem());
          }
        });
  }
}

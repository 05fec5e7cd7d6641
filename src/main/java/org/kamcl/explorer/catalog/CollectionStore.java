package org.kamcl.explorer.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.archive.BandRenderingJson;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.file.GivenNames;

/** The collections of the catalog. */
final class CollectionStore implements ImageCollections {
  private final Database database;
  private final Set<Long> removals = new HashSet<>();

  CollectionStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Info> list() {
    return database.read(open -> new CollectionTable(open).list());
  }

  @Override
  public void rename(String name, String other) {
    String fresh = GivenNames.checked(other);
    database.change(
        open -> {
          List<String> names = new CollectionTable(open).names();
          String old = new StoredNames(open).collection(name);
          refuseUnknown(old, names);
          if (fresh.equals(old)) {
            return;
          }
          String taken = new StoredNames(open).collection(fresh);
          if (names.contains(taken) && !taken.equals(old)) {
            throw new KamclException(CatalogError.COLLECTION_EXISTS, fresh);
          }
          new CollectionTable(open).rename(old, fresh);
          new SearchTable(open).renameCollection(old, fresh);
          new Revisions(open).imagesChanged();
        });
  }

  private static void refuseUnknown(String name, List<String> names) {
    if (!names.contains(name)) {
      throw names.isEmpty()
          ? new KamclException(CatalogError.COLLECTION_UNKNOWN, name)
          : new KamclException(CatalogError.COLLECTION_UNKNOWN_OTHERS, name, names);
    }
  }

  @Override
  public Removal remove(String name) {
    return remove(
        (open, removal) -> {
          String stored = new StoredNames(open).collection(name);
          refuseUnknown(stored, new CollectionTable(open).names());
          new RemovalTable(open).mark(removal, stored);
        });
  }

  @Override
  public Removal remove(List<Long> images) {
    return remove((open, removal) -> new RemovalTable(open).mark(removal, images));
  }

  /** Marks what is to be removed. */
  private interface Mark {
    void on(Connection open, long removal) throws SQLException;
  }

  private Removal remove(Mark mark) {
    long removal =
        database.write(
            open -> {
              long id = new RemovalTable(open).begin();
              mark.on(open, id);
              new Revisions(open).embeddingsRemoved();
              return id;
            });
    synchronized (removals) {
      removals.add(removal);
    }
    return () -> undo(removal);
  }

  private void undo(long removal) {
    database.change(
        open -> {
          new RemovalTable(open).undo(removal);
          new Revisions(open).embeddingsRemoved();
        });
    synchronized (removals) {
      removals.remove(removal);
    }
  }

  @Override
  public void relocate(Path known, Path now) {
    Path old = known.toAbsolutePath().normalize();
    Path file = now.toAbsolutePath().normalize();
    StoredFile before =
        database
            .read(open -> new FileTable(open).find(old))
            .orElseThrow(() -> new KamclException(CatalogError.FILE_NOT_IN_ARCHIVE, old));
    if (!Files.isRegularFile(file)) {
      throw new KamclException(CatalogError.FILE_NOT_FOUND, file);
    }
    if (!ModelFiles.sha256(file).equals(before.sha256())) {
      throw new KamclException(CatalogError.CONTENT_DIFFERS, file, old);
    }
    database.change(
        open -> {
          new FileTable(open).move(before.id(), file);
          new Revisions(open).embeddingsRemoved();
        });
  }

  @Override
  public List<Problem> problems() {
    return database.read(
        open -> new ProblemTable(open).all().stream().map(FileProblem::problem).toList());
  }

  @Override
  public List<Path> missingFiles() {
    return database.read(open -> new FileTable(open).missing());
  }

  @Override
  public BandRendering bandRendering(String name) {
    return database
        .read(open -> new CollectionTable(open).rendering(name))
        .flatMap(
            text -> StoredValue.read(text, BandRenderingJson::parse, "the band rendering", name))
        .orElse(BandRendering.DEFAULT);
  }

  @Override
  public void setBandRendering(String name, BandRendering look) {
    database.change(
        open -> {
          refuseUnknown(name, new CollectionTable(open).names());
          new CollectionTable(open).saveRendering(name, BandRenderingJson.format(look));
        });
  }

  /** Makes removals final: they can no longer be undone from here. */
  void close() {
    synchronized (removals) {
      if (!removals.isEmpty()) {
        database.change(
            open -> {
              for (long removal : removals) {
                new RemovalTable(open).purge(removal);
              }
            });
        removals.clear();
        database.eraseRemoved();
      }
    }
  }
}

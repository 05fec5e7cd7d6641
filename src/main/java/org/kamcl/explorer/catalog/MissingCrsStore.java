package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.TileBounds;

/** Files that have coordinates but no CRS, and the CRSs assigned to them. Thread-safe. */
public final class MissingCrsStore {
  private final Database database;

  MissingCrsStore(Database database) {
    this.database = database;
  }

  /** All such files by path, including those with an assigned CRS. */
  public List<MissingCrs.UnlocatedFile> list() {
    return database.read(open -> new MissingCrsTable(open).all());
  }

  /** Stores assignments that do not change footprints; unknown files are ignored. */
  public void saveAssignments(Map<Path, CrsAssignment> answers) {
    database.change(
        open -> {
          FileTable files = new FileTable(open);
          for (Map.Entry<Path, CrsAssignment> one : answers.entrySet()) {
            Optional<StoredFile> file = files.find(one.getKey());
            if (file.isPresent() && file.get().crs().isPresent()) {
              new MissingCrsTable(open).save(file.get().id(), Optional.of(one.getValue()));
              if (!file.get().damage().state()) {
                SealedTable.FILE_STATES.seal(open, file.get().id());
              }
            }
          }
        });
  }

  /**
   * Updates the footprints of a file in one transaction. Images with unchanged tiles keep their
   * tags, feedback and embeddings; embeddings of other tiles are deleted.
   *
   * @param file the new entry of the file
   * @param entries all its new images
   * @param samePixels whether the model sees the same pixels for an unchanged tile; if not, its
   *     embeddings are deleted as well
   */
  public void updateFootprints(FileEntry file, List<ImageEntry> entries, boolean samePixels) {
    database.write(
        open -> {
          FileTable files = new FileTable(open);
          ImageTable images = new ImageTable(open);
          long id = files.save(file).id();
          Map<Optional<TileBounds>, Long> obsolete = images.tileIds(id);
          boolean loss = !samePixels && !obsolete.isEmpty();
          for (ImageEntry entry : entries) {
            Long image = obsolete.remove(entry.tile());
            if (image != null) {
              images.save(id, entry);
              if (!samePixels) {
                images.deleteEmbeddings(image);
              }
            }
          }
          for (long image : obsolete.values()) {
            loss = true;
            images.deleteEmbeddings(image);
            images.deleteUnlessLabeled(image);
          }
          images.deleteDamaged(id);
          files.deleteObsoleteImages(id);
          new ExpectedFiles(open).acceptComplete(id);
          if (loss) {
            new Revisions(open).embeddingsRemoved();
          } else {
            new Revisions(open).imagesChanged();
          }
          return null;
        });
  }
}

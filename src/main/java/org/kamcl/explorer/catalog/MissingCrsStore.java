package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.TileBounds;

/** Files that ask for their coordinate system, in the catalogue's file. Any thread may use it. */
public final class MissingCrsStore {
  private final Database database;

  MissingCrsStore(Database database) {
    this.database = database;
  }

  /** All of them, by path; also those that people have answered for. */
  public List<MissingCrs.UnlocatedFile> list() {
    return database.read(open -> new MissingCrsTable(open).all());
  }

  /**
   * Notes what was said of files where that moves none of their pictures; one that is not known is
   * passed over.
   */
  public void saveAssignments(Map<Path, CrsAssignment> answers) {
    database.change(
        open -> {
          FileTable files = new FileTable(open);
          for (Map.Entry<Path, CrsAssignment> one : answers.entrySet()) {
            Optional<StoredFile> file = files.find(one.getKey());
            if (file.isPresent() && file.get().crs().isPresent()) {
              new MissingCrsTable(open).save(file.get().id(), Optional.of(one.getValue()));
            }
          }
        });
  }

  /**
   * Places a known file anew, all or nothing. A picture that is cut as before keeps what models and
   * people said of it; of one that is cut no more, what models said is forgotten.
   *
   * @param file as it is to be known
   * @param pictures all it is cut into now
   * @param samePixels whether models would see a picture that is cut as before as they did; if not,
   *     all they said is forgotten
   */
  public void updateFootprints(FileEntry file, List<ImageEntry> pictures, boolean samePixels) {
    database.write(
        open -> {
          FileTable files = new FileTable(open);
          ImageTable images = new ImageTable(open);
          long id = files.save(file).id();
          Map<Optional<TileBounds>, Long> gone = images.tileIds(id);
          boolean loss = !samePixels && !gone.isEmpty();
          for (ImageEntry picture : pictures) {
            Long image = gone.remove(picture.tile());
            if (image != null) {
              images.save(id, picture);
              if (!samePixels) {
                images.deleteEmbeddings(image);
              }
            }
          }
          for (long image : gone.values()) {
            loss = true;
            images.deleteEmbeddings(image);
            images.deleteUnlessLabeled(image);
          }
          files.deleteObsoleteImages(id);
          if (loss) {
            new Revisions(open).embeddingsRemoved();
          } else {
            new Revisions(open).imagesChanged();
          }
          return null;
        });
  }
}

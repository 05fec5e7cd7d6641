package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems;

/** Files that ask for their coordinate system, in the catalogue's file. Any thread may use it. */
public final class StoredSystems {
  private final Database database;

  StoredSystems(Database database) {
    this.database = database;
  }

  /** All of them, by path; also those that people have answered for. */
  public List<UnknownSystems.Question> questions() {
    return database.read(open -> new UnknownSystemTable(open).all());
  }

  /**
   * Notes what was said of files where that moves none of their pictures; one that is not known is
   * passed over.
   */
  public void note(Map<Path, SystemAnswer> answers) {
    database.change(
        open -> {
          FileTable files = new FileTable(open);
          for (Map.Entry<Path, SystemAnswer> one : answers.entrySet()) {
            Optional<KnownFile> file = files.find(one.getKey());
            if (file.isPresent() && file.get().system().isPresent()) {
              new UnknownSystemTable(open).save(file.get().id(), Optional.of(one.getValue()));
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
  public void place(FileEntry file, List<PictureEntry> pictures, boolean samePixels) {
    database.write(
        open -> {
          FileTable files = new FileTable(open);
          ImageTable images = new ImageTable(open);
          long id = files.save(file).id();
          Map<Optional<PixelWindow>, Long> gone = images.parts(id);
          boolean loss = !samePixels && !gone.isEmpty();
          for (PictureEntry picture : pictures) {
            Long image = gone.remove(picture.window());
            if (image != null) {
              images.save(id, picture);
              if (!samePixels) {
                images.unsee(image);
              }
            }
          }
          for (long image : gone.values()) {
            loss = true;
            images.unsee(image);
            images.dropUnlabelled(image);
          }
          files.dropUncut(id);
          if (loss) {
            new Revisions(open).less();
          } else {
            new Revisions(open).pictures();
          }
          return null;
        });
  }
}

package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageArchive;
import org.kamcl.explorer.domain.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Labels;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchLibrary;

/**
 * The archive's memory: files, pictures, captions, and what models say of them. Any thread may use
 * it; other processes may use the same file at the same time. Every method throws {@link
 * ExplorerException} where the file cannot be read or written.
 */
public final class Catalog implements ImageArchive, AutoCloseable {
  /** Name of the file in a workspace. */
  public static final String FILE = "catalog.db";

  private final Database database;
  private final StoredCollections collections;

  private Catalog(Database database) {
    this.database = database;
    this.collections = new StoredCollections(database);
  }

  /**
   * A catalogue; its file is made when something is first written.
   *
   * @param file need not exist
   */
  public static Catalog open(Path file) {
    return new Catalog(new Database(file));
  }

  /** With another patience for other processes. */
  static Catalog open(Path file, int waitMilliseconds) {
    return new Catalog(new Database(file, waitMilliseconds));
  }

  /** Its file. */
  public Path file() {
    return database.file();
  }

  /** Searches that were made and those that are kept. */
  public SearchLibrary searches() {
    return new StoredSearches(database);
  }

  /** Tags and verdicts. */
  public Labels labels() {
    return new StoredLabels(database);
  }

  /** The collections. */
  public ImageCollections collections() {
    return collections;
  }

  /** Files that ask for their coordinate system. */
  public StoredSystems systems() {
    return new StoredSystems(database);
  }

  @Override
  public ArchiveSummary summary() {
    return database.read(
        open -> {
          int[] counts = new ImageTable(open).counts();
          String model = new EmbeddingTable(open).lastModel().map(ModelId::name).orElse("");
          return new ArchiveSummary(counts[0], counts[1], new CollectionTable(open).names(), model);
        });
  }

  @Override
  public List<ImageRecord> images() {
    return database.read(open -> new ImageTable(open).all());
  }

  /** The model that indexed last. */
  public Optional<ModelId> lastModel() {
    return database.read(open -> new EmbeddingTable(open).lastModel());
  }

  /**
   * Changes whenever pictures or what is said of them changed, by whomever; searches, tags and
   * verdicts do not count.
   */
  public long version() {
    return database.read(open -> new Revisions(open).of("pictures"));
  }

  /** Changes whenever vectors come, go or change, by whomever. */
  public long vectorsVersion() {
    return vectorState().vectors();
  }

  /**
   * Which vectors there are.
   *
   * @param archive a number that tells this catalogue from others
   * @param vectors counts up when some come or go
   * @param losses counts up when some go or change
   */
  public record VectorState(long archive, long vectors, long losses) {
    /** Before any. */
    public static final VectorState NONE = new VectorState(-1, -1, -1);

    /** Whether nothing of this was lost until a later state. */
    public boolean onlyGrewTo(VectorState later) {
      return archive == later.archive && losses == later.losses && vectors < later.vectors;
    }
  }

  /** Which vectors there are now, whoever stored them. */
  public VectorState vectorState() {
    return database.read(
        open -> {
          Revisions revisions = new Revisions(open);
          return new VectorState(
              revisions.of("archive"), revisions.of("vectors"), revisions.of("losses"));
        });
  }

  /** Asks this catalogue several questions that all see the same moment. */
  public <T> T atOnce(Supplier<T> questions) {
    return database.read(open -> questions.get());
  }

  /** Ids of the pictures that a filter lets through, ascending. */
  public long[] select(SearchFilter filter) {
    return database.read(open -> new Selection(open).ids(filter));
  }

  /** How many pictures a filter lets through. */
  public int count(SearchFilter filter) {
    return database.read(open -> new Selection(open).count(filter));
  }

  /**
   * Distinct captions that hold all the words somebody typed, the last one perhaps not to its end;
   * best first.
   *
   * @param top most wanted
   */
  public List<String> captionsWith(String typed, int top) {
    return database.read(open -> new WordSearch(open).captions(typed, top));
  }

  /** Ids of pictures whose captions or path hold all those words, ascending. */
  public long[] imagesWith(String typed) {
    return database.read(open -> new WordSearch(open).images(typed));
  }

  /**
   * What is known of a file.
   *
   * @param path absolute
   */
  public Optional<KnownFile> find(Path path) {
    return database.read(open -> new FileTable(open).find(path));
  }

  /** All files that are known. */
  public List<Path> files() {
    return database.read(open -> new FileTable(open).paths().stream().map(Path::of).toList());
  }

  /** Forgets files with all that was cut from them: all or none. */
  public void forget(List<Path> files) {
    database.write(
        open -> {
          FileTable table = new FileTable(open);
          for (Path file : files) {
            table.delete(file);
          }
          new Revisions(open).less();
          return null;
        });
  }

  /** Paths of the files that had a content when they were last read. */
  public List<Path> withContent(String sha256) {
    return database.read(open -> new FileTable(open).withContent(sha256));
  }

  /**
   * Tells where a file is now: its pictures stay what they are, with all that was said of them.
   *
   * @param known absolute
   * @param now absolute
   */
  public void move(Path known, Path now) {
    database.change(
        open -> {
          FileTable files = new FileTable(open);
          Optional<KnownFile> file = files.find(known);
          if (file.isPresent()) {
            files.move(file.get().id(), now);
            new Revisions(open).less();
          }
        });
  }

  /** Notes which files are gone, and which are there again. */
  public void mark(List<Path> gone, List<Path> there) {
    if (!gone.isEmpty() || !there.isEmpty()) {
      database.change(
          open -> {
            new FileTable(open).mark(gone, true);
            new FileTable(open).mark(there, false);
          });
    }
  }

  /** Files that could not be used when they were last read, by path. */
  public List<FileProblem> problems() {
    return database.read(open -> new ProblemTable(open).all());
  }

  /**
   * Notes which files could not be used, and forgets those that can now.
   *
   * @param solved paths, absolute
   */
  public void noteProblems(List<FileProblem> problems, Collection<Path> solved) {
    if (!problems.isEmpty() || !solved.isEmpty()) {
      database.change(
          open -> {
            ProblemTable table = new ProblemTable(open);
            for (Path file : solved) {
              table.delete(file);
            }
            for (FileProblem problem : problems) {
              table.save(problem);
            }
          });
    }
  }

  /** The parts of a file that a model has seen; the whole file counts as an empty part. */
  public Set<Optional<PixelWindow>> seen(ModelId model, KnownFile file) {
    return database.read(open -> new EmbeddingTable(open).seen(model.hash(), file.id()));
  }

  /**
   * What a model said of the same part of some file with the same content.
   *
   * @param cutting how that file, too, has to be cut and seen
   */
  public Optional<StoredEmbedding> twin(
      ModelId model, String sha256, String cutting, Optional<PixelWindow> part) {
    return database.read(
        open -> new EmbeddingTable(open).twin(model.hash(), sha256, cutting, part));
  }

  /** Stores a batch of pictures with what a model says of them: all or none. */
  public void save(ModelId model, List<IndexedPicture> pictures) {
    database.write(
        open -> {
          EmbeddingTable embeddings = new EmbeddingTable(open);
          ImageTable images = new ImageTable(open);
          FileTable files = new FileTable(open);
          long modelId = embeddings.model(model);
          Map<Path, Long> ids = new HashMap<>();
          boolean loss = false;
          for (IndexedPicture p : pictures) {
            Long file = ids.get(p.file().path());
            if (file == null) {
              FileTable.Saved saved = files.save(p.file());
              loss |= saved.loss();
              file = saved.id();
              ids.put(p.file().path(), file);
            }
            long image = images.save(file, p.picture());
            loss |= embeddings.save(modelId, image, p.vector(), p.concepts());
          }
          for (long file : ids.values()) {
            files.dropUncut(file);
          }
          if (loss) {
            new Revisions(open).less();
          } else {
            new Revisions(open).more();
          }
          return null;
        });
  }

  /**
   * A file whose content is known already, with what is new about it.
   *
   * @param pictures whose places are to be brought up to date; empty leaves them as they are
   */
  public record Refreshed(FileEntry file, List<PictureEntry> pictures) {}

  /** Brings collections, places and captions of known files up to date: all or none. */
  public void refresh(List<Refreshed> files) {
    database.write(
        open -> {
          FileTable table = new FileTable(open);
          ImageTable images = new ImageTable(open);
          boolean loss = false;
          for (Refreshed refreshed : files) {
            FileTable.Saved saved = table.save(refreshed.file());
            loss |= saved.loss();
            for (PictureEntry picture : refreshed.pictures()) {
              images.save(saved.id(), picture);
            }
          }
          if (loss) {
            new Revisions(open).less();
          } else {
            new Revisions(open).pictures();
          }
          return null;
        });
  }

  /** Gives all that a model says of pictures, in the order the pictures were added. */
  public void embeddings(ModelId model, Consumer<StoredEmbedding> reader) {
    database.read(
        open -> {
          new EmbeddingTable(open).forEach(model.hash(), reader);
          return null;
        });
  }

  /** Ids of the pictures that a model has seen, ascending. */
  public long[] vectorIds(ModelId model) {
    return database.read(open -> new EmbeddingTable(open).ids(model.hash()));
  }

  /**
   * Gives what a model says of some pictures.
   *
   * @param images ids; those it has not seen are passed over
   */
  public void embeddings(ModelId model, long[] images, Consumer<StoredEmbedding> reader) {
    database.read(
        open -> {
          new EmbeddingTable(open).forEach(model.hash(), images, reader);
          return null;
        });
  }

  /** The distinct captions of the archive, in the order they came. */
  public List<String> sentences() {
    return database.read(open -> new FileTable(open).sentences());
  }

  /** Vectors of those sentences that a model has read before. */
  public Map<String, float[]> sentenceVectors(ModelId model, List<String> sentences) {
    return database.read(open -> new EmbeddingTable(open).sentences(model.hash(), sentences));
  }

  /**
   * Keeps vectors of sentences, of unit length.
   *
   * @param vectors by sentence
   */
  public void saveSentences(ModelId model, Map<String, float[]> vectors) {
    List<Map.Entry<String, float[]>> all = new ArrayList<>(vectors.entrySet());
    database.write(
        open -> {
          EmbeddingTable embeddings = new EmbeddingTable(open);
          long id = embeddings.model(model);
          for (Map.Entry<String, float[]> one : all) {
            embeddings.saveSentence(id, one.getKey(), one.getValue());
          }
          return null;
        });
  }

  @Override
  public void close() {
    collections.close();
    database.close();
  }
}

package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Stores the archive in one SQLite file: files, images, captions and embeddings. Thread-safe; other
 * processes may use the same file at the same time. Every method throws {@link KamclException} if
 * the file cannot be read or written.
 */
public final class Catalog implements Archive, AutoCloseable {
  /** Name of the file in a workspace. */
  public static final String FILE_NAME = "catalog.db";

  private final Database database;
  private final CollectionStore collections;
  private final SharedReads shared;
  private final ImageEntries entries;
  private final WordSearch words;

  private Catalog(Database database) {
    this.database = database;
    this.collections = new CollectionStore(database);
    this.shared = new SharedReads(database);
    this.entries = new ImageEntries(database);
    this.words = new WordSearch(database, entries);
  }

  /**
   * Opens a catalog. The file is created by the first write.
   *
   * @param file may be missing
   */
  public static Catalog open(Path file) {
    return new Catalog(new Database(file));
  }

  /** With another patience for other processes. */
  static Catalog open(Path file, int waitMilliseconds) {
    return new Catalog(new Database(file, waitMilliseconds));
  }

  /**
   * Requires that this version may use the file, before anything is written beside it.
   *
   * @throws KamclException if a newer version wrote it
   */
  public void requireKnownVersion() {
    if (CatalogCopy.isNewer(file())) {
      CatalogCopy.count(file());
    }
  }

  /** Its file. */
  public Path file() {
    return database.file();
  }

  /** The files that were read. */
  public KnownFiles files() {
    return new KnownFiles(database);
  }

  @Override
  public SearchLibrary searches() {
    return new SearchStore(database);
  }

  @Override
  public TagStore tags() {
    return new LabelStore(database);
  }

  @Override
  public FeedbackStore feedback() {
    return new LabelStore(database);
  }

  @Override
  public ImageCollections collections() {
    return collections;
  }

  /** Statistics of the collections' scores. */
  public CollectionStatisticsStore collectionStatistics() {
    return new CollectionStatisticsStore(database);
  }

  /** Images that wait for captions, and the captions that people wrote. */
  public CaptioningQueue captioning() {
    return new CaptioningStore(database, entries);
  }

  /** The index of training runs. */
  public RunIndexStore runs() {
    return new RunIndexStore(database);
  }

  /** The models that made embeddings. */
  public IndexedModels models() {
    return new IndexedModels(database);
  }

  @Override
  public CaptionIndex captions() {
    return new CatalogCaptions(database, entries, words);
  }

  @Override
  public EmbeddingSamples samples() {
    return new CatalogSamples(this);
  }

  /** Vectors of captions. */
  public CaptionVectors captionVectors() {
    return new CaptionVectors(database);
  }

  /** All that the catalog holds of its images, for copying it. */
  public ArchiveContents contents() {
    return new CatalogContents(this, database);
  }

  /** Files that ask for their coordinate system. */
  public MissingCrsStore missingCrs() {
    return new MissingCrsStore(database);
  }

  @Override
  public ArchiveSummary summary() {
    return shared.summary();
  }

  /** The intact images; damaged ones are noted as problems of their files. */
  @Override
  public List<ImageRecord> images() {
    return entries.images();
  }

  @Override
  public List<ImageRecord> images(Collection<Long> ids) {
    return entries.byId().findAll(ids);
  }

  /** The intact images by id. */
  public ImagesById imagesById() {
    return entries.byId();
  }

  /** Number of images that are left out of answers because an entry of the catalog is damaged. */
  public int damagedImages() {
    return entries.damagedIds().size();
  }

  /** Images that are gone from the catalog though nobody removed them. */
  public List<LostImages> lostImages() {
    return entries.lost();
  }

  /** Tables that are not as they were written. */
  public List<ChangedTable> changedTables() {
    return entries.changedTables();
  }

  /** What is damaged, missing or outdated in the catalog. */
  public CatalogIntegrity integrity() {
    return new CatalogIntegrity(database, entries, words);
  }

  /** The captions and paths by their words. */
  public WordSearch words() {
    return words;
  }

  @Override
  public ArchiveVersion version() {
    return database.read(
        open -> {
          Revisions revisions = new Revisions(open);
          return new ArchiveVersion(revisions.images(), revisions.embeddings());
        });
  }

  /**
   * A random number that every change of images or their metadata replaces, by any process.
   * Searches, tags and relevance feedback do not change it.
   */
  public long imagesVersion() {
    return database.read(open -> new Revisions(open).images());
  }

  /** A random number that every change of embeddings replaces, by any process. */
  public long embeddingsVersion() {
    return database.read(open -> new Revisions(open).embeddings());
  }

  /**
   * Whether all embeddings of a version are stored unchanged, so that what was read then has to be
   * extended only. A catalog that was replaced by a copy from before that version does not.
   */
  public boolean holdsEmbeddingsOf(long version) {
    return database.read(open -> new Revisions(open).holdsEmbeddingsOf(version));
  }

  /** Runs several queries on the same state of the catalog. */
  public <T> T inOneRead(Supplier<T> questions) {
    return database.read(open -> questions.get());
  }

  /** Ids of the images that match a filter, ascending. */
  public long[] imageIds(SearchFilter filter) {
    return database.read(open -> entries.intact(new FilterQuery(open, entries::boxes).ids(filter)));
  }

  @Override
  public int count(SearchFilter filter) {
    return database.read(
        open ->
            entries.damagedIds().isEmpty()
                ? new FilterQuery(open, entries::boxes).count(filter)
                : entries.intact(new FilterQuery(open, entries::boxes).ids(filter)).length);
  }

  /** Forgets files with all that was cut from them: all or none. */
  @Override
  public void deleteFiles(List<Path> files) {
    database.write(
        open -> {
          FileTable table = new FileTable(open);
          for (Path file : files) {
            table.delete(file);
          }
          new Revisions(open).embeddingsRemoved();
          return null;
        });
  }

  @Override
  public void moveFile(Path known, Path now) {
    database.change(
        open -> {
          FileTable files = new FileTable(open);
          Optional<StoredFile> file = files.find(known);
          if (file.isPresent()) {
            files.move(file.get().id(), now);
            new Revisions(open).embeddingsRemoved();
          }
        });
  }

  /**
   * The parts of a file that a model has seen; the whole file counts as an empty part. Damaged
   * embeddings do not count.
   *
   * @param reading lowest version of the code that read the pixels
   */
  public Set<Optional<TileBounds>> embeddedTiles(ModelId model, StoredFile file, int reading) {
    return database.read(
        open -> new EmbeddingTable(open).embeddedTiles(model.hash(), file.id(), reading));
  }

  /**
   * The embedding of the same tile of any file with the same content.
   *
   * @param tiling serialized tiling key, which must be equal as well
   * @param reading lowest version of the code that read the pixels
   */
  public Optional<StoredEmbedding> findEmbedding(
      ModelId model, String sha256, String tiling, Optional<TileBounds> part, int reading) {
    return database.read(
        open ->
            new EmbeddingTable(open).findByContent(model.hash(), sha256, tiling, part, reading));
  }

  /** Stores images with their embeddings in one transaction. */
  @Override
  public void save(ModelId model, List<EmbeddedImage> embedded) {
    database.write(
        open -> {
          EmbeddingTable embeddings = new EmbeddingTable(open);
          ImageTable images = new ImageTable(open);
          FileTable files = new FileTable(open);
          long modelId = embeddings.model(model);
          Map<Path, Long> ids = new HashMap<>();
          boolean loss = false;
          for (EmbeddedImage p : embedded) {
            Long file = ids.get(p.file().path());
            if (file == null) {
              FileTable.Saved saved = files.save(p.file());
              loss |= saved.removedEmbeddings();
              file = saved.id();
              ids.put(p.file().path(), file);
            }
            long image = images.save(file, p.image());
            loss |=
                embeddings.save(
                    modelId, image, p.vector(), p.concepts(), p.file().code().reading());
          }
          for (long file : ids.values()) {
            files.deleteObsoleteImages(file);
            new ExpectedFiles(open).acceptComplete(file);
          }
          if (loss) {
            new Revisions(open).embeddingsRemoved();
          } else {
            new Revisions(open).embeddingsAdded();
          }
          return null;
        });
  }

  /** Brings collections, places and captions of known files up to date: all or none. */
  @Override
  public void updateFiles(List<FileUpdate> files) {
    database.write(
        open -> {
          FileTable table = new FileTable(open);
          ImageTable images = new ImageTable(open);
          boolean loss = false;
          for (FileUpdate fileUpdate : files) {
            FileTable.Saved saved = table.save(fileUpdate.file());
            loss |= saved.removedEmbeddings();
            for (ImageEntry image : fileUpdate.images()) {
              images.save(saved.id(), image);
            }
            new ExpectedFiles(open).acceptComplete(saved.id());
          }
          if (loss) {
            new Revisions(open).embeddingsRemoved();
          } else {
            new Revisions(open).imagesChanged();
          }
          return null;
        });
  }

  /**
   * Reads all intact embeddings of a model, in the order the images were added.
   *
   * @return ids of images whose embedding is damaged
   */
  public List<Long> embeddings(ModelId model, Consumer<StoredEmbedding> reader) {
    return database.read(open -> new EmbeddingTable(open).forEach(model.hash(), reader));
  }

  /** Ids of the images that a model has embedded, ascending. */
  public long[] embeddedImageIds(ModelId model) {
    return database.read(open -> new EmbeddingTable(open).ids(model.hash()));
  }

  /**
   * Reads the embeddings of some images.
   *
   * @param images ids; images without an embedding are skipped
   * @return ids of images whose embedding is damaged
   */
  public List<Long> embeddings(ModelId model, long[] images, Consumer<StoredEmbedding> reader) {
    return database.read(open -> new EmbeddingTable(open).forEach(model.hash(), images, reader));
  }

  @Override
  public void close() {
    collections.close();
    words.close();
    database.close();
  }
}

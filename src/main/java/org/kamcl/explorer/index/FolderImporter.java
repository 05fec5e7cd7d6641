package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.bulk.BulkError;
import org.kamcl.explorer.bulk.Commit;
import org.kamcl.explorer.bulk.FileLocations;
import org.kamcl.explorer.bulk.FileRow;
import org.kamcl.explorer.bulk.ImageRow;
import org.kamcl.explorer.bulk.Manifest;
import org.kamcl.explorer.bulk.PartFiles;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Takes a folder of embeddings into the archive, as if its files had been indexed here. Images that
 * are in the archive already are left as they are, so a second import changes nothing, and one that
 * was interrupted continues.
 */
public final class FolderImporter {
  /** Images of one transaction. */
  private static final int BATCH_SIZE = 512;

  private final Catalog catalog;
  private final ModelSource model;
  private final IndexLock lock;
  private final CollectionCalibrator calibrator;

  /**
   * @param catalog stores the results
   * @param model the model of the archive, which must have made the embeddings
   */
  public FolderImporter(Catalog catalog, ModelSource model) {
    this.catalog = catalog;
    this.model = model;
    this.lock = new IndexLock(catalog.file().toAbsolutePath().getParent());
    this.calibrator = CollectionCalibrator.of(catalog, model);
  }

  /**
   * A job that imports a folder.
   *
   * @param folder as the Spark job wrote it
   * @param locations where its files are on this machine
   */
  public Job<IndexReport> importJob(Path folder, FileLocations locations) {
    return context -> {
      catalog.requireKnownVersion();
      return lock.runLocked(context, () -> new Run(folder, locations, context).report());
    };
  }

  /** One import. */
  private final class Run {
    private final Path folder;
    private final Path parts;
    private final Manifest manifest;
    private final FileLocations locations;
    private final JobContext context;
    private final IndexReportBuilder report = new IndexReportBuilder();

    /** What the last run says about each file, by URI. */
    private final Map<String, FileRow> latest = new LinkedHashMap<>();

    /** The last row of each file that could be read, by URI. */
    private final Map<String, FileRow> content = new LinkedHashMap<>();

    /** The images of each file that are in the folder. */
    private final Map<String, Set<Optional<TileBounds>>> found = new HashMap<>();

    /** The images of each file that are in the archive. */
    private final Map<String, Set<Optional<TileBounds>>> stored = new HashMap<>();

    private final List<EmbeddedImage> batch = new ArrayList<>();
    private final Set<String> filesWithNewImages = new HashSet<>();

    Run(Path folder, FileLocations locations, JobContext context) {
      this.folder = folder;
      this.parts = folder.resolve(Manifest.PARTS);
      this.manifest = Manifest.read(folder);
      this.locations = locations;
      this.context = context;
    }

    IndexReport report() {
      requireModel();
      for (Commit part : manifest.parts()) {
        context.checkCancelled();
        Manifest.verify(folder, part);
        readFiles(part);
      }
      long done = 0;
      for (Commit part : manifest.parts()) {
        context.checkCancelled();
        if (part.images() > 0) {
          importImages(part);
        }
        done += part.images();
        context.onProgress(ProgressStage.IMAGES, done, manifest.images(), part.part());
      }
      save();
      updateFiles();
      updateProblems();
      requireAll();
      IndexBuilder.storeRendering(
          catalog,
          manifest.settings().rendering(),
          content.values().stream().map(FileRow::collection).collect(Collectors.toSet()));
      calibrator.update();
      return report.build();
    }

    private void requireModel() {
      ModelId made = manifest.settings().model();
      ModelId own = model.id();
      if (!made.hash().equals(own.hash())) {
        throw new KamclException(
            BulkError.OTHER_MODEL, folder, made.name(), made.hash(), own.name(), own.hash());
      }
    }

    private void readFiles(Commit part) {
      List<FileRow> rows = PartFiles.readFiles(parts, part.part());
      if (rows.size() != part.rows()) {
        throw new KamclException(BulkError.COUNT_DIFFERS, folder, part.rows(), rows.size());
      }
      for (FileRow row : rows) {
        latest.merge(row.uri(), row, Run::later);
        if (!row.sha256().isEmpty()) {
          content.put(row.uri(), row);
        }
      }
    }

    /** Of the rows of one content, one with a problem counts. */
    private static FileRow later(FileRow before, FileRow now) {
      boolean same = before.hasImagesOf(now) && before.modified() == now.modified();
      return same && before.problem().isPresent() && now.first() != before.first() ? before : now;
    }

    private void importImages(Commit part) {
      Map<String, FileRow> rows =
          PartFiles.readFiles(parts, part.part()).stream()
              .collect(Collectors.toMap(FileRow::uri, row -> row, (a, b) -> a));
      List<ImageRow> images = PartFiles.readImages(parts, part.part());
      if (images.size() != part.images()) {
        throw new KamclException(BulkError.COUNT_DIFFERS, folder, part.images(), images.size());
      }
      for (ImageRow image : images) {
        FileRow file = content.get(image.uri());
        FileRow own = rows.get(image.uri());
        if (file != null && own != null && file.hasImagesOf(own)) {
          importImage(file, image);
        }
      }
    }

    private void importImage(FileRow file, ImageRow row) {
      Optional<TileBounds> tile = row.image().tile();
      if (!found.computeIfAbsent(file.uri(), uri -> new HashSet<>()).add(tile)) {
        return;
      }
      if (stored.computeIfAbsent(file.uri(), uri -> storedTiles(file)).contains(tile)) {
        report.countUnchanged(1, row.image().footprint().isEmpty() ? 1 : 0);
        return;
      }
      report.addWarnings(row.image().warnings());
      filesWithNewImages.add(file.uri());
      batch.add(new EmbeddedImage(entry(file), row.image(), row.vector(), row.concepts()));
      if (batch.size() >= BATCH_SIZE) {
        save();
      }
    }

    private void save() {
      if (!batch.isEmpty()) {
        catalog.save(model.id(), batch);
        report.countAdded(
            batch.size(),
            (int) batch.stream().filter(i -> i.image().footprint().isEmpty()).count());
        batch.clear();
      }
    }

    /** The images of a file that the archive has of this content and tiling. */
    private Set<Optional<TileBounds>> storedTiles(FileRow file) {
      return catalog
          .files()
          .find(locations.of(file.uri()))
          .filter(known -> known.sha256().equals(file.sha256()))
          .filter(known -> known.tiling().equals(file.tiling()))
          .map(known -> catalog.embeddedTiles(model.id(), known, file.code().reading()))
          .orElse(Set.of());
    }

    private FileEntry entry(FileRow file) {
      return new FileEntry(
          file.collection(),
          locations.of(file.uri()),
          file.size(),
          file.modified(),
          file.sha256(),
          file.tiling(),
          file.imageCount(),
          file.location(),
          file.captions(),
          file.crs(),
          file.code());
    }

    /** Brings files up to date whose images were in the archive already. */
    private void updateFiles() {
      List<FileUpdate> updates = new ArrayList<>();
      for (FileRow file : content.values()) {
        if (file.crs().isPresent() && file.crs().get().epsg().isEmpty()) {
          report.addMissingCrs(locations.of(file.uri()));
        }
        boolean old = !filesWithNewImages.contains(file.uri()) && found.containsKey(file.uri());
        if (old && !isCurrent(file)) {
          updates.add(new FileUpdate(entry(file), List.of()));
        }
      }
      if (!updates.isEmpty()) {
        catalog.updateFiles(updates);
      }
    }

    private boolean isCurrent(FileRow file) {
      Optional<StoredFile> known = catalog.files().find(locations.of(file.uri()));
      return known
          .filter(k -> k.size() == file.size() && k.modified() == file.modified())
          .isPresent();
    }

    private void updateProblems() {
      List<FileProblem> problems = new ArrayList<>();
      Set<Path> readable = new HashSet<>();
      for (FileRow file : latest.values()) {
        Path path = locations.of(file.uri());
        if (file.problem().isPresent()) {
          FileProblem problem =
              new FileProblem(
                  path,
                  locations.of(file.folder()),
                  file.collection(),
                  file.problem().get().in(path));
          problems.add(problem);
          report.addProblem(problem.problem());
        } else {
          readable.add(path);
        }
      }
      Set<Path> solved =
          catalog.files().problems().stream()
              .map(FileProblem::file)
              .filter(readable::contains)
              .collect(Collectors.toSet());
      catalog.files().updateProblems(problems, solved);
    }

    /** Requires that the archive has every image of the folder. */
    private void requireAll() {
      long expected = 0;
      long now = 0;
      for (Map.Entry<String, Set<Optional<TileBounds>>> file : found.entrySet()) {
        FileRow row = content.get(file.getKey());
        if (row != null) {
          Set<Optional<TileBounds>> tiles = new HashSet<>(storedTiles(row));
          tiles.retainAll(file.getValue());
          expected += file.getValue().size();
          now += tiles.size();
        }
      }
      if (now != expected) {
        throw new KamclException(BulkError.COUNT_DIFFERS, folder, expected, now);
      }
    }
  }
}

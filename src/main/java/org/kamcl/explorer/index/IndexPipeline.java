package org.kamcl.explorer.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.FileMemory;

/**
 * Takes files from disk into the catalog. Each file passes four steps: {@link ChangeDetector}
 * compares it with the catalog, {@link FilePlanner} plans its images, the model embeds those that
 * are new, with pixels from {@link TileReader}, and {@link IndexWriter} stores the results. While
 * the model embeds some images, the next files are read.
 */
final class IndexPipeline {
  private final Catalog catalog;
  private final ModelSource model;
  private final SidecarTables tables;
  private final IndexRequest request;
  private final JobContext context;
  private final IndexReportBuilder report;
  private final IndexProgress progress;
  private final ChangeDetector changes;
  private final FilePlanner planner;
  private final TileReader tiles;
  private final IndexWriter writer;

  IndexPipeline(
      Catalog catalog,
      ImageLoader loader,
      ModelSource model,
      SidecarTables tables,
      IndexRequest request,
      JobContext context,
      IndexReportBuilder report,
      IndexProgress progress) {
    this.catalog = catalog;
    this.model = model;
    this.tables = tables;
    this.request = request;
    this.context = context;
    this.report = report;
    this.progress = progress;
    this.changes = new ChangeDetector(catalog, loader, model.id(), request, report);
    TrainedExtentRange trained = TrainedExtentRange.of(ModelCard.read(model.folder()));
    this.planner =
        new FilePlanner(
            loader, new ImageEntryFactory(trained), request, new StoredOutlines(catalog)::of);
    this.tiles = new TileReader(loader, request);
    this.writer = new IndexWriter(catalog, model, report);
  }

  /**
   * Indexes files; those that cannot be used are reported.
   *
   * @throws CancellationException if the job is cancelled; completed images are stored
   */
  void run(List<SourceFile> files) {
    Tasks tasks = new Tasks(files.iterator());
    try {
      // The model is loaded only if an image has to be embedded.
      if (tasks.hasNext()) {
        model.embedder(tiles::read).embed(tasks, new Results());
      }
    } catch (CancellationException e) {
      writer.flush();
      throw e;
    }
    writer.flush();
  }

  /** The images to embed; files are compared and planned when the embedder asks for more. */
  private final class Tasks implements Iterator<EmbeddingTask> {
    private final Iterator<SourceFile> files;
    private final Queue<EmbeddingTask> ready = new ArrayDeque<>();

    Tasks(Iterator<SourceFile> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && files.hasNext()) {
        context.checkCancelled();
        ready.addAll(tasksOf(files.next()));
      }
      return !ready.isEmpty();
    }

    @Override
    public EmbeddingTask next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      context.checkCancelled();
      return ready.remove();
    }
  }

  private List<EmbeddingTask> tasksOf(SourceFile source) {
    FileState state;
    Optional<FilePlan> plan;
    try {
      state = FileMemory.limited(source.path(), () -> changes.inspect(source));
      plan = FileMemory.limited(source.path(), () -> planIfChanged(state));
    } catch (KamclException e) {
      skip(source, source.collection(), e.problem());
      return List.of();
    }
    // Failures of the catalog end the run, so they are not caught.
    writer.markReadable(source.path());
    if (plan.isEmpty()) {
      countUnchanged(state);
      return List.of();
    }
    return withoutReusable(newImages(state, plan.get()));
  }

  private void skip(SourceFile source, String collection, Problem problem) {
    writer.addProblem(
        new FileProblem(source.path(), source.folder(), collection, problem.in(source.path())));
    progress.advance(1, source.path());
  }

  /** The plan of a file; empty if everything the catalog stores about it is up to date. */
  private Optional<FilePlan> planIfChanged(FileState state) {
    SourceFile source = state.source();
    FileMetadata metadata =
        FileMetadata.of(
            source,
            tables,
            // A known file stays in its collection unless the request names one.
            state
                .stored()
                .filter(stored -> request.collection().isEmpty() && !stored.damage().entry())
                .map(StoredFile::collection)
                .orElse(source.collection()));
    boolean upToDate = state.isComplete() && metadata.isStored(state.stored().get());
    if (upToDate && state.crs().isEmpty()) {
      return Optional.empty();
    }
    // A file without a CRS is planned in every run: a sidecar file may name its CRS by now.
    FilePlan plan = planner.plan(state, metadata);
    if (plan.file().crs().isPresent() && plan.file().crs().get().epsg().isEmpty()) {
      report.addMissingCrs(source.path());
    }
    return upToDate && plan.file().crs().equals(state.crs()) ? Optional.empty() : Optional.of(plan);
  }

  private void countUnchanged(FileState state) {
    StoredFile stored = state.stored().orElseThrow();
    report.countUnchanged(stored.imageCount(), stored.withoutLocation());
    progress.setImageCount(stored.imageCount());
    progress.advance(stored.imageCount(), state.source().path());
  }

  /** The images of a plan that are not embedded; the stored metadata of the others is updated. */
  private List<EmbeddingTask> newImages(FileState state, FilePlan plan) {
    progress.setImageCount(plan.images().size());
    plan.images().forEach(image -> report.addWarnings(image.warnings()));
    Set<Optional<TileBounds>> embedded = state.embeddedTiles();
    countRepeated(state, plan);
    boolean otherPlaces =
        !plan.file().crs().equals(state.crs())
            || (state.isPlacedByEarlierCode() && !embedded.equals(tiles(plan)));
    if (state.hasStoredImages() && (otherPlaces || state.isDamaged())) {
      boolean samePixels = !changes.resamples() || !otherPlaces;
      catalog.missingCrs().updateFootprints(plan.file(), plan.images(), samePixels);
      embedded = changes.embeddedTiles(state);
    }
    List<EmbeddingTask> tasks = new ArrayList<>();
    List<ImageEntry> unchanged = new ArrayList<>();
    for (ImageEntry image : plan.images()) {
      if (embedded.contains(image.tile())) {
        unchanged.add(image);
      } else {
        tasks.add(new EmbeddingTask(plan.source(), plan.file(), image));
      }
    }
    if (!unchanged.isEmpty()) {
      writer.update(new FileUpdate(plan.file(), unchanged));
      progress.advance(unchanged.size(), plan.file().path());
    }
    return tasks;
  }

  private static Set<Optional<TileBounds>> tiles(FilePlan plan) {
    return plan.images().stream().map(ImageEntry::tile).collect(Collectors.toSet());
  }

  /** Counts a file whose entry was damaged or made by earlier code and is made again. */
  private void countRepeated(FileState state, FilePlan plan) {
    if (state.isDamaged()) {
      StoredFile known = state.stored().orElseThrow();
      StoredFile.Damage damage = known.damage();
      report.countMended();
      boolean lost =
          (damage.captions() && known.captionCount() > 0 && plan.file().captions().isEmpty())
              || (damage.state()
                  && known.location().isPresent()
                  && plan.file().location().isEmpty());
      if (lost) {
        report.addWarning(Problem.of(IndexError.ENTRY_WITHOUT_TABLES, plan.file().path()));
      }
    } else if (state.isPlacedByEarlierCode()
        && plan.images().stream().anyMatch(image -> image.footprint().isPresent())) {
      report.countRelocated();
    }
  }

  /** Stores images whose embedding is known from a copy of the file; returns the others. */
  private List<EmbeddingTask> withoutReusable(List<EmbeddingTask> tasks) {
    List<EmbeddingTask> rest = new ArrayList<>();
    for (EmbeddingTask task : tasks) {
      Optional<StoredEmbedding> copy = changes.reusableEmbedding(task);
      if (copy.isPresent()) {
        store(
            new EmbeddedImage(
                task.file(), task.image(), copy.get().vector(), copy.get().concepts()));
      } else {
        rest.add(task);
      }
    }
    return rest;
  }

  private void store(EmbeddedImage image) {
    writer.add(image);
    progress.advance(1, image.file().path());
  }

  /** Receives embeddings in the order of the tasks. */
  private final class Results implements ImageEmbedder.Sink<EmbeddingTask> {
    @Override
    public void embedded(EmbeddingTask task, Embedding embedding) {
      store(task.embedded(embedding));
    }

    @Override
    public void skipped(EmbeddingTask task, Problem problem) {
      skip(task.source(), task.file().collection(), problem);
    }
  }
}

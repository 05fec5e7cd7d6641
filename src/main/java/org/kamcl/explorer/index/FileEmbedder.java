package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.bulk.BulkError;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.file.FileMemory;

/**
 * Plans and embeds files as indexing does, without a catalog: for machines that make embeddings
 * together. Not thread-safe.
 */
public final class FileEmbedder {
  private final ModelSource model;
  private final ImageLoader loader;
  private final IndexRequest request;
  private final SidecarTables tables = new SidecarTables();
  private final FilePlanner planner;
  private final TileReader tiles;

  /**
   * Reads what the location table of the request and the tables of captions say about files.
   *
   * @param files that are planned later
   * @throws KamclException if the location table cannot be read
   */
  public FileEmbedder(
      ImageLoader loader, ModelSource model, IndexRequest request, List<SourceFile> files) {
    this.loader = loader;
    this.model = model;
    this.request = request;
    request.locationTable().ifPresent(table -> tables.readLocations(table, files));
    tables.readCaptions(files);
    TrainedExtentRange trained = TrainedExtentRange.of(ModelCard.read(model.folder()));
    this.planner =
        new FilePlanner(
            loader, new ImageEntryFactory(trained), request, (path, stored) -> Optional.empty());
    this.tiles = new TileReader(loader, request);
  }

  /** Receives results in the order of the images. */
  public interface Sink {
    /** Receives an image with its embedding. */
    void embedded(EmbeddedImage image);

    /** Receives the reason why an image of a file could not be embedded. */
    void skipped(SourceFile source, Problem problem);
  }

  /**
   * Reads a file and plans its images.
   *
   * @throws KamclException if it is not an image that can be read
   */
  public FilePlan plan(SourceFile source) {
    return FileMemory.limited(source.path(), () -> plan(source, ModelFiles.sha256(source.path())));
  }

  /**
   * Plans the images of a file that was planned before, without reading its content again.
   *
   * @param before the plan, possibly by another machine
   * @throws KamclException with {@link BulkError#FILE_CHANGED} if it has changed since
   */
  public FilePlan planAgain(SourceFile source, ContentState before) {
    FilePlan plan = FileMemory.limited(source.path(), () -> plan(source, before.sha256()));
    if (!ContentState.of(plan).equals(before)) {
      throw new KamclException(BulkError.FILE_CHANGED, source.path());
    }
    return plan;
  }

  private FilePlan plan(SourceFile source, String sha256) {
    Path path = source.path();
    long size;
    long modified;
    try {
      size = Files.size(path);
      modified = Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      throw new KamclException(e, IndexError.FILE_UNREADABLE, path);
    }
    FileState state = FileState.unknown(loader, request, source, size, modified, sha256);
    return planner.plan(state, FileMetadata.of(source, tables, source.collection()));
  }

  /**
   * What identifies the images of a file.
   *
   * @param size bytes
   * @param modified milliseconds since 1970
   * @param sha256 hash of the content
   * @param tiling serialized key of its tiling and band rendering
   * @param imageCount number of images
   */
  public record ContentState(
      long size, long modified, String sha256, String tiling, int imageCount) {
    /** That of a plan. */
    public static ContentState of(FilePlan plan) {
      return new ContentState(
          plan.file().size(),
          plan.file().modified(),
          plan.file().sha256(),
          plan.file().tiling(),
          plan.file().imageCount());
    }
  }

  /** Embeds the images of plans, in their order. Loads the model with the first image. */
  public void embed(List<FilePlan> plans, Sink sink) {
    Iterator<EmbeddingTask> tasks = plans.stream().flatMap(FileEmbedder::tasks).iterator();
    if (tasks.hasNext()) {
      model.embedder(tiles::read).embed(tasks, new Results(sink));
    }
  }

  private static Stream<EmbeddingTask> tasks(FilePlan plan) {
    return plan.images().stream()
        .map(image -> new EmbeddingTask(plan.source(), plan.file(), image));
  }

  /** Warnings about rows of tables that could not be used. */
  public List<Problem> warnings() {
    return tables.warnings().stream().filter(w -> !w.is(IndexError.ROWS_WITHOUT_FILE)).toList();
  }

  private record Results(Sink sink) implements ImageEmbedder.Sink<EmbeddingTask> {
    @Override
    public void embedded(EmbeddingTask task, Embedding embedding) {
      sink.embedded(task.embedded(embedding));
    }

    @Override
    public void skipped(EmbeddingTask task, Problem problem) {
      sink.skipped(task.source(), problem);
    }
  }
}

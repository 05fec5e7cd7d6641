package org.kamcl.explorer.context;

import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.ImageTags;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.export.HitExporters;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.index.CrsAssignmentService;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ImageFileEncoder;
import org.kamcl.explorer.index.IndexBuilder;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.search.SearchService;

/**
 * All that works on one workspace, put together and closed together. Opening touches nothing: the
 * catalogue, the engine and the model are opened by the thread that first needs them.
 */
public final class ExplorerContext implements AutoCloseable {
  private final Catalog catalog;
  private final LazyModel model;
  private final EmbeddingStore vectors;
  private final SearchService search;
  private final Thumbnails thumbnails;
  private final IndexBuilder index;
  private final MissingCrs systems;
  private final ExportService exporter;

  private ExplorerContext(
      Path home, ModelStore models, Optional<String> name, DeviceChoice device) {
    this.catalog = Catalog.open(home.resolve(Catalog.FILE_NAME));
    this.model = new LazyModel(models, catalog, name, device);
    ImageLoader reader = new ImageLoader();
    this.vectors = new EmbeddingStore(catalog);
    this.search =
        new SearchService(catalog, model, vectors, new ImageFileEncoder(reader, model)::encode);
    this.thumbnails = new Thumbnails(reader, catalog.collections()::bandRendering);
    this.index = new IndexBuilder(catalog, reader, model);
    this.systems = new CrsAssignmentService(catalog, reader, model);
    this.exporter = new HitExporters(home, thumbnails, JpegWriter::write);
  }

  /**
   * A workbench.
   *
   * @param home folder of the workspace; need not exist
   * @param models to choose from
   * @param name of the model; empty for the one that indexed last, else the default one
   * @param device where the engine runs
   */
  public static ExplorerContext open(
      Path home, ModelStore models, Optional<String> name, DeviceChoice device) {
    return new ExplorerContext(home, models, name, device);
  }

  /** What is searchable. */
  public ImageArchive archive() {
    return new ArchiveWithModelName(catalog, model::name);
  }

  /** Searches that were made and those that are kept. */
  public SearchLibrary searchLibrary() {
    return catalog.searches();
  }

  /** Tags and verdicts. */
  public ImageTags tags() {
    return catalog.labels();
  }

  /** The collections. */
  public ImageCollections collections() {
    return catalog.collections();
  }

  /** Finds images by words and words for images. */
  public SearchService search() {
    return search;
  }

  /** Pictures to look at. */
  public ThumbnailSource thumbnails() {
    return thumbnails;
  }

  /** Writes hits into files for other programs. */
  public ExportService exporter() {
    return exporter;
  }

  /** A job that makes folders searchable. */
  public Job<IndexReport> index(IndexRequest request) {
    return index.indexJob(request);
  }

  /** A job that reads the files again that could not be used. */
  public Job<IndexReport> retryProblems() {
    return index.retryJob();
  }

  /** Files that have coordinates but name no coordinate system. */
  public MissingCrs missingCrs() {
    return systems;
  }

  /** Name of the model in use. */
  public String modelName() {
    return model.id().name();
  }

  @Override
  public void close() {
    model.close();
    vectors.close();
    catalog.close();
  }
}

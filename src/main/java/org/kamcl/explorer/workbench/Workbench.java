package org.kamcl.explorer.workbench;

import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.HitExporter;
import org.kamcl.explorer.domain.ImageArchive;
import org.kamcl.explorer.domain.ImageCollections;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.Labels;
import org.kamcl.explorer.domain.SearchLibrary;
import org.kamcl.explorer.domain.ThumbnailSource;
import org.kamcl.explorer.domain.UnknownSystems;
import org.kamcl.explorer.export.HitFiles;
import org.kamcl.explorer.imagery.JpegFile;
import org.kamcl.explorer.imagery.PictureReader;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.index.IndexBuilder;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.index.PictureFile;
import org.kamcl.explorer.index.SystemQuestions;
import org.kamcl.explorer.index.VectorStore;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.search.SearchService;

/**
 * All that works on one workspace, put together and closed together. Opening touches nothing: the
 * catalogue, the engine and the model are opened by the thread that first needs them.
 */
public final class Workbench implements AutoCloseable {
  private final Catalog catalog;
  private final LazyModel model;
  private final VectorStore vectors;
  private final SearchService search;
  private final Thumbnails thumbnails;
  private final IndexBuilder index;
  private final UnknownSystems systems;
  private final HitExporter exporter;

  private Workbench(Path home, ModelStore models, Optional<String> name, DeviceChoice device) {
    this.catalog = Catalog.open(home.resolve(Catalog.FILE));
    this.model = new LazyModel(models, catalog, name, device);
    PictureReader reader = new PictureReader();
    this.vectors = new VectorStore(catalog);
    this.search = new SearchService(catalog, model, vectors, new PictureFile(reader, model)::of);
    this.thumbnails = new Thumbnails(reader, catalog.collections()::look);
    this.index = new IndexBuilder(catalog, reader, model);
    this.systems = new SystemQuestions(catalog, reader, model);
    this.exporter = new HitFiles(home, thumbnails, JpegFile::write);
  }

  /**
   * A workbench.
   *
   * @param home folder of the workspace; need not exist
   * @param models to choose from
   * @param name of the model; empty for the one that indexed last, else the default one
   * @param device where the engine runs
   */
  public static Workbench open(
      Path home, ModelStore models, Optional<String> name, DeviceChoice device) {
    return new Workbench(home, models, name, device);
  }

  /** What is searchable. */
  public ImageArchive archive() {
    return new NamedArchive(catalog, model::name);
  }

  /** Searches that were made and those that are kept. */
  public SearchLibrary searches() {
    return catalog.searches();
  }

  /** Tags and verdicts. */
  public Labels labels() {
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
  public HitExporter exporter() {
    return exporter;
  }

  /** A job that makes folders searchable. */
  public Job<IndexReport> index(IndexRequest request) {
    return index.job(request);
  }

  /** A job that reads the files again that could not be used. */
  public Job<IndexReport> readAgain() {
    return index.again();
  }

  /** Files that have coordinates but name no coordinate system. */
  public UnknownSystems systems() {
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

package org.kamcl.explorer.app;

import java.nio.file.Files;
import java.util.Optional;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;

/** Constructs what the window works with, and closes it. */
public final class WindowContext implements AutoCloseable {
  private final Workspace workspace;
  private final ExplorerContext explorerContext;

  private WindowContext(Workspace workspace, ExplorerContext explorerContext) {
    this.workspace = workspace;
    this.explorerContext = explorerContext;
  }

  /**
   * The context of a workspace; at once, for whatever takes time is opened by the background thread
   * that first needs it.
   */
  public static WindowContext open(Workspace workspace) {
    return new WindowContext(
        workspace,
        ExplorerContext.open(
            workspace.folder(), workspace.models(), Optional.empty(), DeviceChoice.CPU));
  }

  /** What is searchable. */
  public ImageArchive archive() {
    return explorerContext.archive();
  }

  /** Finds images by words and words for images. */
  public ImageSearch search() {
    return explorerContext.search();
  }

  /** Pictures to look at. */
  public ThumbnailSource thumbnails() {
    return explorerContext.thumbnails();
  }

  /** A job that makes folders and files searchable. */
  public Job<IndexReport> index(ImportRequest importRequest) {
    IndexRequest request = IndexRequest.of(importRequest.paths());
    return explorerContext.index(
        importRequest.places().map(request::withLocationTable).orElse(request));
  }

  /** A job that makes the sample images searchable. */
  public Job<IndexReport> indexSample() {
    return explorerContext.index(workspace.sample());
  }

  /** What the window is given. */
  public ExplorerServices services() {
    boolean firstStart =
        workspace.hasSample() && !Files.exists(workspace.folder().resolve(Catalog.FILE_NAME));
    return new ExplorerServices(
        archive(),
        search(),
        thumbnails(),
        explorerContext.searchLibrary(),
        explorerContext.tags(),
        explorerContext.collections(),
        explorerContext.missingCrs(),
        explorerContext.exporter(),
        this::index,
        this::indexSample,
        firstStart);
  }

  @Override
  public void close() {
    explorerContext.close();
  }
}

package org.kamcl.explorer.app;

import java.nio.file.Files;
import java.util.Optional;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.cli.Workspace;
import org.kamcl.explorer.domain.ImageArchive;
import org.kamcl.explorer.domain.ImageSearch;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ThumbnailSource;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.Addition;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.workbench.Workbench;

/** Constructs what the window works with, and closes it. */
public final class ExplorerContext implements AutoCloseable {
  private final Workspace workspace;
  private final Workbench workbench;

  private ExplorerContext(Workspace workspace, Workbench workbench) {
    this.workspace = workspace;
    this.workbench = workbench;
  }

  /**
   * The context of a workspace; at once, for whatever takes time is opened by the background thread
   * that first needs it.
   */
  public static ExplorerContext open(Workspace workspace) {
    return new ExplorerContext(
        workspace,
        Workbench.open(workspace.home(), workspace.models(), Optional.empty(), DeviceChoice.CPU));
  }

  /** What is searchable. */
  public ImageArchive archive() {
    return workbench.archive();
  }

  /** Finds images by words and words for images. */
  public ImageSearch search() {
    return workbench.search();
  }

  /** Pictures to look at. */
  public ThumbnailSource thumbnails() {
    return workbench.thumbnails();
  }

  /** A job that makes folders and files searchable. */
  public Job<IndexReport> index(Addition addition) {
    IndexRequest request = IndexRequest.of(addition.paths());
    return workbench.index(addition.places().map(request::with).orElse(request));
  }

  /** A job that makes the sample images searchable. */
  public Job<IndexReport> indexSample() {
    return workbench.index(workspace.sample());
  }

  /** What the window is given. */
  public ExplorerServices services() {
    boolean firstStart =
        workspace.hasSample() && !Files.exists(workspace.home().resolve(Catalog.FILE));
    return new ExplorerServices(
        archive(),
        search(),
        thumbnails(),
        workbench.searches(),
        workbench.labels(),
        workbench.collections(),
        workbench.systems(),
        workbench.exporter(),
        this::index,
        this::indexSample,
        firstStart);
  }

  @Override
  public void close() {
    workbench.close();
  }
}

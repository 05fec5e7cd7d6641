package org.kamcl.explorer.ui.collections;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Opens an archive in the background and loads what the first search needs. */
final class ArchiveLoader {
  private final ExplorerServices.Opener opener;
  private final TaskExecutor taskExecutor;
  private volatile boolean searchExpected;

  /**
   * @param opener called once, on a background thread
   */
  ArchiveLoader(ExplorerServices.Opener opener, TaskExecutor taskExecutor) {
    this.opener = opener;
    this.taskExecutor = taskExecutor;
  }

  /** What is read of an archive when it opens or changes. */
  record Contents(ArchiveSummary summary, List<ImageRecord> images, Optional<ModelInfo> model) {
    /** Reads the archive; not to be called on the JavaFX thread. */
    static Contents of(ExplorerServices services) {
      return withoutImages(services).with(services.archive().images());
    }

    private static Contents withoutImages(ExplorerServices services) {
      return new Contents(services.archive().summary(), List.of(), services.model());
    }

    private Contents with(List<ImageRecord> all) {
      return new Contents(summary, all, model);
    }
  }

  /** An open archive. */
  record Opened(ExplorerServices services, Contents contents) {}

  /** Whether a search follows right after opening. */
  boolean searchExpected() {
    return searchExpected;
  }

  /** Prepares for a search right after opening. Call it before {@link #load}. */
  void expectSearch() {
    searchExpected = true;
  }

  /**
   * Opens the archive. The callbacks run on the JavaFX thread.
   *
   * @param begun receives it before its images are read, which takes long if there are many; not
   *     called if a search follows right after opening, which needs them anyway
   */
  void load(Consumer<Opened> begun, Consumer<Opened> done, Consumer<Throwable> failed) {
    taskExecutor.<Opened>stream(
        partial -> {
          ExplorerServices opened = opener.open();
          if (searchExpected) {
            prepare(opened);
            return new Opened(opened, Contents.of(opened));
          }
          Contents beginning = Contents.withoutImages(opened);
          partial.publish(new Opened(opened, beginning));
          return new Opened(opened, beginning.with(opened.archive().images()));
        },
        begun,
        done,
        failed);
  }

  private void prepare(ExplorerServices opened) {
    taskExecutor.run(
        () -> {
          opened.search().warmUp();
          return true;
        },
        ready -> {},
        // The search reports the same failure.
        failure -> {});
  }
}

package org.kamcl.explorer.ui.collections;

import java.util.List;
import java.util.function.Consumer;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Opens an archive beside the window, and gets ready meanwhile what a first search needs. */
final class ArchiveLoader {
  private final ExplorerServices.Opener opener;
  private final TaskExecutor taskExecutor;
  private volatile boolean searchExpected;

  /**
   * @param opener is asked once
   */
  ArchiveLoader(ExplorerServices.Opener opener, TaskExecutor taskExecutor) {
    this.opener = opener;
    this.taskExecutor = taskExecutor;
  }

  /** What is read of an archive at once. */
  record Contents(ArchiveSummary summary, List<ImageRecord> images) {
    /** What there is now; not on the thread that draws. */
    static Contents of(ExplorerServices services) {
      return new Contents(services.archive().summary(), services.archive().images());
    }
  }

  /** An archive that is open. */
  record Opened(ExplorerServices services, Contents contents) {}

  /** A search follows when the archive is open; to be called before it is opened. */
  void expectSearch() {
    searchExpected = true;
  }

  /** Opens it; the answer comes on the thread that draws. */
  void load(Consumer<Opened> done, Consumer<Throwable> failed) {
    taskExecutor.run(
        () -> {
          ExplorerServices opened = opener.open();
          if (searchExpected) {
            prepare(opened);
          }
          return new Opened(opened, Contents.of(opened));
        },
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
        // The search comes upon the same, and says so.
        failure -> {});
  }
}

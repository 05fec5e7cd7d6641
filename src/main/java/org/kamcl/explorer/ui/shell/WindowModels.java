package org.kamcl.explorer.ui.shell;

import java.util.function.BooleanSupplier;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.CollectionsViewModel;
import org.kamcl.explorer.ui.collections.FinishedRunViewModel;
import org.kamcl.explorer.ui.collections.ModelChoiceViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The view models of a window that belong to no perspective, connected with each other. */
final class WindowModels implements AutoCloseable {
  private final JobsViewModel jobs;
  private final ArchiveViewModel archive;
  private final CollectionsViewModel collections;
  private final ModelChoiceViewModel modelChoice;
  private final FinishedRunViewModel finishedRuns;
  private final SelectionViewModel selection = new SelectionViewModel();
  private final ToastsViewModel toasts;
  private final MissingCrsViewModel missingCrs;
  private final ThumbnailLoader thumbnails;

  /**
   * @param opener called on a background thread when the archive is opened
   */
  WindowModels(WindowSession session, ExplorerServices.Opener opener, Messages messages) {
    FxTaskExecutor tasks = session.tasks();
    this.jobs = session.jobs();
    this.archive = new ArchiveViewModel(opener, tasks, jobs, messages);
    archive.setJournal(session.journal());
    this.collections = new CollectionsViewModel(archive, tasks, messages);
    this.modelChoice = new ModelChoiceViewModel(archive, tasks, messages);
    this.finishedRuns = new FinishedRunViewModel(archive, tasks, messages);
    this.toasts = new ToastsViewModel(tasks, messages);
    toasts.showNotices(archive.noticeProperty(), archive::dismissNotice);
    this.missingCrs = new MissingCrsViewModel(archive, tasks, toasts, messages);
    this.thumbnails = new ThumbnailLoader(archive, tasks);
    collections.onRemoved(
        removed ->
            toasts.showUndoable(
                messages.text("collections.removed", removed.name(), removed.images()),
                () -> collections.undo(removed)));
  }

  ArchiveViewModel archive() {
    return archive;
  }

  CollectionsViewModel collections() {
    return collections;
  }

  ModelChoiceViewModel modelChoice() {
    return modelChoice;
  }

  FinishedRunViewModel finishedRuns() {
    return finishedRuns;
  }

  SelectionViewModel selection() {
    return selection;
  }

  ToastsViewModel toasts() {
    return toasts;
  }

  MissingCrsViewModel missingCrs() {
    return missingCrs;
  }

  ThumbnailLoader thumbnails() {
    return thumbnails;
  }

  /** Whether the archive is open and its images are read, or it has failed to open. */
  BooleanSupplier opened() {
    return () ->
        archive.isLoaded() || archive.stateProperty().get() == ArchiveViewModel.State.CLOSED;
  }

  /** Whether no background work of the window is pending. */
  boolean isSettled() {
    return opened().getAsBoolean()
        && !thumbnails.isLoading()
        && missingCrs.isSettled()
        && jobs.running().isEmpty();
  }

  @Override
  public void close() {
    finishedRuns.close();
  }
}

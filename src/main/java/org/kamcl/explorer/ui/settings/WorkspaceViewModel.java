package org.kamcl.explorer.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.WorkspaceCare;
import org.kamcl.explorer.domain.WorkspaceInfo;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** What the workspace holds, and the jobs that back up, restore and move it. */
public final class WorkspaceViewModel {
  private final Supplier<Optional<WorkspaceCare>> care;
  private final TaskExecutor executor;
  private final JobsViewModel jobs;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ReadOnlyObjectWrapper<@Nullable WorkspaceInfo> info = new ReadOnlyObjectWrapper<>();

  /**
   * @param care empty until the archive is open
   */
  public WorkspaceViewModel(
      Supplier<Optional<WorkspaceCare>> care,
      TaskExecutor executor,
      JobsViewModel jobs,
      ToastsViewModel toasts,
      Messages messages) {
    this.care = care;
    this.executor = executor;
    this.jobs = jobs;
    this.toasts = toasts;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** What the workspace holds; null until it is read. */
  public ReadOnlyObjectProperty<@Nullable WorkspaceInfo> infoProperty() {
    return info.getReadOnlyProperty();
  }

  /** Reads what the workspace holds. */
  public void refresh() {
    care.get().ifPresent(services -> executor.run(services::info, info::set, this::failed));
  }

  /**
   * Backs up the workspace, as a job. The dialog has asked before a file is replaced.
   *
   * @param file of the backup
   */
  public void backUp(Path file) {
    start(
        messages.text("workspace.job.backup"),
        services -> services.backup(file, true),
        report ->
            toasts.show(
                messages.text(
                    "workspace.done.backup", report.files(), String.valueOf(file.getFileName()))));
  }

  /** Restores a backup into another folder, as a job. */
  public void restore(Path backup, Path folder) {
    start(
        messages.text("workspace.job.restore"),
        services -> services.restore(backup, folder),
        report -> restored(report.target()));
  }

  private void restored(Path folder) {
    String text = messages.text("workspace.done.restore", folder.toString());
    WorkspaceInfo now = info.get();
    if (now == null || !now.movable()) {
      toasts.show(text);
      return;
    }
    toasts.showAction(
        text,
        new ToastsViewModel.Action(
            messages.text("workspace.use"),
            () -> care.get().ifPresent(services -> services.useAtNextStart(folder))));
  }

  /** Prepares the move to another folder, as a job; it moves at the next start. */
  public void move(Path folder) {
    start(
        messages.text("workspace.job.move"),
        services -> services.move(folder),
        report -> toasts.show(messages.text("workspace.done.move", folder.toString())));
  }

  /** Keeps the workspace where it is. */
  public void cancelMove() {
    care.get()
        .ifPresent(
            services ->
                executor.run(
                    () -> {
                      services.cancelMove();
                      return true;
                    },
                    done -> refresh(),
                    this::failed));
  }

  /** Creates a job of the services. */
  private interface Work {
    Job<WorkspaceReport> job(WorkspaceCare services);
  }

  private void start(String title, Work work, Consumer<WorkspaceReport> done) {
    care.get()
        .ifPresent(
            services ->
                jobs.start(
                    title,
                    work.job(services),
                    report -> {
                      done.accept(report);
                      report.warnings().forEach(w -> toasts.showProblem(errors.format(w)));
                      refresh();
                    },
                    () -> {},
                    this::failed));
  }

  private void failed(Throwable failure) {
    toasts.showProblem(errors.format(failure));
  }
}

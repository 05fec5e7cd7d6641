package org.kamcl.explorer.api;

import java.nio.file.Path;
import org.kamcl.explorer.domain.WorkspaceInfo;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;

/** Backs up, restores and moves the workspace, which stays in use. */
public interface WorkspaceCare {
  /** What the workspace holds. Reads files; not for the JavaFX thread. */
  WorkspaceInfo info();

  /**
   * Creates a job that writes a backup, reads it again and compares it.
   *
   * @param file of the backup
   * @param replace whether an existing backup is replaced
   */
  Job<WorkspaceReport> backup(Path file, boolean replace);

  /**
   * Creates a job that restores a backup into another folder, and compares what was written.
   *
   * @param backup file of the backup
   * @param folder missing or empty
   */
  Job<WorkspaceReport> restore(Path backup, Path folder);

  /**
   * Creates a job that prepares the move to another folder. The workspace moves at the next start
   * of the window.
   *
   * @param folder missing or empty
   */
  Job<WorkspaceReport> move(Path folder);

  /** Keeps the workspace where it is, in spite of {@link #move}. */
  void cancelMove();

  /**
   * Uses another workspace from the next start on.
   *
   * @param folder of the other workspace
   */
  void useAtNextStart(Path folder);
}

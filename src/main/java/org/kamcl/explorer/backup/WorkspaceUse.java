package org.kamcl.explorer.backup;

import java.nio.file.Path;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogCopy;

/** Tells whether programs use a workspace. */
final class WorkspaceUse {
  private WorkspaceUse() {}

  /**
   * Requires that no other program uses a workspace.
   *
   * @throws KamclException with {@link BackupError#IN_USE} or {@link BackupError#RUN_ACTIVE}
   */
  static void requireUnused(Path workspace) {
    for (RunFolder run : runs(workspace).list()) {
      if (run.lock().isTaken()) {
        throw new KamclException(BackupError.RUN_ACTIVE, workspace, run.name());
      }
    }
    if (CatalogCopy.isInUse(workspace.resolve(Catalog.FILE_NAME))) {
      throw new KamclException(BackupError.IN_USE, workspace);
    }
  }

  private static RunStore runs(Path workspace) {
    return new RunStore(workspace.resolve("runs"));
  }
}

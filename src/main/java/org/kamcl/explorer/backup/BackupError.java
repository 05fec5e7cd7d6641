package org.kamcl.explorer.backup;

import org.kamcl.error.ErrorCode;

/** Errors of backups and of moving a workspace. The comments name the arguments. */
public enum BackupError implements ErrorCode {
  /** Folder. */
  NO_WORKSPACE(1),
  /** Folder, file. */
  FILE_NOT_READ(2),
  /** File or folder. */
  NOT_WRITTEN(1),
  /** Folder, needed megabytes, free megabytes. */
  DISK_TOO_SMALL(3),
  /** File. */
  BACKUP_EXISTS(1),
  /** File, workspace. */
  INSIDE_WORKSPACE(2),
  /** Folder. */
  FOLDER_NOT_EMPTY(1),
  /** Workspace. */
  IN_USE(1),
  /** Workspace, run. */
  RUN_ACTIVE(2),
  /** Run. */
  RUN_COPIED_WHILE_ACTIVE(1),
  /** File of the workspace. */
  FILE_GONE(1),
  /** File of the workspace. */
  NOT_A_FILE(1),
  /** Backup. */
  BACKUP_INCOMPLETE(1),
  /** Backup, its entry. */
  ENTRY_DAMAGED(2),
  /** Backup. */
  NOT_A_BACKUP(1),
  /** Backup. */
  BACKUP_NEWER(1),
  /** File. */
  COPY_DIFFERS(1),
  /** Folder. */
  REMAINS(1),
  /** File of the location. */
  LOCATION_DAMAGED(1),
  /** Workspace, file of the location. */
  LOCATION_MISSING(2);

  private final int argumentCount;

  BackupError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}

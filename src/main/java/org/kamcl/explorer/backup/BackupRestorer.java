package org.kamcl.explorer.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.GivenNames;
import org.kamcl.file.Leftovers;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.TemporaryName;

/**
 * Restores a backup into a folder that is missing or empty, or in place of a workspace. The folder
 * is written under a temporary name beside its target and compared with the backup before anything
 * is replaced.
 */
public final class BackupRestorer implements Job<WorkspaceReport> {
  /** End of the name of a workspace that is being replaced. */
  private static final String REPLACED = ".replaced";

  private final Path backup;
  private final Path target;
  private final boolean replace;

  /**
   * @param target folder of the workspace
   * @param replace whether the workspace in the folder is replaced
   */
  public BackupRestorer(Path backup, Path target, boolean replace) {
    this.backup = backup.toAbsolutePath().normalize();
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
  }

  @Override
  public WorkspaceReport run(JobContext context) {
    undoReplacing(target);
    checkTarget();
    Path part = TemporaryName.beside(target);
    try (BackupFile file = BackupFile.open(backup)) {
      BackupManifest manifest = file.manifest();
      DiskSpace.require(target, manifest.bytes());
      Leftovers.removeOf(target);
      PrivateFiles.createFolders(part);
      file.extractAll(part, new CopyProgress(context, 2 * manifest.bytes()));
      context.checkCancelled();
      checkTarget();
      publish(part);
      return new WorkspaceReport(
          target,
          manifest.files().size(),
          manifest.bytes(),
          manifest.catalog().map(content -> content.rowsOf("images")).orElse(0L),
          List.of());
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, target);
    } finally {
      FileUtils.deleteQuietly(part.toFile());
    }
  }

  private void checkTarget() {
    if (Files.notExists(target)) {
      GivenNames.checked(String.valueOf(target.getFileName()));
    }
    if (isFree(target)) {
      return;
    }
    if (!replace || !isWorkspace(target)) {
      throw new KamclException(BackupError.FOLDER_NOT_EMPTY, target);
    }
    if (backup.startsWith(target)) {
      throw new KamclException(BackupError.INSIDE_WORKSPACE, backup, target);
    }
    WorkspaceUse.requireUnused(target);
  }

  /** Whether a folder is missing or empty. */
  static boolean isFree(Path folder) {
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, folder);
    }
  }

  /** Whether a folder is a workspace, and not one of pictures or documents that was named. */
  private static boolean isWorkspace(Path folder) {
    return Stream.of(Catalog.FILE_NAME, "settings.json", "settings.txt", "models", "runs")
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private void publish(Path part) throws IOException {
    Path before = replaced(target);
    if (isFree(target)) {
      Files.deleteIfExists(target);
      Files.move(part, target);
      return;
    }
    if (isWorkspace(before)) {
      // A killed program had replaced it, but not deleted it yet.
      FileUtils.deleteDirectory(before.toFile());
    }
    Files.move(target, before);
    try {
      Files.move(part, target);
    } finally {
      if (Files.notExists(target)) {
        Files.move(before, target);
      }
    }
    FileUtils.deleteQuietly(before.toFile());
  }

  private static Path replaced(Path target) {
    return target.resolveSibling(target.getFileName() + REPLACED);
  }

  /**
   * Gives a workspace its name back that a killed program renamed, but did not replace yet.
   *
   * @param workspace folder of the workspace
   */
  public static void undoReplacing(Path workspace) {
    Path absolute = workspace.toAbsolutePath().normalize();
    if (absolute.getFileName() == null || Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path before = replaced(absolute);
    if (Files.isDirectory(before) && isWorkspace(before)) {
      try {
        Files.move(before, absolute);
      } catch (IOException e) {
        throw new KamclException(e, BackupError.NOT_WRITTEN, absolute);
      }
    }
  }
}

package org.kamcl.explorer.backup;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.GivenNames;

/**
 * Moves a workspace. Within a disk, its folder is renamed. To another disk, it is copied beside its
 * new place, compared, renamed to it, and deleted at its old place at last. Whenever the program is
 * killed, one of the two places holds all of it, and that one is used.
 */
public final class WorkspaceMove {
  /** In a folder that is being filled: what was copied from where. */
  static final String STATE = "moving.json";

  private static final String STAGE = ".moving";

  private final Path source;
  private final Path target;
  private final Optional<WorkspaceLocation> location;

  /**
   * @param source folder of the workspace
   * @param target its new place, missing or empty
   * @param location is told the new place; empty if the user names the workspace for each command
   */
  public WorkspaceMove(Path source, Path target, Optional<WorkspaceLocation> location) {
    this.source = real(source);
    this.target = target.toAbsolutePath().normalize();
    this.location = location;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NO_WORKSPACE, folder);
    }
  }

  private Path stage() {
    return target.resolveSibling(target.getFileName() + STAGE);
  }

  private void check() {
    Path near = target;
    while (near != null && Files.notExists(near)) {
      near = near.getParent();
    }
    if (target.getFileName() == null || near == null) {
      throw new KamclException(BackupError.FOLDER_NOT_EMPTY, target);
    }
    GivenNames.checked(target.getFileName().toString());
    Path real = real(near).resolve(near.relativize(target));
    if (real.startsWith(source) || source.startsWith(real)) {
      throw new KamclException(BackupError.INSIDE_WORKSPACE, target, source);
    }
    if (!BackupRestorer.isFree(target)) {
      throw new KamclException(BackupError.FOLDER_NOT_EMPTY, target);
    }
    if (Files.exists(stage()) && !StagedFiles.isStage(stage())) {
      throw new KamclException(BackupError.FOLDER_NOT_EMPTY, stage());
    }
  }

  /** Moves the workspace, which no program uses. */
  public Job<WorkspaceReport> now() {
    return context -> {
      check();
      WorkspaceUse.requireUnused(source);
      return isSameDisk() ? rename() : finishCopy(context);
    };
  }

  /**
   * Copies the workspace while it is in use, and moves it when the window starts next. Until then
   * it stays where it is.
   *
   * @throws IllegalStateException if no file keeps its place
   */
  public Job<WorkspaceReport> atNextStart() {
    return context -> {
      WorkspaceLocation known = location.orElseThrow(IllegalStateException::new);
      check();
      // Renaming takes no time, so nothing is copied before it.
      WorkspaceReport copied = isSameDisk() ? listed() : copy(context);
      known.write(known.read().moving(Optional.of(target)));
      return copied;
    };
  }

  private boolean isSameDisk() {
    Path near = target;
    while (near != null && Files.notExists(near)) {
      near = near.getParent();
    }
    try {
      return near != null && Files.getFileStore(near).equals(Files.getFileStore(source));
    } catch (IOException e) {
      // Copying works everywhere.
      return false;
    }
  }

  private WorkspaceReport rename() {
    WorkspaceReport moved = listed();
    try {
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      // Until the folder is there, its previous place is used.
      location.ifPresent(known -> known.write(known.read().moved(target, source)));
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      location.ifPresent(known -> known.use(target));
      FileUtils.deleteQuietly(stage().toFile());
    } catch (AtomicMoveNotSupportedException e) {
      return finishCopy(JobContext.NONE);
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, target);
    }
    return moved;
  }

  /** What moves without being read. */
  private WorkspaceReport listed() {
    WorkspaceFiles.Listing listing = WorkspaceFiles.forMove(source);
    long images =
        listing.files().stream()
            .filter(WorkspaceFiles.Entry::isCatalog)
            .mapToLong(catalog -> CatalogCopy.count(catalog.file()).rowsOf("images"))
            .sum();
    return new WorkspaceReport(
        target, listing.files().size(), listing.bytes(), images, listing.leftOut());
  }

  private WorkspaceReport copy(JobContext context) {
    DiskSpace.require(target, new StagedFiles(source, stage()).missingBytes());
    return write(context);
  }

  /** Copies what is new or changed since the last time. */
  private WorkspaceReport write(JobContext context) {
    try {
      return new StagedFiles(source, stage()).copy(context);
    } catch (KamclException e) {
      if (e.code() != BackupError.NOT_WRITTEN) {
        throw e;
      }
      // A copy that is left on a full disk would keep it full.
      FileUtils.deleteQuietly(stage().toFile());
      throw new KamclException(e, BackupError.NOT_WRITTEN, target);
    }
  }

  private WorkspaceReport finishCopy(JobContext context) {
    WorkspaceReport copied = copy(context);
    WorkspaceUse.requireUnused(source);
    // What was written while it was copied.
    write(context);
    try {
      Files.deleteIfExists(target);
      location.ifPresent(known -> known.write(known.read().moved(target, source)));
      Files.move(stage(), target);
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, target);
    }
    List<Problem> warnings = new ArrayList<>(copied.warnings());
    deleteOriginals(source, target).ifPresent(warnings::add);
    location.ifPresent(known -> known.use(target));
    return new WorkspaceReport(target, copied.files(), copied.bytes(), copied.images(), warnings);
  }

  /** Deletes what was copied; a file that is not in the copy stays. */
  private static Optional<Problem> deleteOriginals(Path source, Path target) {
    boolean all = StagedFiles.deleteOriginals(source, target);
    FileUtils.deleteQuietly(target.resolve(STATE).toFile());
    return all ? Optional.empty() : Optional.of(Problem.of(BackupError.REMAINS, source));
  }

  /**
   * Ends what an earlier start began: moves the workspace that was to move at the next start, and
   * deletes the files at the old place of one that was moved by a killed program. Call it before
   * anything opens the workspace.
   *
   * @param usual the default place of the workspace
   * @return why the workspace was not moved, or what remains
   */
  public static Optional<Problem> finish(WorkspaceLocation location, Path usual) {
    try {
      WorkspaceLocation.Content content = location.read();
      Path now = location.workspace(usual);
      if (content.next().isPresent()) {
        Path next = content.next().get();
        WorkspaceReport moved =
            new WorkspaceMove(now, next, Optional.of(location)).now().run(JobContext.NONE);
        return moved.warnings().stream().findFirst();
      }
      if (Files.exists(now.resolve(STATE)) && content.workspace().equals(Optional.of(now))) {
        Optional<Problem> remains =
            content.previous().flatMap(previous -> deleteOriginals(previous, now));
        location.use(now);
        return remains;
      }
      return Optional.empty();
    } catch (KamclException e) {
      // The workspace stays in use where it is.
      return Optional.of(e.problem());
    }
  }

  /** Keeps the workspace where it is after all, and deletes what was copied. */
  public static void cancel(WorkspaceLocation location) {
    WorkspaceLocation.Content content = location.read();
    content
        .next()
        .map(next -> next.resolveSibling(next.getFileName() + STAGE))
        .filter(StagedFiles::isStage)
        .ifPresent(stage -> FileUtils.deleteQuietly(stage.toFile()));
    location.write(content.moving(Optional.empty()));
  }
}

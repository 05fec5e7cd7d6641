package org.kamcl.explorer.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.GivenNames;
import org.kamcl.file.Leftovers;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/**
 * Writes a workspace, which may be in use, into one zip file. It is written under a temporary name,
 * read again and compared, and gets its name at the very end, so that a file with the name of a
 * backup is a whole one.
 */
public final class BackupWriter implements Job<WorkspaceReport> {
  /** The usual end of a backup's name. */
  public static final String EXTENSION = ".kamcl-backup.zip";

  /** How often a file is looked for that is being replaced. */
  private static final int ATTEMPTS = 20;

  /** How often a backup is written in which runs end meanwhile. */
  private static final int MOST_BACKUPS = 3;

  private final Path workspace;
  private final Path target;
  private final boolean replace;

  /**
   * @param workspace folder of the workspace
   * @param target the backup
   * @param replace whether a backup of this name is replaced
   */
  public BackupWriter(Path workspace, Path target, boolean replace) {
    this.workspace = workspace.toAbsolutePath().normalize();
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
  }

  @Override
  public WorkspaceReport run(JobContext context) {
    RegularFiles.check(target);
    if (target.startsWith(workspace)) {
      throw new KamclException(BackupError.INSIDE_WORKSPACE, target, workspace);
    }
    if (Files.isDirectory(target) || (Files.exists(target) && !replace)) {
      throw new KamclException(BackupError.BACKUP_EXISTS, target);
    }
    GivenNames.checked(String.valueOf(target.getFileName()));
    for (int attempt = 1; ; attempt++) {
      List<RunFolder> active = activeRuns();
      Path part = TemporaryName.beside(target);
      try {
        WorkspaceReport written = write(part, active, context);
        // At its end, a run deletes files and writes its model, which is not listed yet.
        if (attempt == MOST_BACKUPS || active.stream().allMatch(run -> run.lock().isTaken())) {
          TemporaryName.publish(part, target);
          return written;
        }
      } catch (IOException e) {
        throw new KamclException(e, BackupError.NOT_WRITTEN, target);
      } finally {
        delete(part);
      }
    }
  }

  private WorkspaceReport write(Path part, List<RunFolder> active, JobContext context)
      throws IOException {
    WorkspaceFiles.Listing listing = WorkspaceFiles.forBackup(workspace);
    Optional<WorkspaceFiles.Entry> catalog =
        listing.files().stream().filter(WorkspaceFiles.Entry::isCatalog).findFirst();
    // Beside the backup there is a copy of the catalog while it is written.
    DiskSpace.require(target, listing.bytes() + catalog.map(WorkspaceFiles.Entry::size).orElse(0L));
    List<Problem> warnings = new ArrayList<>(listing.leftOut());
    active.forEach(
        run -> warnings.add(Problem.of(BackupError.RUN_COPIED_WHILE_ACTIVE, run.name())));
    Leftovers.removeOf(target);
    PrivateFiles.createFile(part);
    CopyProgress progress = new CopyProgress(context, 2 * listing.bytes());
    BackupManifest written = write(part, listing, progress, warnings);
    BackupFile.verify(part, progress, context);
    return new WorkspaceReport(
        target,
        written.files().size(),
        written.bytes(),
        written.catalog().map(content -> content.rowsOf("images")).orElse(0L),
        warnings);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Its name says that nobody is writing it; the next backup deletes it.
      return;
    }
  }

  private List<RunFolder> activeRuns() {
    return new RunStore(workspace.resolve("runs"))
        .list().stream().filter(run -> run.lock().isTaken()).toList();
  }

  private BackupManifest write(
      Path part, WorkspaceFiles.Listing listing, CopyProgress progress, List<Problem> warnings)
      throws IOException {
    Map<String, CopyProgress.Copied> files = new TreeMap<>();
    Optional<CatalogCopy.Content> catalog = Optional.empty();
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ZipOutputStream zip =
            new ZipOutputStream(
                new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel)),
                StandardCharsets.UTF_8)) {
      // Weights do not get smaller, and take long.
      zip.setLevel(Deflater.BEST_SPEED);
      for (WorkspaceFiles.Entry entry : listing.files()) {
        if (!BackupManifest.isSafe(entry.name())) {
          warnings.add(Problem.of(BackupError.NOT_A_FILE, entry.file()).in(entry.file()));
        } else if (entry.isCatalog()) {
          catalog = Optional.of(writeCatalog(zip, entry, files, progress));
        } else {
          writeFile(zip, entry, files, progress, warnings);
        }
      }
      BackupManifest manifest =
          new BackupManifest(
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), catalog, files);
      zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
      zip.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.finish();
      zip.flush();
      channel.force(true);
      return manifest;
    }
  }

  private CatalogCopy.Content writeCatalog(
      ZipOutputStream zip,
      WorkspaceFiles.Entry entry,
      Map<String, CopyProgress.Copied> files,
      CopyProgress progress)
      throws IOException {
    Path copy = TemporaryName.beside(target.resolveSibling("catalog"));
    try {
      CatalogCopy.Content content = CatalogCopy.write(entry.file(), copy);
      try (InputStream in = RegularFiles.open(copy)) {
        put(zip, entry.name(), in, files, progress);
      }
      return content;
    } finally {
      delete(copy);
    }
  }

  private void writeFile(
      ZipOutputStream zip,
      WorkspaceFiles.Entry entry,
      Map<String, CopyProgress.Copied> files,
      CopyProgress progress,
      List<Problem> warnings)
      throws IOException {
    Optional<InputStream> opened = open(entry);
    if (opened.isEmpty()) {
      warnings.add(Problem.of(BackupError.FILE_GONE, entry.file()).in(entry.file()));
      return;
    }
    try (InputStream in = opened.get()) {
      put(zip, entry.name(), in, files, progress);
    }
  }

  /**
   * Opens a file; empty if it was deleted. A file that is being replaced is absent for a moment.
   */
  private Optional<InputStream> open(WorkspaceFiles.Entry entry) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(RegularFiles.open(entry.file()));
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          return Optional.empty();
        }
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
      } catch (IOException e) {
        throw new KamclException(e, BackupError.FILE_NOT_READ, workspace, entry.name());
      }
    }
  }

  private static void put(
      ZipOutputStream zip,
      String name,
      InputStream in,
      Map<String, CopyProgress.Copied> files,
      CopyProgress progress)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    files.put(name, progress.copy(in, zip, name));
    zip.closeEntry();
  }
}

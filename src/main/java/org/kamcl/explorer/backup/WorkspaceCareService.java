package org.kamcl.explorer.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.api.WorkspaceCare;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.domain.WorkspaceInfo;
import org.kamcl.explorer.domain.WorkspaceInfo.Kind;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;

/** Backs up, restores and moves one workspace. */
public final class WorkspaceCareService implements WorkspaceCare {
  private final Path workspace;
  private final Optional<WorkspaceLocation> location;

  /**
   * @param workspace its folder
   * @param location the file that says where it is; empty if an option or the environment does
   */
  public WorkspaceCareService(Path workspace, Optional<WorkspaceLocation> location) {
    this.workspace = workspace;
    this.location = location;
  }

  @Override
  public WorkspaceInfo info() {
    Map<Kind, List<Long>> sizes = new EnumMap<>(Kind.class);
    if (Files.isDirectory(workspace)) {
      for (WorkspaceFiles.Entry entry : WorkspaceFiles.forMove(workspace).files()) {
        sizes.computeIfAbsent(kind(entry), kind -> new ArrayList<>()).add(entry.size());
      }
    }
    List<WorkspaceInfo.Part> parts = new ArrayList<>();
    sizes.forEach(
        (kind, all) ->
            parts.add(
                new WorkspaceInfo.Part(
                    kind, all.size(), all.stream().mapToLong(Long::longValue).sum())));
    Path catalog = workspace.resolve(Catalog.FILE_NAME);
    Optional<CatalogCopy.Content> content =
        Files.exists(catalog) ? Optional.of(CatalogCopy.count(catalog)) : Optional.empty();
    return new WorkspaceInfo(
        workspace.toAbsolutePath().normalize(),
        location.isPresent(),
        location.flatMap(known -> known.read().next()),
        parts,
        content.map(CatalogCopy.Content::schema).orElse(0),
        content.map(rows -> rows.rowsOf("images")).orElse(0L),
        DiskSpace.free(workspace));
  }

  private static Kind kind(WorkspaceFiles.Entry entry) {
    if (entry.isCatalog()) {
      return Kind.CATALOG;
    }
    if (WorkspaceFiles.isDerived(entry.name())) {
      return Kind.CACHES;
    }
    int slash = entry.name().indexOf('/');
    return switch (slash < 0 ? "" : entry.name().substring(0, slash)) {
      case "models" -> Kind.MODELS;
      case "runs" -> Kind.RUNS;
      case "corpora" -> Kind.CORPORA;
      case "evaluations" -> Kind.EVALUATIONS;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Job<WorkspaceReport> backup(Path file, boolean replace) {
    return new BackupWriter(workspace, file, replace);
  }

  @Override
  public Job<WorkspaceReport> restore(Path backup, Path folder) {
    return new BackupRestorer(backup, folder, false);
  }

  @Override
  public Job<WorkspaceReport> move(Path folder) {
    return context -> new WorkspaceMove(workspace, folder, location).atNextStart().run(context);
  }

  @Override
  public void cancelMove() {
    location.ifPresent(WorkspaceMove::cancel);
  }

  @Override
  public void useAtNextStart(Path folder) {
    location.orElseThrow(IllegalStateException::new).use(folder);
  }
}

package org.kamcl.explorer.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.file.CacheFolder;
import org.kamcl.file.Leftovers;
import org.kamcl.file.TemporaryFolder;
import org.kamcl.file.UnpackedFiles;

/** Partial files of programs that were ended while they wrote. */
final class LeftoversCheck implements HealthCheck {
  private final Workspace workspace;

  LeftoversCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "leftovers";
  }

  @Override
  public List<Finding> run() {
    List<Path> found = new ArrayList<>();
    for (String name : List.of(UnpackedFiles.FOLDER, TemporaryFolder.FOLDER)) {
      found.addAll(Leftovers.find(CacheFolder.location().resolve(name)));
    }
    workspace.foldersWithTemporaryFiles().forEach(folder -> found.addAll(Leftovers.find(folder)));
    return found.isEmpty()
        ? List.of(Finding.ok(DoctorError.NO_LEFTOVERS))
        : found.stream()
            // A folder is deleted with what is in it.
            .filter(path -> found.stream().noneMatch(other -> isInside(path, other)))
            .map(path -> Finding.warning(DoctorError.LEFTOVER, path))
            .map(finding -> finding.withAdvice(DoctorError.ADVICE_LEFTOVERS))
            .toList();
  }

  private static boolean isInside(Path path, Path folder) {
    return path.startsWith(folder) && !path.equals(folder);
  }
}

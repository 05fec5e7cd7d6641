package org.kamcl.explorer.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.context.Workspace;

/** The free space on the disk of the workspace. */
final class DiskCheck implements HealthCheck {
  private static final double GIGABYTE = 1e9;

  /** A training run and the embeddings of a large archive need about as much. */
  private static final double LEAST_GIGABYTES = 2;

  private final Workspace workspace;

  DiskCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> run() {
    Path folder = workspace.folder().toAbsolutePath();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    try {
      return List.of(finding(Files.getFileStore(folder).getUsableSpace() / GIGABYTE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param gigabytes that are free
   */
  Finding finding(double gigabytes) {
    Object[] figures = {workspace.folder(), Math.round(10 * gigabytes) / 10.0};
    return gigabytes >= LEAST_GIGABYTES
        ? Finding.ok(DoctorError.DISK_FREE, figures)
        : Finding.warning(DoctorError.DISK_FREE, figures).withAdvice(DoctorError.ADVICE_DISK);
  }
}

package org.kamcl.explorer.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The temporary folder of the system, where large rasters are cut into strips. */
final class TemporaryFolderCheck implements HealthCheck {
  @Override
  public String name() {
    return "temporary";
  }

  @Override
  public List<Finding> run() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    boolean usable = Files.isDirectory(folder) && Files.isWritable(folder);
    return List.of(
        usable
            ? Finding.ok(DoctorError.FOLDER_USABLE, folder)
            : Finding.warning(DoctorError.TEMPORARY_NOT_WRITABLE, folder)
                .withAdvice(DoctorError.ADVICE_CHOOSE_TEMPORARY));
  }
}

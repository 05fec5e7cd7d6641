package org.kamcl.explorer.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The temporary folder of this process, where a large raster may need as much space as its file.
 */
final class TemporaryFolderCheck implements HealthCheck {
  private static final long LEAST_MEGABYTES = 500;
  private static final int MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "temporary";
  }

  @Override
  public List<Finding> run() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return List.of(
          Finding.problem(DoctorError.FOLDER_NOT_WRITABLE, folder)
              .withAdvice(DoctorError.ADVICE_CHOOSE_CACHE));
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
      return List.of(
          free >= LEAST_MEGABYTES
              ? Finding.ok(DoctorError.FOLDER_USABLE, folder)
              : Finding.warning(DoctorError.LITTLE_SPACE, folder, free)
                  .withAdvice(DoctorError.ADVICE_CHOOSE_CACHE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

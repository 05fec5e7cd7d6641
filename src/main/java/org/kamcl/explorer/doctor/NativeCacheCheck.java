package org.kamcl.explorer.doctor;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.runtime.NativeLibraries;

/** The user's folder of unpacked native libraries. */
final class NativeCacheCheck implements HealthCheck {
  @Override
  public String name() {
    return "cache";
  }

  @Override
  public List<Finding> run() {
    Path folder = NativeLibraries.cacheFolder();
    return List.of(
        WritableFolders.isWritable(folder)
            ? Finding.ok(DoctorError.FOLDER_USABLE, folder)
            : Finding.problem(DoctorError.FOLDER_NOT_WRITABLE, folder)
                .withAdvice(DoctorError.ADVICE_CHOOSE_CACHE));
  }
}

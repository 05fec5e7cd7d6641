package org.kamcl.explorer.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.file.CacheFolder;
import org.kamcl.file.UnpackedFiles;
import org.kamcl.file.UnusedFiles;

/** The user's cache folder, and the content of the native libraries and databases in it. */
final class NativeCacheCheck implements HealthCheck {
  private static final int MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    // Reports what is wrong with the folder.
    CacheFolder.subfolder(UnpackedFiles.FOLDER);
    findings.add(Finding.ok(DoctorError.FOLDER_USABLE, CacheFolder.location()));
    for (Path folder : UnpackedFiles.list()) {
      damaged(folder).stream()
          .map(file -> Finding.problem(DoctorError.UNPACKED_FILE_DAMAGED, file))
          .map(finding -> finding.withAdvice(DoctorError.ADVICE_DELETE_FOLDER, folder))
          .forEach(findings::add);
    }
    UnpackedFiles.listInstalled().stream()
        .flatMap(folder -> damaged(folder).stream())
        .map(file -> Finding.problem(DoctorError.UNPACKED_FILE_DAMAGED, file))
        .map(finding -> finding.withAdvice(DoctorError.ADVICE_REINSTALL))
        .forEach(findings::add);
    for (UnusedFiles.Unused unused : unused()) {
      findings.add(
          Finding.warning(DoctorError.LIBRARIES_UNUSED, unused.folder(), unused.bytes() / MEGABYTE)
              .withAdvice(DoctorError.ADVICE_CLEAN));
    }
    return findings;
  }

  private static List<UnusedFiles.Unused> unused() {
    try {
      return UnusedFiles.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> damaged(Path folder) {
    try {
      return UnpackedFiles.findDamaged(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

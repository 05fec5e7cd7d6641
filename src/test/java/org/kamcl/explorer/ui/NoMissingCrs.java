package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;

/** No files with missing CRS. */
final class NoMissingCrs implements MissingCrs {
  @Override
  public List<UnlocatedFile> files() {
    return List.of();
  }

  @Override
  public List<CrsInfo> searchCrs(String words, int limit) {
    return List.of();
  }

  @Override
  public Optional<CrsInfo> findCrs(int epsg) {
    return Optional.empty();
  }

  @Override
  public FootprintPreview preview(Path file, OptionalInt epsg) {
    throw new KamclException(LegacyError.SENTENCE, "The image " + file + " has no coordinates.");
  }

  @Override
  public Job<IndexReport> assign(Map<Path, CrsAssignment> answers) {
    throw new KamclException(LegacyError.SENTENCE, "No file asks for its coordinate system.");
  }
}

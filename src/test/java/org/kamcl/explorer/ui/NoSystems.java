package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems;
import org.kamcl.explorer.job.Job;

/** For files without coordinates: none of them asks. */
final class NoSystems implements UnknownSystems {
  @Override
  public List<Question> questions() {
    return List.of();
  }

  @Override
  public List<CoordinateSystem> find(String words, int most) {
    return List.of();
  }

  @Override
  public Optional<CoordinateSystem> system(int epsg) {
    return Optional.empty();
  }

  @Override
  public Preview preview(Path file, OptionalInt epsg) {
    throw new ExplorerException("The image " + file + " has no coordinates.");
  }

  @Override
  public Job<IndexReport> answer(Map<Path, SystemAnswer> answers) {
    throw new ExplorerException("No file asks for its coordinate system.");
  }
}

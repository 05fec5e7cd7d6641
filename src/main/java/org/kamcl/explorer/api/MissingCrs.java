package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;

/**
 * Files that have coordinates whose system neither they nor the files beside them name. It is never
 * guessed: people name it, and what they say is remembered. Any thread but one that draws.
 */
public interface MissingCrs {
  /** All such files of the archive, by path; also those that people have answered for. */
  List<UnlocatedFile> files();

  /**
   * Systems that words or a number may mean, the best first.
   *
   * @param words of a name, begun or whole, or the beginning of a number
   * @param most wanted
   * @return without {@code use} and {@code bounds}
   */
  List<CrsInfo> searchCrs(String words, int most);

  /** The system with a number; empty if there is none that leads to longitude and latitude. */
  Optional<CrsInfo> findCrs(int epsg);

  /**
   * Where a file would lie.
   *
   * @param epsg a number that {@link #findCrs} knows; empty for its coordinates alone
   * @throws ExplorerException if the file cannot be read, or does not ask any more
   */
  FootprintPreview preview(Path file, OptionalInt epsg);

  /**
   * The job that remembers answers and places the files by them. A file whose pictures are cut as
   * before keeps what models said of them.
   *
   * @param answers by file; a file that does not ask is passed over
   */
  Job<IndexReport> assign(Map<Path, CrsAssignment> answers);

  /**
   * A file that asks for its system.
   *
   * @param file absolute
   * @param collection it belongs to
   * @param assignment what people have said so far
   */
  record UnlocatedFile(Path file, String collection, CrsAssignment assignment) {}

  /**
   * Where a file would lie.
   *
   * @param x coordinate of the outer corner of its first pixel, in the system that is asked for
   * @param y the same, to the north
   * @param footprint empty without a system, or if its coordinates lie nowhere on the earth in that
   *     system
   * @param widthMeters of its rows on the ground, metres
   * @param heightMeters of its columns on the ground, metres
   */
  record FootprintPreview(
      double x,
      double y,
      Optional<Footprint> footprint,
      OptionalDouble widthMeters,
      OptionalDouble heightMeters) {}
}

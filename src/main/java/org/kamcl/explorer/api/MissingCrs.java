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
 * Files that have coordinates, but whose CRS neither they nor their sidecar files state. The CRS is
 * never guessed: the user assigns it, and the assignment is stored. Blocking; call from any thread
 * but the JavaFX thread.
 */
public interface MissingCrs {
  /** All such files of the archive by path, with and without an assignment. */
  List<UnlocatedFile> files();

  /**
   * Finds CRSs by name or code.
   *
   * @param words words of a name, complete or the beginning, or the first digits of an EPSG code
   * @param most maximum number of results
   * @return best match first, without {@code areaOfUse} and {@code bounds}
   */
  List<CrsInfo> searchCrs(String words, int most);

  /** The CRS with an EPSG code; empty if it cannot be transformed to WGS 84. */
  Optional<CrsInfo> findCrs(int epsg);

  /**
   * Previews the footprint that a file would get.
   *
   * @param epsg a code that {@link #findCrs} knows; empty for the file's own coordinates only
   * @throws org.kamcl.error.KamclException if the file cannot be read, or has a CRS by now
   */
  FootprintPreview preview(Path file, OptionalInt epsg);

  /**
   * Creates a job that stores assignments and updates the footprints of the files. Images whose
   * tile does not change keep their embeddings.
   *
   * @param assignments by file; files that have a CRS are ignored
   */
  Job<IndexReport> assign(Map<Path, CrsAssignment> assignments);

  /**
   * A file without a known CRS.
   *
   * @param file absolute path
   * @param collection name of its collection
   * @param assignment the user's decision so far
   */
  record UnlocatedFile(Path file, String collection, CrsAssignment assignment) {}

  /**
   * The footprint that a file would get.
   *
   * @param x easting of the outer corner of the first pixel, in the unknown CRS
   * @param y northing of that corner
   * @param footprint empty without a CRS, or if the coordinates are outside its domain
   * @param widthMeters width of the image on the ground, meters
   * @param heightMeters height of the image on the ground, meters
   */
  record FootprintPreview(
      double x,
      double y,
      Optional<Footprint> footprint,
      OptionalDouble widthMeters,
      OptionalDouble heightMeters) {}
}

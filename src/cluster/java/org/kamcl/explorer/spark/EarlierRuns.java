package org.kamcl.explorer.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kamcl.explorer.bulk.Commit;
import org.kamcl.explorer.bulk.FileRow;
import org.kamcl.explorer.bulk.Manifest;
import org.kamcl.explorer.bulk.PartFiles;

/** What earlier runs committed to the output folder. */
final class EarlierRuns {
  /**
   * What is known of a file.
   *
   * @param size bytes
   * @param modified milliseconds since 1970
   * @param sha256 hash of its content; empty if it could not be used
   * @param tiling key of its tiling
   * @param imageCount number of its images
   * @param ranges numbers of images by the first of them, without those of ranges with a problem
   * @param problem whether it, or one of its images, could not be used
   */
  record Known(
      long size,
      long modified,
      String sha256,
      String tiling,
      int imageCount,
      TreeMap<Integer, Integer> ranges,
      boolean problem) {
    /** Whether all its images are embedded. */
    boolean complete() {
      return !sha256.isEmpty()
          && ranges.values().stream().mapToInt(Integer::intValue).sum() >= imageCount;
    }

    boolean hasTimeOf(InputFile file) {
      return size == file.size() && modified == file.modified();
    }
  }

  private final List<Commit> commits;
  private final Map<String, Known> files = new HashMap<>();

  private EarlierRuns(List<Commit> commits) {
    this.commits = commits;
  }

  /** No runs, as in a new folder. */
  static EarlierRuns none() {
    return new EarlierRuns(List.of());
  }

  /**
   * Reads the commits of a folder.
   *
   * @throws org.kamcl.error.KamclException if one is damaged
   */
  static EarlierRuns read(OutputStore output, LocalFiles local) {
    EarlierRuns runs = new EarlierRuns(commits(output));
    for (Commit commit : runs.commits) {
      String name = PartFiles.names(commit.part(), false).get(0);
      output.fetch(Manifest.PARTS + "/" + name, local.folder().resolve(name));
      PartFiles.readFiles(local.folder(), commit.part()).forEach(runs::add);
      local.delete(name);
    }
    return runs;
  }

  /** The commits of a folder, by run. */
  static List<Commit> commits(OutputStore output) {
    List<Commit> commits = new ArrayList<>();
    for (String name : output.names(Manifest.COMMITS)) {
      output.read(Manifest.COMMITS + "/" + name).map(Commit::parse).ifPresent(commits::add);
    }
    commits.sort(Comparator.comparingInt(Commit::run).thenComparing(Commit::part));
    return commits;
  }

  /** Number of the next run, from 1. */
  int nextRun() {
    return commits.stream().mapToInt(Commit::run).max().orElse(0) + 1;
  }

  int fileCount() {
    return files.size();
  }

  /** What is known of a file. */
  Optional<Known> find(InputFile file) {
    return Optional.ofNullable(files.get(file.uri()));
  }

  private void add(FileRow row) {
    Known before = files.get(row.uri());
    Known same =
        before != null
                && before.sha256().equals(row.sha256())
                && before.tiling().equals(row.tiling())
            ? before
            : null;
    TreeMap<Integer, Integer> ranges = same == null ? new TreeMap<>() : same.ranges();
    boolean problem = row.problem().isPresent();
    if (!problem && row.count() > 0) {
      ranges.put(row.first(), row.count());
    }
    files.put(
        row.uri(),
        new Known(
            row.size(),
            row.modified(),
            row.sha256(),
            row.tiling(),
            row.imageCount(),
            ranges,
            problem || (same != null && same.problem() && same.modified() == row.modified())));
  }
}

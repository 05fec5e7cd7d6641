package org.kamcl.explorer.spark;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how far a run is, at which rate, and when it will end. */
final class ProgressLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final int files;
  private final long start = System.nanoTime();

  /**
   * @param files number of files to embed
   */
  ProgressLog(int files) {
    this.files = files;
  }

  /** Seconds since the run began. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Logs a line.
   *
   * @param images embedded images of this run
   * @param planned images of the files that are planned
   * @param plannedFiles number of these files
   */
  void log(long images, long planned, int plannedFiles) {
    LOG.info("{}", line(images, planned, plannedFiles, seconds(), LocalDateTime.now(ZoneId.systemDefault())));
  }

  /** The line at a time; the images of files that are not planned yet are estimated. */
  String line(long images, long planned, int plannedFiles, double seconds, LocalDateTime now) {
    double rate = seconds > 0 ? images / seconds : 0;
    double total = plannedFiles == 0 ? 0 : (double) planned / plannedFiles * files;
    String end =
        rate > 0
            ? now.plus(Duration.ofSeconds(Math.round(Math.max(0, total - images) / rate)))
                .format(TIME)
            : "unknown";
    return String.format(
        Locale.ROOT,
        "%d of %s%.0f images embedded, %.1f images/s, expected end %s",
        images,
        plannedFiles < files ? "about " : "",
        total,
        rate,
        end);
  }
}

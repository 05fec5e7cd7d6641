package org.kamcl.explorer.cli.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.kamcl.progress.ProgressStage;

/** What the progress of a command counts, with its texts in the bundle {@code progress}. */
public enum ProgressSubject {
  IMAGES,
  DESCRIBED_IMAGES,
  CAPTIONS,
  QUERIES,
  STATISTICS,
  TEXTS,
  TILES,
  FILES,
  MEGABYTES;

  /** What a stage of a computation counts. */
  public static ProgressSubject of(ProgressStage stage) {
    return switch (stage) {
      case IMAGES -> IMAGES;
      case DESCRIBED_IMAGES -> DESCRIBED_IMAGES;
      case CAPTIONS -> CAPTIONS;
      case QUERIES -> QUERIES;
      case STATISTICS -> STATISTICS;
      case MEGABYTES -> MEGABYTES;
    };
  }

  /**
   * A line of progress.
   *
   * @param done number of completed items
   * @param total number of all items
   * @param rate items per second
   * @param left the remaining time, formatted
   */
  String line(Locale locale, String done, String total, String rate, String left) {
    ResourceBundle texts = texts(locale);
    return new MessageFormat(texts.getString("LINE"), locale)
        .format(new Object[] {texts.getString(name()), done, total, rate, left});
  }

  private static ResourceBundle texts(Locale locale) {
    // Without this control, the language of the machine would win over the English base bundle.
    return ResourceBundle.getBundle(
        ProgressSubject.class.getPackageName() + ".progress",
        locale,
        ProgressSubject.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}

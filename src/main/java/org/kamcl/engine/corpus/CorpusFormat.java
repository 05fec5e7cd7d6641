package org.kamcl.engine.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;

/** The formats of a corpus. */
public enum CorpusFormat {
  /** {@code dataset_*.json} of RSICD, UCM-Captions and Sydney-Captions. */
  DATASET_JSON(CorpusError.FORMAT_DATASET_JSON),
  /** The JSON of NWPU-Captions: categories with a list of images each. */
  NWPU_JSON(CorpusError.FORMAT_NWPU_JSON),
  /** The captions of COCO: lists of images and of annotations. */
  COCO_JSON(CorpusError.FORMAT_COCO_JSON),
  /** A JSON array of images with their captions. */
  LIST_JSON(CorpusError.FORMAT_LIST_JSON),
  /** {@code SPLIT_caps.txt} with {@code SPLIT_filename.txt}. */
  CAPS_TXT(CorpusError.FORMAT_CAPS_TXT),
  /** A CSV file with the columns filename, caption and optionally split. */
  CSV(CorpusError.FORMAT_CSV);

  private final CorpusError description;

  CorpusFormat(CorpusError description) {
    this.description = description;
  }

  /** The name of the format and what such a corpus looks like. */
  public ErrorCode description() {
    return description;
  }

  /** Descriptions of all formats. */
  static List<ErrorCode> descriptions() {
    return Arrays.stream(values()).map(CorpusFormat::description).toList();
  }

  /** The name on the command line, in lower case with hyphens. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format of a name on the command line.
   *
   * @throws KamclException if there is none
   */
  public static CorpusFormat fromOption(String option) {
    for (CorpusFormat format : values()) {
      if (format.optionName().equals(option.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new KamclException(
        CorpusError.UNKNOWN_FORMAT,
        option,
        Arrays.stream(values()).map(CorpusFormat::optionName).toList());
  }
}

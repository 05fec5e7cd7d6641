package org.kamcl.engine.corpus;

import java.util.Arrays;
import java.util.Locale;
import org.kamcl.engine.EngineException;

/** The layouts a corpus may have. */
public enum CorpusFormat {
  /** {@code dataset_*.json} of RSICD, UCM-Captions and Sydney-Captions. */
  DATASET_JSON("dataset_*.json as RSICD, UCM and Sydney publish it"),
  /** NWPU-Captions' JSON: categories, each with a list of images. */
  NWPU_JSON("the JSON of NWPU-Captions"),
  /** {@code SPLIT_caps.txt} beside {@code SPLIT_filename.txt}. */
  CAPS_TXT("*_caps.txt beside *_filename.txt"),
  /** A CSV file with the columns filename, caption and perhaps split. */
  CSV("a CSV with the columns filename,caption[,split]");

  private final String description;

  CorpusFormat(String description) {
    this.description = description;
  }

  /** What such a corpus looks like. */
  public String description() {
    return description;
  }

  /** The name on the command line: lower case with hyphens. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws EngineException if there is no such format
   */
  public static CorpusFormat fromOption(String option) {
    for (CorpusFormat format : values()) {
      if (format.optionName().equals(option.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new EngineException(
        "The format '"
            + option
            + "' is not known. Use one of "
            + String.join(", ", Arrays.stream(values()).map(CorpusFormat::optionName).toList())
            + ".");
  }
}

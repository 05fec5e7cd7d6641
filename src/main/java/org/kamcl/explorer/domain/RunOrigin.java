package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run starts from; enough to repeat it.
 *
 * @param corpus folder or file of the corpus
 * @param corpusName name of the corpus
 * @param format format of the corpus as on the command line; empty if it was detected
 * @param from initial weights: a model, {@code pretrained} or {@code scratch}
 * @param configuration {@code published}, {@code default} or {@code fine-tune}
 * @param settings value of each setting of network and training, in the order of their groups
 * @param seed of all random streams
 * @param command a command line that starts the same run
 * @param version version of the program that created the run; empty for runs of earlier versions
 * @param dataHash SHA-256 of file names, splits and captions of the corpus
 * @param splits number of images in each split that is used; empty before the first start of a run
 *     of an earlier version
 */
public record RunOrigin(
    Path corpus,
    String corpusName,
    Optional<String> format,
    String from,
    String configuration,
    Map<String, String> settings,
    long seed,
    String command,
    String version,
    String dataHash,
    Optional<Splits> splits) {
  /** Copies the settings. */
  public RunOrigin {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Number of images.
   *
   * @param training images with captions that the run learns from
   * @param validation images with captions that are searched after each epoch
   */
  public record Splits(int training, int validation) {}
}

package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.error.KamclException;

/**
 * The images of a run.
 *
 * @param name of the corpus
 * @param training images with captions
 * @param validation images with captions; may be empty
 */
record RunCorpus(String name, List<CorpusImage> training, List<CorpusImage> validation) {

  /**
   * Reads the corpus of a run.
   *
   * @throws KamclException if it has changed since the run was started
   */
  static RunCorpus read(RunSpec spec) {
    Optional<CorpusFormat> format =
        Optional.ofNullable(spec.format()).map(CorpusFormat::fromOption);
    Corpus corpus =
        new CorpusReader(format, true).read(Path.of(spec.corpus())).without(spec.exclusions());
    if (!CorpusFingerprint.of(corpus.images()).equals(spec.corpusSha256())) {
      throw new KamclException(RunError.CORPUS_CHANGED, spec.corpus(), spec.name());
    }
    return new RunCorpus(corpus.name(), corpus.split("train"), corpus.split("val"));
  }
}

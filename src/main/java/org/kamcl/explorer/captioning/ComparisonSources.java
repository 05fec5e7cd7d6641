package org.kamcl.explorer.captioning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.api.RandomComparisons.Source;
import org.kamcl.explorer.domain.RunSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the comparison with random images can be measured: splits that models do not train on. */
final class ComparisonSources {
  /** Images of the training split that count as captioned, as a model was trained on some. */
  static final int CAPTIONED = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ComparisonSources.class);
  private static final List<String> SPLITS = List.of("val", "test");

  private final Supplier<List<Path>> known;

  /**
   * @param known corpora that the workspace knows
   */
  ComparisonSources(Supplier<List<Path>> known) {
    this.known = known;
  }

  /** A corpus as it is read for a comparison. */
  static Corpus read(Path place) {
    return new CorpusReader(Optional.empty(), true).read(place);
  }

  /** The images of a split with captions. */
  static List<CorpusImage> described(Corpus corpus, String split) {
    return corpus.split(split).stream().filter(image -> !image.captions().isEmpty()).toList();
  }

  /** The images of the archive with captions, if there are enough. */
  Optional<Source> archive(RunSummary run, FineTuning tuning, int images, int captions, int count) {
    if (images < RandomComparisons.IMAGES_PER_CHOSEN * count) {
      return Optional.empty();
    }
    return Optional.of(
        new Source(
            Optional.empty(),
            "",
            "",
            images,
            FineTuning.seconds(
                run,
                tuning.work(
                    images, 0, count, (double) captions / images, RandomComparisons.SEEDS))));
  }

  /** The corpora that have enough images, the most images first. */
  List<Source> corpora(RunSummary run, FineTuning tuning, int count) {
    Set<Path> places = new LinkedHashSet<>();
    known.get().forEach(place -> places.add(place.toAbsolutePath().normalize()));
    places.remove(run.origin().corpus().toAbsolutePath().normalize());
    List<Source> found = new ArrayList<>();
    for (Path place : places) {
      if (!Files.exists(place)) {
        continue;
      }
      try {
        largest(run, tuning, place, read(place), count)
            .filter(source -> source.images() >= RandomComparisons.IMAGES_PER_CHOSEN * count)
            .ifPresent(found::add);
      } catch (KamclException e) {
        LOG.info("A corpus is not offered for the comparison: {}", place, e);
      }
    }
    found.sort(Comparator.comparingInt(Source::images).reversed());
    return found;
  }

  /**
   * The split of a corpus.
   *
   * @throws KamclException if it cannot be read or is too small
   */
  Source corpus(RunSummary run, FineTuning tuning, Path place, int count) {
    int needed = RandomComparisons.IMAGES_PER_CHOSEN * count;
    Corpus corpus = read(place);
    Optional<Source> found = largest(run, tuning, place, corpus, count);
    return found
        .filter(source -> source.images() >= needed)
        .orElseThrow(
            () ->
                new KamclException(
                    CaptioningError.CORPUS_TOO_SMALL,
                    corpus.name(),
                    found.map(Source::images).orElse(0),
                    needed));
  }

  private static Optional<Source> largest(
      RunSummary run, FineTuning tuning, Path place, Corpus corpus, int count) {
    return SPLITS.stream()
        .map(split -> source(run, tuning, place, corpus, split, count))
        .filter(source -> source.images() > 0)
        // The first of equally large ones.
        .reduce((one, other) -> other.images() > one.images() ? other : one);
  }

  private static Source source(
      RunSummary run, FineTuning tuning, Path place, Corpus corpus, String split, int count) {
    List<CorpusImage> images = described(corpus, split);
    int captions = images.stream().mapToInt(image -> image.captions().size()).sum();
    int captioned = Math.min(CAPTIONED, corpus.split("train").size());
    double each = images.isEmpty() ? 1 : (double) captions / images.size();
    return new Source(
        Optional.of(place),
        corpus.name(),
        split,
        images.size(),
        FineTuning.seconds(
            run, tuning.work(images.size(), captioned, count, each, RandomComparisons.SEEDS)));
  }
}

package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ManifestSource.Expected;
import org.kamcl.engine.inference.ManifestSource.Origin;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.TemporaryName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the files of a model are those it was made with, and that its numbers are finite. The
 * expected hashes are in the {@link ModelManifest} of its folder. A model of an earlier version has
 * none; its manifest is recorded when it is first opened, provided that the weights match the card.
 */
final class ModelIntegrity {
  private static final Logger LOG = LoggerFactory.getLogger(ModelIntegrity.class);

  private final FileHashCache cache;
  private final boolean recording;
  private final FileComparison files;
  private final ManifestSource manifests;

  /**
   * @param cacheFile remembers hashes between starts; null to compute each hash and record nothing
   */
  ModelIntegrity(@Nullable Path cacheFile) {
    this.cache = new FileHashCache(cacheFile);
    this.recording = cacheFile != null;
    this.files = new FileComparison(cache);
    this.manifests = new ManifestSource(cache);
  }

  /**
   * Checks a model before it is used.
   *
   * @param known content hashes of models of its name that were used before; compared where nothing
   *     else says what the files should be
   * @throws KamclException if its card cannot be read, a file is missing or has another content
   *     than expected, or a number is not finite
   */
  CheckedModel check(StoredModel model, Set<String> known) {
    return check(model, known, false);
  }

  /** As {@link #check}, without the calibrations, which are about to be replaced. */
  CheckedModel checkWithoutCalibration(StoredModel model) {
    return check(model, Set.of(), true);
  }

  private CheckedModel check(StoredModel model, Set<String> known, boolean withoutCalibration) {
    ModelCard card = model.requireCard();
    Expected expected = manifests.expected(model, card);
    List<KamclException> problems = new ArrayList<>();
    SortedMap<String, String> found =
        files.compare(model, expected.manifest(), withoutCalibration, problems);
    files.compareWithCard(model, card, found, problems);
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    CheckedModel checked = new CheckedModel(model, found, Optional.empty());
    checkNumbers(model.folder(), found, cache);
    compareWithKnown(checked, expected, known);
    if (recording) {
      cache.putManifest(model.folder(), expected.manifest());
      if (expected.origin() != Origin.FOLDER) {
        write(expected.manifest(), model.folder());
      }
    }
    return new CheckedModel(model, found, warning(model, expected, known));
  }

  private static void compareWithKnown(CheckedModel checked, Expected expected, Set<String> known) {
    boolean compare = expected.origin() == Origin.PRESENT && !known.isEmpty();
    if (compare && !known.contains(checked.contentHash())) {
      throw new KamclException(
          InferenceError.MODEL_DIFFERS_FROM_ARCHIVE, checked.model().name(), ModelManifest.FILE);
    }
  }

  /** What to say about a model without a manifest, or with captions that it does not list. */
  private static Optional<Problem> warning(
      StoredModel model, Expected expected, Set<String> known) {
    if (expected.origin() != Origin.FOLDER) {
      boolean neverChecked = expected.origin() == Origin.PRESENT && known.isEmpty();
      return Optional.of(
          Problem.of(
              neverChecked ? InferenceError.MODEL_NEVER_CHECKED : InferenceError.MANIFEST_MISSING,
              model.name(),
              ModelManifest.FILE));
    }
    boolean unlisted =
        Files.exists(model.folder().resolve(ModelFiles.SENTENCES))
            && !expected.manifest().hashes().containsKey(ModelFiles.SENTENCES);
    return unlisted
        ? Optional.of(
            Problem.of(InferenceError.SENTENCES_UNLISTED, model.name(), ModelFiles.SENTENCES))
        : Optional.empty();
  }

  private static void write(ModelManifest manifest, Path folder) {
    try {
      manifest.write(folder);
    } catch (KamclException e) {
      // The folder of the program may be read-only; the cache has the manifest as well.
      LOG.debug("No manifest in {}", folder, e);
    }
  }

  /**
   * Everything that is wrong with a model's files, which are all read.
   *
   * @param known as for {@link #check}
   * @return empty if nothing is wrong
   */
  List<Problem> problems(StoredModel model, Set<String> known) {
    List<KamclException> problems = new ArrayList<>();
    try {
      ModelCard card = model.requireCard();
      FileHashCache fresh = new FileHashCache(null);
      FileComparison present = new FileComparison(fresh);
      Expected expected =
          manifests
              .recorded(model, present)
              .orElseGet(() -> new ManifestSource(fresh).expected(model, card));
      SortedMap<String, String> found =
          present.compare(model, expected.manifest(), false, problems);
      present.compareWithCard(model, card, found, problems);
      if (problems.isEmpty()) {
        compareWithKnown(new CheckedModel(model, found, Optional.empty()), expected, known);
        checkNumbers(model.folder(), found, fresh);
        Path folder = model.folder();
        ConceptVocabulary concepts = ConceptVocabulary.read(folder.resolve(ModelFiles.CONCEPTS));
        ConceptCalibration.read(folder).check(folder, Set.copyOf(concepts.names()));
        CaptionTokenizer.open(folder, card.network(), concepts);
      }
    } catch (KamclException e) {
      problems.add(e);
    }
    return problems.stream().map(KamclException::problem).toList();
  }

  /** Checks the numbers of files that were not checked before. */
  private static void checkNumbers(
      Path folder, SortedMap<String, String> found, FileHashCache cache) {
    String weights = found.get(ModelFiles.WEIGHTS);
    if (weights != null && !cache.isFinite(weights)) {
      Path file = folder.resolve(ModelFiles.WEIGHTS);
      ModelFiles.validateFinite(SafeTensors.open(file), file.toString());
      cache.addFinite(weights);
    }
    String scores =
        found.getOrDefault(
            ModelFiles.SCORE_CALIBRATION, found.get(ModelFiles.FORMER_SCORE_CALIBRATION));
    if (scores != null && !cache.isFinite(scores)) {
      ScoreCalibration.read(folder);
      cache.addFinite(scores);
    }
  }

  /** Whether the files are still those that were checked. */
  boolean isUnchanged(CheckedModel checked) {
    Path folder = checked.model().folder();
    return checked.hashes().entrySet().stream()
        .allMatch(
            e ->
                Files.exists(folder.resolve(e.getKey()))
                    && cache.sha256(folder.resolve(e.getKey())).equals(e.getValue()));
  }

  /** Writes the manifest of a new model. */
  void writeManifest(StoredModel model) {
    manifests.present(model, model.requireCard()).write(model.folder());
  }

  /**
   * Moves new calibration files into the folder of a model and lists them in its manifest. Killed
   * at any moment, the folder has the old calibration or the new one.
   *
   * @param from folder of the new files
   */
  void replaceCalibration(StoredModel model, Path from) {
    Path folder = model.folder();
    SortedMap<String, String> hashes =
        new TreeMap<>(manifests.expected(model, model.requireCard()).manifest().hashes());
    try {
      List<String> replaced =
          FileComparison.CALIBRATIONS.stream()
              .filter(f -> Files.exists(from.resolve(f)))
              .sorted()
              .toList();
      for (String file : replaced) {
        hashes.put(file, ModelFiles.sha256(from.resolve(file)));
      }
      // One that was deleted by hand is not expected any more.
      hashes
          .keySet()
          .removeIf(
              f ->
                  FileComparison.CALIBRATIONS.contains(f)
                      && !replaced.contains(f)
                      && !Files.exists(folder.resolve(f)));
      new ModelManifest(hashes).writeNext(folder);
      for (String file : replaced) {
        TemporaryName.publish(from.resolve(file), folder.resolve(file));
      }
      ModelManifest.publishNext(folder);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, folder, ModelFiles.reason(e));
    }
  }
}

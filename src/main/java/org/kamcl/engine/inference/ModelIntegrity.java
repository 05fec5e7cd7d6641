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
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.PlaceholderFiles;
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

  /** Of a manifest that takes effect when the files it lists are in place. */
  private static final String NEXT = ".next";

  /** Files that influence scores, not embeddings; {@code kamcl models calibrate} creates them. */
  static final Set<String> CALIBRATIONS =
      Set.of(
          ModelFiles.CONCEPT_CALIBRATION,
          ModelFiles.SCORE_CALIBRATION,
          ModelFiles.FORMER_SCORE_CALIBRATION);

  /** Every file the program reads from the folder of a model. */
  private static final List<String> FILES =
      List.of(
          ModelFiles.WEIGHTS,
          ModelFiles.WORDPIECE_VOCABULARY,
          ModelFiles.VOCABULARY,
          ModelFiles.CONCEPTS,
          ModelCard.FILE,
          ModelFiles.CONCEPT_CALIBRATION,
          ModelFiles.SCORE_CALIBRATION,
          ModelFiles.FORMER_SCORE_CALIBRATION,
          ModelFiles.KNOWLEDGE,
          ModelFiles.TRAINING_SETTINGS,
          ModelFiles.SENTENCES);

  private final FileHashCache cache;
  private final boolean recording;

  /**
   * @param cacheFile remembers hashes between starts; null to compute each hash and record nothing
   */
  ModelIntegrity(@Nullable Path cacheFile) {
    this(new FileHashCache(cacheFile), cacheFile != null);
  }

  ModelIntegrity(FileHashCache cache, boolean recording) {
    this.cache = cache;
    this.recording = recording;
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
    Expected expected = expected(model, card);
    List<KamclException> problems = new ArrayList<>();
    SortedMap<String, String> found =
        compare(model, expected.manifest(), withoutCalibration, problems);
    compareWithCard(model, card, found, problems);
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    CheckedModel checked = new CheckedModel(model, found, Optional.empty());
    checkNumbers(model.folder(), found);
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
      ModelIntegrity fresh = new ModelIntegrity(new FileHashCache(null), false);
      Expected expected = recorded(model, fresh).orElseGet(() -> fresh.expected(model, card));
      SortedMap<String, String> found = fresh.compare(model, expected.manifest(), false, problems);
      fresh.compareWithCard(model, card, found, problems);
      if (problems.isEmpty()) {
        compareWithKnown(new CheckedModel(model, found, Optional.empty()), expected, known);
        fresh.checkNumbers(model.folder(), found);
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

  /** Where the expected hashes come from. */
  private enum Origin {
    /** The manifest in the folder. */
    FOLDER,
    /** The program, for the model it is shipped with. */
    PROGRAM,
    /** An earlier check. */
    RECORDED,
    /** The present files: nothing says what they should be. */
    PRESENT
  }

  private record Expected(ModelManifest manifest, Origin origin) {}

  /** The manifest of a model, or the one that its present files get. */
  private Expected expected(StoredModel model, ModelCard card) {
    Optional<ModelManifest> own = ModelManifest.read(model.folder());
    if (own.isPresent()) {
      return new Expected(completed(model, own.get()), Origin.FOLDER);
    }
    return recorded(model, this)
        .or(() -> shipped(model))
        .orElseGet(() -> new Expected(present(model, card), Origin.PRESENT));
  }

  private Optional<Expected> recorded(StoredModel model, ModelIntegrity hashes) {
    return Files.exists(model.folder().resolve(ModelManifest.FILE))
        ? Optional.empty()
        : cache
            .manifest(model.folder(), hashes.hashOf(model, ModelFiles.WEIGHTS))
            .map(manifest -> new Expected(manifest, Origin.RECORDED));
  }

  /** The manifest of the shipped model, with the calibrations it has, which can be made again. */
  private Optional<Expected> shipped(StoredModel model) {
    if (!model.bundled() || !model.name().equals(ModelStore.DEFAULT)) {
      return Optional.empty();
    }
    SortedMap<String, String> hashes = new TreeMap<>(ModelManifest.ofShippedModel().hashes());
    hashes.keySet().removeAll(CALIBRATIONS);
    for (String file : CALIBRATIONS) {
      if (Files.exists(model.folder().resolve(file))) {
        hashes.put(file, hashOf(model, file));
      }
    }
    return Optional.of(new Expected(new ModelManifest(hashes), Origin.PROGRAM));
  }

  /**
   * The manifest of a folder, or the next one if its files are in place already: the program was
   * killed while it replaced the calibration.
   */
  private ModelManifest completed(StoredModel model, ModelManifest own) {
    Path next = model.folder().resolve(ModelManifest.FILE + NEXT);
    if (Files.notExists(next)) {
      return own;
    }
    List<KamclException> problems = new ArrayList<>();
    compare(model, own, false, problems);
    Optional<ModelManifest> after = ModelManifest.readFile(next);
    List<KamclException> problemsAfter = new ArrayList<>();
    after.ifPresent(manifest -> compare(model, manifest, false, problemsAfter));
    if (problems.isEmpty() || after.isEmpty() || !problemsAfter.isEmpty()) {
      return own;
    }
    moveNext(model.folder());
    return after.get();
  }

  private static void moveNext(Path folder) {
    Path target = folder.resolve(ModelManifest.FILE);
    try {
      TemporaryName.publish(folder.resolve(ModelManifest.FILE + NEXT), target);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, target, ModelFiles.reason(e));
    }
  }

  /** The manifest of the present files of a model of an earlier version. */
  private ModelManifest present(StoredModel model, ModelCard card) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String file : FILES) {
      if (Files.exists(model.folder().resolve(file))) {
        hashes.put(file, hashOf(model, file));
      }
    }
    List<String> needed = new ArrayList<>(List.of(ModelFiles.WEIGHTS));
    needed.addAll(ModelFiles.wordFiles(card.network()));
    for (String file : needed) {
      if (!hashes.containsKey(file)) {
        throw new KamclException(InferenceError.MODEL_FILE_MISSING, model.name(), file);
      }
    }
    return new ModelManifest(hashes);
  }

  private String hashOf(StoredModel model, String file) {
    Path path = model.folder().resolve(file);
    if (!Files.exists(path)) {
      throw new KamclException(InferenceError.MODEL_FILE_MISSING, model.name(), file);
    }
    return cache.sha256(path);
  }

  /**
   * Compares the files of a folder with a manifest.
   *
   * @return hashes of the files that match
   */
  private SortedMap<String, String> compare(
      StoredModel model,
      ModelManifest expected,
      boolean withoutCalibration,
      List<KamclException> problems) {
    SortedMap<String, String> found = new TreeMap<>();
    // In the order of the list: a wrong card explains less than wrong weights.
    List<String> names = new ArrayList<>(FILES);
    expected.hashes().keySet().stream().filter(f -> !names.contains(f)).forEach(names::add);
    for (String file : names) {
      if (withoutCalibration && CALIBRATIONS.contains(file)) {
        continue;
      }
      String wanted = expected.hashes().get(file);
      Path path = model.folder().resolve(file);
      if (wanted == null) {
        // People put a list of captions into the folder; a warning says that it is not checked.
        if (Files.exists(path) && !file.equals(ModelFiles.SENTENCES)) {
          problems.add(
              new KamclException(
                  code(file, InferenceError.MODEL_FILE_UNLISTED), model.name(), file));
        }
        continue;
      }
      if (!Files.exists(path)) {
        problems.add(
            new KamclException(code(file, InferenceError.MODEL_FILE_MISSING), model.name(), file));
        continue;
      }
      String hash = cache.sha256(path);
      if (!hash.equals(wanted)) {
        // The cache itself may be damaged.
        hash = cache.recompute(path);
      }
      if (hash.equals(wanted)) {
        found.put(file, hash);
      } else {
        problems.add(changed(model, file, wanted, hash));
      }
    }
    return found;
  }

  private static KamclException changed(
      StoredModel model, String file, String wanted, String hash) {
    try {
      // What a download left in place of the file explains more than its hash.
      PlaceholderFiles.check(model.folder().resolve(file));
    } catch (KamclException e) {
      return e;
    }
    return new KamclException(
        code(file, InferenceError.MODEL_FILE_CHANGED),
        model.name(),
        file,
        ModelManifest.shortened(wanted),
        ModelManifest.shortened(hash));
  }

  /** The error of a calibration file, which can be created again, or of any other file. */
  private static InferenceError code(String file, InferenceError error) {
    if (!CALIBRATIONS.contains(file)) {
      return error;
    }
    return switch (error) {
      case MODEL_FILE_UNLISTED -> InferenceError.CALIBRATION_FILE_UNLISTED;
      case MODEL_FILE_MISSING -> InferenceError.CALIBRATION_FILE_MISSING;
      default -> InferenceError.CALIBRATION_FILE_CHANGED;
    };
  }

  private void compareWithCard(
      StoredModel model,
      ModelCard card,
      SortedMap<String, String> found,
      List<KamclException> problems) {
    String recorded = card.weightsSha256();
    String weights = found.get(ModelFiles.WEIGHTS);
    if (weights != null && recorded != null && !recorded.isBlank() && !recorded.equals(weights)) {
      problems.add(changed(model, ModelFiles.WEIGHTS, recorded, weights));
    }
  }

  /** Checks the numbers of files that were not checked before. */
  private void checkNumbers(Path folder, SortedMap<String, String> found) {
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
    present(model, model.requireCard()).write(model.folder());
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
        new TreeMap<>(expected(model, model.requireCard()).manifest().hashes());
    try {
      List<String> replaced =
          CALIBRATIONS.stream().filter(f -> Files.exists(from.resolve(f))).sorted().toList();
      for (String file : replaced) {
        hashes.put(file, ModelFiles.sha256(from.resolve(file)));
      }
      // One that was deleted by hand is not expected any more.
      hashes
          .keySet()
          .removeIf(
              f ->
                  CALIBRATIONS.contains(f)
                      && !replaced.contains(f)
                      && !Files.exists(folder.resolve(f)));
      new ModelManifest(hashes).writeFile(folder.resolve(ModelManifest.FILE + NEXT));
      for (String file : replaced) {
        TemporaryName.publish(from.resolve(file), folder.resolve(file));
      }
      moveNext(folder);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, folder, ModelFiles.reason(e));
    }
  }
}

package org.kamcl.engine.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.KamclException;
import org.kamcl.file.PlaceholderFiles;

/** Compares the files in the folder of a model with the hashes they should have. */
final class FileComparison {
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

  /**
   * @param cache has the hashes of files that are unchanged
   */
  FileComparison(FileHashCache cache) {
    this.cache = cache;
  }

  /** The hashes of the files that are present, by file name. */
  SortedMap<String, String> present(StoredModel model) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String file : FILES) {
      if (Files.exists(model.folder().resolve(file))) {
        hashes.put(file, hashOf(model, file));
      }
    }
    return hashes;
  }

  /**
   * The hash of a file.
   *
   * @throws KamclException if it is missing
   */
  String hashOf(StoredModel model, String file) {
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
  SortedMap<String, String> compare(
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

  void compareWithCard(
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
}

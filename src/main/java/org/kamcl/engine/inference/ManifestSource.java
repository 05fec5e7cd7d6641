package org.kamcl.engine.inference;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.KamclException;

/** Finds out which content the files of a model should have. */
final class ManifestSource {
  private final FileHashCache cache;
  private final FileComparison files;

  /**
   * @param cache has the manifests that earlier checks recorded
   */
  ManifestSource(FileHashCache cache) {
    this.cache = cache;
    this.files = new FileComparison(cache);
  }

  /** Where the expected hashes come from. */
  enum Origin {
    /** The manifest in the folder. */
    FOLDER,
    /** The program, for the model it is shipped with. */
    PROGRAM,
    /** An earlier check. */
    RECORDED,
    /** The present files: nothing says what they should be. */
    PRESENT
  }

  /** The expected hashes, and where they come from. */
  record Expected(ModelManifest manifest, Origin origin) {}

  /** The manifest of a model, or the one that its present files get. */
  Expected expected(StoredModel model, ModelCard card) {
    Optional<ModelManifest> own = ModelManifest.read(model.folder());
    if (own.isPresent()) {
      return new Expected(completed(model, own.get()), Origin.FOLDER);
    }
    return recorded(model, files)
        .or(() -> shipped(model))
        .orElseGet(() -> new Expected(present(model, card), Origin.PRESENT));
  }

  /**
   * The manifest of an earlier check, for a folder without one.
   *
   * @param hashes computes the hash of the weights, which the manifest belongs to
   */
  Optional<Expected> recorded(StoredModel model, FileComparison hashes) {
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
    hashes.keySet().removeAll(FileComparison.CALIBRATIONS);
    for (String file : FileComparison.CALIBRATIONS) {
      if (Files.exists(model.folder().resolve(file))) {
        hashes.put(file, files.hashOf(model, file));
      }
    }
    return Optional.of(new Expected(new ModelManifest(hashes), Origin.PROGRAM));
  }

  /**
   * The manifest of a folder, or the next one if its files are in place already: the program was
   * killed while it replaced the calibration.
   */
  private ModelManifest completed(StoredModel model, ModelManifest own) {
    Optional<ModelManifest> after = ModelManifest.readNext(model.folder());
    if (after.isEmpty()) {
      return own;
    }
    List<KamclException> problems = new ArrayList<>();
    files.compare(model, own, false, problems);
    List<KamclException> problemsAfter = new ArrayList<>();
    files.compare(model, after.get(), false, problemsAfter);
    if (problems.isEmpty() || !problemsAfter.isEmpty()) {
      return own;
    }
    ModelManifest.publishNext(model.folder());
    return after.get();
  }

  /** The manifest of the present files of a model of an earlier version. */
  ModelManifest present(StoredModel model, ModelCard card) {
    SortedMap<String, String> hashes = files.present(model);
    List<String> needed = new ArrayList<>(List.of(ModelFiles.WEIGHTS));
    needed.addAll(ModelFiles.wordFiles(card.network()));
    for (String file : needed) {
      if (!hashes.containsKey(file)) {
        throw new KamclException(InferenceError.MODEL_FILE_MISSING, model.name(), file);
      }
    }
    return new ModelManifest(hashes);
  }
}

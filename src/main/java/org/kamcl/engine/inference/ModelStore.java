package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.GivenNames;
import org.kamcl.file.Leftovers;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.TemporaryName;

/**
 * The models of the workspace and those bundled with the program. A model is a folder with {@code
 * model.json}, {@code weights.safetensors}, its vocabulary and its concepts.
 */
public final class ModelStore {
  /** The model to use where none is named. */
  public static final String DEFAULT = "default";

  /** Hashes that were computed before; no model can have this name. */
  private static final String CHECKED_FILES = ".checked.json";

  private final Path workspaceFolder;
  private final Optional<Path> bundledFolder;
  private final ModelIntegrity integrity;

  /**
   * @param workspaceFolder the workspace's folder of models; created with the first model
   * @param bundledFolder the program's folder of models, if it has one
   */
  public ModelStore(Path workspaceFolder, Optional<Path> bundledFolder) {
    this.workspaceFolder = workspaceFolder;
    this.bundledFolder = bundledFolder;
    this.integrity = new ModelIntegrity(workspaceFolder.resolve(CHECKED_FILES));
  }

  /**
   * A model of the store.
   *
   * @param folder of its files
   * @param bundled whether it is bundled with the program
   * @param card its description; empty if it cannot be read
   * @param failure why the card cannot be read
   */
  public record StoredModel(
      String name,
      Path folder,
      boolean bundled,
      Optional<ModelCard> card,
      Optional<KamclException> failure) {

    /** Why the card cannot be read; empty if it can. */
    public Optional<Problem> problem() {
      return failure.map(KamclException::problem);
    }

    /**
     * The card.
     *
     * @throws KamclException if it cannot be read
     */
    public ModelCard requireCard() {
      return card.orElseThrow(failure::get);
    }
  }

  /** All models, the workspace's first; includes damaged ones with their problem. */
  public List<StoredModel> list() {
    List<StoredModel> models = new ArrayList<>(in(workspaceFolder, false));
    bundledFolder.ifPresent(
        folder ->
            in(folder, true).stream()
                .filter(m -> models.stream().noneMatch(o -> o.name().equals(m.name())))
                .forEach(models::add));
    return models;
  }

  private static List<StoredModel> in(Path folder, boolean bundled) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          // Names begin with a dot while a model is written.
          .filter(f -> !String.valueOf(f.getFileName()).startsWith("."))
          // A model whose card was removed is a damaged one.
          .filter(
              f ->
                  Files.isRegularFile(f.resolve(ModelCard.FILE))
                      || Files.isRegularFile(f.resolve(ModelFiles.WEIGHTS)))
          .sorted()
          .map(f -> read(f, bundled))
          .toList();
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.MODELS_UNREADABLE, folder, ModelFiles.reason(e));
    }
  }

  static StoredModel read(Path folder, boolean bundled) {
    String name = folder.getFileName().toString();
    try {
      return new StoredModel(
          name, folder, bundled, Optional.of(ModelCard.read(folder)), Optional.empty());
    } catch (KamclException e) {
      return new StoredModel(name, folder, bundled, Optional.empty(), Optional.of(e));
    }
  }

  /**
   * The model of a name.
   *
   * @throws KamclException if it does not exist; names the existing models
   */
  public StoredModel find(String name) {
    List<StoredModel> models = list();
    return models.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                models.isEmpty()
                    ? new KamclException(
                        InferenceError.MODEL_NOT_FOUND_NONE_EXIST, name, workspaceFolder)
                    : new KamclException(InferenceError.MODEL_NOT_FOUND, name, names(models)));
  }

  /**
   * The model that an archive was indexed with.
   *
   * @throws KamclException if it does not exist; names the existing models
   */
  public StoredModel findForArchive(String name) {
    List<StoredModel> models = list();
    return models.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                models.isEmpty()
                    ? new KamclException(
                        InferenceError.ARCHIVE_MODEL_MISSING_NONE_EXIST, name, workspaceFolder)
                    : new KamclException(
                        InferenceError.ARCHIVE_MODEL_MISSING, name, names(models)));
  }

  /**
   * The model to use where none is named: {@code default}, or the only one.
   *
   * @throws KamclException if there is none, or several without a {@code default}
   */
  public StoredModel defaultModel() {
    List<StoredModel> models = list();
    Optional<StoredModel> named = models.stream().filter(m -> m.name().equals(DEFAULT)).findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (models.isEmpty()) {
      throw new KamclException(InferenceError.NO_MODELS, workspaceFolder);
    }
    if (models.size() > 1) {
      throw new KamclException(InferenceError.MODEL_AMBIGUOUS, names(models));
    }
    return models.get(0);
  }

  /**
   * Checks that the files of a model are those it was made with, and that its numbers are finite.
   * Costs little if they were checked before and have not changed since.
   *
   * @throws KamclException if not; names the file
   */
  public CheckedModel check(StoredModel model) {
    return check(model, Set.of());
  }

  /**
   * The same for a model that an archive may have used before.
   *
   * @param known content hashes of the models of this name that were used; compared where the list
   *     of hashes is missing and nothing else says what the files should be
   */
  public CheckedModel check(StoredModel model, Set<String> known) {
    return integrity.check(model, known);
  }

  /** Everything that is wrong with the files of a model. Reads all of them. */
  public List<Problem> problems(StoredModel model) {
    return problems(model, Set.of());
  }

  /**
   * The same for a model that an archive may have used before.
   *
   * @param known as for {@link #check(StoredModel, Set)}
   */
  public List<Problem> problems(StoredModel model, Set<String> known) {
    return integrity.problems(model, known);
  }

  /** Whether a model has the list of the hashes of its files. */
  public static boolean hasManifest(StoredModel model) {
    return Files.exists(model.folder().resolve(ModelManifest.FILE));
  }

  /**
   * Loads a model that was checked.
   *
   * @throws KamclException if a file has changed since, or does not fit the network
   */
  public KamclModel open(CheckedModel checked, EngineRuntime runtime) {
    return unchanged(checked, ModelLoader.load(checked.model(), runtime));
  }

  /**
   * As {@link #open(CheckedModel, EngineRuntime)}, for images of another size than the model was
   * trained on.
   *
   * @param imageSize side in pixels, a multiple of 32
   * @throws KamclException if its network accepts one size only, and as above
   */
  public KamclModel open(CheckedModel checked, EngineRuntime runtime, int imageSize) {
    return unchanged(checked, ModelLoader.load(checked.model(), runtime, imageSize));
  }

  /**
   * Checks and loads a model whose calibrations are about to be replaced; they may be damaged.
   *
   * @throws KamclException if another file is
   */
  public KamclModel openUncalibrated(StoredModel model, EngineRuntime runtime) {
    CheckedModel checked = integrity.checkWithoutCalibration(model);
    return unchanged(checked, ModelLoader.loadUncalibrated(model, runtime));
  }

  /** Files could have changed after they were checked and before they were read. */
  private KamclModel unchanged(CheckedModel checked, KamclModel loaded) {
    if (integrity.isUnchanged(checked)) {
      return loaded;
    }
    loaded.close();
    throw new KamclException(InferenceError.MODEL_CHANGED_MEANWHILE, checked.model().name());
  }

  /**
   * Replaces calibrations of a model, completely or not at all.
   *
   * @param writer writes calibration files into the given folder
   * @throws KamclException if they cannot be written
   */
  public void replaceCalibration(StoredModel model, Consumer<Path> writer) {
    Path temporary = TemporaryName.beside(model.folder().resolve("calibration"));
    try {
      Leftovers.remove(model.folder());
      Files.createDirectory(temporary);
      writer.accept(temporary);
      integrity.replaceCalibration(model, temporary);
    } catch (IOException e) {
      throw new KamclException(
          e, InferenceError.FILE_NOT_WRITTEN, model.folder(), ModelFiles.reason(e));
    } finally {
      deleteQuietly(temporary);
    }
  }

  private static List<String> names(List<StoredModel> models) {
    return models.stream().map(StoredModel::name).toList();
  }

  /**
   * Checks the name of a new model.
   *
   * @throws KamclException if it is not allowed
   */
  public static void checkName(String name) {
    if (!GivenNames.isFolderName(name)) {
      throw new KamclException(InferenceError.MODEL_NAME_INVALID, name);
    }
  }

  /**
   * Checks the name of a new model before work that takes long.
   *
   * @throws KamclException if it is not allowed, or a model has it, be it one of the program
   */
  void requireFree(String name) {
    checkName(name);
    if (list().stream().anyMatch(model -> model.name().equals(name))) {
      throw new KamclException(InferenceError.MODEL_EXISTS, name);
    }
  }

  /**
   * Stores a model completely or not at all.
   *
   * @param writer writes the files into the given folder
   * @throws KamclException if the name is taken or invalid, or writing fails
   */
  public StoredModel create(String name, Consumer<Path> writer) {
    checkName(name);
    Path target = workspaceFolder.resolve(name);
    if (Files.exists(target)) {
      throw new KamclException(InferenceError.MODEL_EXISTS, name);
    }
    Path temporary = TemporaryName.beside(target);
    try {
      PrivateFiles.createFolders(workspaceFolder);
      Leftovers.remove(workspaceFolder);
      Files.createDirectory(temporary);
      writer.accept(temporary);
      integrity.writeManifest(read(temporary, false));
      TemporaryName.publish(temporary, target);
    } catch (IOException e) {
      throw new KamclException(
          e, InferenceError.MODEL_NOT_STORED, name, workspaceFolder, ModelFiles.reason(e));
    } finally {
      deleteQuietly(temporary);
    }
    return read(target, false);
  }

  /** The workspace's folder of models; may be missing. */
  public Path path() {
    return workspaceFolder;
  }

  /**
   * Deletes a model of the workspace.
   *
   * @throws KamclException if it does not exist, or is bundled with the program
   */
  public void delete(String name) {
    StoredModel model = find(name);
    if (model.bundled()) {
      throw new KamclException(InferenceError.MODEL_BUNDLED, name);
    }
    try {
      FileUtils.deleteDirectory(model.folder().toFile());
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.MODEL_NOT_DELETED, name, ModelFiles.reason(e));
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException ignored) {
      // The rest has a name no model can have, and the next attempt deletes it.
    }
  }
}

package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.EngineException;

/**
 * The models a program can use: those of the workspace and those shipped beside it. A model is a
 * folder with {@code model.json}, {@code weights.safetensors}, its vocabulary and its concepts.
 */
public final class ModelStore {
  /** The model that is used where none is named. */
  public static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path own;
  private final Optional<Path> shipped;

  /**
   * @param own the workspace's folder of models; made when the first is stored
   * @param shipped the program's folder of models, if it has one
   */
  public ModelStore(Path own, Optional<Path> shipped) {
    this.own = own;
    this.shipped = shipped;
  }

  /**
   * A model of the store.
   *
   * @param folder where its files are
   * @param shipped whether it came with the program
   * @param card what it is; empty if it cannot be read
   * @param problem why not
   */
  public record StoredModel(
      String name, Path folder, boolean shipped, Optional<ModelCard> card, String problem) {

    /**
     * @throws EngineException if the model is broken
     */
    public ModelCard requireCard() {
      return card.orElseThrow(() -> new EngineException(problem));
    }
  }

  /** All models, the workspace's first; broken ones are among them with their problem. */
  public List<StoredModel> list() {
    List<StoredModel> models = new ArrayList<>(in(own, false));
    shipped.ifPresent(
        folder ->
            in(folder, true).stream()
                .filter(m -> models.stream().noneMatch(o -> o.name().equals(m.name())))
                .forEach(models::add));
    return models;
  }

  private static List<StoredModel> in(Path folder, boolean shipped) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(f -> Files.isRegularFile(f.resolve(ModelCard.FILE)))
          .sorted()
          .map(f -> look(f, shipped))
          .toList();
    } catch (IOException e) {
      throw new EngineException("The folder of models " + folder + " could not be read.", e);
    }
  }

  private static StoredModel look(Path folder, boolean shipped) {
    String name = folder.getFileName().toString();
    try {
      return new StoredModel(name, folder, shipped, Optional.of(ModelCard.read(folder)), "");
    } catch (EngineException e) {
      return new StoredModel(name, folder, shipped, Optional.empty(), e.getMessage());
    }
  }

  /**
   * The model of a name.
   *
   * @throws EngineException if there is none; lists those that are there
   */
  public StoredModel find(String name) {
    List<StoredModel> models = list();
    return models.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "There is no model '"
                        + name
                        + "'. "
                        + (models.isEmpty() ? none() : names(models))));
  }

  /**
   * The model to use where none is named: {@code default}, else the only one.
   *
   * @throws EngineException if there is none, or several without a {@code default}
   */
  public StoredModel defaultModel() {
    List<StoredModel> models = list();
    Optional<StoredModel> named = models.stream().filter(m -> m.name().equals(DEFAULT)).findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (models.isEmpty()) {
      throw new EngineException("There is no model yet. " + none());
    }
    if (models.size() > 1) {
      throw new EngineException("Say which model to use (--model NAME). " + names(models));
    }
    return models.get(0);
  }

  private String none() {
    return "Import one with: kamcl models import FILE --name NAME (models are kept in "
        + own
        + ").";
  }

  private static String names(List<StoredModel> models) {
    return "There are: " + String.join(", ", models.stream().map(StoredModel::name).toList()) + ".";
  }

  /**
   * Stores a model: all of it or nothing.
   *
   * @param writer fills the folder it is given
   * @throws EngineException if the name is taken or impossible, or writing fails
   */
  public StoredModel create(String name, Consumer<Path> writer) {
    if (!NAME.matcher(name).matches()) {
      throw new EngineException(
          "'"
              + name
              + "' cannot be a model's name. Use up to 64 letters, digits, dots, hyphens and"
              + " underscores.");
    }
    Path target = own.resolve(name);
    if (Files.exists(target)) {
      throw new EngineException(
          "There is a model '" + name + "' already. Choose another name, or delete it first.");
    }
    Path temporary = own.resolve("." + name + ".part");
    try {
      Files.createDirectories(own);
      FileUtils.deleteDirectory(temporary.toFile());
      Files.createDirectory(temporary);
      writer.accept(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EngineException(
          "The model '" + name + "' could not be stored in " + own + ": " + e.getMessage() + ".",
          e);
    } finally {
      deleteQuietly(temporary);
    }
    return look(target, false);
  }

  /**
   * Deletes a model of the workspace.
   *
   * @throws EngineException if there is none of this name, or it came with the program
   */
  public void delete(String name) {
    StoredModel model = find(name);
    if (model.shipped()) {
      throw new EngineException(
          "The model '" + name + "' came with the program and is not deleted.");
    }
    try {
      FileUtils.deleteDirectory(model.folder().toFile());
    } catch (IOException e) {
      throw new EngineException("The model '" + name + "' could not be deleted.", e);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException ignored) {
      // What is left has a name that no model can have, and the next attempt removes it.
    }
  }
}

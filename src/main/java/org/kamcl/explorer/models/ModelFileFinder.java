package org.kamcl.explorer.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ModelFileNames;
import org.kamcl.file.GivenNames;

/** Finds the one model file among files and folders, and a name for its model. */
final class ModelFileFinder {
  private static final Pattern PART = Pattern.compile("(.+)-\\d{5}-of-\\d{5}\\.safetensors");

  /** Files of model hubs, the best first: a folder often has the same model in several layouts. */
  private static final List<String> HUB_FILES =
      List.of(
          "open_clip_model.safetensors",
          "open_clip_pytorch_model.bin",
          "model.safetensors",
          "pytorch_model.bin");

  /** Names that say nothing about a model. */
  private static final Set<String> PLAIN =
      Set.of(
          "model",
          "pytorch_model",
          "open_clip_model",
          "open_clip_pytorch_model",
          "model_best",
          "checkpoint",
          "weights",
          "state_dict");

  private static final int LONGEST = 56;

  private ModelFileFinder() {}

  /**
   * The file of the only model.
   *
   * @param paths files and folders; a single file is taken whatever its name is
   * @throws KamclException if there is none, or if there are several models
   */
  static Path find(List<Path> paths) {
    if (paths.size() == 1 && !Files.isDirectory(paths.get(0))) {
      return paths.get(0);
    }
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(children(path));
      } else {
        files.add(path);
      }
    }
    Map<Path, Path> models = new TreeMap<>();
    files.stream()
        .sorted(Comparator.naturalOrder())
        .filter(ModelFileNames::isModelFile)
        .forEach(file -> models.merge(model(file), file, ModelFileFinder::better));
    if (models.isEmpty()) {
      throw new KamclException(ModelsError.NO_MODEL_FILE, paths);
    }
    List<Path> found = List.copyOf(models.values());
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.stream().allMatch(file -> HUB_FILES.contains(name(file)))
        && found.stream().map(Path::getParent).distinct().count() == 1) {
      return found.stream()
          .min(Comparator.comparingInt(file -> HUB_FILES.indexOf(name(file))))
          .orElseThrow();
    }
    throw new KamclException(
        ModelsError.SEVERAL_MODEL_FILES, found.stream().map(ModelFileFinder::name).toList());
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(file -> !Files.isDirectory(file)).toList();
    } catch (IOException e) {
      throw new KamclException(
          e, ModelsError.FOLDER_UNREADABLE, folder, String.valueOf(e.getMessage()));
    }
  }

  /** What the files of one model have in common. */
  private static Path model(Path file) {
    String name = name(file);
    if (name.endsWith(ModelFileNames.INDEX)) {
      return file.resolveSibling(name.substring(0, name.length() - ModelFileNames.INDEX.length()));
    }
    Matcher part = PART.matcher(name);
    return part.matches() ? file.resolveSibling(part.group(1)) : file;
  }

  /** The index is better than a part. */
  private static Path better(Path one, Path other) {
    return name(other).endsWith(ModelFileNames.INDEX) ? other : one;
  }

  /**
   * A name for the model of a file: that of the file, or of its folder if that of the file says
   * nothing.
   *
   * @param taken whether a name is taken
   */
  static String suggestName(Path file, Predicate<String> taken) {
    Path folder = file.toAbsolutePath().getParent();
    String own = allowed(withoutEnding(name(model(file))));
    boolean plain = PLAIN.contains(own.toLowerCase(Locale.ROOT)) || own.isEmpty();
    String above = folder == null ? "" : allowed(name(folder));
    String base = plain && !above.isEmpty() ? above : own.isEmpty() ? "model" : own;
    String name = base;
    for (int number = 2; taken.test(name); number++) {
      name = base + "-" + number;
    }
    return name;
  }

  private static String withoutEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ModelFileNames.ENDINGS.stream()
        .filter(lower::endsWith)
        .max(Comparator.comparingInt(String::length))
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }

  private static String allowed(String text) {
    String name =
        text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    String cut =
        name.substring(0, Math.min(LONGEST, name.length())).replaceAll("[^A-Za-z0-9]+$", "");
    return GivenNames.isFolderName(cut) ? cut : "";
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

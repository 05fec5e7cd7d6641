package org.kamcl.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.engine.checkpoint.ClipCheckpoint.Layout;
import org.kamcl.engine.checkpoint.ClipCheckpoint.StatedActivation;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.weights.OpenedWeights;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/** Recognizes models of the CLIP family by the names of their tensors. */
public final class ClipCheckpointReader {
  /** What training programs write before each name. */
  private static final Set<String> PREFIXES =
      Set.of("", "module.", "model.", "module.model.", "clip.", "clip_model.", "model.clip.");

  private static final int EXAMPLES = 3;

  private ClipCheckpointReader() {}

  /**
   * Reads the names and shapes of a file; its values are read when they are asked for.
   *
   * @param file for errors and the configuration beside it
   * @return empty if the file is no model of the CLIP family
   * @throws KamclException if it is one that is not supported or not complete
   */
  public static Optional<ClipCheckpoint> read(Path file, OpenedWeights opened) {
    Map<String, TensorData> all = opened.weights().tensors();
    UnsupportedTowers.check(file, withoutSharedPrefix(all.keySet()));
    for (ClipNaming naming : List.of(new OpenClipNaming(), new TransformersNaming())) {
      Set<String> prefixes = prefixes(all.keySet(), naming.imageAnchor());
      Set<String> ofTexts = prefixes(all.keySet(), naming.textAnchor());
      if (!prefixes.isEmpty() && ofTexts.isEmpty()) {
        throw new KamclException(CheckpointError.TEXT_TOWER_MISSING, file);
      }
      if (prefixes.isEmpty() && !ofTexts.isEmpty()) {
        throw new KamclException(CheckpointError.IMAGE_TOWER_MISSING, file);
      }
      if (prefixes.size() > 1) {
        throw new KamclException(CheckpointError.SEVERAL_MODELS, file, List.copyOf(prefixes));
      }
      if (!prefixes.isEmpty()) {
        return Optional.of(read(file, opened, naming, prefixes.iterator().next()));
      }
    }
    return Optional.empty();
  }

  private static ClipCheckpoint read(
      Path file, OpenedWeights opened, ClipNaming naming, String prefix) {
    Map<String, TensorData> given = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    opened
        .weights()
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                given.put(name.substring(prefix.length()), tensor);
              } else {
                unused.add(name);
              }
            });
    Set<String> used = new HashSet<>();
    Map<String, TensorData> named = naming.toOpenClip(given, used);
    Optional<ClipConfigFile> config = ClipConfigFile.beside(file);
    ClipShapes shapes = new ClipShapes(file, named, config.orElse(null));
    ClipSizes sizes = shapes.sizes();
    config.ifPresent(stated -> stated.require(sizes));
    WeightSet weights = complete(file, named, sizes);
    for (String name : given.keySet()) {
      if (!used.contains(name)) {
        unused.add(prefix + name);
      }
    }
    for (String name : named.keySet()) {
      if (!weights.tensors().containsKey(name) && !name.equals("logit_scale")) {
        unused.add(prefix + name);
      }
    }
    return new ClipCheckpoint(
        layout(opened, naming), weights, sizes, activation(opened, config), unused);
  }

  private static Layout layout(OpenedWeights opened, ClipNaming naming) {
    if (naming instanceof TransformersNaming) {
      return Layout.TRANSFORMERS;
    }
    return opened.script() ? Layout.OPENAI : Layout.OPEN_CLIP;
  }

  /**
   * The activation of the configuration. TorchScript archives are OpenAI's, which use QuickGELU;
   * with a configuration that says otherwise, the activation is not known.
   */
  private static Optional<StatedActivation> activation(
      OpenedWeights opened, Optional<ClipConfigFile> config) {
    Optional<StatedActivation> stated = config.map(ClipConfigFile::activation);
    if (!opened.script()) {
      return stated;
    }
    return stated.stream().allMatch(s -> s.activation() == Activation.QUICK_GELU)
        ? Optional.of(new StatedActivation(Activation.QUICK_GELU, Layout.OPENAI.title()))
        : Optional.empty();
  }

  /** The tensors the towers need; parts of the towers that are not known are refused. */
  private static WeightSet complete(Path file, Map<String, TensorData> named, ClipSizes sizes) {
    Set<String> needed = ClipTensorNames.of(sizes);
    Map<String, TensorData> complete = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String name : needed) {
      TensorData tensor = named.get(name);
      if (tensor == null) {
        missing.add(name);
      } else {
        complete.put(name, tensor);
      }
    }
    if (!missing.isEmpty()) {
      int shown = Math.min(EXAMPLES, missing.size());
      throw new KamclException(
          CheckpointError.TENSORS_MISSING,
          file,
          List.copyOf(missing.subList(0, shown)),
          missing.size() - shown);
    }
    List<String> unknown =
        named.keySet().stream()
            .filter(name -> !needed.contains(name) && isInTower(name))
            .limit(EXAMPLES)
            .toList();
    if (!unknown.isEmpty()) {
      throw new KamclException(CheckpointError.TENSORS_UNKNOWN, file, unknown);
    }
    return new WeightSet(complete, Map.of());
  }

  private static boolean isInTower(String name) {
    return name.startsWith("visual.")
        || name.startsWith("transformer.")
        || name.startsWith("ln_final.")
        || name.startsWith("text_projection.");
  }

  /** What is before a name; with several, those of training programs, which are few. */
  private static Set<String> prefixes(Set<String> names, String anchor) {
    Set<String> prefixes = new TreeSet<>();
    for (String name : names) {
      if (name.equals(anchor) || name.endsWith("." + anchor)) {
        prefixes.add(name.substring(0, name.length() - anchor.length()));
      }
    }
    Set<String> usual = new TreeSet<>(prefixes);
    usual.retainAll(PREFIXES);
    return usual.size() == 1 ? usual : prefixes;
  }

  private static Set<String> withoutSharedPrefix(Set<String> names) {
    for (String prefix : PREFIXES) {
      if (!prefix.isEmpty()
          && !names.isEmpty()
          && names.stream().allMatch(name -> name.startsWith(prefix))) {
        Set<String> shorter = new HashSet<>();
        names.forEach(name -> shorter.add(name.substring(prefix.length())));
        return withoutSharedPrefix(shorter);
      }
    }
    return names;
  }
}

package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The names by which files of models are told from others; their content decides what they are. */
public final class ModelFileNames {
  /** Ends the name of the index of a model in several files. */
  public static final String INDEX = ".safetensors.index.json";

  /** End the names of files of weights. */
  public static final List<String> ENDINGS =
      List.of(".pt", ".bin", ".pth", ".pth.tar", ".ckpt", ".safetensors");

  private ModelFileNames() {}

  /** Whether a file has the name of a file of weights, or of an index. */
  public static boolean isModelFile(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(INDEX) || ENDINGS.stream().anyMatch(name::endsWith);
  }
}

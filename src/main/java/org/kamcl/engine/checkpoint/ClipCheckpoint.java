package org.kamcl.engine.checkpoint;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.weights.WeightSet;

/**
 * A model of the CLIP family, read from a file of any known layout.
 *
 * @param layout where files of its layout come from
 * @param weights the tensors of both towers under OpenCLIP's names, read when they are asked for
 * @param sizes of the towers; the activation is GELU where none is stated
 * @param activation as the file or the configuration beside it states it
 * @param unusedTensors names in the file that the towers do not need
 */
public record ClipCheckpoint(
    Layout layout,
    WeightSet weights,
    ClipSizes sizes,
    Optional<StatedActivation> activation,
    List<String> unusedTensors) {

  /** Where files come from. */
  public enum Layout {
    /** A state dict of OpenCLIP or a model trained with it. */
    OPEN_CLIP("OpenCLIP"),
    /** A TorchScript archive of OpenAI. */
    OPENAI("OpenAI CLIP"),
    /** A CLIPModel of the transformers library. */
    TRANSFORMERS("transformers CLIPModel");

    private final String title;

    Layout(String title) {
      this.title = title;
    }

    /** Its name. */
    public String title() {
      return title;
    }
  }

  /**
   * An activation and what states it.
   *
   * @param source name of the configuration file, or of the layout
   */
  public record StatedActivation(Activation activation, String source) {}

  /** Copies the list. */
  public ClipCheckpoint {
    unusedTensors = List.copyOf(unusedTensors);
  }
}

package org.kamcl.engine.inference;

import java.util.Optional;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.runtime.EngineRuntime;

/** Finds out which activation a model was trained with, by trying both. */
public interface ActivationChooser {

  /** Opens the model that is imported with one of the activations; the caller closes it. */
  interface Opener {
    KamclModel open(Activation activation, EngineRuntime runtime);
  }

  /**
   * What was measured.
   *
   * @param better the activation with which images fit their captions better; empty if the interval
   *     contains zero
   * @param difference mean over the images of the figure with GELU less that with QuickGELU
   * @param low lower end of the difference's 95 % interval
   * @param high upper end of the difference's 95 % interval
   * @param images number of images
   */
  record Choice(
      Optional<Activation> better, double difference, double low, double high, int images) {}

  /** Measures both. */
  Choice choose(Opener opener);
}

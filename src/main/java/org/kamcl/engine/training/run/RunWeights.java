package org.kamcl.engine.training.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.engine.weights.WeightsError;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** The weight files of a run folder: initial weights, checkpoints and best weights. */
final class RunWeights {
  /** Metadata: identity of the run that wrote the file. */
  static final String RUN = "run";

  /** Metadata of a checkpoint: checksum of the initial weights, which contain frozen tensors. */
  static final String INITIAL = "initial";

  /** Metadata of the best weights: their epoch. */
  static final String EPOCH = "epoch";

  private RunWeights() {}

  /**
   * Reads a file. Unlike a file of others, it cannot be copied or downloaded again.
   *
   * @param damaged takes the file and the detail
   * @throws KamclException if it is missing or damaged
   */
  static WeightSet read(Path file, RunError damaged) {
    try {
      return SafeTensors.read(file);
    } catch (KamclException e) {
      if (e.is(WeightsError.SAFETENSORS_DAMAGED)) {
        throw new KamclException(e, damaged, file, e.arguments().get(1));
      }
      throw e;
    }
  }

  /**
   * The initial weights.
   *
   * @param checkpoint metadata of the checkpoint to resume from; empty at the start of a run
   * @throws KamclException if they are missing, damaged, or not those of the checkpoint
   */
  static WeightSet initial(RunFolder run, Map<String, String> checkpoint) {
    Path file = run.path().resolve(RunFolder.INITIAL_WEIGHTS);
    if (!Files.exists(file)) {
      throw new KamclException(RunError.INITIAL_WEIGHTS_MISSING, file);
    }
    WeightSet weights = read(file, RunError.INITIAL_WEIGHTS_DAMAGED);
    String expected = checkpoint.get(INITIAL);
    if (expected != null && !SafeTensors.checksum(file).equals(Optional.of(expected))) {
      throw new KamclException(
          RunError.INITIAL_WEIGHTS_DAMAGED, file, Problem.of(RunError.OF_ANOTHER_RUN));
    }
    return weights;
  }

  /** Metadata that binds a checkpoint to its run. */
  static Map<String, String> identity(RunFolder run, RunSpec spec) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(RUN, spec.identity());
    SafeTensors.checksum(run.path().resolve(RunFolder.INITIAL_WEIGHTS))
        .ifPresent(sum -> metadata.put(INITIAL, sum));
    return metadata;
  }

  /**
   * The best weights.
   *
   * @param bestEpoch epoch of the best score; a later one is used as well, because a run that
   *     continues from its previous checkpoint repeats it
   * @throws KamclException if they are missing, damaged, of an earlier epoch or of another run
   */
  static WeightSet best(RunFolder run, String identity, int bestEpoch) {
    Path file = run.path().resolve(RunFolder.BEST_WEIGHTS);
    if (!Files.exists(file)) {
      throw new KamclException(RunError.BEST_WEIGHTS_MISSING, file);
    }
    WeightSet weights = read(file, RunError.BEST_WEIGHTS_DAMAGED);
    String owner = weights.metadata().get(RUN);
    boolean own = owner == null || owner.equals(identity);
    if (!own || epoch(weights) < bestEpoch) {
      throw new KamclException(
          RunError.BEST_WEIGHTS_DAMAGED,
          file,
          Problem.of(own ? RunError.OF_AN_EARLIER_EPOCH : RunError.OF_ANOTHER_RUN));
    }
    return weights;
  }

  /** The epoch of best weights; 0 if it is not stated. */
  static int epoch(WeightSet best) {
    String text = best.metadata().get(EPOCH);
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}

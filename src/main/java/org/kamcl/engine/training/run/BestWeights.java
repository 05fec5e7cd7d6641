package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights of the best epoch of a run. They are kept in a file, which can get lost. Those of a
 * new best epoch replace it with the next checkpoint: the weights are always those of the epoch
 * that checkpoint and log name as the best, also if the run is killed between validation and
 * checkpoint.
 */
final class BestWeights {
  private static final Logger LOG = LoggerFactory.getLogger(BestWeights.class);

  private final RunFolder run;
  private final String identity;
  private final TrainingState state;
  private final RunEventLog events;
  private boolean lost;

  /**
   * @param identity identity of the run, stored with the weights
   */
  BestWeights(RunFolder run, String identity, TrainingState state, RunEventLog events) {
    this.run = run;
    this.identity = identity;
    this.state = state;
    this.events = events;
  }

  /** Whether the weights of the best epoch were missing or damaged when they were needed. */
  boolean isLost() {
    return lost;
  }

  /** The current weights for evaluation, in float32. */
  WeightSet current() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (NetworkParameters present = state.evaluationParameters()) {
      for (ParameterSpec tensor : state.network().specs()) {
        float[] values = present.get(tensor.name()).toFloatArray();
        tensors.put(tensor.name(), TensorData.ofFloats(values, tensor.shape()));
      }
      if (present.find(TrainingState.LOGIT_SCALE) != null) {
        float scale = present.get(TrainingState.LOGIT_SCALE).getFloat();
        metadata.put(TrainingState.LOGIT_SCALE, Float.toString(scale));
      }
    }
    return new WeightSet(tensors, metadata);
  }

  /** Writes the current weights as those of the best epoch from the next checkpoint on. */
  void write(int epoch) {
    WeightSet weights = current();
    Map<String, String> metadata = new LinkedHashMap<>(weights.metadata());
    metadata.put(RunWeights.EPOCH, Integer.toString(epoch));
    metadata.put(RunWeights.RUN, identity);
    SafeTensors.write(
        run.path().resolve(RunFolder.NEXT_BEST_WEIGHTS),
        new WeightSet(weights.tensors(), metadata));
    lost = false;
  }

  /** Makes weights that were written before a checkpoint the best ones, if it names their epoch. */
  void settle(TrainingProgress checkpoint) {
    Path next = run.path().resolve(RunFolder.NEXT_BEST_WEIGHTS);
    if (!Files.exists(next)) {
      return;
    }
    try {
      WeightSet weights = RunWeights.read(next, RunError.BEST_WEIGHTS_DAMAGED);
      boolean own = identity.equals(weights.metadata().get(RunWeights.RUN));
      if (own && RunWeights.epoch(weights) == checkpoint.bestEpoch()) {
        Files.move(
            next,
            run.path().resolve(RunFolder.BEST_WEIGHTS),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (KamclException | IOException e) {
      // Then the best weights are of an earlier epoch, which is reported when they are needed.
      LOG.warn("The weights of the best epoch cannot be kept: {}", e.toString());
    }
  }

  /**
   * The weights of the best epoch, if there is one. Lost weights are reported, and written again
   * where the current ones are the best.
   */
  Optional<WeightSet> find(TrainingProgress progress) {
    int epoch = progress.bestEpoch();
    if (epoch == 0) {
      return Optional.empty();
    }
    settle(progress);
    try {
      return Optional.of(RunWeights.best(run, identity, epoch));
    } catch (KamclException e) {
      if (progress.isAtBest()) {
        write(epoch);
        settle(progress);
        events.warn(progress.step(), Problem.of(RunError.BEST_WEIGHTS_RESTORED, e.problem()));
        return Optional.of(RunWeights.best(run, identity, epoch));
      }
      lost = true;
      events.warn(progress.step(), Problem.of(RunError.BEST_WEIGHTS_LOST, e.problem(), epoch));
      return Optional.empty();
    }
  }
}

package org.kamcl.engine.training;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.loss.FeatureQueue;

/**
 * Everything that a run updates: query encoders, key encoders, weight average, optimizer, queues
 * and the number of steps.
 */
public final class TrainingState implements AutoCloseable {
  /** Logarithm of the learned inverse temperature; not part of the model. */
  public static final String LOGIT_SCALE = "training.log_scale";

  private static final double INITIAL_LOGIT_SCALE = Math.log(1 / 0.07);

  private final NDManager owner;
  private final KamclNetwork network;
  private final NetworkParameters parameters;
  private final Map<String, ParameterSpec.Role> trained = new LinkedHashMap<>();
  private final Set<String> changing = new LinkedHashSet<>();
  private final Map<String, NDArray> average = new LinkedHashMap<>();
  private final Adam adam;
  private final @Nullable MomentumContrast momentumContrast;
  private long step;

  /**
   * @param parameters all tensors of the query encoders; closed with this state
   * @param keys tensors of the key encoders under the names of the query encoders, closed with this
   *     state; null to start as a copy
   * @param randomStreams initial values of random queues
   */
  public TrainingState(
      KamclNetwork network,
      TrainingConfig config,
      NetworkParameters parameters,
      @Nullable NetworkParameters keys,
      RandomStreams randomStreams,
      NDManager parent) {
    this.owner = parent.newSubManager();
    this.network = network;
    this.parameters = parameters;
    TrainedParts parts = new TrainedParts(network, config);
    for (ParameterSpec spec : network.specs()) {
      if (parts.has(spec.name())) {
        changing.add(spec.name());
        if (spec.role().trainable()) {
          trained.put(spec.name(), spec.role());
        }
      }
    }
    if (config.contrastive().infoNceWeight() > 0) {
      parameters.put(LOGIT_SCALE, scale((float) INITIAL_LOGIT_SCALE));
      trained.put(LOGIT_SCALE, ParameterSpec.Role.BIAS);
      changing.add(LOGIT_SCALE);
    }
    this.adam =
        new Adam(
            owner,
            config.optimizer().beta1(),
            config.optimizer().beta2(),
            config.optimizer().epsilon());
    if (config.optimizer().emaDecay() > 0) {
      changing.forEach(name -> average.put(name, own(EngineArrays.copy(parameters.get(name)))));
    }
    if (config.momentum().momentumContrastWeight() > 0) {
      Set<String> paired =
          MomentumEncoder.pairedParameters(network, config.momentum().updateAllKeyParameters());
      paired.retainAll(changing);
      MomentumEncoder encoder =
          new MomentumEncoder(
              keys == null ? copy(parameters) : keys,
              paired,
              config.momentum().keyEncoderMomentum());
      encoder.copyFrom(parameters);
      momentumContrast =
          new MomentumContrast(
              encoder,
              queue(config, randomStreams.queueInit(0)),
              queue(config, randomStreams.queueInit(1)));
    } else {
      momentumContrast = null;
    }
  }

  private NDArray scale(float value) {
    return EngineArrays.create(owner, new float[] {value}, new Shape(1), parameters.dataType());
  }

  private FeatureQueue queue(TrainingConfig config, SplittableRandom random) {
    int dimension = network.config().embeddingSize();
    return config.momentum().randomQueueInit()
        ? FeatureQueue.random(
            owner, config.momentum().queueSize(), dimension, parameters.dataType(), random)
        : FeatureQueue.empty(
            owner, config.momentum().queueSize(), dimension, parameters.dataType());
  }

  private NDArray own(NDArray array) {
    array.attach(owner);
    return array;
  }

  /** The key encoders share the memory of frozen tensors. */
  private NetworkParameters copy(NetworkParameters source) {
    return source.partialCopy(owner, changing);
  }

  public KamclNetwork network() {
    return network;
  }

  /** Tensors of the query encoders and {@link #LOGIT_SCALE}. */
  public NetworkParameters parameters() {
    return parameters;
  }

  /** Restores a temperature that was learned before, if this state learns one. */
  public void logitScale(float value) {
    if (trained.containsKey(LOGIT_SCALE)) {
      try (NDArray given = scale(value)) {
        given.copyTo(parameters.get(LOGIT_SCALE));
        if (average.containsKey(LOGIT_SCALE)) {
          given.copyTo(average.get(LOGIT_SCALE));
        }
      }
    }
  }

  /** Names of the trained tensors, with their roles. */
  Map<String, ParameterSpec.Role> trained() {
    return trained;
  }

  /** The role of a trained tensor. */
  ParameterSpec.Role role(String name) {
    return requireNonNull(trained.get(name), name);
  }

  /** Names of the tensors that a step changes: trained ones and running statistics. */
  public Set<String> updated() {
    return changing;
  }

  /** The weight average by name; empty where there is none. */
  public Map<String, NDArray> average() {
    return average;
  }

  /** The weights to evaluate and keep: the average if there is one. The caller closes them. */
  public NetworkParameters evaluationParameters() {
    return parameters.withCopiesOf(owner, average);
  }

  public Adam adam() {
    return adam;
  }

  /** Copies the batch normalization statistics to the average and the key encoders. */
  public void copyBatchNormStatistics() {
    for (ParameterSpec spec : network.specs()) {
      NDArray value = parameters.get(spec.name());
      if (!spec.role().trainable() && changing.contains(spec.name())) {
        if (average.containsKey(spec.name())) {
          value.copyTo(average.get(spec.name()));
        }
        if (momentumContrast != null) {
          value.copyTo(momentumContrast.encoder().keys().get(spec.name()));
        }
      }
    }
  }

  /** Key encoders and queues; null where the run does not use momentum contrast. */
  public @Nullable MomentumContrast momentumContrast() {
    return momentumContrast;
  }

  /** Number of steps so far. */
  public long step() {
    return step;
  }

  public void step(long done) {
    step = done;
  }

  /** Manager of everything that lives as long as this state. */
  public NDManager owner() {
    return owner;
  }

  @Override
  public void close() {
    if (momentumContrast != null) {
      momentumContrast.encoder().keys().close();
    }
    parameters.close();
    owner.close();
  }
}

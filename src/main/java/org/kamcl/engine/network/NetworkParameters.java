package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The tensors of one network by name, in registration order. Owns them: closing frees the native
 * memory. Not thread-safe while tensors are being put; reading is.
 */
public final class NetworkParameters implements AutoCloseable {
  private final NDManager manager;
  private final boolean frozen;
  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final Map<String, float[]> derived = new ConcurrentHashMap<>();

  /**
   * @param parent manager on the device where the tensors shall live
   */
  public NetworkParameters(NDManager parent) {
    this(parent, false);
  }

  NetworkParameters(NDManager parent, boolean frozen) {
    this.manager = parent.newSubManager();
    this.frozen = frozen;
  }

  /** The manager that owns the tensors. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Whether the values never change again, so that results which depend on nothing else (pooling
   * weights) may be kept.
   */
  public boolean frozen() {
    return frozen;
  }

  /** The data type of the tensors; float32 while there are none. */
  public DataType dataType() {
    return tensors.isEmpty() ? DataType.FLOAT32 : tensors.values().iterator().next().getDataType();
  }

  /** Adds or replaces a tensor; it is attached to this object's manager. */
  public void put(String name, NDArray tensor) {
    tensor.attach(manager);
    tensor.setName(name);
    NDArray old = tensors.put(name, tensor);
    if (old != null && old != tensor) {
      old.close();
    }
  }

  /**
   * @throws IllegalArgumentException if there is no tensor of this name
   */
  public NDArray get(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("The network has no tensor named '" + name + "'.");
    }
    return tensor;
  }

  /** The tensor, or null where the network does without it. */
  public NDArray find(String name) {
    return tensors.get(name);
  }

  /** All names in registration order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /**
   * The same tensors for one training step. Those that are trained are leaves of their own that
   * share the memory, so that a step's gradients are freed with the view.
   *
   * @param parent manager of the step
   * @param trained names that get a gradient
   */
  public NetworkParameters trainingView(NDManager parent, Set<String> trained) {
    NetworkParameters view = new NetworkParameters(parent);
    tensors.forEach(
        (name, tensor) -> {
          if (trained.contains(name)) {
            NDArray leaf = tensor.stopGradient();
            leaf.setRequiresGradient(true);
            view.put(name, leaf);
          } else {
            view.tensors.put(name, tensor);
          }
        });
    return view;
  }

  /**
   * A copy of some tensors that shares the memory of the others.
   *
   * @param parent manager of the copies
   * @param copied names that get memory of their own
   */
  public NetworkParameters partialCopy(NDManager parent, Set<String> copied) {
    Map<String, NDArray> own = new LinkedHashMap<>(tensors);
    own.keySet().retainAll(copied);
    return withCopiesOf(parent, own);
  }

  /**
   * The same network with copies of other tensors; shares the memory of the rest.
   *
   * @param parent manager of the copies
   * @param others tensors by name, which are copied
   */
  public NetworkParameters withCopiesOf(NDManager parent, Map<String, NDArray> others) {
    NetworkParameters copy = new NetworkParameters(parent);
    tensors.forEach(
        (name, tensor) -> {
          NDArray other = others.get(name);
          if (other != null) {
            copy.put(name, EngineArrays.copy(other));
          } else {
            copy.tensors.put(name, tensor);
          }
        });
    return copy;
  }

  /** A value that depends on frozen parameters only: computed once, then kept. */
  float[] cached(String key, Supplier<float[]> compute) {
    float[] value = derived.get(key);
    if (value == null) {
      value = compute.get();
      derived.put(key, value);
    }
    return value;
  }

  @Override
  public void close() {
    tensors.clear();
    derived.clear();
    manager.close();
  }
}

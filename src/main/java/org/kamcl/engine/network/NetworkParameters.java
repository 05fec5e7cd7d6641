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
import org.jspecify.annotations.Nullable;

/**
 * The tensors of one network by name, in registration order. Owns them: closing frees the native
 * memory. Reading is thread-safe, adding tensors is not.
 */
public final class NetworkParameters implements AutoCloseable {
  private final NDManager manager;
  private final boolean frozen;
  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final Map<String, float[]> derived = new ConcurrentHashMap<>();

  /**
   * @param parent manager on the device of the tensors
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
   * Whether the values never change, so that results that depend on nothing else (pooling weights)
   * can be cached.
   */
  public boolean frozen() {
    return frozen;
  }

  /** The data type of the first tensor; float32 while there are none. */
  public DataType dataType() {
    return tensors.isEmpty() ? DataType.FLOAT32 : tensors.values().iterator().next().getDataType();
  }

  /**
   * The data type of the tensors below a prefix. Those of an encoder may have another type than
   * those above it, see {@link KamclNetwork#narrowEncoders}.
   */
  DataType dataType(String prefix) {
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      if (tensor.getKey().startsWith(prefix)) {
        return tensor.getValue().getDataType();
      }
    }
    return dataType();
  }

  /** Adds or replaces a tensor and attaches it to this object's manager. */
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
      throw new IllegalArgumentException("The network has no tensor named \"" + name + "\".");
    }
    return tensor;
  }

  /** The tensor, or null if there is none of this name. */
  public @Nullable NDArray find(String name) {
    return tensors.get(name);
  }

  /** All names in registration order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /**
   * A view for one training step. Trained tensors become new leaves that share the memory, so that
   * the step's gradients are freed with the view.
   *
   * @param parent manager of the step
   * @param trained names of tensors that receive gradients
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
   * @param copied names of the tensors to copy
   */
  public NetworkParameters partialCopy(NDManager parent, Set<String> copied) {
    Map<String, NDArray> own = new LinkedHashMap<>(tensors);
    own.keySet().retainAll(copied);
    return withCopiesOf(parent, own);
  }

  /**
   * The same tensors with some replaced by copies of others; shares the memory of the rest.
   *
   * @param parent manager of the copies
   * @param others replacements by name; they are copied
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

  /** A value that depends on frozen parameters only; computed once and cached. */
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

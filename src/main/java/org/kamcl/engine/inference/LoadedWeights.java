package org.kamcl.engine.inference;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.EngineRuntime;

/** The tensors of a model in use. They can be unloaded; the next pass then reads them again. */
final class LoadedWeights implements AutoCloseable {
  private final EngineRuntime runtime;
  private final @Nullable Supplier<NetworkParameters> source;

  /** Set by passes, which hold this object's monitor, and unset while no pass is running. */
  private @Nullable NetworkParameters parameters;

  private boolean closed;

  /**
   * @param parameters frozen; closed with this object
   * @param source reads the same tensors again; null if they are in no file
   */
  LoadedWeights(
      EngineRuntime runtime,
      NetworkParameters parameters,
      @Nullable Supplier<NetworkParameters> source) {
    this.runtime = runtime;
    this.parameters = parameters;
    this.source = source;
  }

  /**
   * The tensors, for a pass of the runtime; they stay until it ends.
   *
   * @throws CancellationException if the model is closed
   */
  synchronized NetworkParameters get() {
    if (closed) {
      throw new CancellationException("The model is closed.");
    }
    NetworkParameters present = parameters;
    if (present == null) {
      if (source == null) {
        throw new IllegalStateException("Tensors without a file are never unloaded.");
      }
      present = source.get();
      parameters = present;
    }
    return present;
  }

  /** Frees the tensors after the running passes, if they can be read again. */
  void unload() {
    if (source != null) {
      runtime.exclusively(this::free);
      runtime.releaseUnusedMemory();
    }
  }

  private synchronized void free() {
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
  }

  /** Frees the tensors after the running passes; further ones are refused. */
  @Override
  public void close() {
    runtime.exclusively(
        () -> {
          closed = true;
          free();
        });
  }
}

package org.kamcl.engine.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;

/**
 * The running engine: its device, its memory and its threads. Every array of the program is created
 * on {@link #device()}. Passes are serialised, because several at once give no more throughput and
 * need the memory of all.
 */
public final class EngineRuntime implements AutoCloseable {
  private final Device device;
  private final NDManager manager;
  private final Object turn = new Object();

  private EngineRuntime(Device device, NDManager manager) {
    this.device = device;
    this.manager = manager;
  }

  /**
   * Loads the engine (0.5 to 1.5 s, once a process) and opens a device.
   *
   * @throws org.kamcl.engine.EngineException if the libraries do not load or the device is not
   *     there; the message says what to do
   */
  public static EngineRuntime open(DeviceChoice choice) {
    Engine engine = load();
    Device device = choice.isGpu() ? Device.gpu(choice.gpu()) : Device.cpu();
    if (choice.isGpu() && choice.gpu() >= engine.getGpuCount()) {
      throw new org.kamcl.engine.EngineException(
          "The device "
              + choice
              + " is not available: "
              + GpuSupport.inspect(engine.getGpuCount()).reason()
              + " Use --device cpu, or see kamcl doctor.");
    }
    return new EngineRuntime(device, engine.newBaseManager(device));
  }

  /** Loads the native engine without opening a device. */
  static Engine load() {
    ProcessTuning.apply();
    NativeLibraries.detect().announce();
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw new org.kamcl.engine.EngineException(
          "The PyTorch engine did not load ("
              + rootMessage(e)
              + "). Check that "
              + NativeLibraries.cacheFolder()
              + " is writable and has 500 MB free, then try kamcl doctor.",
          e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** The device all arrays live on. */
  public Device device() {
    return device;
  }

  /** The root of all memory on the device; close sub-managers, not this one. */
  public NDManager manager() {
    return manager;
  }

  /** Number of threads an operation may use. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /**
   * Runs a pass without gradients, one at a time, and frees every array it made.
   *
   * @param pass receives a manager that lives as long as the pass; its result must hold no array
   */
  public <T> T infer(Function<NDManager, T> pass) {
    synchronized (turn) {
      // Gradient mode belongs to the thread and is on in every new one.
      boolean before = JniUtils.isGradMode();
      JniUtils.setGradMode(false);
      try (NDManager scratch = manager.newSubManager()) {
        return pass.apply(scratch);
      } finally {
        JniUtils.setGradMode(before);
      }
    }
  }

  /**
   * Runs a training step, alone like an inference pass, with gradients recorded, and frees every
   * array it made.
   *
   * @param seed of the engine's generator for this step
   * @param step receives a manager that lives as long as the step; its result must hold no array
   */
  public <T> T train(long seed, Function<NDManager, T> step) {
    synchronized (turn) {
      boolean before = JniUtils.isGradMode();
      JniUtils.setGradMode(true);
      JniUtils.setSeed(seed);
      try (NDManager scratch = manager.newSubManager()) {
        return step.apply(scratch);
      } finally {
        JniUtils.setGradMode(before);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

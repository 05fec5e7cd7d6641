package org.kamcl.engine.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running engine: its device, its memory and its threads. Every array of the program is created
 * on {@link #device()}. A pass on all processors has the turn, for several at once give no more
 * throughput and need the memory of all; passes of many images share the processors in lanes. A
 * training step is alone.
 */
public final class EngineRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineRuntime.class);

  private final Device device;
  private final NDManager manager;
  private final int threads;
  private final InferencePool inferencePool;
  private final ReadWriteLock passes = new ReentrantReadWriteLock(true);
  private final Lock turn = new ReentrantLock(true);

  private EngineRuntime(Device device, NDManager manager, int threads) {
    this.device = device;
    this.manager = manager;
    this.threads = threads;
    this.inferencePool =
        device.isGpu() ? InferencePool.single(threads) : InferencePool.sharing(threads);
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
    return new EngineRuntime(device, engine.newBaseManager(device), AtStart.THREADS);
  }

  /** Loads the native engine without opening a device. */
  static Engine load() {
    ProcessTuning.apply();
    NativeLibraries.detect().configureLoader();
    try {
      Engine engine = Engine.getEngine("PyTorch");
      ProcessTuning.applyToEngine();
      // Asked now: later some lane may have said how many it wants.
      LOG.debug("{} threads for a pass on all processors", AtStart.THREADS);
      return engine;
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

  /** What the engine found when it was loaded, before any lane took its share. */
  private static final class AtStart {
    static final int THREADS = JniUtils.getNumThreads();
  }

  /** Number of threads an operation uses that has the machine for itself; loads the engine. */
  static int defaultThreads() {
    load();
    return AtStart.THREADS;
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
    return threads;
  }

  /** How many passes {@link #submit} runs at once. */
  public int parallelPasses() {
    return inferencePool.parallelPasses();
  }

  /**
   * Runs a pass without gradients on all processors, in turn with others, and frees every array it
   * made. May be called within a step.
   *
   * @param pass receives a manager that lives as long as the pass; its result must hold no array
   */
  public <T> T infer(Function<NDManager, T> pass) {
    return locked(
        passes.readLock(),
        () ->
            locked(
                turn,
                () -> {
                  InferencePool.setIntraOpThreads(threads);
                  return scratch(false, pass);
                }));
  }

  /**
   * Runs a pass without gradients beside others, on a thread of the runtime with its share of the
   * processors, and frees every array it made. Where there is one lane, it takes its turn.
   *
   * @param pass as in {@link #infer}
   */
  public <T> Future<T> submit(Function<NDManager, T> pass) {
    if (inferencePool.parallelPasses() == 1) {
      return inferencePool.submit(() -> infer(pass));
    }
    return inferencePool.submit(() -> locked(passes.readLock(), () -> scratch(false, pass)));
  }

  /** Runs work while no pass runs. */
  public void exclusively(Runnable work) {
    locked(
        passes.writeLock(),
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs a training step, alone, with gradients recorded, and frees every array it made.
   *
   * @param seed of the engine's generator for this step
   * @param step receives a manager that lives as long as the step; its result must hold no array
   */
  public <T> T train(long seed, Function<NDManager, T> step) {
    return locked(
        passes.writeLock(),
        () -> {
          InferencePool.setIntraOpThreads(threads);
          JniUtils.setSeed(seed);
          return scratch(true, step);
        });
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private <T> T scratch(boolean gradients, Function<NDManager, T> work) {
    // Gradient mode belongs to the thread and is on in every new one.
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try (NDManager scratch = manager.newSubManager()) {
      return work.apply(scratch);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Waits for the passes that run; those that wait for a lane are dropped. */
  @Override
  public void close() {
    inferencePool.close();
    exclusively(manager::close);
  }
}

package org.kamcl.engine.runtime;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.file.CacheFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running engine: device, memory and threads. Every array of the program is created on {@link
 * #device()}. Passes on all processors run one at a time, because several at once have no more
 * throughput and need the memory of all. Passes over many images share the processors in a pool. A
 * training step runs alone. After closing, work is refused with a {@link CancellationException}.
 */
public final class EngineRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineRuntime.class);

  private final Device device;
  private final Precision precision;
  private final NDManager manager;
  private final int threads;
  private final InferencePool pool;
  private final ReadWriteLock passes = new ReentrantReadWriteLock(true);
  private final Lock turn = new ReentrantLock(true);

  /** How much work is going on that keeps unused memory. */
  private final AtomicInteger keeping = new AtomicInteger();

  /** Changed while no pass is running, and read by passes. */
  private boolean closed;

  private EngineRuntime(Device device, Precision precision, NDManager manager, int threads) {
    this.device = device;
    this.precision = precision;
    this.manager = manager;
    this.threads = threads;
    this.pool = device.isGpu() ? InferencePool.single(threads) : InferencePool.sharing(threads);
  }

  /**
   * Loads the engine (0.5 to 1.5 s, once per process) and opens a device.
   *
   * @throws KamclException if the libraries cannot be loaded or the device is not available
   */
  public static EngineRuntime open(DeviceChoice choice) {
    Engine engine = load();
    Device device = choice.isGpu() ? Device.gpu(choice.gpu()) : Device.cpu();
    if (choice.isGpu() && choice.gpu() >= engine.getGpuCount()) {
      throw new KamclException(
          RuntimeError.DEVICE_UNAVAILABLE,
          choice,
          GpuSupport.inspect(engine.getGpuCount()).reason());
    }
    return new EngineRuntime(
        device, choice.precision(), engine.newBaseManager(device), AtStart.THREADS);
  }

  /** Loads the native engine without opening a device. */
  static Engine load() {
    ProcessTuning.apply();
    NativeLibraries.detect().configureLoader();
    try {
      Engine engine = Engine.getEngine("PyTorch");
      ProcessTuning.applyToEngine();
      // Read now, because a pass of the pool may change the number later.
      LOG.debug("{} threads for a pass on all processors", AtStart.THREADS);
      return engine;
    } catch (EngineException | UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw new KamclException(
          e, RuntimeError.ENGINE_NOT_LOADED, rootMessage(e), CacheFolder.location());
    }
  }

  /** The engine's settings when it was loaded, before any pass changed them. */
  private static final class AtStart {
    static final int THREADS = JniUtils.getNumThreads();
  }

  /** Number of threads of an operation that has the machine to itself; loads the engine. */
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

  /** The device of all arrays. */
  public Device device() {
    return device;
  }

  /** The precision of the encoders of models that are loaded. */
  public Precision precision() {
    return precision;
  }

  /** The root manager of the device's memory; close sub-managers, not this one. */
  public NDManager manager() {
    return manager;
  }

  /** Number of threads of an operation. */
  public int threads() {
    return threads;
  }

  /**
   * Returns native memory that is not in use to the operating system (Linux only; some
   * milliseconds). Call it when work that needs much memory has ended.
   */
  public void releaseUnusedMemory() {
    if (keeping.get() == 0) {
      ProcessTuning.releaseUnusedMemory();
    }
  }

  /**
   * Does work that needs the same memory again and again, as training does, whose validations embed
   * images between the steps: unused memory is not returned before its end. Returning it in between
   * would split the huge pages of the heap, and the next step would get small ones, which have to
   * be cleared again.
   */
  public <T> T keepingMemory(Supplier<T> work) {
    keeping.incrementAndGet();
    try {
      return work.get();
    } finally {
      keeping.decrementAndGet();
      releaseUnusedMemory();
    }
  }

  /** How many passes {@link #submit} runs in parallel. */
  public int parallelPasses() {
    return pool.parallelPasses();
  }

  /**
   * Runs a pass without gradients on all processors, one at a time, and frees every array it
   * created. May be called within a step.
   *
   * @param pass receives a manager that is closed after the pass; its result must not contain
   *     arrays
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
   * As {@link #infer}, with gradients recorded. It changes no parameters, so it needs no training
   * step.
   */
  public <T> T differentiate(Function<NDManager, T> pass) {
    return locked(
        passes.readLock(),
        () ->
            locked(
                turn,
                () -> {
                  InferencePool.setIntraOpThreads(threads);
                  return scratch(true, pass);
                }));
  }

  /**
   * Runs a pass without gradients in parallel with others, on a thread of the pool with its share
   * of the processors, and frees every array it created. On a device that runs one pass at a time,
   * it waits for the others.
   *
   * @param pass as in {@link #infer}
   */
  public <T> Future<T> submit(Function<NDManager, T> pass) {
    if (pool.parallelPasses() == 1) {
      return pool.submit(() -> infer(pass));
    }
    return pool.submit(() -> locked(passes.readLock(), () -> scratch(false, pass)));
  }

  /** Runs work while no pass is running. */
  public void exclusively(Runnable work) {
    locked(
        passes.writeLock(),
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs a training step alone, with gradients recorded, and frees every array it created.
   *
   * @param seed of the engine's random generator for this step
   * @param step receives a manager that is closed after the step; its result must not contain
   *     arrays
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
    requireOpen();
    // Gradient mode is per thread and enabled in every new thread.
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try (NDManager scratch = manager.newSubManager()) {
      return work.apply(scratch);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new CancellationException("The engine is closed.");
    }
  }

  /** Waits for running passes; waiting ones are cancelled. */
  @Override
  public void close() {
    pool.close();
    exclusively(
        () -> {
          closed = true;
          manager.close();
        });
  }
}

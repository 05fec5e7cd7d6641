package org.kamcl.explorer.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.CheckedModel;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.index.ModelSource;

/**
 * The model of an executor. All tasks of the process share one engine, which lives as long as the
 * process: Spark creates the objects of each task anew and tells nobody when an executor ends.
 * Thread-safe.
 */
final class ExecutorModel implements ModelSource {
  /** By name. The only place where objects outlive a task. */
  private static final Map<String, ExecutorModel> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  private final ModelStore store;
  private final CheckedModel checked;
  private final int threads;
  private @Nullable KamclModel model;
  private @Nullable WorkerPool workers;

  /**
   * @param folder of the model's files
   * @param threads number of threads that read images
   */
  ExecutorModel(Path folder, int threads) {
    this.store = new ModelStore(parent(folder), Optional.empty());
    this.checked = store.check(store.find(String.valueOf(folder.getFileName())));
    this.threads = threads;
  }

  private static Path parent(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    return parent == null ? folder.toAbsolutePath() : parent;
  }

  /** The model that the driver sent to this executor. */
  static ExecutorModel ofThisProcess(TaskSettings settings) {
    return OF_THIS_PROCESS.computeIfAbsent(
        settings.model(),
        name -> new ExecutorModel(Path.of(SparkFiles.get(name)), settings.threads()));
  }

  @Override
  public ModelId id() {
    return new ModelId(checked.contentHash(), checked.model().name());
  }

  @Override
  public Path folder() {
    return checked.model().folder();
  }

  @Override
  public synchronized KamclModel model() {
    if (model == null) {
      model = store.open(checked, EngineRuntime.open(DeviceChoice.CPU));
    }
    return model;
  }

  private synchronized WorkerPool workers() {
    if (workers == null) {
      workers = new WorkerPool(threads);
    }
    return workers;
  }

  @Override
  public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> source) {
    return new ImageEmbedder<>(model(), workers(), source);
  }
}

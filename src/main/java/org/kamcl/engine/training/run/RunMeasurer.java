package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.ProcessMemory;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.error.KamclException;

/**
 * Measures a run by three real steps on some of its images. What depends on the number of images is
 * scaled to all of them.
 */
public final class RunMeasurer {
  private static final int STEPS = 3;

  /** Validation images that are measured; fewer if there are fewer. */
  private static final int VALIDATION_IMAGES = 32;

  private static final double SECOND = 1e9;

  private RunMeasurer() {}

  /**
   * Measures a run, which must be new. Its folder is of no use afterwards.
   *
   * @param models are not changed
   */
  public static RunMeasurement measure(
      RunFolder run, ModelStore models, EngineRuntime runtime, WorkerPool workerPool) {
    RunSpec spec = run.spec();
    RunCorpus whole = RunCorpus.read(spec);
    RunCorpus part = part(whole, spec.training());
    long begun = System.nanoTime();
    try (RunEventLog events = new RunEventLog(run.eventsFile(), TrainingListener.NONE);
        TrainingLoop loop =
            new TrainingLoop(
                run,
                spec,
                part,
                models,
                runtime,
                workerPool,
                RunEnvironment.of(runtime),
                Map.of(),
                events,
                () -> StopRequest.NONE,
                new DiskGuard(run, FreeSpace.OF_DISK))) {
      double captions =
          seconds(begun) * samples(whole.training(), true) / samples(part.training(), true);
      TrainingLoop.Durations durations = runtime.keepingMemory(() -> loop.measure(STEPS));
      int batchSize = spec.training().sampling().batchSize();
      int samples = samples(whole.training(), spec.training().sampling().allCaptions());
      double validation =
          part.validation().isEmpty()
              ? 0
              : durations.validation() * whole.validation().size() / part.validation().size();
      return new RunMeasurement(
          runtime.threads(),
          whole.training().size(),
          whole.validation().size(),
          durations.step(),
          batchSize / durations.step(),
          validation,
          captions + durations.statistics(),
          durations.checkpoint(),
          samples / batchSize,
          spec.training().schedule().epochs(),
          ProcessMemory.of(ProcessHandle.current().pid()).map(ProcessMemory::peak).orElse(0L),
          disk(run.path()));
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / SECOND;
  }

  /** As many images as the steps and the adaptation of batch normalization need. */
  private static RunCorpus part(RunCorpus whole, TrainingConfig config) {
    int batch = config.sampling().batchSize();
    int needed = Math.max(STEPS * batch, config.encoders().batchNormAdaptationImages() + batch);
    List<CorpusImage> images = new ArrayList<>();
    int samples = 0;
    for (CorpusImage image : whole.training()) {
      if (samples >= needed) {
        break;
      }
      images.add(image);
      samples += config.sampling().allCaptions() ? image.captions().size() : 1;
    }
    List<CorpusImage> validation = whole.validation();
    return new RunCorpus(
        whole.name(),
        images,
        validation.subList(0, Math.min(VALIDATION_IMAGES, validation.size())));
  }

  private static int samples(List<CorpusImage> images, boolean allCaptions) {
    return allCaptions
        ? images.stream().mapToInt(image -> image.captions().size()).sum()
        : images.size();
  }

  /** Initial weights, three generations of the state, the best weights and the model twice. */
  private static long disk(Path folder) {
    long state = size(folder.resolve(Checkpoint.LATEST));
    long weights = size(folder.resolve(RunFolder.INITIAL_WEIGHTS));
    return weights + 3 * state + weights + weights;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_UNREADABLE, file);
    }
  }
}

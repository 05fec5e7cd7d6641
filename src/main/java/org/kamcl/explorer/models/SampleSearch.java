package org.kamcl.explorer.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kamcl.engine.inference.CheckedModel;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.InstalledModels.SampleHits;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Searches the sample images with any model. Their embeddings are kept in memory, as they are few;
 * the model is not, as it may be as large as the one in use.
 */
final class SampleSearch {
  /** Images between two looks at whether the job is canceled. */
  private static final int BATCH = 2 * KamclModel.IMAGE_BATCH_SIZE;

  private final ModelStore models;
  private final DeviceChoice device;
  private final Map<String, List<Sample>> embedded = new ConcurrentHashMap<>();

  SampleSearch(ModelStore models, DeviceChoice device) {
    this.models = models;
    this.device = device;
  }

  private record Sample(Path file, float[] vector) {}

  /** Searches by words. */
  SampleHits byWords(String name, String words, List<Path> files, int most, JobContext context) {
    return search(
        name,
        files,
        context,
        opened -> {
          opened.model.requireWords();
          float[] query = opened.model.embedTexts(List.of(words)).get(0).unitVector();
          return hits(
              opened.samples, query, most, opened.model.unknownWords(words).stream().toList());
        });
  }

  /** Searches images that are like one. */
  SampleHits byImage(String name, Path image, List<Path> files, int most, JobContext context) {
    return search(
        name,
        files,
        context,
        opened -> {
          List<Sample> query = new ArrayList<>();
          opened.embedder.embed(
              List.of(image),
              new ImageFileEmbedder.Sink() {
                @Override
                public void embedded(Path file, Embedding embedding) {
                  query.add(new Sample(file, embedding.unitVector()));
                }

                @Override
                public void skipped(Path file, Problem problem) {
                  throw new KamclException(ModelsError.EXAMPLE_UNREADABLE, problem);
                }
              });
          return hits(opened.samples, query.get(0).vector(), most, List.of());
        });
  }

  private record Opened(KamclModel model, ImageFileEmbedder embedder, List<Sample> samples) {}

  private SampleHits search(
      String name, List<Path> files, JobContext context, Function<Opened, SampleHits> query) {
    if (files.isEmpty()) {
      throw new KamclException(ModelsError.NO_SAMPLES);
    }
    CheckedModel checked = models.check(models.find(name));
    try (EngineRuntime runtime = EngineRuntime.open(device);
        WorkerPool workers = WorkerPool.forThisMachine();
        KamclModel model = models.open(checked, runtime)) {
      context.checkCancelled();
      ImageFileEmbedder embedder = new ImageFileEmbedder(model, workers);
      String key = checked.contentHash();
      List<Sample> samples = embedded.get(key);
      if (samples == null) {
        samples = embed(embedder, files, context);
        embedded.put(key, samples);
      }
      return query.apply(new Opened(model, embedder, samples));
    }
  }

  private static List<Sample> embed(
      ImageFileEmbedder embedder, List<Path> files, JobContext context) {
    List<Sample> samples = new ArrayList<>();
    for (int from = 0; from < files.size(); from += BATCH) {
      context.checkCancelled();
      context.onProgress(ProgressStage.IMAGES, from, files.size());
      embedder.embed(
          files.subList(from, Math.min(from + BATCH, files.size())),
          new ImageFileEmbedder.Sink() {
            @Override
            public void embedded(Path file, Embedding embedding) {
              samples.add(new Sample(file, embedding.unitVector()));
            }

            @Override
            public void skipped(Path file, Problem problem) {
              // One damaged sample does not keep the others from being found.
            }
          });
    }
    return List.copyOf(samples);
  }

  private static SampleHits hits(
      List<Sample> samples, float[] query, int most, List<String> unknown) {
    List<Path> ranked =
        samples.stream()
            .sorted(Comparator.comparingDouble((Sample s) -> -dot(s.vector(), query)))
            .limit(most)
            .map(Sample::file)
            .toList();
    return new SampleHits(ranked, unknown);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}

package org.kamcl.engine.active;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.run.RunBuilder;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunRequest;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.engine.training.run.Trainer;

/** Fine-tunes a model with some images of an experiment, in a folder of its own. */
final class ExperimentRun {
  private final Path folder;
  private final ModelStore models;
  private final StoredModel start;
  private final EngineRuntime runtime;
  private final WorkerPool workers;

  /**
   * @param folder receives corpora, runs and models
   * @param start the model that is fine-tuned
   */
  ExperimentRun(Path folder, StoredModel start, EngineRuntime runtime, WorkerPool workers) {
    this.folder = folder;
    Optional<Path> installed = Optional.ofNullable(start.folder().toAbsolutePath().getParent());
    this.models = new ModelStore(folder.resolve("models"), installed);
    this.start = start;
    this.runtime = runtime;
    this.workers = workers;
  }

  /** The models of the experiment. */
  ModelStore models() {
    return models;
  }

  /**
   * Fine-tunes.
   *
   * @param name of the run and of its model
   * @param images all of which become training images with all their captions
   * @param settings changed settings of the training
   * @param work is told the pairs that were trained on
   * @throws CancellationException if cancelled
   */
  StoredModel train(
      String name,
      List<CorpusImage> images,
      Map<String, String> settings,
      long seed,
      SelectionExperiment.Work work,
      BooleanSupplier cancelled) {
    Path place = folder.resolve("corpora").resolve(name);
    write(images, place);
    Corpus corpus = new CorpusReader(Optional.empty(), true).read(place);
    RunRequest request =
        new RunRequest(
            name, place, null, start.name(), "fine-tune", seed, settings, "", List.of(), List.of());
    RunFolder run =
        new RunBuilder(new RunStore(folder.resolve("runs")), models, Optional.empty())
            .create(corpus, request);
    int pairs = run.spec().training().sampling().batchSize();
    Trainer trainer =
        new Trainer(
            run,
            models,
            runtime,
            workers,
            event -> {
              if (cancelled.getAsBoolean()) {
                throw new CancellationException();
              }
              if (event.get("event").getAsString().equals("step")) {
                work.trained(pairs);
              }
            });
    return trainer.run(Optional.empty()).model().orElseThrow(CancellationException::new);
  }

  private static void write(List<CorpusImage> images, Path place) {
    StringBuilder table = new StringBuilder("filename,caption,split\n");
    try {
      Files.createDirectories(place);
      for (int i = 0; i < images.size(); i++) {
        CorpusImage image = images.get(i);
        // Names of the corpus may have folders, and equal names in several of them.
        String name = i + "-" + image.path().getFileName();
        Files.copy(image.path(), place.resolve(name));
        for (String caption : image.captions()) {
          table.append(quoted(name)).append(',').append(quoted(caption)).append(",train\n");
        }
      }
      Files.write(place.resolve("captions.csv"), table.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
  }
}

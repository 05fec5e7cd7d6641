package org.kamcl.explorer.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.TextEncoderType;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** Evaluates the models of a workspace and keeps the results in its folder {@code evaluations}. */
public final class EvaluationService implements Evaluations {
  /** The folder in a workspace. */
  public static final String FOLDER = "evaluations";

  private final ModelStore models;
  private final DeviceChoice device;
  private final EvaluationStore store;
  private final SplitEmbeddingsCache cache;
  private final RecentCorpora recent;
  private final PublishedTable published = PublishedTable.read();
  private final EvaluationReport.Pictures pictures;

  /**
   * @param folder of the evaluations; created with the first one
   * @param device where the engine runs
   * @param pictures of a report
   */
  public EvaluationService(
      ModelStore models, Path folder, DeviceChoice device, EvaluationReport.Pictures pictures) {
    this.models = models;
    this.device = device;
    this.store = new EvaluationStore(folder);
    this.cache = new SplitEmbeddingsCache(folder.resolve("embeddings"));
    this.recent = new RecentCorpora(folder);
    this.pictures = pictures;
  }

  @Override
  public List<String> models() {
    List<String> names = new ArrayList<>();
    for (StoredModel model : models.list()) {
      if (model.card().isPresent()) {
        names.add(model.name());
      }
    }
    if (names.remove(ModelStore.DEFAULT)) {
      names.add(0, ModelStore.DEFAULT);
    }
    return List.copyOf(names);
  }

  @Override
  public CorpusSummary corpus(Path location) {
    Corpus corpus = new CorpusReader(Optional.empty(), true).read(location);
    List<Split> splits = new ArrayList<>();
    for (String split : corpus.splits()) {
      List<CorpusImage> images = corpus.split(split);
      int captions = images.stream().mapToInt(image -> image.captions().size()).sum();
      splits.add(new Split(split, images.size(), captions));
    }
    recent.add(location);
    return new CorpusSummary(
        corpus.name(),
        location.toAbsolutePath().normalize(),
        List.copyOf(splits),
        corpus.problems());
  }

  @Override
  public Job<Evaluation> evaluate(Request request, Consumer<Partial> partial) {
    return context -> {
      Optional<CorpusFormat> format = request.format().map(CorpusFormat::fromOption);
      Corpus corpus = new CorpusReader(format, true).read(request.corpus());
      Evaluation evaluation = evaluate(corpus, request, partial, context);
      keep(evaluation);
      return evaluation;
    };
  }

  /**
   * Evaluates a corpus that was read.
   *
   * @throws KamclException if the split has no images or none can be read
   */
  public Evaluation evaluate(
      Corpus corpus, Request request, Consumer<Partial> partial, JobContext context) {
    if (corpus.split(request.split()).isEmpty()) {
      throw new KamclException(
          EvaluationStoreError.SPLIT_EMPTY, request.split(), List.copyOf(corpus.splits()));
    }
    return new EvaluationRun(models, device, cache, corpus, request).run(partial, context);
  }

  /**
   * Keeps an evaluation in the workspace.
   *
   * @throws KamclException if it cannot be written
   */
  public void keep(Evaluation evaluation) {
    store.write(evaluation, EvaluationFigures.of(evaluation).summary(evaluation));
  }

  @Override
  public Stored stored() {
    return store.list();
  }

  @Override
  public Evaluation load(String id) {
    return store.read(id);
  }

  @Override
  public Deletion delete(String id) {
    return store.delete(id);
  }

  @Override
  public List<Path> recentCorpora() {
    return recent.list();
  }

  @Override
  public Published published(Evaluation.Setting setting, int images) {
    return published.of(setting, images, isClip(setting.model()));
  }

  /** Whether the encoders of a model are those of CLIP; not if it was deleted. */
  private boolean isClip(String model) {
    return models.list().stream()
        .filter(one -> one.name().equals(model))
        .flatMap(one -> one.card().stream())
        .anyMatch(card -> card.network().textEncoder() == TextEncoderType.CLIP);
  }

  @Override
  public Job<Path> report(Evaluation evaluation, Optional<Evaluation> other, Path target) {
    return context -> {
      new EvaluationReport(evaluation, other, published, pictures)
          .write(target, context::checkCancelled);
      return target;
    };
  }
}

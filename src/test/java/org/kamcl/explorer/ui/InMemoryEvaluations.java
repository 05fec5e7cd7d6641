package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.corpus.ImageCategories;
import org.kamcl.engine.evaluation.ReciprocalRanking;
import org.kamcl.engine.evaluation.RetrievalEvaluator;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.api.Evaluation.CategorySource;
import org.kamcl.explorer.api.Evaluation.Image;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.evaluation.EvaluationFigures;
import org.kamcl.explorer.job.Job;
import org.kamcl.progress.ProgressStage;

/**
 * Evaluations without an engine: a model scores images and captions by chance, seeded by its name,
 * with the wanted ones ahead by a margin. The name of a model ends with its margin in tenths.
 */
public final class InMemoryEvaluations implements Evaluations {
  private final List<Evaluation> all = new CopyOnWriteArrayList<>();
  private final List<Path> recent = new CopyOnWriteArrayList<>();
  private final List<String> models = new CopyOnWriteArrayList<>(List.of("default-15", "mine-20"));

  /** Adds a model that can be evaluated. */
  public void addModel(String name) {
    models.add(name);
  }

  @Override
  public List<String> models() {
    return List.copyOf(models);
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
    recent.remove(location);
    recent.add(0, location);
    return new CorpusSummary(corpus.name(), location, splits, corpus.problems());
  }

  @Override
  public Job<Evaluation> evaluate(Request request, Consumer<Partial> partial) {
    return context -> {
      Corpus corpus = new CorpusReader(Optional.empty(), true).read(request.corpus());
      List<CorpusImage> images = corpus.split(request.split());
      context.onProgress(ProgressStage.IMAGES, images.size() / 2, images.size(), "");
      context.checkCancelled();
      partial.accept(new Partial(1, 2, RetrievalMetrics.of(new int[] {0, 7})));
      Evaluation evaluation = evaluation(corpus, images, request);
      all.removeIf(
          before ->
              before.setting().model().equals(request.model())
                  && before.setting().sameQueries(evaluation.setting()));
      all.add(evaluation);
      return evaluation;
    };
  }

  private Evaluation evaluation(Corpus corpus, List<CorpusImage> images, Request request) {
    double margin =
        Double.parseDouble(request.model().substring(request.model().lastIndexOf('-') + 1)) / 10;
    ImageCategories categories = ImageCategories.of(corpus.images());
    List<String> texts = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      texts.addAll(images.get(i).captions());
      for (int k = 0; k < images.get(i).captions().size(); k++) {
        owners.add(i);
      }
    }
    Random random = new Random(request.model().hashCode());
    float[][] sims = new float[images.size()][texts.size()];
    for (int i = 0; i < images.size(); i++) {
      for (int j = 0; j < texts.size(); j++) {
        double wanted = owners.get(j) == i ? margin : 0;
        sims[i][j] = (float) ((random.nextGaussian() + wanted) / 10);
      }
    }
    int[] imageOfCaption = owners.stream().mapToInt(Integer::intValue).toArray();
    RetrievalResult result = RetrievalEvaluator.evaluate(sims, imageOfCaption);
    List<Image> ranked = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String category = categories.category(images.get(i));
      ranked.add(
          new Image(
              images.get(i).filename(),
              images.get(i).path(),
              category,
              result.imageRanks()[i],
              0,
              List.of("lake", i % 2 == 0 ? "road" : "trees")));
    }
    List<Caption> captions = new ArrayList<>();
    for (int j = 0; j < texts.size(); j++) {
      int column = j;
      int first =
          IntStream.range(0, images.size())
              .boxed()
              .max(Comparator.comparingDouble(i -> sims[i][column]))
              .orElseThrow();
      captions.add(
          new Caption(
              texts.get(j),
              owners.get(j),
              result.captionRanks()[j],
              first,
              sims[owners.get(j)][j],
              sims[first][j]));
    }
    Optional<Evaluation.Reranking> reranking = Optional.empty();
    if (request.rerank()) {
      RetrievalResult after = ReciprocalRanking.evaluate(sims, imageOfCaption);
      reranking =
          Optional.of(new Evaluation.Reranking(after.imageRanks(), after.captionRanks(), 0.1));
    }
    return new Evaluation(
        request.model() + "-" + all.size(),
        new Evaluation.Setting(
            Instant.parse("2026-11-19T10:00:00Z").plusSeconds(all.size()),
            request.model(),
            request.model(),
            64,
            corpus.name(),
            request.corpus(),
            corpus.name() + request.split(),
            request.split(),
            corpus.name().toUpperCase(java.util.Locale.ROOT).contains("RSICD") ? "RSICD" : "",
            CategorySource.valueOf(categories.source().name()),
            1),
        ranked,
        captions,
        List.of("many"),
        List.of(),
        reranking);
  }

  @Override
  public Stored stored() {
    return new Stored(
        all.stream()
            .map(evaluation -> EvaluationFigures.of(evaluation).summary(evaluation))
            .sorted(Comparator.comparing((Summary s) -> s.setting().time()).reversed())
            .toList(),
        List.of());
  }

  @Override
  public Evaluation load(String id) {
    return all.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public Deletion delete(String id) {
    Evaluation deleted = load(id);
    all.remove(deleted);
    return () -> all.add(deleted);
  }

  @Override
  public List<Path> recentCorpora() {
    return List.copyOf(recent);
  }

  @Override
  public Published published(Evaluation.Setting setting, int images) {
    if (setting.dataset().isEmpty()) {
      return new Published("", Protocol.UNKNOWN_CORPUS, 0, List.of(), false);
    }
    if (!setting.split().equals("test")) {
      return new Published(setting.dataset(), Protocol.OTHER_SPLIT, 1093, List.of(), false);
    }
    return new Published(
        setting.dataset(),
        Protocol.SAME,
        images,
        List.of(
            row("VSE++", "ResNet-18 + GRU", 2018, List.of(), 10.43),
            row(
                "KAMCL",
                "ResNet-18 + GRU",
                2023,
                List.of(9.24, 22.51, 36.23, 6.70, 24.13, 39.14),
                23.26),
            row(
                "KAMCL",
                "ResNet-50 + GRU",
                2023,
                List.of(12.08, 27.26, 38.70, 8.65, 27.43, 42.51),
                26.10),
            new PublishedRow(
                "RSICD",
                1093,
                "RemoteCLIP",
                "CLIP ViT-B/32",
                Training.FINE_TUNED,
                2023,
                List.of(),
                35.26,
                "a table",
                Remark.NONE)),
        setting.model().contains("clip"));
  }

  private static PublishedRow row(
      String method, String backbone, int year, List<Double> recalls, double mean) {
    return new PublishedRow(
        "RSICD",
        1093,
        method,
        backbone,
        Evaluations.Training.OWN,
        year,
        recalls,
        mean,
        "tables",
        Remark.NONE);
  }

  @Override
  public Job<Path> report(Evaluation evaluation, Optional<Evaluation> other, Path target) {
    return context -> target;
  }
}

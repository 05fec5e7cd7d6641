package org.kamcl.explorer.cli.model;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.evaluation.EvaluationService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl evaluate}: evaluates retrieval on a corpus by the published protocol. */
@Command(
    name = "evaluate",
    description = "Evaluate retrieval on a corpus with the published protocol.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each image ranks all captions of the split, and each caption ranks all images. The"
          + " command prints R@1, R@5 and R@10 in percent, the median and mean rank, and the mean"
          + " recall (mR).",
      "--against compares two models and gives a confidence interval of the difference.",
      "Embeddings are kept in the workspace, so that a model is evaluated again on the same images"
          + " within seconds; the result is kept, see kamcl evaluations.",
      "Examples: kamcl evaluate RSICD --split test",
      "          kamcl evaluate RSICD --split val --model my-run --against default",
      "          kamcl evaluate UCM --by-category --confusion --report ucm.html"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final int MAX_ORIENTATIONS = Orientation.COUNT;

  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Split of the corpus. Default: test.")
  private String split = "test";

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description =
          "Also evaluate this model on the same images at the same --image-size, in one"
              + " orientation, and print the difference.")
  private String against;

  @Option(
      names = "--orientations",
      paramLabel = "N",
      description =
          "Also evaluate the mean embedding of N of the eight orientations of each image. Default:"
              + " 1.")
  private int orientations = 1;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description =
          "Side length of the input images in pixels. Default: the size the model was trained"
              + " with.")
  private Integer imageSize;

  @Option(
      names = "--rerank",
      description =
          "Also measure re-ranking by reciprocal neighbors, which uses all queries at once."
              + " Published figures do not use it unless they say so.")
  private boolean rerank;

  @Mixin private EvaluationParts parts;
  @Mixin private CommonOptions.EncodingOptions device;
  @Mixin private CommonOptions options;

  public EvaluateCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    checkOptions();
    Corpus corpus = corpusOptions.read(commandOutput, true);
    if (corpus.split(split).isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, corpus.splits(), "--split");
    }
    ModelStore models = options.workspace().models();
    StoredModel first = model == null ? models.defaultModel() : models.find(model);
    models.check(first);
    if (against != null) {
      // Checked before the first evaluation, which takes long.
      models.check(models.find(against));
    }
    EvaluationService service = StoredEvaluations.open(options, device.device());
    Evaluation evaluation = evaluate(service, corpus, first.name(), rerank);
    EvaluationText.skipped(evaluation, commandOutput);
    Optional<Evaluation> other =
        Optional.ofNullable(against).map(name -> evaluate(service, corpus, name, false));
    if (other.isPresent() && !isSameWork(evaluation, other.get())) {
      throw new KamclException(
          ModelCommandError.IMAGES_CHANGED,
          corpus.name(),
          evaluation.skipped().size(),
          other.get().skipped().size());
    }
    Optional<RetrievalResult> averaged =
        orientations == 1 ? Optional.empty() : Optional.of(average(corpus));
    parts.writeReport(service, evaluation, other, commandOutput);
    if (options.json()) {
      printJson(evaluation, other, averaged);
    } else {
      print(evaluation, other, averaged);
    }
    return 0;
  }

  /** Whether no image has changed between two evaluations. */
  private static boolean isSameWork(Evaluation evaluation, Evaluation other) {
    return other.setting().sameQueries(evaluation.setting())
        && other.skipped().equals(evaluation.skipped());
  }

  private void checkOptions() {
    if (orientations < 1 || orientations > MAX_ORIENTATIONS) {
      throw new KamclException(ModelCommandError.INVALID_ORIENTATIONS, MAX_ORIENTATIONS);
    }
    if (imageSize != null && (imageSize < 32 || imageSize > 1024 || imageSize % 32 != 0)) {
      throw new KamclException(ModelCommandError.INVALID_IMAGE_SIZE);
    }
    parts.check();
  }

  private Evaluation evaluate(
      EvaluationService service, Corpus corpus, String name, boolean withReranking) {
    Evaluations.Request request =
        new Evaluations.Request(
            corpusOptions.location(),
            Optional.empty(),
            split,
            name,
            Optional.ofNullable(imageSize),
            withReranking);
    Evaluation evaluation;
    try (JobContextPrinter context = new JobContextPrinter(commandOutput)) {
      evaluation = service.evaluate(corpus, request, partial -> {}, context);
    }
    keep(service, evaluation);
    return evaluation;
  }

  /** Keeps the result for the window; a workspace that cannot be written costs only that. */
  private void keep(EvaluationService service, Evaluation evaluation) {
    try {
      service.keep(evaluation);
    } catch (KamclException e) {
      commandOutput.printWarning(e.problem());
    }
  }

  private RetrievalResult average(Corpus corpus) {
    try (ModelSession loaded =
            ModelSession.open(options.workspace().models(), model, device.device(), imageSize);
        EvaluationProgressPrinter meter = new EvaluationProgressPrinter(commandOutput)) {
      return Objects.requireNonNull(
          loaded.evaluate(corpus.split(split), orientations, meter).orientationAveraged());
    }
  }

  private void print(
      Evaluation evaluation, Optional<Evaluation> other, Optional<RetrievalResult> averaged) {
    EvaluationText text = new EvaluationText(commandOutput);
    text.heading(evaluation);
    text.figures(evaluation.result(), evaluation.imageOfCaption());
    averaged.ifPresent(
        result -> {
          text.orientations(orientations);
          text.figures(result, evaluation.imageOfCaption());
        });
    if (rerank) {
      text.reranked(evaluation);
    }
    other.ifPresent(before -> text.difference(evaluation, before));
    parts.print(text, evaluation);
  }

  private void printJson(
      Evaluation evaluation, Optional<Evaluation> other, Optional<RetrievalResult> averaged) {
    EvaluationDocument document = new EvaluationDocument(evaluation);
    averaged.ifPresent(result -> document.addOrientations(orientations, result));
    if (rerank) {
      document.addReranking();
    }
    other.ifPresent(document::addDifference);
    parts.addTo(document);
    commandOutput.printJson(document.finish());
  }
}

package org.kamcl.explorer.cli.model;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.evaluation.EvaluationService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl evaluations show}: shows a stored evaluation as {@code kamcl evaluate} does. */
@Command(
    name = "show",
    description = "Show a stored evaluation without evaluating again.",
    mixinStandardHelpOptions = true)
public final class EvaluationsShowCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "ID", description = "The evaluation; see kamcl evaluations list.")
  private String id;

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "Also print the difference from another evaluation of the same images.")
  private String against;

  @Mixin private EvaluationParts parts;
  @Mixin private CommonOptions options;

  public EvaluationsShowCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    parts.check();
    EvaluationService service = StoredEvaluations.open(options, DeviceChoice.CPU);
    Evaluation evaluation = service.load(id);
    Optional<Evaluation> other = Optional.ofNullable(against).map(service::load);
    parts.writeReport(service, evaluation, other, commandOutput);
    EvaluationText.skipped(evaluation, commandOutput);
    if (options.json()) {
      EvaluationDocument document = new EvaluationDocument(evaluation);
      if (evaluation.reranking().isPresent()) {
        document.addReranking();
      }
      other.ifPresent(document::addDifference);
      parts.addTo(document);
      commandOutput.printJson(document.finish());
      return 0;
    }
    EvaluationText text = new EvaluationText(commandOutput);
    text.heading(evaluation);
    text.figures(evaluation.result(), evaluation.imageOfCaption());
    if (evaluation.reranking().isPresent()) {
      text.reranked(evaluation);
    }
    other.ifPresent(before -> text.difference(evaluation, before));
    parts.print(text, evaluation);
    return 0;
  }
}

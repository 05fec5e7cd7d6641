package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl models show}: shows a model card and checks its files. */
@Command(
    name = "show",
    description =
        "Show a model card, and check the files of the model against their recorded hashes.",
    mixinStandardHelpOptions = true)
public final class ModelsShowCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String name;

  @Mixin private CommonOptions options;

  public ModelsShowCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    ModelStore models = options.workspace().models();
    StoredModel model = models.find(name);
    ModelCard card = model.requireCard();
    List<String> problems =
        models.problems(model).stream().map(p -> ErrorText.of(p, CommandOutput.locale())).toList();
    if (options.json()) {
      JsonObject json = JsonParser.parseString(card.toJson()).getAsJsonObject();
      json.addProperty("path", model.folder().toString());
      json.addProperty("bundled", model.bundled());
      json.addProperty("weightsIntact", hasOwnWeights(model, card));
      json.addProperty("filesIntact", problems.isEmpty());
      JsonArray texts = new JsonArray();
      problems.forEach(texts::add);
      json.add("problems", texts);
      commandOutput.printJson(json);
      return status(problems);
    }
    commandOutput.printLine("%s: %s", card.name(), card.description());
    NetworkText.of(card).forEach(line -> commandOutput.printLine("  %s", line));
    commandOutput.printLine("  trained on     %s", card.trainedOn());
    commandOutput.printLine(
        "  initialized    %s%s",
        card.initializedFrom().startsWith(ModelCard.IMPORTED) ? "" : "from ",
        card.initializedFrom());
    commandOutput.printLine("  created        %s", card.created());
    card.metrics()
        .forEach((figure, value) -> commandOutput.printLine("  %-28s %.4g", figure, value));
    commandOutput.printLine("  license        %s", card.license());
    commandOutput.printLine("  data           %s", card.dataCredits());
    commandOutput.printLine("  limitations    %s", card.limitations());
    commandOutput.printLine("  folder         %s", model.folder());
    commandOutput.printLine("  files          %s", problems.isEmpty() ? "intact" : "damaged");
    problems.forEach(problem -> commandOutput.printNote("error: " + problem));
    return status(problems);
  }

  private static boolean hasOwnWeights(StoredModel model, ModelCard card) {
    Path weights = model.folder().resolve(ModelFiles.WEIGHTS);
    return Files.isRegularFile(weights) && ModelFiles.sha256(weights).equals(card.weightsSha256());
  }

  private static int status(List<String> problems) {
    return problems.isEmpty() ? 0 : CommandRunner.FAILURE;
  }
}

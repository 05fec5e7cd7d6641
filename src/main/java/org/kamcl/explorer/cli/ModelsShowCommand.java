package org.kamcl.explorer.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl models show}. */
@Command(
    name = "show",
    description = "Show a model's card and check its weights against the hash in it.",
    mixinStandardHelpOptions = true)
final class ModelsShowCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String name;

  @Mixin private CommonOptions options;

  ModelsShowCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    StoredModel model = options.workspace().models().find(name);
    ModelCard card = model.requireCard();
    Path weights = model.folder().resolve(ModelFiles.WEIGHTS);
    boolean intact =
        Files.isRegularFile(weights) && ModelFiles.sha256(weights).equals(card.weightsSha256());
    if (options.json()) {
      JsonObject json = JsonParser.parseString(card.toJson()).getAsJsonObject();
      json.addProperty("path", model.folder().toString());
      json.addProperty("shipped", model.shipped());
      json.addProperty("weightsIntact", intact);
      commandOutput.printJson(json);
      return 0;
    }
    commandOutput.printLine("%s: %s", card.name(), card.description());
    commandOutput.printLine("  configuration  %s", card.configuration());
    commandOutput.printLine(
        "  network        %s at %d px, %s, %d values, %d concepts",
        card.network().backbone(),
        card.network().imageSize(),
        card.network().textEncoder(),
        card.network().embeddingSize(),
        card.network().conceptCount());
    commandOutput.printLine("  trained on     %s", card.trainedOn());
    commandOutput.printLine("  started from   %s", card.initializedFrom());
    commandOutput.printLine("  made           %s", card.created());
    card.metrics()
        .forEach((figure, value) -> commandOutput.printLine("  %-28s %.4g", figure, value));
    commandOutput.printLine("  licence        %s", card.license());
    commandOutput.printLine("  data           %s", card.dataCredits());
    commandOutput.printLine("  known failures %s", card.limitations());
    commandOutput.printLine("  folder         %s", model.folder());
    commandOutput.printLine(
        "  weights        %s", intact ? "intact" : "missing or changed since it was made");
    return 0;
  }
}

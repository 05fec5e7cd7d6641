package org.kamcl.explorer.cli.model;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl models show}: shows a model card and checks the weights. */
@Command(
    name = "show",
    description = "Show a model card and check the weights against the hash in the card.",
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
    StoredModel model = options.workspace().models().find(name);
    ModelCard card = model.requireCard();
    Path weights = model.folder().resolve(ModelFiles.WEIGHTS);
    boolean intact =
        Files.isRegularFile(weights) && ModelFiles.sha256(weights).equals(card.weightsSha256());
    if (options.json()) {
      JsonObject json = JsonParser.parseString(card.toJson()).getAsJsonObject();
      json.addProperty("path", model.folder().toString());
      json.addProperty("bundled", model.bundled());
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
    commandOutput.printLine("  initialized    from %s", card.initializedFrom());
    commandOutput.printLine("  created        %s", card.created());
    card.metrics()
        .forEach((figure, value) -> commandOutput.printLine("  %-28s %.4g", figure, value));
    commandOutput.printLine("  license        %s", card.license());
    commandOutput.printLine("  data           %s", card.dataCredits());
    commandOutput.printLine("  limitations    %s", card.limitations());
    commandOutput.printLine("  folder         %s", model.folder());
    commandOutput.printLine("  weights        %s", intact ? "intact" : "missing or changed");
    return 0;
  }
}

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
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String name;

  @Mixin private CommonOptions options;

  ModelsShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StoredModel model = options.workspace().models().find(name);
    ModelCard card = model.usableCard();
    Path weights = model.folder().resolve(ModelFiles.WEIGHTS);
    boolean intact =
        Files.isRegularFile(weights) && ModelFiles.sha256(weights).equals(card.weightsSha256());
    if (options.json()) {
      JsonObject json = JsonParser.parseString(card.toJson()).getAsJsonObject();
      json.addProperty("path", model.folder().toString());
      json.addProperty("shipped", model.shipped());
      json.addProperty("weightsIntact", intact);
      console.json(json);
      return 0;
    }
    console.line("%s: %s", card.name(), card.description());
    console.line("  configuration  %s", card.configuration());
    console.line(
        "  network        %s at %d px, %s, %d values, %d concepts",
        card.network().backbone(),
        card.network().imageSize(),
        card.network().textEncoder(),
        card.network().embeddingSize(),
        card.network().conceptCount());
    console.line("  trained on     %s", card.trainedOn());
    console.line("  started from   %s", card.startedFrom());
    console.line("  made           %s", card.created());
    card.figures().forEach((figure, value) -> console.line("  %-28s %.4g", figure, value));
    console.line("  licence        %s", card.licence());
    console.line("  data           %s", card.dataCredits());
    console.line("  known failures %s", card.knownFailures());
    console.line("  folder         %s", model.folder());
    console.line("  weights        %s", intact ? "intact" : "missing or changed since it was made");
    return 0;
  }
}

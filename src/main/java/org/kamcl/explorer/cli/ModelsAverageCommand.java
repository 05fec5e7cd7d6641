package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelAverage;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models average}. */
@Command(
    name = "average",
    description = "Make a model of the mean of several models' weights.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The models must have the same network, concepts and words, and should have been trained from"
          + " the same start. Measure the mean before you use it.",
      "Example: kamcl models average first second --name mean"
    })
final class ModelsAverageCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(arity = "2..*", paramLabel = "MODEL", description = "The models; at least two.")
  private List<String> models;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The new model.")
  private String name;

  @Mixin private CommonOptions options;

  ModelsAverageCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    StoredModel made = new ModelAverage(options.workspace().models()).create(models, name);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", made.name());
      json.addProperty("path", made.folder().toString());
      JsonArray parts = new JsonArray();
      models.forEach(parts::add);
      json.add("models", parts);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Made '%s' of the mean of %s. Measure it: kamcl evaluate CORPUS --split val --model %s",
          name, String.join(", ", models), name);
    }
    return 0;
  }
}

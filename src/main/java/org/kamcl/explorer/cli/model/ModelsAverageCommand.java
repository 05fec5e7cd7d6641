package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelAverage;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.job.ShutdownSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models average}: averages the weights of models. */
@Command(
    name = "average",
    description = "Create a model from the mean of the weights of several models.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The models must have the same network, concepts and vocabulary, and should have been trained"
          + " from the same initial weights. Evaluate the result before you use it.",
      "Example: kamcl models average first second --name mean"
    })
public final class ModelsAverageCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(arity = "2..*", paramLabel = "MODEL", description = "At least two models.")
  private List<String> models;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Name of the new model. An existing model is not replaced.")
  private String name;

  @Mixin private CommonOptions options;

  public ModelsAverageCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    // Before the weights are read, which takes long.
    ModelStore.checkName(name);
    StoredModel created = create();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", created.name());
      json.addProperty("path", created.folder().toString());
      JsonArray parts = new JsonArray();
      models.forEach(parts::add);
      json.add("models", parts);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Created \"%s\" from the mean of %s. Evaluate it: kamcl evaluate CORPUS --split val --model %s",
          name, String.join(", ", models), name);
    }
    return 0;
  }

  @SuppressWarnings("try") // A registration is only closed.
  private StoredModel create() {
    ShutdownSignal shutdown = commandOutput.shutdown();
    try (ShutdownSignal.Registration hold = shutdown.hold()) {
      return new ModelAverage(options.workspace().models(), shutdown::check).create(models, name);
    }
  }
}

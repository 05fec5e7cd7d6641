package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl models list}: lists the models. */
@Command(
    name = "list",
    description = "List the models of the workspace and the models bundled with the program.",
    mixinStandardHelpOptions = true)
public final class ModelsListCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  public ModelsListCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<StoredModel> models = options.workspace().models().list();
    if (options.json()) {
      JsonArray array = new JsonArray();
      models.forEach(m -> array.add(json(m)));
      JsonObject json = new JsonObject();
      json.add("models", array);
      commandOutput.printJson(json);
      return 0;
    }
    if (models.isEmpty()) {
      commandOutput.printLine("No models. Import one: kamcl models import FILE --name NAME");
    }
    for (StoredModel m : models) {
      commandOutput.printLine(
          "%-24s %-10s %s",
          m.name(),
          m.card().map(NetworkText::kind).orElse("damaged"),
          m.card().map(c -> c.description()).orElseGet(() -> text(m)));
    }
    return 0;
  }

  private static JsonObject json(StoredModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("name", model.name());
    json.addProperty("path", model.folder().toString());
    json.addProperty("bundled", model.bundled());
    model
        .card()
        .ifPresent(
            card -> {
              json.addProperty("configuration", card.configuration());
              json.addProperty("description", card.description());
            });
    if (model.card().isEmpty()) {
      json.addProperty("problem", text(model));
    }
    return json;
  }

  private static String text(StoredModel model) {
    return model.problem().map(p -> ErrorText.of(p, Locale.ENGLISH)).orElse("");
  }
}

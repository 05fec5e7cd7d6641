package org.kamcl.explorer.cli.run;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.training.RunIndex;
import org.kamcl.explorer.training.TrainingRunService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl runs duplicate}: creates a run like another one. */
@Command(
    name = "duplicate",
    description =
        "Create a run with the corpus, settings and seed of another one. It does not begin until"
            + " kamcl runs resume or kamcl runs queue.",
    mixinStandardHelpOptions = true)
public final class RunsDuplicateCommand extends NamedItemCommand {
  @Parameters(paramLabel = "RUN", description = "The run; see kamcl runs list.")
  private String name;

  @Option(
      names = "--title",
      paramLabel = "TITLE",
      description = "Title of the new run. Default: that of the run.")
  private String title;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Change a setting. Can be repeated. See kamcl train --help.")
  private Map<String, String> settings = new LinkedHashMap<>();

  public RunsDuplicateCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    TrainingRunService runs = commonOptions.workspace().trainingRuns(RunIndex.NONE);
    RunPlan plan = runs.plan(name);
    Map<String, String> all = new LinkedHashMap<>(plan.settings());
    all.putAll(settings);
    RunPlan changed = plan.withSettings(all);
    String made = runs.create(title == null ? changed : changed.withTitle(title)).name();
    JsonObject json = new JsonObject();
    json.addProperty("duplicated", name);
    json.addProperty("name", made);
    return new Outcome(json, "Created \"" + made + "\". Start it: kamcl runs resume " + made);
  }
}

package org.kamcl.explorer.cli.collection;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl collections problems}: lists files that could not be read. */
@Command(
    name = "problems",
    description = "List the files that could not be indexed, and why.",
    mixinStandardHelpOptions = true)
public final class CollectionsProblemsCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Option(names = "--retry", description = "Try to index them again first.")
  private boolean retry;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public CollectionsProblemsCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    model.check(options);
    List<Problem> problems;
    int added = 0;
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      if (retry) {
        added = explorerContext.retryProblems().run(progress).added();
      }
      problems = explorerContext.collections().problems();
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("added", added);
      JsonArray array = new JsonArray();
      problems.forEach(problem -> array.add(ProblemJson.of(problem)));
      json.add("problems", array);
      commandOutput.printJson(json);
      return 0;
    }
    if (retry) {
      commandOutput.printLine("%,d images added.", added);
    }
    if (problems.isEmpty()) {
      commandOutput.printLine("No problems.");
    }
    problems.forEach(p -> commandOutput.printLine("%s", ErrorText.of(p, CommandOutput.locale())));
    return 0;
  }
}

package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.IndexReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl collections problems}. */
@Command(
    name = "problems",
    description = "List the files that could not be used when they were last read, and why.",
    mixinStandardHelpOptions = true)
final class CollectionsProblemsCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Option(names = "--again", description = "Read them again first.")
  private boolean again;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  CollectionsProblemsCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<IndexReport.Problem> problems;
    int added = 0;
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress = new JobProgressPrinter(commandOutput, "Pictures")) {
      if (again) {
        added = explorerContext.retryProblems().run(progress).added();
      }
      problems = explorerContext.collections().problems();
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("added", added);
      JsonArray array = new JsonArray();
      for (IndexReport.Problem p : problems) {
        JsonObject one = new JsonObject();
        one.addProperty("file", p.file().toString());
        one.addProperty("reason", p.reason());
        array.add(one);
      }
      json.add("problems", array);
      commandOutput.printJson(json);
      return 0;
    }
    if (again) {
      commandOutput.printLine("%,d pictures added.", added);
    }
    if (problems.isEmpty()) {
      commandOutput.printLine("No file has a problem.");
    }
    problems.forEach(p -> commandOutput.printLine("%s", p.reason()));
    return 0;
  }
}

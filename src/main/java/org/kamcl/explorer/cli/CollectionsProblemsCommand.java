package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl collections problems}. */
@Command(
    name = "problems",
    description = "List the files that could not be used when they were last read, and why.",
    mixinStandardHelpOptions = true)
final class CollectionsProblemsCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--again", description = "Read them again first.")
  private boolean again;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  CollectionsProblemsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<IndexReport.Problem> problems;
    int added = 0;
    try (Workbench workbench = model.open(options, device);
        JobProgress progress = new JobProgress(console, "Pictures")) {
      if (again) {
        added = workbench.readAgain().run(progress).added();
      }
      problems = workbench.collections().problems();
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
      console.json(json);
      return 0;
    }
    if (again) {
      console.line("%,d pictures added.", added);
    }
    if (problems.isEmpty()) {
      console.line("No file has a problem.");
    }
    problems.forEach(p -> console.line("%s", p.reason()));
    return 0;
  }
}

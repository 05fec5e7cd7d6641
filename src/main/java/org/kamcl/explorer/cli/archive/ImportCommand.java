package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.bulk.BulkError;
import org.kamcl.explorer.bulk.FileLocations;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.IndexReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl import}: imports embeddings that a cluster made. */
@Command(
    name = "import",
    description =
        "Import a folder of embeddings that the Spark job made, as if its files had been indexed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The folder is checked by its counts and SHA-256 hashes first. Images that are in the archive"
          + " already stay as they are, so the command can be repeated after an interruption.",
      "Example: kamcl import embeddings --files s3a://imagery/2024=/data/imagery/2024"
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int WARNINGS_SHOWN = 20;

  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "DIR", description = "The output folder of the Spark job.")
  private Path folder;

  @Option(
      names = "--files",
      paramLabel = "URI=DIR",
      description =
          "Where the files below an input folder of the job are on this computer. Can be repeated."
              + " Default: where the job read them.")
  private List<String> files = List.of();

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public ImportCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    IndexReport report;
    FileLocations locations = new FileLocations(folders());
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      report = explorerContext.importFolder(folder, locations).run(progress);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.problems().forEach(commandOutput::printSkipped);
    report.warnings().stream().limit(WARNINGS_SHOWN).forEach(commandOutput::printWarning);
    if (options.json()) {
      commandOutput.printJson(json(report, seconds));
    } else {
      commandOutput.printLine(
          "%,d images added, %,d unchanged, %,d without a location; %,d files skipped (%.1f s)",
          report.added(),
          report.unchanged(),
          report.withoutLocation(),
          report.problems().size(),
          seconds);
    }
    return 0;
  }

  private Map<String, Path> folders() {
    Map<String, Path> folders = new HashMap<>();
    for (String named : files) {
      int equals = named.lastIndexOf('=');
      if (equals <= 0 || equals == named.length() - 1) {
        throw new KamclException(BulkError.LOCATION_INVALID, named);
      }
      folders.put(named.substring(0, equals), Path.of(named.substring(equals + 1)));
    }
    return folders;
  }

  private static JsonObject json(IndexReport report, double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("added", report.added());
    json.addProperty("unchanged", report.unchanged());
    json.addProperty("withoutLocation", report.withoutLocation());
    json.addProperty("seconds", seconds);
    JsonArray problems = new JsonArray();
    report.problems().forEach(problem -> problems.add(ProblemJson.of(problem)));
    json.add("problems", problems);
    JsonArray warnings = new JsonArray();
    report.warnings().forEach(warning -> warnings.add(ProblemJson.of(warning)));
    json.add("warnings", warnings);
    return json;
  }
}

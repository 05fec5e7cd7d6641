package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.SharedCopy;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.transfer.ArchiveCopy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl archive copy}: copies between a workspace and a shared archive. */
@Command(
    name = "copy",
    description = {
      "Copy the archive of the workspace into a shared archive, or a shared one into that of the"
          + " workspace.",
      "Copies images with the embeddings of all models, tags, ratings, saved searches and band"
          + " renderings, and compares the images of both by number and hash. What the other archive"
          + " has besides is kept. An interrupted copy continues when it is started again."
    },
    mixinStandardHelpOptions = true)
public final class ArchiveCopyCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Direction direction;

  @Option(names = "--all", description = "Also write images again that are there already.")
  private boolean all;

  @Mixin private CommonOptions options;

  /** Where the images come from or go to. */
  static final class Direction {
    @Option(
        names = "--to",
        paramLabel = "ADDRESS",
        description = "The shared archive to copy into: solr://HOST:PORT[,HOST:PORT]/NAME.")
    private @Nullable String to;

    @Option(
        names = "--from",
        paramLabel = "ADDRESS",
        description = "The shared archive to copy from.")
    private @Nullable String from;
  }

  public ArchiveCopyCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Job<ArchiveCopy.Report> job =
        direction.to != null ? copy(direction.to).toShared() : copy(direction.from).fromShared();
    ArchiveCopy.Report report;
    try (JobProgressPrinter progress =
        new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      report = job.run(progress);
    }
    report.warnings().forEach(commandOutput::printWarning);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("images", report.images());
      json.addProperty("compared", report.compared());
      JsonArray warnings = new JsonArray();
      report.warnings().stream().map(ProblemJson::of).forEach(warnings::add);
      json.add("warnings", warnings);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Copied %,d images; %,d compared by number and hash.",
          report.images(), report.compared());
    }
    return 0;
  }

  private SharedCopy copy(@Nullable String address) {
    return new SharedCopy(
        options.workspace(),
        ArchiveAddress.parse(String.valueOf(address)),
        AddressArgument.credentials(),
        all);
  }
}

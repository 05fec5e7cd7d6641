package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.explorer.archive.ArchiveProvider;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl archive upgrade}: brings the schema of a shared archive up to date. */
@Command(
    name = "upgrade",
    description = {
      "Bring a shared archive of an earlier version of the program up to date.",
      "The images are indexed again in a new collection of Solr, which replaces the former one at"
          + " the end. Searches go on meanwhile; changes are refused. Needs the space of a second"
          + " archive. An interrupted upgrade continues when it is started again."
    },
    mixinStandardHelpOptions = true)
public final class ArchiveUpgradeCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private AddressArgument archive;

  @Mixin private CommonOptions options;

  public ArchiveUpgradeCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    ArchiveProvider provider = archive.provider();
    long documents;
    try (JobProgressPrinter progress =
        new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      documents = provider.upgrade(archive.address(), AddressArgument.credentials()).run(progress);
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("archive", archive.address().toString());
      json.addProperty("upgraded", documents > 0);
      json.addProperty("documents", documents);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          documents > 0 ? "Upgraded %s: %,d entries." : "%s is up to date.",
          archive.address().toString(),
          documents);
    }
    return 0;
  }
}

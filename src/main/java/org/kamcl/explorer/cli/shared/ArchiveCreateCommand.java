package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveLayout;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl archive create}: creates a shared archive. */
@Command(name = "create", description = "Create a shared archive.", mixinStandardHelpOptions = true)
public final class ArchiveCreateCommand implements Callable<Integer> {
  private static final int MOST_PARTS = 1000;
  private static final int MOST_COPIES = 10;

  private final CommandOutput commandOutput;

  @Mixin private AddressArgument archive;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parts in which the images are kept, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int shards;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Copies of each part, on different servers, 1 to 10. Default: ${DEFAULT-VALUE}.")
  private int replicas;

  @Mixin private CommonOptions options;

  public ArchiveCreateCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    check("--shards", shards, MOST_PARTS);
    check("--replicas", replicas, MOST_COPIES);
    archive
        .provider()
        .create(
            archive.address(), AddressArgument.credentials(), new ArchiveLayout(shards, replicas));
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("created", archive.address().toString());
      json.addProperty("shards", shards);
      json.addProperty("replicas", replicas);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Created %s with %d shards and %d replicas of each. Use it in a workspace:"
              + " kamcl archive attach %s",
          archive.address().toString(), shards, replicas, archive.address().toString());
    }
    return 0;
  }

  private static void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new KamclException(SharedCommandError.NUMBER_OUT_OF_RANGE, option, value, most);
    }
  }
}

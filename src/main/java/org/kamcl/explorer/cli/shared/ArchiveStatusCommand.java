package org.kamcl.explorer.cli.shared;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveProviders;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.AttachedArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl archive status}: shows the state of a shared archive. */
@Command(
    name = "status",
    description =
        "Show the servers, shards, replicas, models and images of a shared archive, and what is"
            + " missing.",
    mixinStandardHelpOptions = true)
public final class ArchiveStatusCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ADDRESS",
      description =
          "The archive: solr://HOST:PORT[,HOST:PORT]/NAME. Default: the one that is attached.")
  private @Nullable String address;

  @Mixin private CommonOptions options;

  public ArchiveStatusCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    ArchiveAddress archive =
        address != null
            ? ArchiveAddress.parse(address)
            : new AttachedArchive(options.workspace())
                .address()
                .orElseThrow(() -> new KamclException(SharedCommandError.NOTHING_ATTACHED));
    ArchiveStatus status =
        ArchiveProviders.of(archive).status(archive, AddressArgument.credentials());
    if (options.json()) {
      commandOutput.printJson(json(archive, status));
    } else {
      print(archive, status);
    }
    return 0;
  }

  private void print(ArchiveAddress archive, ArchiveStatus status) {
    commandOutput.printLine("%-10s %s", "archive", archive.toString());
    commandOutput.printLine(
        "%-10s %s",
        "schema",
        status.schemaVersion() == status.knownVersion()
            ? "version " + status.schemaVersion()
            : "version "
                + status.schemaVersion()
                + "; this program uses version "
                + status.knownVersion());
    commandOutput.printLine("%-10s %,d", "images", status.images());
    commandOutput.printLine("%-10s %,d", "files", status.files());
    for (ArchiveStatus.Node node : status.nodes()) {
      commandOutput.printLine(
          "%-10s %s: %s", "server", node.name(), node.live() ? "running" : "stopped");
    }
    for (ArchiveStatus.Shard shard : status.shards()) {
      commandOutput.printLine(
          "%-10s %s: %d of %d replicas active, %s",
          "shard",
          shard.name(),
          shard.active(),
          shard.replicas(),
          shard.active() == 0
              ? "missing"
              : String.format(java.util.Locale.ROOT, "%,d documents", shard.documents()));
    }
    for (ArchiveStatus.Model model : status.models()) {
      commandOutput.printLine(
          "%-10s %s: %,d images, %d values per vector",
          "model", model.model().name(), model.images(), model.dimension());
    }
    if (status.missingShards() > 0) {
      commandOutput.printNote(
          "warning: a part of the archive is missing: "
              + status.missingShards()
              + " of "
              + status.shards().size()
              + ". It can be searched, but not changed.");
    }
  }

  private static JsonObject json(ArchiveAddress archive, ArchiveStatus status) {
    JsonObject json = new JsonObject();
    json.addProperty("archive", archive.toString());
    json.addProperty("schemaVersion", status.schemaVersion());
    json.addProperty("knownVersion", status.knownVersion());
    json.addProperty("images", status.images());
    json.addProperty("files", status.files());
    json.addProperty("missingShards", status.missingShards());
    JsonArray nodes = new JsonArray();
    for (ArchiveStatus.Node node : status.nodes()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", node.name());
      one.addProperty("running", node.live());
      nodes.add(one);
    }
    json.add("servers", nodes);
    JsonArray shards = new JsonArray();
    for (ArchiveStatus.Shard shard : status.shards()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", shard.name());
      one.addProperty("replicas", shard.replicas());
      one.addProperty("active", shard.active());
      one.addProperty("documents", shard.documents());
      shards.add(one);
    }
    json.add("shards", shards);
    JsonArray models = new JsonArray();
    for (ArchiveStatus.Model model : status.models()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", model.model().name());
      one.addProperty("hash", model.model().hash());
      one.addProperty("dimension", model.dimension());
      one.addProperty("images", model.images());
      models.add(one);
    }
    json.add("models", models);
    return json;
  }
}

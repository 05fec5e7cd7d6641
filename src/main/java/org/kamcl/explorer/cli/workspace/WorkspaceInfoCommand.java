package org.kamcl.explorer.cli.workspace;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.domain.WorkspaceInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kamcl workspace info}: shows what the workspace holds. */
@Command(
    name = "info",
    description = "Show where the workspace is, what it holds, and the free space on its disk.",
    mixinStandardHelpOptions = true)
public final class WorkspaceInfoCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  @Mixin private CommonOptions options;

  public WorkspaceInfoCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    WorkspaceInfo info = options.workspace().care().info();
    if (options.json()) {
      commandOutput.printJson(json(info));
      return 0;
    }
    commandOutput.printLine("%-14s %s", "workspace", info.folder());
    info.next()
        .ifPresent(
            next ->
                commandOutput.printLine(
                    "%-14s %s, at the next start of the window", "moves to", next));
    commandOutput.printLine("%-14s %,d", "images", info.images());
    commandOutput.printLine("%-14s %d", "schema", info.schema());
    for (WorkspaceInfo.Part part : info.parts()) {
      commandOutput.printLine(
          "%-14s %s, %,d files",
          name(part.kind()), WorkspaceReportPrinter.size(part.bytes()), part.files());
    }
    commandOutput.printLine(
        "%-14s %s", "backup", "up to " + WorkspaceReportPrinter.size(info.backupBytes()));
    commandOutput.printLine("%-14s %s", "free on disk", WorkspaceReportPrinter.size(info.free()));
    return 0;
  }

  private static String name(WorkspaceInfo.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(WorkspaceInfo info) {
    JsonObject json = new JsonObject();
    json.addProperty("workspace", info.folder().toString());
    json.addProperty("movable", info.movable());
    json.add(
        "movesTo",
        info.next()
            .<com.google.gson.JsonElement>map(next -> new JsonPrimitive(next.toString()))
            .orElse(JsonNull.INSTANCE));
    json.addProperty("images", info.images());
    json.addProperty("schema", info.schema());
    JsonArray parts = new JsonArray();
    for (WorkspaceInfo.Part part : info.parts()) {
      JsonObject one = new JsonObject();
      one.addProperty("kind", name(part.kind()));
      one.addProperty("files", part.files());
      one.addProperty("bytes", part.bytes());
      parts.add(one);
    }
    json.add("parts", parts);
    json.addProperty("backupBytes", info.backupBytes());
    json.addProperty("freeBytes", info.free());
    return json;
  }
}

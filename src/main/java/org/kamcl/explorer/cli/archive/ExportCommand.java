package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.search.SearchError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl export}: writes the archive for other programs. */
@Command(
    name = "export",
    description = "Write all images of the archive, or those that match filters, to files.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "To write the hits of a query, use kamcl search --export.",
      "Examples:",
      "  kamcl export archive.gpkg",
      "  kamcl export towns.parquet towns.npy --collection Towns",
      "  kamcl export stac/catalog.json --since 2023-01-01"
    })
public final class ExportCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files to write. " + ExportFiles.FORMATS + " An existing file is replaced.")
  private List<Path> files = List.of();

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description =
          "Order of the images: date (newest first), name, gsd (finest first) or place (nearest"
              + " town). Default: date.")
  private String sort;

  @Option(names = "--reverse", description = "Write in the opposite order.")
  private boolean reverse;

  @Mixin private FilterOptions filter;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions options;

  public ExportCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    ImageOrder.Key key = sort == null ? ImageOrder.DEFAULT.key() : ExportFiles.sortKey(sort);
    try (ExplorerContext context = model.open(options, new CommonOptions.DeviceOption())) {
      Map<Path, ExportFormat> formats = ExportFiles.formats(files, context.exporter());
      int all = context.archive().summary().images();
      SearchRequest request =
          new SearchRequest(
              Query.empty(),
              filter.filter(SearchFilter.NONE, context),
              Optional.empty(),
              Math.max(1, all),
              new ImageOrder(key, reverse));
      SearchResult result = context.search().search(request);
      context.search().listingWarning().ifPresent(commandOutput::printWarning);
      if (result.hits().isEmpty()) {
        throw all == 0
            ? new KamclException(SearchError.ARCHIVE_EMPTY)
            : new KamclException(ArchiveCommandError.NOTHING_TO_EXPORT);
      }
      formats.forEach(
          (file, format) ->
              context.exporter().export(result, format, file, commandOutput.shutdown()::check));
      print(result, formats, context.modelName());
    }
    return 0;
  }

  private void print(SearchResult result, Map<Path, ExportFormat> formats, String embedder) {
    int images = result.hits().size();
    long unlocated = result.hits().stream().filter(h -> h.image().footprint().isEmpty()).count();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("images", images);
      json.addProperty("withoutLocation", unlocated);
      JsonArray written = new JsonArray();
      formats.keySet().forEach(file -> written.add(file.toString()));
      json.add("files", written);
      commandOutput.printJson(json);
      return;
    }
    commandOutput.printLine("%,d images of the archive", images);
    formats.keySet().forEach(file -> commandOutput.printLine("Written: %s", file));
    if (unlocated > 0 && formats.values().stream().anyMatch(ExportFormat::locations)) {
      commandOutput.printNote(unlocated + " of them have no location and no geometry.");
    }
    for (Map.Entry<Path, ExportFormat> one : formats.entrySet()) {
      if (one.getValue().id().equals("npy")) {
        commandOutput.printNote(
            one.getKey() + ".csv lists the rows: the images with an embedding of " + embedder);
      }
    }
  }
}

package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.FilenameDateParser;
import org.kamcl.explorer.index.IndexRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl index}: makes folders of images searchable. */
@Command(
    name = "index",
    description = "Make the images of folders searchable; what is known already is passed over.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "GeoTIFF scenes are cut into windows, each a picture of its own with its place on the earth."
          + " A captions.csv (filename,caption[,split]) in a folder is kept with the images.",
      "What --crs says is remembered for each file that it was needed for; say another, and these"
          + " files are placed anew.",
      "Example: kamcl index photos --places places.csv --collection Towns"
    })
final class IndexCommand implements Callable<Integer> {
  private static final int WARNINGS_SHOWN = 20;
  private static final int FILES_SHOWN = 10;

  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders; sub-folders belong to it.")
  private List<Path> folders;

  @Option(
      names = "--places",
      paramLabel = "FILE.csv",
      description =
          "Where images lie that do not say so themselves: filename,lon,lat[,date][,metres], the"
              + " last being the width on the ground.")
  private Path places;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Name for these images; default is the name of the folder.")
  private String collection;

  @Option(
      names = "--window",
      paramLabel = "600m|512px",
      description = "Side of the windows of large scenes, in metres or pixels; default is 600m.")
  private String window = "600m";

  @Option(
      names = "--overlap",
      paramLabel = "SHARE",
      description = "Share of a window that its neighbour covers, too, 0 to 0.9; default is 0.")
  private double overlap;

  @Option(
      names = "--resolution",
      paramLabel = "METRES",
      description =
          "Resample pictures of scenes to so many metres a pixel; default is as they are.")
  private Double resolution;

  @Mixin private BandRenderingOptions look;

  @Option(
      names = "--dates",
      paramLabel = "PATTERN",
      description =
          "How days stand in the names of files, such as yyyyMMdd or scene_yyyy-MM-dd_*; by default"
              + " names are not looked at.")
  private String dates;

  @Mixin private CrsOption crs;

  @Option(
      names = "--forget-gone",
      description = "Forget pictures whose files are no longer in the folders.")
  private boolean forgetGone;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  IndexCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    IndexReport report;
    String name;
    IndexRequest request =
        new IndexRequest(
            folders,
            Optional.ofNullable(places),
            Optional.ofNullable(collection),
            TilingSpec.parse(
                window,
                overlap,
                resolution == null ? OptionalDouble.empty() : OptionalDouble.of(resolution)),
            look.bandRendering(),
            Optional.ofNullable(dates).map(FilenameDateParser::ofPattern),
            crs.crs().map(c -> CrsAssignment.of(c.epsg())),
            forgetGone);
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress = new JobProgressPrinter(commandOutput, "Pictures")) {
      report = explorerContext.index(request).run(progress);
      name = explorerContext.modelName();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.problems().forEach(p -> commandOutput.printNote("left out: " + p.reason()));
    report.warnings().stream()
        .limit(WARNINGS_SHOWN)
        .forEach(w -> commandOutput.printNote("note: " + w));
    if (report.warnings().size() > WARNINGS_SHOWN) {
      commandOutput.printNote(
          "note: " + (report.warnings().size() - WARNINGS_SHOWN) + " more like these.");
    }
    if (options.json()) {
      commandOutput.printJson(json(report, name, seconds));
    } else {
      commandOutput.printLine(
          "%,d pictures added, %,d known already, %,d of them without a place; %,d files left out"
              + " (model %s, %.1f s)",
          report.added(),
          report.unchanged(),
          report.withoutLocation(),
          report.problems().size(),
          name,
          seconds);
      unknownSystems(report.missingCrs());
    }
    return report.added() + report.unchanged() == 0 ? CommandRunner.FAILURE : 0;
  }

  private void unknownSystems(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    commandOutput.printLine(unknownSystemsWords(files.size()));
    files.stream().limit(FILES_SHOWN).forEach(file -> commandOutput.printLine("  %s", file));
    if (files.size() > FILES_SHOWN) {
      commandOutput.printLine("  and %,d more (--json lists all)", files.size() - FILES_SHOWN);
    }
  }

  private static String unknownSystemsWords(int files) {
    return files == 1
        ? "1 file has coordinates, but no known coordinate system, and is not placed by them: index"
            + " it again with --crs EPSG:n, the number of its system."
        : String.format(
            Locale.ROOT,
            "%,d files have coordinates, but no known coordinate system, and are not placed by them:"
                + " index them again with --crs EPSG:n, the number of their system.",
            files);
  }

  private static JsonObject json(IndexReport report, String model, double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("model", model);
    json.addProperty("added", report.added());
    json.addProperty("known", report.unchanged());
    json.addProperty("withoutPlace", report.withoutLocation());
    JsonArray unknown = new JsonArray();
    report.missingCrs().forEach(file -> unknown.add(file.toString()));
    json.add("unknownSystem", unknown);
    json.addProperty("seconds", seconds);
    JsonArray problems = new JsonArray();
    for (IndexReport.Problem p : report.problems()) {
      JsonObject one = new JsonObject();
      one.addProperty("file", p.file().toString());
      one.addProperty("reason", p.reason());
      problems.add(one);
    }
    json.add("problems", problems);
    JsonArray warnings = new JsonArray();
    report.warnings().forEach(warnings::add);
    if (!report.missingCrs().isEmpty()) {
      warnings.add(unknownSystemsWords(report.missingCrs().size()));
    }
    json.add("warnings", warnings);
    return json;
  }
}

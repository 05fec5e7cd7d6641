package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.index.FilenameDateParser;
import org.kamcl.explorer.index.IndexError;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.file.GivenNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl index}: indexes folders of images. */
@Command(
    name = "index",
    description =
        "Index folders of images so that they can be searched. Unchanged files are skipped.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Large georeferenced scenes are cut into tiles; each tile is an image with its own footprint."
          + " Captions in a captions.csv (filename,caption[,split]) in the folder are indexed with"
          + " the images.",
      "The CRS of --crs is remembered for each file that needed it. Use the option again to assign"
          + " another CRS to these files.",
      "STAC catalogs, collections, items and item collections are read from this computer only."
          + " Their items give images without a location their outline, and all their date and, as"
          + " tags, their keywords; so does a catalog.json or collection.json in a folder.",
      "Example: kamcl index imagery --locations locations.csv --collection Towns"
    })
public final class IndexCommand implements Callable<Integer> {
  private static final int WARNINGS_SHOWN = 20;
  private static final int FILES_SHOWN = 10;

  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Folders, with their subfolders; image files; STAC documents, whose items name the"
              + " files.")
  private List<Path> folders;

  @Option(
      names = "--locations",
      paramLabel = "FILE.csv",
      description =
          "Table with the locations of images that have none: filename,lon,lat[,date][,meters];"
              + " meters is the width of the image on the ground.")
  private Path locations;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Collection of these images. Default: the name of the folder.")
  private String collection;

  @Mixin private TilingOptions tiling;
  @Mixin private BandRenderingOptions bandRendering;

  @Option(
      names = "--date-pattern",
      paramLabel = "PATTERN",
      description =
          "Pattern of the dates in file names, such as yyyyMMdd or scene_yyyy-MM-dd_*. Default: no"
              + " dates are read from file names.")
  private String datePattern;

  @Mixin private CrsOption crs;

  @Option(
      names = "--remove-missing",
      description = "Remove images from the archive whose files are no longer in the folders.")
  private boolean removeMissing;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.EncodingOptions device;
  @Mixin private CommonOptions options;

  public IndexCommand(CommandOutput commandOutput) {
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
            Optional.ofNullable(locations),
            Optional.ofNullable(collection).map(GivenNames::checked),
            tiling.tiling(),
            bandRendering.bandRendering(),
            Optional.ofNullable(datePattern).map(FilenameDateParser::ofPattern),
            crs.crs().map(c -> CrsAssignment.of(c.epsg())),
            removeMissing);
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      report = explorerContext.index(request).run(progress);
      name = explorerContext.modelName();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.problems().forEach(commandOutput::printSkipped);
    report.warnings().stream().limit(WARNINGS_SHOWN).forEach(commandOutput::printWarning);
    if (report.warnings().size() > WARNINGS_SHOWN) {
      commandOutput.printNote(
          "warning: " + (report.warnings().size() - WARNINGS_SHOWN) + " more (--json lists all)");
    }
    if (options.json()) {
      commandOutput.printJson(json(report, name, seconds));
    } else {
      commandOutput.printLine(
          "%,d images added, %,d unchanged, %,d without a location; %,d files skipped"
              + " (model %s, %.1f s)",
          report.added(),
          report.unchanged(),
          report.withoutLocation(),
          report.problems().size(),
          name,
          seconds);
      printMissingCrs(report.missingCrs());
    }
    return report.added() + report.unchanged() == 0 ? CommandRunner.FAILURE : 0;
  }

  private void printMissingCrs(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    commandOutput.printLine("%s", ErrorText.of(missingCrs(files.size()), CommandOutput.locale()));
    files.stream().limit(FILES_SHOWN).forEach(file -> commandOutput.printLine("  %s", file));
    if (files.size() > FILES_SHOWN) {
      commandOutput.printLine("  and %,d more (--json lists all)", files.size() - FILES_SHOWN);
    }
  }

  private static Problem missingCrs(int files) {
    return Problem.of(IndexError.FILES_WITHOUT_CRS, files);
  }

  private static JsonObject json(IndexReport report, String model, double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("model", model);
    json.addProperty("added", report.added());
    json.addProperty("unchanged", report.unchanged());
    json.addProperty("withoutLocation", report.withoutLocation());
    JsonArray missingCrs = new JsonArray();
    report.missingCrs().forEach(file -> missingCrs.add(file.toString()));
    json.add("missingCrs", missingCrs);
    json.addProperty("seconds", seconds);
    JsonArray problems = new JsonArray();
    report.problems().forEach(problem -> problems.add(ProblemJson.of(problem)));
    json.add("problems", problems);
    JsonArray warnings = new JsonArray();
    report.warnings().forEach(warning -> warnings.add(ProblemJson.of(warning)));
    if (!report.missingCrs().isEmpty()) {
      warnings.add(ProblemJson.of(missingCrs(report.missingCrs().size())));
    }
    json.add("warnings", warnings);
    return json;
  }
}

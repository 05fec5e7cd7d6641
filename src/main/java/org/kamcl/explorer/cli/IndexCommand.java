package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.imagery.SceneTiler;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.workbench.Workbench;
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
      "Example: kamcl index photos --places places.csv --collection Towns"
    })
final class IndexCommand implements Callable<Integer> {
  private static final int WARNINGS_SHOWN = 20;

  private final Console console;

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
      paramLabel = "METRES",
      description = "Width of the windows of large scenes; default is 600.")
  private double window = SceneTiler.DEFAULT_METRES;

  @Option(
      names = "--forget-gone",
      description = "Forget pictures whose files are no longer in the folders.")
  private boolean forgetGone;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!(window >= 1 && window <= 1e6)) {
      throw new ExplorerException(
          "A window of " + window + " metres is not possible: choose 1 to 1,000,000 for --window.");
    }
    long start = System.nanoTime();
    IndexReport report;
    String name;
    IndexRequest request =
        new IndexRequest(
            folders,
            Optional.ofNullable(places),
            Optional.ofNullable(collection),
            window,
            forgetGone);
    try (Workbench workbench = model.open(options, device);
        JobProgress progress = new JobProgress(console, "Pictures")) {
      report = workbench.index(request).run(progress);
      name = workbench.modelName();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.problems().forEach(p -> console.note("left out: " + p.reason()));
    report.warnings().stream().limit(WARNINGS_SHOWN).forEach(w -> console.note("note: " + w));
    if (report.warnings().size() > WARNINGS_SHOWN) {
      console.note("note: " + (report.warnings().size() - WARNINGS_SHOWN) + " more like these.");
    }
    if (options.json()) {
      console.json(json(report, name, seconds));
    } else {
      console.line(
          "%,d pictures added, %,d known already, %,d of them without a place; %,d files left out"
              + " (model %s, %.1f s)",
          report.added(),
          report.known(),
          report.withoutPlace(),
          report.problems().size(),
          name,
          seconds);
    }
    return report.added() + report.known() == 0 ? CommandBorder.COULD_NOT : 0;
  }

  private static JsonObject json(IndexReport report, String model, double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("model", model);
    json.addProperty("added", report.added());
    json.addProperty("known", report.known());
    json.addProperty("withoutPlace", report.withoutPlace());
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
    json.add("warnings", warnings);
    return json;
  }
}

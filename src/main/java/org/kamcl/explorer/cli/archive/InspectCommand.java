package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.ImageMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kamcl inspect}: shows the metadata and the location of an image file. */
@Command(
    name = "inspect",
    description = "Show the metadata and the location of an image file.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Width and height are those of the stored pixels; the displayed size has the EXIF orientation"
          + " applied. The footprint is a ring of longitudes and latitudes along the outer edges of"
          + " the pixels, starting at the first pixel of the first row. Where a side is a curve on"
          + " the ground, it has corners in between. An edge takes the shorter way around the Earth.",
      "Example: kamcl inspect scene.tif --json"
    })
public final class InspectCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "FILE", description = "An image file.")
  private Path file;

  @Mixin private CrsOption crs;

  @Mixin private CommonOptions options;

  public InspectCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Optional<CrsInfo> assigned = crs.crs();
    ImageMetadata details =
        new ImageLoader()
            .inspector()
            .inspect(
                file,
                assigned.isPresent() ? OptionalInt.of(assigned.get().epsg()) : OptionalInt.empty());
    if (options.json()) {
      commandOutput.printJson(json(details));
    } else {
      print(details);
    }
    return 0;
  }

  private JsonObject json(ImageMetadata d) {
    JsonObject json = new JsonObject();
    json.addProperty("file", file.toString());
    json.addProperty("format", d.format());
    json.addProperty("width", d.width());
    json.addProperty("height", d.height());
    JsonObject displayed = new JsonObject();
    displayed.addProperty("width", d.displayedWidth());
    displayed.addProperty("height", d.displayedHeight());
    json.add("displayed", displayed);
    json.addProperty("bands", d.bands());
    json.addProperty("type", d.type());
    json.addProperty("palette", d.palette());
    json.addProperty("crs", d.crs().isEmpty() ? null : d.crs());
    if (d.footprint().isPresent()) {
      JsonArray ring = new JsonArray();
      List<GeoPoint> corners = d.footprint().get().ring();
      corners.forEach(p -> ring.add(point(p)));
      // Rings in GeoJSON are closed.
      ring.add(point(corners.get(0)));
      json.add("footprint", ring);
      json.add("corners", points(d.footprint().get().imageCorners()));
      JsonArray boxes = new JsonArray();
      d.footprint().get().boundingBoxes().forEach(box -> boxes.add(box(box)));
      json.add("boundingBoxes", boxes);
    } else {
      json.add("footprint", JsonNull.INSTANCE);
    }
    json.add("point", d.point().isPresent() ? point(d.point().get()) : JsonNull.INSTANCE);
    json.addProperty("gsd", number(d.gsd()));
    json.addProperty("date", d.date().map(Object::toString).orElse(null));
    json.addProperty("dateSource", d.dateSource().map(InspectCommand::name).orElse(null));
    if (d.noData().isPresent() && Double.isNaN(d.noData().getAsDouble())) {
      // JSON has no NaN.
      json.addProperty("noData", "nan");
    } else {
      json.addProperty("noData", number(d.noData()));
    }
    JsonArray warnings = new JsonArray();
    d.warnings().forEach(w -> warnings.add(ProblemJson.of(w)));
    json.add("warnings", warnings);
    return json;
  }

  private static String name(ImageMetadata.DateSource source) {
    return switch (source) {
      case EXIF_ORIGINAL -> "EXIF";
      case DATE_TIME_TAG -> "the file's tag DateTime";
    };
  }

  private static Number number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private static JsonArray points(List<GeoPoint> points) {
    JsonArray all = new JsonArray();
    points.forEach(p -> all.add(point(p)));
    return all;
  }

  private static JsonArray box(double[] box) {
    JsonArray numbers = new JsonArray();
    Arrays.stream(box).forEach(numbers::add);
    return numbers;
  }

  private static JsonArray point(GeoPoint p) {
    JsonArray point = new JsonArray();
    point.add(p.lon());
    point.add(p.lat());
    return point;
  }

  private void print(ImageMetadata d) {
    commandOutput.printLine("%s", file);
    commandOutput.printLine(
        "  %s, %,d x %,d pixels, %d band%s of %s%s",
        d.format(),
        d.width(),
        d.height(),
        d.bands(),
        d.bands() == 1 ? "" : "s",
        d.type(),
        d.palette() ? " (palette)" : "");
    if (d.displayedWidth() != d.width() || d.displayedHeight() != d.height()) {
      commandOutput.printLine(
          "  displayed size: %,d x %,d", d.displayedWidth(), d.displayedHeight());
    }
    commandOutput.printLine("  CRS: %s", d.crs().isEmpty() ? "unknown" : d.crs());
    d.gsd().ifPresent(m -> commandOutput.printLine("  ground sample distance: %s m", meters(m)));
    d.footprint().ifPresent(this::print);
    d.point()
        .ifPresent(p -> commandOutput.printLine("  camera position: %.7f, %.7f", p.lon(), p.lat()));
    d.date()
        .ifPresent(
            day ->
                commandOutput.printLine(
                    "  date: %s (%s)", day, d.dateSource().map(InspectCommand::name).orElse("")));
    d.noData().ifPresent(v -> commandOutput.printLine("  no-data value: %s", v));
    d.warnings().forEach(commandOutput::printWarning);
  }

  /** Prints the corners of the image, or of another outline, and the bounding boxes. */
  private void print(Footprint footprint) {
    List<GeoPoint> corners = footprint.imageCorners();
    for (GeoPoint p : corners.isEmpty() ? footprint.ring() : corners) {
      commandOutput.printLine("  corner: %.7f, %.7f", p.lon(), p.lat());
    }
    for (double[] box : footprint.boundingBoxes()) {
      commandOutput.printLine(
          "  bounding box: %.7f, %.7f, %.7f, %.7f", box[0], box[1], box[2], box[3]);
    }
  }

  private static String meters(double meters) {
    return String.format(Locale.ROOT, meters < 10 ? "%.3g" : "%,.1f", meters);
  }
}

package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl search}: the pictures of the archive that words describe best. */
@Command(
    name = "search",
    description = "Find the pictures of the archive that words describe best.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The share is the part of the archive that scores at least as high. Concepts are those that"
          + " picture and query share, with their strength in the picture and in the query.",
      "Example: kamcl search \"boats beside a pier\" --top 10"
    })
final class SearchCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "WORDS",
      arity = "1..*",
      description = "What to look for; quotes are not needed.")
  private List<String> words;

  @Option(names = "--top", paramLabel = "N", description = "Hits wanted; default is 20.")
  private int top = 20;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  SearchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SearchResult result;
    try (Workbench workbench = model.open(options, device)) {
      result = workbench.search().search(String.join(" ", words), top);
    }
    if (options.json()) {
      console.json(json(result));
      return 0;
    }
    table(console, result);
    console.note(
        String.format(
            Locale.ROOT,
            "%,d pictures compared with model %s in %,d ms",
            result.compared(),
            result.model(),
            result.time().toMillis()));
    return 0;
  }

  /** Writes ranked hits with their scores and concepts. */
  static void table(Console console, SearchResult result) {
    console.line("%4s  %6s  %8s  %s", "rank", "score", "chance", "picture");
    for (SearchHit hit : result.hits()) {
      console.line(
          "%4d  %6.3f  %8s  %s",
          hit.rank(), hit.score(), "top " + percent(hit.chance()), picture(hit.image()));
      if (!hit.concepts().isEmpty()) {
        console.line("%24s%s", "", concepts(hit.concepts()));
      }
    }
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent < 10 ? "%.2g%%" : "%.0f%%", percent);
  }

  private static String picture(ImageRecord image) {
    String window = image.window().map(w -> " " + List.of(w.x(), w.y()) + size(w)).orElse("");
    String place =
        image
            .footprint()
            .map(
                f ->
                    String.format(
                        Locale.ROOT, "  (%.5f, %.5f)", f.middle().lat(), f.middle().lon()))
            .orElse("");
    return image.file() + window + place;
  }

  private static String size(PixelWindow window) {
    return " " + window.width() + "x" + window.height();
  }

  private static String concepts(List<SharedConcept> concepts) {
    return concepts.stream()
        .map(c -> String.format(Locale.ROOT, "%s %.2f/%.2f", c.name(), c.image(), c.query()))
        .collect(Collectors.joining(", "));
  }

  private static JsonObject json(SearchResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("query", result.request().query().text());
    json.addProperty("model", result.model());
    json.addProperty("compared", result.compared());
    json.addProperty("milliseconds", result.time().toMillis());
    JsonArray hits = new JsonArray();
    result.hits().forEach(hit -> hits.add(hit(hit)));
    json.add("hits", hits);
    return json;
  }

  private static JsonArray point(GeoPoint p) {
    JsonArray point = new JsonArray();
    point.add(p.lon());
    point.add(p.lat());
    return point;
  }

  private static JsonObject hit(SearchHit hit) {
    ImageRecord image = hit.image();
    JsonObject json = new JsonObject();
    json.addProperty("rank", hit.rank());
    json.addProperty("path", image.file().toString());
    json.addProperty("score", hit.score());
    json.addProperty("share", hit.chance());
    json.addProperty("chance", hit.chance());
    json.addProperty("strong", hit.strong());
    JsonArray concepts = new JsonArray();
    for (SharedConcept c : hit.concepts()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", c.name());
      one.addProperty("image", c.image());
      one.addProperty("query", c.query());
      concepts.add(one);
    }
    json.add("concepts", concepts);
    json.addProperty("collection", image.collection());
    image
        .window()
        .ifPresent(
            w -> {
              JsonObject window = new JsonObject();
              window.addProperty("x", w.x());
              window.addProperty("y", w.y());
              window.addProperty("width", w.width());
              window.addProperty("height", w.height());
              json.add("window", window);
            });
    image
        .footprint()
        .ifPresent(
            f -> {
              json.addProperty("lon", f.middle().lon());
              json.addProperty("lat", f.middle().lat());
              JsonArray ring = new JsonArray();
              f.ring().forEach(p -> ring.add(point(p)));
              json.add("footprint", ring);
            });
    return json;
  }
}

package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.query.QueryWriter;

/** Prints the result of a search as a table or as JSON. */
public final class SearchResultPrinter {
  private static final double PERCENT = 100;
  private static final double SMALLEST = 0.01;

  private SearchResultPrinter() {}

  /** Prints ranked hits with their scores and concepts. */
  public static void table(CommandOutput commandOutput, SearchResult result) {
    commandOutput.printLine(
        "%4s  %6s  %-8s  %11s  %6s  %s", "rank", "score", "match", "false match", "id", "image");
    for (SearchHit hit : result.hits()) {
      commandOutput.printLine(
          "%4d  %6.3f  %-8s  %11s  %6d  %s",
          hit.rank(),
          hit.score(),
          name(hit.band()),
          percent(hit.falseMatchRate()),
          hit.image().id(),
          image(hit.image()));
      if (!hit.concepts().isEmpty()) {
        commandOutput.printLine("%45s%s", "", concepts(hit.concepts()));
      }
    }
  }

  /**
   * Prints what explains a result: unknown words, no matches, the calibration, the time.
   *
   * @param words whether the model has words, without which it cannot be calibrated
   */
  static void notes(
      CommandOutput commandOutput, SearchResult result, boolean calibrated, boolean words) {
    if (!result.unknownWords().isEmpty()) {
      commandOutput.printNote(
          "Words that the model does not know were ignored: "
              + String.join(", ", result.unknownWords()));
    }
    RelevanceFeedback feedback = result.request().feedback().orElse(RelevanceFeedback.NONE);
    if (!feedback.isEmpty()) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "Ranked with relevance feedback: %d relevant, %d not relevant. --no-feedback ignores"
                  + " it.",
              feedback.relevant().size(),
              feedback.notRelevant().size()));
    }
    if (result.candidates() == 0) {
      commandOutput.printNote("No images match the filters. Remove a filter.");
    } else {
      noMatch(result).ifPresent(commandOutput::printNote);
    }
    if (!calibrated) {
      commandOutput.printNote(
          "The model "
              + result.model()
              + (words
                  ? " has no score calibration, so false match rates are estimated from the archive."
                      + " Run kamcl models calibrate CORPUS to calibrate it."
                  : " has no words, so false match rates are estimated from the archive."));
    }
    if (result.approximate()) {
      commandOutput.printNote(
          "Approximate: an index of nearest neighbors chose the images. Some of the best may be"
              + " missing; the scores are exact.");
    }
    commandOutput.printNote(
        String.format(
            Locale.ROOT,
            "%,d images compared with model %s in %,d ms",
            result.compared(),
            result.model(),
            result.duration().toMillis()));
  }

  /** What to say above hits of which even the best is weak. */
  public static Optional<String> noMatch(SearchResult result) {
    return result.candidates() > 0 && result.bestBand() == MatchBand.WEAK
        ? Optional.of(
            result.compared() == 1
                ? "No confident match: 1 image was compared."
                : String.format(
                    Locale.ROOT,
                    "No confident match among %,d images. Closest first.",
                    result.compared()))
        : Optional.empty();
  }

  private static String name(MatchBand band) {
    return band.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(double fraction) {
    double percent = PERCENT * fraction;
    if (percent < SMALLEST) {
      return String.format(Locale.ROOT, "< %.2f%%", SMALLEST);
    }
    return String.format(Locale.ROOT, percent < 10 ? "%.2g%%" : "%.0f%%", percent);
  }

  /** The file of an image with its tile and its location. */
  static String image(ImageRecord image) {
    String tile = image.tile().map(t -> " " + List.of(t.x(), t.y()) + size(t)).orElse("");
    String location =
        image
            .footprint()
            .map(
                f ->
                    String.format(
                        Locale.ROOT, "  (%.5f, %.5f)", f.center().lat(), f.center().lon()))
            .orElse("");
    return image.file() + tile + location;
  }

  private static String size(TileBounds tile) {
    return " " + tile.width() + "x" + tile.height();
  }

  private static String concepts(List<SharedConcept> concepts) {
    return concepts.stream()
        .map(
            c ->
                String.format(
                    Locale.ROOT, "%s %.2f/%.2f", c.name(), c.imageStrength(), c.queryStrength()))
        .collect(Collectors.joining(", "));
  }

  static JsonObject json(SearchResult result, boolean calibrated) {
    JsonObject json = new JsonObject();
    json.addProperty("query", QueryWriter.write(result.request().query()));
    json.addProperty("model", result.model());
    json.add("feedback", feedback(result));
    json.addProperty("compared", result.compared());
    json.addProperty("approximate", result.approximate());
    json.addProperty("noStrongMatch", result.strongMatches() == 0);
    json.addProperty("bestMatch", name(result.bestBand()));
    json.addProperty("calibrated", calibrated);
    JsonArray unknown = new JsonArray();
    result.unknownWords().forEach(unknown::add);
    json.add("unknownWords", unknown);
    json.addProperty("milliseconds", result.duration().toMillis());
    JsonArray hits = new JsonArray();
    for (int i = 0; i < result.hits().size(); i++) {
      hits.add(hit(result, i));
    }
    json.add("hits", hits);
    return json;
  }

  private static JsonObject feedback(SearchResult result) {
    RelevanceFeedback feedback = result.request().feedback().orElse(RelevanceFeedback.NONE);
    JsonObject json = new JsonObject();
    json.add("relevant", ids(feedback.relevant()));
    json.add("notRelevant", ids(feedback.notRelevant()));
    return json;
  }

  private static JsonArray ids(Set<Long> images) {
    JsonArray ids = new JsonArray();
    images.stream().sorted().forEach(ids::add);
    return ids;
  }

  private static JsonArray point(GeoPoint p) {
    JsonArray point = new JsonArray();
    point.add(p.lon());
    point.add(p.lat());
    return point;
  }

  /** Fraction of the compared images that score at least as high, 0..1. */
  private static double archiveFraction(SearchResult result, int index) {
    List<SearchHit> hits = result.hits();
    int last = index;
    while (last + 1 < hits.size() && hits.get(last + 1).score() == hits.get(index).score()) {
      last++;
    }
    return (last + 1.0) / Math.max(result.compared(), last + 1);
  }

  private static JsonObject hit(SearchResult result, int index) {
    SearchHit hit = result.hits().get(index);
    ImageRecord image = hit.image();
    JsonObject json = new JsonObject();
    json.addProperty("rank", hit.rank());
    json.addProperty("id", image.id());
    json.addProperty("file", image.file().toString());
    json.addProperty("score", hit.score());
    json.addProperty("archiveFraction", archiveFraction(result, index));
    json.addProperty("falseMatchRate", hit.falseMatchRate());
    json.addProperty("strong", hit.strong());
    json.addProperty("match", name(hit.band()));
    JsonArray concepts = new JsonArray();
    for (SharedConcept c : hit.concepts()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", c.name());
      one.addProperty("imageStrength", c.imageStrength());
      one.addProperty("queryStrength", c.queryStrength());
      concepts.add(one);
    }
    json.add("concepts", concepts);
    addMetadata(json, image);
    return json;
  }

  /** Adds the id, the file and the metadata of an image. */
  static void addImage(JsonObject json, ImageRecord image) {
    json.addProperty("id", image.id());
    json.addProperty("file", image.file().toString());
    addMetadata(json, image);
  }

  private static void addMetadata(JsonObject json, ImageRecord image) {
    json.addProperty("collection", image.collection());
    image.date().ifPresent(d -> json.addProperty("date", d.toString()));
    image.gsd().ifPresent(m -> json.addProperty("gsd", m));
    image
        .tile()
        .ifPresent(
            t -> {
              JsonObject tile = new JsonObject();
              tile.addProperty("x", t.x());
              tile.addProperty("y", t.y());
              tile.addProperty("width", t.width());
              tile.addProperty("height", t.height());
              json.add("tile", tile);
            });
    image
        .footprint()
        .ifPresent(
            f -> {
              json.addProperty("lon", f.center().lon());
              json.addProperty("lat", f.center().lat());
              JsonArray ring = new JsonArray();
              f.ring().forEach(p -> ring.add(point(p)));
              json.add("footprint", ring);
            });
  }

  /** Prints ranked captions with the images they belong to. */
  static void captions(CommandOutput commandOutput, List<CaptionHit> captions) {
    commandOutput.printLine("%4s  %6s  %s", "rank", "score", "caption");
    for (CaptionHit hit : captions) {
      commandOutput.printLine("%4d  %6.3f  %s", hit.rank(), hit.score(), hit.caption());
      commandOutput.printLine(
          "%14simages %s",
          "", hit.images().stream().map(id -> "#" + id).collect(Collectors.joining(" ")));
    }
  }

  static JsonObject json(String query, String model, List<CaptionHit> captions) {
    JsonObject json = new JsonObject();
    json.addProperty("query", query);
    json.addProperty("model", model);
    JsonArray all = new JsonArray();
    for (CaptionHit hit : captions) {
      JsonObject one = new JsonObject();
      one.addProperty("rank", hit.rank());
      one.addProperty("caption", hit.caption());
      one.addProperty("score", hit.score());
      JsonArray images = new JsonArray();
      hit.images().forEach(images::add);
      one.add("images", images);
      all.add(one);
    }
    json.add("captions", all);
    return json;
  }
}

package org.kamcl.explorer.evaluation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.api.Evaluation.CategorySource;
import org.kamcl.explorer.api.Evaluation.Image;
import org.kamcl.explorer.api.Evaluation.Reranking;
import org.kamcl.explorer.api.Evaluation.Setting;
import org.kamcl.explorer.api.Evaluation.Skipped;
import org.kamcl.explorer.api.Evaluations.Summary;

/** Evaluations as JSON documents of one line. */
final class EvaluationJson {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private EvaluationJson() {}

  static String format(Summary summary, Function<Path, String> written) {
    JsonObject json = new JsonObject();
    json.addProperty("id", summary.id());
    json.add("setting", setting(summary.setting(), written));
    json.addProperty("images", summary.images());
    json.addProperty("captions", summary.captions());
    json.add("imageToText", GSON.toJsonTree(summary.imageToText()));
    json.add("textToImage", GSON.toJsonTree(summary.textToImage()));
    json.addProperty("meanRecall", summary.meanRecall());
    json.addProperty("low", summary.interval().low());
    json.addProperty("high", summary.interval().high());
    return GSON.toJson(json);
  }

  /**
   * @param located where a file or folder is, given how it is written down
   */
  static Summary parseSummary(String text, Function<String, Path> located) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return new Summary(
        json.get("id").getAsString(),
        setting(json.getAsJsonObject("setting"), located),
        json.get("images").getAsInt(),
        json.get("captions").getAsInt(),
        metrics(json.getAsJsonObject("imageToText")),
        metrics(json.getAsJsonObject("textToImage")),
        json.get("meanRecall").getAsDouble(),
        new BootstrapInterval(json.get("low").getAsDouble(), json.get("high").getAsDouble()));
  }

  private static RetrievalMetrics metrics(JsonObject json) {
    return new RetrievalMetrics(
        json.get("r1").getAsDouble(),
        json.get("r5").getAsDouble(),
        json.get("r10").getAsDouble(),
        json.get("medianRank").getAsDouble(),
        json.get("meanRank").getAsDouble());
  }

  static String format(Evaluation evaluation, Function<Path, String> written) {
    JsonObject json = new JsonObject();
    json.addProperty("id", evaluation.id());
    json.add("setting", setting(evaluation.setting(), written));
    Map<String, Integer> concepts = new LinkedHashMap<>();
    JsonArray images = new JsonArray();
    for (Image image : evaluation.images()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", image.name());
      one.addProperty("file", written.apply(image.file()));
      one.addProperty("category", image.category());
      one.addProperty("rank", image.rank());
      one.addProperty("first", image.firstCaption());
      JsonArray own = new JsonArray();
      for (String concept : image.concepts()) {
        own.add(concepts.computeIfAbsent(concept, name -> concepts.size()));
      }
      one.add("concepts", own);
      images.add(one);
    }
    json.add("concepts", strings(concepts.keySet()));
    json.add("images", images);
    JsonArray captions = new JsonArray();
    for (Caption caption : evaluation.captions()) {
      JsonObject one = new JsonObject();
      one.addProperty("text", caption.text());
      one.addProperty("image", caption.image());
      one.addProperty("rank", caption.rank());
      one.addProperty("first", caption.firstImage());
      one.addProperty("score", caption.score());
      one.addProperty("firstScore", caption.firstScore());
      captions.add(one);
    }
    json.add("captions", captions);
    json.add("notVisual", strings(evaluation.notVisual()));
    JsonArray skipped = new JsonArray();
    for (Skipped image : evaluation.skipped()) {
      JsonObject one = new JsonObject();
      one.addProperty("file", written.apply(image.file()));
      one.add("reason", ProblemJson.object(image.reason()));
      skipped.add(one);
    }
    json.add("skipped", skipped);
    evaluation
        .reranking()
        .ifPresent(
            after -> {
              JsonObject one = new JsonObject();
              one.add("imageRanks", GSON.toJsonTree(after.imageRanks()));
              one.add("captionRanks", GSON.toJsonTree(after.captionRanks()));
              one.addProperty("seconds", after.seconds());
              json.add("reranking", one);
            });
    return GSON.toJson(json);
  }

  /**
   * @param located where a file or folder is, given how it is written down
   */
  static Evaluation parse(String text, Function<String, Path> located) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    List<String> concepts = strings(json.getAsJsonArray("concepts"));
    List<Image> images = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("images")) {
      JsonObject one = element.getAsJsonObject();
      images.add(
          new Image(
              one.get("name").getAsString(),
              located.apply(one.get("file").getAsString()),
              one.get("category").getAsString(),
              one.get("rank").getAsInt(),
              one.get("first").getAsInt(),
              Arrays.stream(ints(one.getAsJsonArray("concepts")))
                  .mapToObj(concepts::get)
                  .toList()));
    }
    List<Caption> captions = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("captions")) {
      JsonObject one = element.getAsJsonObject();
      captions.add(
          new Caption(
              one.get("text").getAsString(),
              one.get("image").getAsInt(),
              one.get("rank").getAsInt(),
              one.get("first").getAsInt(),
              one.get("score").getAsDouble(),
              one.get("firstScore").getAsDouble()));
    }
    List<Skipped> skipped = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("skipped")) {
      JsonObject one = element.getAsJsonObject();
      skipped.add(
          new Skipped(located.apply(one.get("file").getAsString()), problem(one.get("reason"))));
    }
    return new Evaluation(
        json.get("id").getAsString(),
        setting(json.getAsJsonObject("setting"), located),
        List.copyOf(images),
        List.copyOf(captions),
        strings(json.getAsJsonArray("notVisual")),
        List.copyOf(skipped),
        Optional.ofNullable(json.getAsJsonObject("reranking")).map(EvaluationJson::reranking));
  }

  /** A reason; earlier versions stored its English text. */
  private static Problem problem(JsonElement reason) {
    return reason.isJsonPrimitive()
        ? Problem.of(LegacyError.SENTENCE, reason.getAsString())
        : ProblemJson.problem(reason.getAsJsonObject());
  }

  private static Reranking reranking(JsonObject json) {
    return new Reranking(
        ints(json.getAsJsonArray("imageRanks")),
        ints(json.getAsJsonArray("captionRanks")),
        json.get("seconds").getAsDouble());
  }

  private static JsonObject setting(Setting setting, Function<Path, String> written) {
    JsonObject json = new JsonObject();
    json.addProperty("time", setting.time().toString());
    json.addProperty("model", setting.model());
    json.addProperty("modelHash", setting.modelHash());
    json.addProperty("imageSize", setting.imageSize());
    json.addProperty("corpus", setting.corpus());
    json.addProperty("location", written.apply(setting.location()));
    json.addProperty("corpusHash", setting.corpusHash());
    json.addProperty("split", setting.split());
    json.addProperty("dataset", setting.dataset());
    json.addProperty("categories", setting.categories().name());
    json.addProperty("seconds", setting.seconds());
    return json;
  }

  private static Setting setting(JsonObject json, Function<String, Path> located) {
    return new Setting(
        Instant.parse(json.get("time").getAsString()),
        json.get("model").getAsString(),
        json.get("modelHash").getAsString(),
        json.get("imageSize").getAsInt(),
        json.get("corpus").getAsString(),
        located.apply(json.get("location").getAsString()),
        json.get("corpusHash").getAsString(),
        json.get("split").getAsString(),
        json.get("dataset").getAsString(),
        CategorySource.valueOf(json.get("categories").getAsString()),
        json.get("seconds").getAsDouble());
  }

  private static JsonArray strings(Iterable<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static List<String> strings(JsonArray array) {
    List<String> values = new ArrayList<>();
    array.forEach(element -> values.add(element.getAsString()));
    return List.copyOf(values);
  }

  private static int[] ints(JsonArray array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsInt();
    }
    return values;
  }
}

package org.kamcl.explorer.cli.model;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.evaluation.CategoryBreakdown;
import org.kamcl.explorer.evaluation.CategoryConfusion;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.evaluation.EvaluationFigures;
import org.kamcl.explorer.evaluation.Failure;

/** The JSON document of {@code kamcl evaluate}. */
final class EvaluationDocument {
  private final Gson gson = new Gson();
  private final Evaluation evaluation;
  private final JsonObject json = new JsonObject();

  EvaluationDocument(Evaluation evaluation) {
    this.evaluation = evaluation;
    json.addProperty("images", evaluation.images().size());
    json.addProperty("captions", evaluation.captions().size());
    addFigures(json, evaluation.result());
  }

  private void addFigures(JsonObject to, RetrievalResult result) {
    to.add("imageToText", metrics(result.imageToText()));
    to.add("textToImage", metrics(result.textToImage()));
    to.addProperty("meanRecall", result.meanRecall());
    to.add(
        "meanRecallInterval",
        interval(
            BootstrapInterval.ofMeanRecall(
                result, evaluation.imageOfCaption(), EvaluationFigures.SEED)));
  }

  void addOrientations(int orientations, RetrievalResult averaged) {
    JsonObject one = new JsonObject();
    one.addProperty("orientations", orientations);
    addFigures(one, averaged);
    json.add("orientationAveraged", one);
  }

  void addReranking() {
    EvaluationComparison effect = EvaluationComparison.ofReranking(evaluation);
    JsonObject one = new JsonObject();
    addFigures(one, evaluation.rerankedResult().orElseThrow());
    one.addProperty("difference", effect.difference());
    one.add("differenceInterval", interval(effect.interval()));
    one.addProperty("seconds", evaluation.reranking().orElseThrow().seconds());
    json.add("reranked", one);
  }

  void addDifference(Evaluation other) {
    EvaluationComparison difference = EvaluationComparison.of(evaluation, other);
    JsonObject one = new JsonObject();
    one.addProperty("model", other.setting().model());
    one.addProperty("imageSize", other.setting().imageSize());
    one.addProperty("meanRecall", other.result().meanRecall());
    one.addProperty("difference", difference.difference());
    one.add("differenceInterval", interval(difference.interval()));
    one.addProperty("captionsHigher", difference.higher());
    one.addProperty("captionsLower", difference.lower());
    one.addProperty("captionsSame", difference.same());
    json.add("against", one);
  }

  void addCategories() {
    CategoryBreakdown categories = CategoryBreakdown.of(evaluation);
    json.addProperty("categorySource", evaluation.setting().categories().name());
    json.addProperty("imagesWithoutCategory", categories.uncategorized());
    JsonArray rows = new JsonArray();
    for (CategoryBreakdown.Row row : categories.rows()) {
      JsonObject one = new JsonObject();
      one.addProperty("category", row.category());
      one.addProperty("images", row.images());
      one.addProperty("captions", row.captions());
      one.add("imageToText", recalls(row.recalls().imageToText()));
      one.add("textToImage", recalls(row.recalls().textToImage()));
      one.addProperty("meanRecall", row.recalls().mean());
      one.add("meanRecallInterval", interval(row.mean()));
      one.add("textToImageR10Interval", interval(row.imageRetrieval()));
      rows.add(one);
    }
    json.add("byCategory", rows);
  }

  private static JsonObject recalls(double[] values) {
    JsonObject one = new JsonObject();
    one.addProperty("r1", values[0]);
    one.addProperty("r5", values[1]);
    one.addProperty("r10", values[2]);
    return one;
  }

  void addConfusion() {
    CategoryConfusion confusion = CategoryConfusion.of(evaluation);
    JsonObject one = new JsonObject();
    one.add("categories", gson.toJsonTree(confusion.categories()));
    one.add("captions", gson.toJsonTree(confusion.counts()));
    json.add("confusion", one);
  }

  void addFailures(int most) {
    JsonArray failures = new JsonArray();
    for (int index : Failure.worst(evaluation)) {
      if (failures.size() < most) {
        failures.add(failure(Failure.of(evaluation, index)));
      }
    }
    json.add("failures", failures);
  }

  private JsonObject failure(Failure failure) {
    JsonObject one = new JsonObject();
    one.addProperty("caption", failure.text());
    one.addProperty("rank", failure.rank());
    one.addProperty("image", failure.wanted().file().toString());
    one.addProperty("first", failure.first().file().toString());
    one.addProperty("category", failure.wanted().category());
    one.addProperty("firstCategory", failure.first().category());
    one.add("shared", gson.toJsonTree(failure.shared()));
    JsonArray notes = new JsonArray();
    for (Failure.Note note : failure.notes()) {
      JsonObject fact = new JsonObject();
      fact.addProperty("kind", note.kind().name());
      fact.add("values", gson.toJsonTree(note.values()));
      notes.add(fact);
    }
    one.add("notes", notes);
    return one;
  }

  /** The document, with what identifies the evaluation at its end. */
  JsonObject finish() {
    Evaluation.Setting setting = evaluation.setting();
    json.addProperty("model", setting.model());
    json.addProperty("imageSize", setting.imageSize());
    json.addProperty("corpus", setting.corpus());
    json.addProperty("split", setting.split());
    JsonArray skipped = new JsonArray();
    JsonArray reasons = new JsonArray();
    for (Evaluation.Skipped image : evaluation.skipped()) {
      skipped.add(image.file().toString());
      reasons.add(ProblemJson.of(image.reason()));
    }
    json.add("skipped", skipped);
    json.add("skippedReasons", reasons);
    return json;
  }

  private static JsonObject metrics(RetrievalMetrics metrics) {
    JsonObject one = recalls(new double[] {metrics.r1(), metrics.r5(), metrics.r10()});
    one.addProperty("medianRank", metrics.medianRank());
    one.addProperty("meanRank", metrics.meanRank());
    return one;
  }

  static JsonObject interval(BootstrapInterval interval) {
    JsonObject one = new JsonObject();
    one.addProperty("low", interval.low());
    one.addProperty("high", interval.high());
    return one;
  }
}

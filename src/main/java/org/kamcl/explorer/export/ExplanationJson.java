package org.kamcl.explorer.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.kamcl.engine.explain.BranchPooling;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordAttention;
import org.kamcl.engine.explain.WordShare;

/** Explanations and their evaluation as JSON. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /**
   * An explanation.
   *
   * @param heads whether the attention of every layer and head is included
   */
  public static JsonObject of(Explanation explanation, boolean heads) {
    JsonObject json = new JsonObject();
    json.addProperty("model", explanation.model());
    json.addProperty("score", explanation.score());
    json.add(
        "where",
        explanation
            .where()
            .<JsonElement>map(map -> where(map, explanation.focus()))
            .orElse(JsonNull.INSTANCE));
    json.add("parts", array(explanation.parts(), ExplanationJson::part));
    json.add("words", array(explanation.words(), ExplanationJson::word));
    json.add("attention", array(explanation.attention(), a -> attention(a, heads)));
    json.add("pooling", array(explanation.pooling(), ExplanationJson::pooling));
    json.add("concepts", concepts(explanation.concepts()));
    json.add(
        "placement",
        explanation
            .placement()
            .<JsonElement>map(ExplanationJson::placement)
            .orElse(JsonNull.INSTANCE));
    json.add("counterfactuals", array(explanation.counterfactuals(), ExplanationJson::change));
    return json;
  }

  private static JsonObject where(ScoreMap map, Optional<String> focus) {
    JsonObject json = new JsonObject();
    json.addProperty("term", focus.orElse(null));
    json.addProperty("method", FaithfulnessEvaluator.name(map.method()));
    json.addProperty("score", map.score());
    json.add("remainder", number(map.remainder()));
    json.add("total", grid(map.total()));
    JsonArray branches = new JsonArray();
    for (ScoreMap.BranchMap branch : map.branches()) {
      JsonObject one = new JsonObject();
      one.addProperty("branch", branch.name());
      one.addProperty("score", branch.map().sum());
      one.add("map", grid(branch.map()));
      branches.add(one);
    }
    json.add("branches", branches);
    return json;
  }

  private static JsonObject grid(HeatMap map) {
    JsonObject json = new JsonObject();
    json.addProperty("width", map.width());
    json.addProperty("height", map.height());
    json.add("values", numbers(map.values()));
    return json;
  }

  private static JsonObject part(PartShare part) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", part.kind().name().toLowerCase(Locale.ROOT));
    json.addProperty("text", part.text().isEmpty() ? null : part.text());
    json.addProperty("score", part.score());
    return json;
  }

  private static JsonObject word(WordShare word) {
    JsonObject json = new JsonObject();
    json.addProperty("part", word.part());
    json.addProperty("position", word.position());
    json.addProperty("word", word.word());
    json.addProperty("leaveOneOut", word.leaveOneOut());
    json.add("gradient", number(word.gradient()));
    return json;
  }

  private static JsonObject attention(WordAttention attention, boolean heads) {
    JsonObject json = new JsonObject();
    JsonArray words = new JsonArray();
    attention.words().forEach(words::add);
    json.add("words", words);
    json.add("shares", numbers(attention.shares()));
    json.add("rollout", rows(attention.rollout()));
    if (heads) {
      JsonArray layers = new JsonArray();
      for (double[][][] layer : attention.layers()) {
        layers.add(array(Arrays.asList(layer), ExplanationJson::rows));
      }
      json.add("layers", layers);
    }
    return json;
  }

  private static JsonObject pooling(BranchPooling pooling) {
    JsonObject json = new JsonObject();
    json.addProperty("branch", pooling.branch());
    json.add("curve", numbers(pooling.curve()));
    json.addProperty("heaviestRanks", pooling.heaviestRanks());
    json.add("positions", grid(pooling.positions()));
    return json;
  }

  private static JsonObject concepts(ConceptComparison concepts) {
    JsonObject json = new JsonObject();
    json.addProperty("modelHasConcepts", concepts.modelHasConcepts());
    json.add("shared", array(concepts.shared(), ExplanationJson::concept));
    json.add("notAsked", array(concepts.notAsked(), ExplanationJson::concept));
    json.add("notSeen", array(concepts.notSeen(), ExplanationJson::concept));
    json.add("excludedSeen", array(concepts.excludedSeen(), ExplanationJson::concept));
    return json;
  }

  private static JsonObject concept(ComparedConcept concept) {
    JsonObject json = new JsonObject();
    json.addProperty("concept", concept.name());
    json.addProperty("image", concept.imageStrength());
    json.addProperty("query", concept.queryStrength());
    return json;
  }

  private static JsonObject placement(Placement placement) {
    JsonObject json = new JsonObject();
    json.addProperty("rank", placement.rank());
    json.addProperty("images", placement.images());
    json.addProperty("score", placement.score());
    json.add(
        "penalties",
        array(
            placement.penalties(),
            penalty -> {
              JsonObject one = new JsonObject();
              one.addProperty("part", penalty.part());
              one.addProperty("value", penalty.value());
              return one;
            }));
    return json;
  }

  private static JsonObject change(Counterfactual change) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", change.kind().name().toLowerCase(Locale.ROOT));
    json.addProperty("part", change.part());
    json.addProperty("word", change.word());
    json.addProperty("replaced", change.replaced().orElse(null));
    json.addProperty("text", change.text());
    json.addProperty("score", change.score());
    json.addProperty("gain", change.gain());
    json.addProperty("rank", change.rank().isPresent() ? change.rank().getAsInt() : null);
    return json;
  }

  private static JsonElement number(OptionalDouble value) {
    return value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE;
  }

  private static JsonArray rows(double[][] rows) {
    return array(Arrays.asList(rows), ExplanationJson::numbers);
  }

  private static JsonArray numbers(double[] values) {
    JsonArray array = new JsonArray(values.length);
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  private static <T> JsonArray array(List<T> items, Function<T, ? extends JsonElement> form) {
    JsonArray array = new JsonArray(items.size());
    items.forEach(item -> array.add(form.apply(item)));
    return array;
  }
}

package org.kamcl.engine.training.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of the events of a run as named series, in their order. */
public final class EventSeries {
  /** Terms of the loss in a step; a term that is off has the value 0. */
  public static final List<String> LOSSES =
      List.of("total", "triplet", "infoNce", "distillation", "momentumContrast", "concept");

  /** The series of steps. */
  public static final List<String> STEP =
      List.of(
          "total",
          "triplet",
          "infoNce",
          "distillation",
          "momentumContrast",
          "concept",
          "gradientNorm",
          "headLearningRate",
          "imageLearningRate",
          "textLearningRate",
          "pairsPerSecond");

  /** The series of epochs. */
  public static final List<String> EPOCH =
      List.of(
          "epochLoss",
          "meanRecall",
          "imageToText.r1",
          "imageToText.r5",
          "imageToText.r10",
          "textToImage.r1",
          "textToImage.r5",
          "textToImage.r10");

  private EventSeries() {}

  /**
   * The values of an event by series; empty for events that are neither a step nor an epoch. Events
   * of earlier versions lack some.
   */
  public static Map<String, Double> values(JsonObject event) {
    Map<String, Double> values = new LinkedHashMap<>();
    switch (event.get("event").getAsString()) {
      case "step" -> {
        JsonObject losses = event.getAsJsonObject("losses");
        LOSSES.forEach(name -> put(values, name, losses.get(name)));
        // The loss terms that are off have no values.
        values.entrySet().removeIf(term -> term.getValue() == 0 && !term.getKey().equals("total"));
        put(values, "gradientNorm", losses.get("gradientNorm"));
        put(values, "headLearningRate", event.get("learningRate"));
        put(values, "imageLearningRate", event.get("imageLearningRate"));
        put(values, "textLearningRate", event.get("textLearningRate"));
        put(values, "pairsPerSecond", event.get("pairsPerSecond"));
      }
      case "epoch" -> {
        put(values, "epochLoss", event.get("loss"));
        put(values, "meanRecall", event.get("meanRecall"));
        for (String direction : List.of("imageToText", "textToImage")) {
          if (event.get(direction) instanceof JsonObject recalls) {
            for (String at : List.of("r1", "r5", "r10")) {
              put(values, direction + "." + at, recalls.get(at));
            }
          }
        }
      }
      default -> {
        // No series.
      }
    }
    return values;
  }

  private static void put(Map<String, Double> values, String name, @Nullable JsonElement value) {
    if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      values.put(name, value.getAsDouble());
    }
  }
}

package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TemporaryName;
import org.kamcl.file.TextFiles;

/**
 * Calibration of a model's concept strengths, measured on captioned images: the strength from which
 * a concept is displayed, and the share of images of a strength whose captions mention the concept.
 * The strength itself is not such a share, because it is trained on how often captions repeat a
 * word. Immutable.
 */
public final class ConceptCalibration {
  /** Display threshold of a model without calibration. */
  public static final double DEFAULT_DISPLAY_THRESHOLD = 0.1;

  /** Threshold above every strength: the concept is never displayed. */
  public static final double NEVER_DISPLAYED = 2;

  /** For models without calibration: strengths are frequencies. */
  public static final ConceptCalibration UNCALIBRATED =
      new ConceptCalibration(
          Map.of(), DEFAULT_DISPLAY_THRESHOLD, List.of(new Point(0, 0), new Point(1, 1)), "");

  private static final String SOURCE = "source";
  private static final String SHOWN_FROM = "shownFrom";
  private static final String OTHERS = "othersShownFrom";
  private static final String SHARES = "shares";

  /**
   * A point of the piecewise linear curve from strength to frequency.
   *
   * @param strength 0..1
   * @param frequency share of images of that strength whose captions mention the concept, 0..1
   */
  public record Point(double strength, double frequency) {}

  private final Map<String, Double> shownFrom;
  private final double defaultThreshold;
  private final List<Point> points;
  private final String source;

  /**
   * @param shownFrom by concept, the strength from which it is displayed; {@link #NEVER_DISPLAYED}
   *     for never
   * @param others the threshold of all other concepts
   * @param points at least one; strengths increase, frequencies do not decrease
   * @param source origin of the images, for display
   * @throws IllegalArgumentException if a number is out of range or the points are out of order
   */
  public ConceptCalibration(
      Map<String, Double> shownFrom, double others, List<Point> points, String source) {
    this.shownFrom = new LinkedHashMap<>(shownFrom);
    this.defaultThreshold = others;
    this.points = List.copyOf(points);
    this.source = source;
    check();
  }

  private void check() {
    boolean valid = inRange(defaultThreshold, NEVER_DISPLAYED) && !points.isEmpty();
    for (double from : shownFrom.values()) {
      valid &= inRange(from, NEVER_DISPLAYED);
    }
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      valid &= inRange(point.strength, 1) && inRange(point.frequency, 1);
      if (i > 0) {
        Point before = points.get(i - 1);
        valid &= point.strength > before.strength && point.frequency >= before.frequency;
      }
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "Thresholds or frequencies are out of range or out of order.");
    }
  }

  private static boolean inRange(double value, double most) {
    return value >= 0 && value <= most;
  }

  /** The strength from which a concept is displayed; above 1 for never. */
  public double displayThreshold(String concept) {
    return shownFrom.getOrDefault(concept, defaultThreshold);
  }

  /** Concepts with their own threshold. */
  public Set<String> calibratedConcepts() {
    return Set.copyOf(shownFrom.keySet());
  }

  /**
   * The share of images of a strength whose captions mention the concept.
   *
   * @param strength 0..1
   * @return 0..1, non-decreasing in the strength
   */
  public double frequency(double strength) {
    Point before = points.get(0);
    if (strength <= before.strength) {
      return before.frequency;
    }
    for (Point next : points.subList(1, points.size())) {
      if (strength < next.strength) {
        double part = (strength - before.strength) / (next.strength - before.strength);
        return before.frequency + part * (next.frequency - before.frequency);
      }
      before = next;
    }
    return before.frequency;
  }

  /** Origin of the images, for display; empty without calibration. */
  public String source() {
    return source;
  }

  /**
   * Reads the calibration of a model's folder; {@link #UNCALIBRATED} if it has none.
   *
   * @throws KamclException if it is damaged
   */
  public static ConceptCalibration read(Path folder) {
    Path file = folder.resolve(ModelFiles.CONCEPT_CALIBRATION);
    if (!Files.isRegularFile(file)) {
      return UNCALIBRATED;
    }
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> parse(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_UNREADABLE, file, ModelFiles.reason(e));
    } catch (JsonParseException e) {
      throw new KamclException(e, InferenceError.CONCEPT_CALIBRATION_DAMAGED, file);
    }
  }

  private static ConceptCalibration parse(JsonObject json) {
    Map<String, Double> shownFrom = new LinkedHashMap<>();
    json.getAsJsonObject(SHOWN_FROM)
        .entrySet()
        .forEach(e -> shownFrom.put(e.getKey(), e.getValue().getAsDouble()));
    List<Point> points = new ArrayList<>();
    for (JsonElement pair : json.getAsJsonArray(SHARES)) {
      JsonArray point = pair.getAsJsonArray();
      points.add(new Point(point.get(0).getAsDouble(), point.get(1).getAsDouble()));
    }
    return new ConceptCalibration(
        shownFrom, json.get(OTHERS).getAsDouble(), points, json.get(SOURCE).getAsString());
  }

  /**
   * Checks that the calibration belongs to a model.
   *
   * @param folder of the model
   * @param concepts of the model
   * @throws KamclException if it names a concept the model does not have
   */
  void check(Path folder, Set<String> concepts) {
    for (String concept : shownFrom.keySet()) {
      if (!concepts.contains(concept)) {
        throw new KamclException(
            InferenceError.CALIBRATION_OF_OTHER_CONCEPTS,
            folder.resolve(ModelFiles.CONCEPT_CALIBRATION),
            concept,
            folder.resolve(ModelFiles.CONCEPTS));
      }
    }
  }

  /** Writes the calibration to a model's folder, atomically. */
  public void write(Path folder) {
    JsonObject json = new JsonObject();
    json.addProperty(SOURCE, source);
    JsonObject own = new JsonObject();
    shownFrom.forEach(own::addProperty);
    json.add(SHOWN_FROM, own);
    json.addProperty(OTHERS, defaultThreshold);
    JsonArray shares = new JsonArray();
    for (Point point : points) {
      JsonArray pair = new JsonArray();
      pair.add(point.strength);
      pair.add(point.frequency);
      shares.add(pair);
    }
    json.add(SHARES, shares);
    Gson gson = new Gson().newBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    Path file = folder.resolve(ModelFiles.CONCEPT_CALIBRATION);
    Path next = TemporaryName.beside(file);
    ModelFiles.writeText(next, gson.toJson(json));
    try {
      TemporaryName.publish(next, file);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, file, ModelFiles.reason(e));
    }
  }
}

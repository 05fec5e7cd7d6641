package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.EngineException;

/**
 * What concept strengths of a model mean, as measured on images that people described: from which
 * strength in an image a concept may be shown, and of how many images of a strength people name the
 * concept. A strength by itself is no such share: it is trained towards how often captions repeat a
 * word. Immutable.
 */
public final class ConceptCalibration {
  /** Below this strength a head that was not measured says "no". */
  public static final double DEFAULT_DISPLAY_THRESHOLD = 0.1;

  /** No strength reaches it: a concept that is never shown. */
  public static final double NEVER_DISPLAYED = 2;

  /** Of a model that was not measured: strengths as they are, shown unless faint. */
  public static final ConceptCalibration UNCALIBRATED =
      new ConceptCalibration(
          Map.of(), DEFAULT_DISPLAY_THRESHOLD, List.of(new Point(0, 0), new Point(1, 1)), "");

  private static final String SOURCE = "source";
  private static final String SHOWN_FROM = "shownFrom";
  private static final String OTHERS = "othersShownFrom";
  private static final String SHARES = "shares";

  /**
   * A point of the curve between which shares are interpolated.
   *
   * @param strength 0..1
   * @param frequency of the images of that strength of which people name the concept, 0..1
   */
  public record Point(double strength, double frequency) {}

  private final Map<String, Double> shownFrom;
  private final double others;
  private final List<Point> points;
  private final String source;

  /**
   * @param shownFrom by concept, the strength in an image from which it may be shown; {@link
   *     #NEVER_DISPLAYED} for none
   * @param others the same for concepts that are not named
   * @param points at least one; strengths rise, shares do not fall
   * @param source where the images come from, for people
   * @throws IllegalArgumentException if a number is out of range or the points are out of order
   */
  public ConceptCalibration(
      Map<String, Double> shownFrom, double others, List<Point> points, String source) {
    this.shownFrom = new LinkedHashMap<>(shownFrom);
    this.others = others;
    this.points = List.copyOf(points);
    this.source = source;
    check();
  }

  private void check() {
    boolean good = inside(others, NEVER_DISPLAYED) && !points.isEmpty();
    for (double from : shownFrom.values()) {
      good &= inside(from, NEVER_DISPLAYED);
    }
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      good &= inside(point.strength, 1) && inside(point.frequency, 1);
      if (i > 0) {
        Point before = points.get(i - 1);
        good &= point.strength > before.strength && point.frequency >= before.frequency;
      }
    }
    if (!good) {
      throw new IllegalArgumentException("Thresholds or shares are out of range or of order.");
    }
  }

  private static boolean inside(double value, double most) {
    return value >= 0 && value <= most;
  }

  /** The strength in an image from which a concept may be shown; above 1 for never. */
  public double displayThreshold(String concept) {
    return shownFrom.getOrDefault(concept, others);
  }

  /** Concepts with a threshold of their own. */
  public Set<String> calibratedConcepts() {
    return Set.copyOf(shownFrom.keySet());
  }

  /**
   * Of how many images in which a concept is that strong people name it.
   *
   * @param strength 0..1
   * @return 0..1, not falling
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

  /** Where the images come from, for people; empty where nothing was measured. */
  public String source() {
    return source;
  }

  /**
   * The calibration of a model's folder; {@link #UNCALIBRATED} if it has none.
   *
   * @throws EngineException if it is damaged
   */
  public static ConceptCalibration read(Path folder) {
    Path file = folder.resolve(ModelFiles.CONCEPT_CALIBRATION);
    if (!Files.isRegularFile(file)) {
      return UNCALIBRATED;
    }
    try {
      JsonObject json =
          JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
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
    } catch (IOException e) {
      throw new EngineException("The file " + file + " could not be read.", e);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException
        | IndexOutOfBoundsException e) {
      throw new EngineException(broken(file), e);
    }
  }

  private static String broken(Path file) {
    return file
        + " is no calibration of a model's concepts. Delete it, and make it again (kamcl models"
        + " calibrate).";
  }

  /**
   * Says if the calibration in a folder is one of other concepts.
   *
   * @param concepts of the model
   * @throws EngineException if it names one that the model does not have
   */
  void check(Path folder, Set<String> concepts) {
    if (!concepts.containsAll(shownFrom.keySet())) {
      throw new EngineException(broken(folder.resolve(ModelFiles.CONCEPT_CALIBRATION)));
    }
  }

  /** Writes it into a model's folder; an old one is replaced when all is written. */
  public void write(Path folder) {
    JsonObject json = new JsonObject();
    json.addProperty(SOURCE, source);
    JsonObject own = new JsonObject();
    shownFrom.forEach(own::addProperty);
    json.add(SHOWN_FROM, own);
    json.addProperty(OTHERS, others);
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
    Path next = folder.resolve(ModelFiles.CONCEPT_CALIBRATION + ".next");
    ModelFiles.writeText(next, gson.toJson(json));
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException(
          "The file " + file + " could not be written: " + e.getMessage() + ".", e);
    }
  }
}

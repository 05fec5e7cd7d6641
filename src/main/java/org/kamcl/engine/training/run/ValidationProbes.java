package org.kamcl.engine.training.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;

/**
 * What a person sees of the learning: the nearest images of the probe queries and the strengths of
 * concepts, from the embeddings that a validation computes anyway.
 */
final class ValidationProbes {
  /** Nearest images that are logged. */
  private static final int TOP = 5;

  /** Concepts that are logged. */
  private static final int CONCEPTS = 12;

  /** Images that must name a concept. */
  private static final int FEWEST_IMAGES = 2;

  private ValidationProbes() {}

  /**
   * The event of the probes after an epoch.
   *
   * @param images that were embedded
   */
  static JsonObject probes(
      TrainingProgress progress,
      KamclModel model,
      List<Probe> probes,
      List<CorpusImage> images,
      List<Embedding> embeddings) {
    JsonObject event = RunEventLog.event("probes", progress.step());
    event.addProperty("epoch", progress.epoch());
    JsonArray results = new JsonArray();
    if (!probes.isEmpty()) {
      List<float[]> units = embeddings.stream().map(Embedding::unitVector).toList();
      List<Embedding> queries = model.embedTexts(probes.stream().map(Probe::query).toList());
      for (int i = 0; i < probes.size(); i++) {
        results.add(result(probes.get(i), queries.get(i).unitVector(), images, units));
      }
    }
    event.add("results", results);
    return event;
  }

  private static JsonObject result(
      Probe probe, float[] query, List<CorpusImage> images, List<float[]> units) {
    double[] scores = units.stream().mapToDouble(unit -> dot(query, unit)).toArray();
    JsonObject result = new JsonObject();
    result.addProperty("query", probe.query());
    int wanted = index(images, probe);
    if (wanted >= 0) {
      result.addProperty("wanted", images.get(wanted).path().toString());
      result.addProperty("rank", rank(scores, wanted));
    }
    JsonArray top = new JsonArray();
    JsonArray topScores = new JsonArray();
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> -scores[i])
                .thenComparing(Comparator.reverseOrder()))
        .limit(TOP)
        .forEach(
            i -> {
              top.add(images.get(i).path().toString());
              topScores.add(Math.round(scores[i] * 1e4) / 1e4);
            });
    result.add("top", top);
    result.add("scores", topScores);
    return result;
  }

  private static int index(List<CorpusImage> images, Probe probe) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).filename().equals(probe.wanted())) {
        return i;
      }
    }
    return -1;
  }

  /** The rank from 1 as in the metrics: among equal scores, the higher index is first. */
  private static int rank(double[] scores, int wanted) {
    int before = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > scores[wanted] || (scores[i] == scores[wanted] && i > wanted)) {
        before++;
      }
    }
    return before + 1;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * The event of the concepts after an epoch: for visual ones that most captions name, the mean
   * strength in the images whose captions name them and in the others.
   */
  static JsonObject concepts(
      TrainingProgress progress,
      KamclModel model,
      List<CorpusImage> images,
      List<Embedding> embeddings) {
    List<Set<String>> words = images.stream().map(ValidationProbes::words).toList();
    Map<String, Integer> indices = new LinkedHashMap<>();
    List<String> names = model.conceptNames();
    for (int i = 0; i < names.size(); i++) {
      if (model.isVisualConcept(i)) {
        indices.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    words.forEach(
        of ->
            of.stream()
                .filter(indices::containsKey)
                .forEach(w -> counts.merge(w, 1, Integer::sum)));
    JsonArray strengths = new JsonArray();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= FEWEST_IMAGES && entry.getValue() < images.size())
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(CONCEPTS)
        .forEach(
            entry ->
                strengths.add(
                    strength(
                        entry.getKey(),
                        indices.getOrDefault(entry.getKey(), 0),
                        words,
                        embeddings)));
    JsonObject event = RunEventLog.event("concepts", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.add("strengths", strengths);
    return event;
  }

  private static JsonObject strength(
      String concept, int index, List<Set<String>> words, List<Embedding> embeddings) {
    double[] sums = new double[2];
    int[] numbers = new int[2];
    for (int i = 0; i < embeddings.size(); i++) {
      int side = words.get(i).contains(concept) ? 1 : 0;
      sums[side] += embeddings.get(i).concepts()[index];
      numbers[side]++;
    }
    JsonObject strength = new JsonObject();
    strength.addProperty("concept", concept);
    strength.addProperty("images", numbers[1]);
    strength.addProperty("present", Math.round(sums[1] / numbers[1] * 1e4) / 1e4);
    strength.addProperty("absent", Math.round(sums[0] / numbers[0] * 1e4) / 1e4);
    return strength;
  }

  private static Set<String> words(CorpusImage image) {
    List<String> all = new ArrayList<>();
    for (String caption : image.captions()) {
      all.addAll(Arrays.asList(caption.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
    }
    return Set.copyOf(all);
  }
}

package org.kamcl.explorer.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.kamcl.engine.active.ImagePool;
import org.kamcl.engine.active.ImageSelector;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.job.Job;

/** A captioning queue in memory, with suggestions by the colors of the images. */
final class InMemoryCaptioning implements CaptionSuggestions, CaptioningQueue {
  private static final List<String> COLORS =
      List.of("green", "blue", "red", "grey", "bright", "dark");

  private final List<ImageRecord> images;
  private final LongFunction<Map<String, Double>> colors;
  private final Map<Long, Entry> stored = new TreeMap<>();
  private final Map<Long, Integer> positions = new LinkedHashMap<>();

  /**
   * @param colors area share by color of an image
   */
  InMemoryCaptioning(List<ImageRecord> images, LongFunction<Map<String, Double>> colors) {
    this.images = images;
    this.colors = colors;
  }

  @Override
  public Job<Suggestions> suggest(Request request) {
    return context -> {
      List<ImageRecord> all = List.copyOf(images);
      Pool pool = new Pool(all, request);
      ImageSelector.Selection selection =
          ImageSelector.select(pool, request.count(), context::cancelled);
      List<Suggestion> suggestions = new ArrayList<>();
      for (ImageSelector.Choice choice : selection.choices()) {
        ImageRecord image = all.get(choice.image());
        suggestions.add(
            new Suggestion(
                suggestions.size() + 1,
                image,
                new Reason(choice.uncertainty(), choice.distance(), unsure(image), strong(image))));
      }
      return new Suggestions(
          "colors",
          suggestions,
          selection.candidates(),
          selection.captioned(),
          selection.same(),
          List.of());
    };
  }

  /** The colors of an image that has not one color only. */
  private List<String> unsure(ImageRecord image) {
    return COLORS.stream()
        .filter(color -> colors.apply(image.id()).getOrDefault(color, 0.0) > 0.1)
        .limit(3)
        .toList();
  }

  private List<String> strong(ImageRecord image) {
    return COLORS.stream()
        .filter(color -> colors.apply(image.id()).getOrDefault(color, 0.0) >= 0.3)
        .toList();
  }

  private final class Pool implements ImagePool {
    private final List<ImageRecord> all;
    private final Request request;

    Pool(List<ImageRecord> all, Request request) {
      this.all = all;
      this.request = request;
    }

    @Override
    public int size() {
      return all.size();
    }

    @Override
    public boolean isCaptioned(int image) {
      Entry entry = stored.get(all.get(image).id());
      return !all.get(image).captions().isEmpty()
          || (entry != null && entry.state() == State.CAPTIONED);
    }

    @Override
    public boolean isCandidate(int image) {
      Set<String> collections = request.filter().collections();
      return (collections.isEmpty() || collections.contains(all.get(image).collection()))
          && !unusable().contains(all.get(image).id());
    }

    @Override
    public double uncertainty(int image) {
      return 1 + unsure(all.get(image)).size();
    }

    private double[] vector(int image) {
      Map<String, Double> shares = colors.apply(all.get(image).id());
      double[] vector = COLORS.stream().mapToDouble(c -> shares.getOrDefault(c, 0.0)).toArray();
      double squares = 1e-12;
      for (double value : vector) {
        squares += value * value;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= Math.sqrt(squares);
      }
      return vector;
    }

    @Override
    public float[] similarities(int image) {
      double[] center = vector(image);
      float[] similarities = new float[all.size()];
      for (int i = 0; i < similarities.length; i++) {
        double[] other = vector(i);
        for (int d = 0; d < other.length; d++) {
          similarities[i] += (float) (center[d] * other[d]);
        }
      }
      return similarities;
    }
  }

  @Override
  public synchronized List<Entry> entries() {
    return positions.keySet().stream().map(stored::get).toList();
  }

  @Override
  public synchronized void begin(List<Entry> entries) {
    positions.clear();
    for (Entry entry : entries) {
      Entry before = stored.get(entry.image().id());
      boolean captioned = before != null && before.state() == State.CAPTIONED;
      stored.put(
          entry.image().id(),
          before == null
              ? entry
              : new Entry(
                  entry.image(),
                  captioned ? State.CAPTIONED : entry.state(),
                  before.captions(),
                  before.draft(),
                  entry.reason()));
      positions.put(entry.image().id(), positions.size());
    }
  }

  @Override
  public synchronized void end() {
    positions.clear();
  }

  @Override
  public synchronized void store(Entry entry) {
    stored.computeIfPresent(entry.image().id(), (id, before) -> entry);
  }

  @Override
  public synchronized List<Entry> captioned() {
    return stored.values().stream().filter(entry -> entry.state() == State.CAPTIONED).toList();
  }

  @Override
  public synchronized Set<Long> unusable() {
    return stored.values().stream()
        .filter(entry -> entry.state() == State.UNUSABLE)
        .map(entry -> entry.image().id())
        .collect(Collectors.toSet());
  }
}

package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.BranchPooling;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.ExplainedQuery.Kind;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordAttention;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;

/**
 * Explains images by their colors: a word is seen where the image has its color, and contributes
 * the area share of the color.
 */
final class ColorExplanations implements ImageExplanations {
  private static final int CELLS = 8;
  private static final int LAYERS = 2;
  private static final int HEADS = 3;

  private final ColorNames names;

  /** Names colors. */
  interface ColorNames {
    /** The name of a color. */
    String of(int red, int green, int blue);
  }

  ColorExplanations(ColorNames names) {
    this.names = names;
  }

  @Override
  public Explanation explain(
      ImageRecord image,
      SearchRequest search,
      Explainer.Request request,
      BooleanSupplier cancelled) {
    return explain(image.file(), search.query(), request, cancelled);
  }

  @Override
  public Query changed(Query query, Counterfactual change) {
    List<QueryTerm> terms = new ArrayList<>(query.terms());
    QueryTerm old = terms.get(change.part());
    terms.set(
        change.part(), new QueryTerm(old.kind(), change.text(), old.weight(), old.excluded()));
    return new Query(terms);
  }

  @Override
  public Explanation explain(
      Path file, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    RgbImage small = ImageResizer.bilinear(ImageDecoder.decode(file), CELLS, CELLS);
    List<Explanation.PartShare> parts = new ArrayList<>();
    List<WordShare> words = new ArrayList<>();
    List<WordAttention> attention = new ArrayList<>();
    HeatMap total = new HeatMap(CELLS, CELLS, new double[CELLS * CELLS]);
    for (QueryTerm term : query.terms()) {
      boolean isImage = term.kind() == QueryTerm.Kind.IMAGE;
      List<String> own = isImage ? List.of() : words(term.text());
      double sign = term.excluded() ? -term.weight() : term.weight();
      double sum = 0;
      for (int w = 0; w < own.size(); w++) {
        HeatMap map = map(small, own.get(w), sign);
        words.add(
            new WordShare(
                parts.size(), w, own.get(w), map.sum(), OptionalDouble.of(0.9 * map.sum())));
        sum += map.sum();
        total = total.plus(map);
      }
      if (!own.isEmpty()) {
        attention.add(attention(own));
      }
      parts.add(
          new Explanation.PartShare(
              isImage ? Kind.IMAGE : Kind.TEXT, isImage ? "" : term.text(), sum));
    }
    HeatMap shown = request.focus().map(f -> focus(small, f)).orElse(total);
    double score = parts.stream().mapToDouble(Explanation.PartShare::score).sum();
    ScoreMap where =
        new ScoreMap(
            ExplanationMethod.CONTRIBUTION,
            shown.sum(),
            shown,
            List.of(
                new ScoreMap.BranchMap("low", scaled(shown, 0.2)),
                new ScoreMap.BranchMap("high", scaled(shown, 0.3)),
                new ScoreMap.BranchMap("final", scaled(shown, 0.5))),
            OptionalDouble.of(0));
    return new Explanation(
        "colors",
        score,
        request.focus(),
        has(request, Section.WHERE) ? Optional.of(where) : Optional.empty(),
        parts,
        has(request, Section.WORDS) ? words : List.of(),
        has(request, Section.ATTENTION) ? attention : List.of(),
        has(request, Section.POOLING) ? pooling(total) : List.of(),
        has(request, Section.CONCEPTS) ? concepts(small, query) : ConceptComparison.EMPTY,
        Optional.empty(),
        has(request, Section.COUNTERFACTUALS)
            ? changes(small, query, score, request.counterfactuals())
            : List.of());
  }

  private static boolean has(Explainer.Request request, Section section) {
    return request.sections().contains(section);
  }

  /** Colors are concepts; their strength in an image is their share of its area. */
  private ConceptComparison concepts(RgbImage small, Query query) {
    List<ComparedConcept> shared = new ArrayList<>();
    List<ComparedConcept> notAsked = new ArrayList<>();
    List<ComparedConcept> notSeen = new ArrayList<>();
    List<ComparedConcept> excludedSeen = new ArrayList<>();
    for (String color : List.of("red", "green", "blue", "grey")) {
      double seen = map(small, color, 1).sum();
      boolean asked = names(query, false, color);
      boolean excluded = names(query, true, color);
      if (seen > 0 || asked) {
        (asked ? seen > 0 ? shared : notSeen : excluded ? excludedSeen : notAsked)
            .add(new ComparedConcept(color, seen, asked || excluded ? 1 : 0));
      }
    }
    return new ConceptComparison(shared, notAsked, notSeen, excludedSeen);
  }

  private static boolean names(Query query, boolean excluded, String word) {
    return query.terms().stream()
        .filter(term -> term.excluded() == excluded && term.kind() != QueryTerm.Kind.IMAGE)
        .anyMatch(term -> words(term.text()).contains(word));
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
  }

  private HeatMap focus(RgbImage small, String text) {
    return words(text).stream()
        .map(word -> map(small, word, 1))
        .reduce(HeatMap::plus)
        .orElseThrow();
  }

  /** The share of each cell in the score of a word. */
  private HeatMap map(RgbImage small, String word, double sign) {
    double[] values = new double[CELLS * CELLS];
    for (int y = 0; y < CELLS; y++) {
      for (int x = 0; x < CELLS; x++) {
        String color =
            names.of(small.sample(x, y, 0), small.sample(x, y, 1), small.sample(x, y, 2));
        values[y * CELLS + x] = color.equals(word) ? sign / (CELLS * CELLS) : 0;
      }
    }
    return new HeatMap(CELLS, CELLS, values);
  }

  private static HeatMap scaled(HeatMap map, double factor) {
    double[] values = map.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new HeatMap(map.width(), map.height(), values);
  }

  /** Each word reads itself and its neighbors; heads differ in how far they look. */
  private static WordAttention attention(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add(0, "[CLS]");
    all.add("[SEP]");
    double[][][][] layers = new double[LAYERS][HEADS][][];
    for (int l = 0; l < LAYERS; l++) {
      for (int h = 0; h < HEADS; h++) {
        layers[l][h] = near(all.size(), 1 + l + h);
      }
    }
    return new WordAttention(List.copyOf(all), layers, near(all.size(), 2));
  }

  private static double[][] near(int size, double reach) {
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      double sum = 0;
      for (int c = 0; c < size; c++) {
        rows[r][c] = Math.exp(-Math.abs(r - c) / reach);
        sum += rows[r][c];
      }
      for (int c = 0; c < size; c++) {
        rows[r][c] /= sum;
      }
    }
    return rows;
  }

  private static List<BranchPooling> pooling(HeatMap map) {
    double[] curve = new double[CELLS * CELLS];
    for (int i = 0; i < curve.length; i++) {
      curve[i] = 2.0 * (curve.length - i) / (curve.length * (curve.length + 1.0));
    }
    return List.of(
        new BranchPooling("low", curve, CELLS, map),
        new BranchPooling("high", curve, CELLS / 2, map),
        new BranchPooling("final", curve, CELLS / 4, map));
  }

  /** Adds each color of the image that is not asked for. */
  private List<Counterfactual> changes(RgbImage small, Query query, double score, int top) {
    List<Counterfactual> changes = new ArrayList<>();
    QueryTerm first = query.terms().get(0);
    for (String color : List.of("red", "green", "blue", "grey")) {
      double gain = map(small, color, 1).sum();
      if (gain > 0 && !words(first.text()).contains(color)) {
        changes.add(
            new Counterfactual(
                Counterfactual.Kind.ADD,
                0,
                color,
                Optional.empty(),
                first.text() + " " + color,
                score + gain,
                gain,
                OptionalInt.empty()));
      }
    }
    changes.sort(Comparator.comparingDouble(Counterfactual::gain).reversed());
    return changes.stream().limit(top).toList();
  }

  @Override
  public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
    return heatMap(image.file(), explanation, opacity);
  }

  @Override
  public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
    RgbImage full = ImageDecoder.decode(file);
    int[] argb = new int[full.width() * full.height()];
    for (int y = 0; y < full.height(); y++) {
      for (int x = 0; x < full.width(); x++) {
        argb[y * full.width() + x] =
            0xFF000000
                | full.sample(x, y, 0) << 16
                | full.sample(x, y, 1) << 8
                | full.sample(x, y, 2);
      }
    }
    return new ArgbImage(full.width(), full.height(), argb);
  }
}

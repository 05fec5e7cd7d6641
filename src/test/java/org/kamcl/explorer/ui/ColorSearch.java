package org.kamcl.explorer.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.api.UnknownWordsException;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.progress.ProgressStage;

/** Ranks images by the area share of the colors that a query names. */
final class ColorSearch implements ImageSearch {
  private static final double STRONG = 0.01;
  private static final double POSSIBLE = 0.1;

  private final List<ImageRecord> images;
  private final Function<Long, Map<String, Double>> colors;
  private final TagStore tags;
  private final FeedbackStore feedback;

  /**
   * @param colors area share of each color of an image, by name
   */
  ColorSearch(
      List<ImageRecord> images,
      Function<Long, Map<String, Double>> colors,
      TagStore tags,
      FeedbackStore feedback) {
    this.images = images;
    this.colors = colors;
    this.tags = tags;
    this.feedback = feedback;
  }

  @Override
  public void warmUp() {
    // There is nothing to load.
  }

  @Override
  public SearchResult search(SearchRequest asked, SearchListener progress) {
    if (asked.isListing()) {
      return list(asked.with(RelevanceFeedback.NONE));
    }
    String text = QueryWriter.write(asked.query());
    SearchRequest request =
        asked.feedback().isPresent() ? asked : asked.with(feedback.feedback(text));
    if (text.contains("nonsense")) {
      throw new KamclException(
          LegacyError.SENTENCE, "No model understands \"nonsense\". Ask for something else.");
    }
    List<String> unknown = unknownWords(request);
    if (!unknown.isEmpty() && unknown.size() == words(request).size()) {
      throw new UnknownWordsException(SearchError.NO_KNOWN_WORDS, unknown);
    }
    long start = System.nanoTime();
    List<ImageRecord> candidates =
        images.stream().filter(i -> matches(request.filter(), i)).toList();
    int half = candidates.size() / 2;
    boolean wanted =
        half == 0
            || progress.onPartialResult(
                result(request, candidates.subList(0, half), candidates.size(), start));
    return result(
        request, wanted ? candidates : candidates.subList(0, half), candidates.size(), start);
  }

  /** Newest first or by name; other orders are not needed here. */
  private SearchResult list(SearchRequest request) {
    Comparator<ImageRecord> order =
        request.order().key() == ImageOrder.Key.NAME
            ? Comparator.comparing(image -> image.file().getFileName().toString())
            : Comparator.comparing((ImageRecord image) -> image.date().orElseThrow()).reversed();
    List<ImageRecord> found =
        images.stream()
            .filter(i -> matches(request.filter(), i))
            .sorted(request.order().reversed() ? order.reversed() : order)
            .toList();
    List<SearchHit> hits = new ArrayList<>();
    found.stream()
        .limit(request.top())
        .forEach(image -> hits.add(SearchHit.listed(hits.size() + 1, image)));
    return new SearchResult(
        request, "", hits, found.size(), found.size(), List.of(), Duration.ZERO);
  }

  private SearchResult result(
      SearchRequest request, List<ImageRecord> compared, int candidates, long start) {
    List<ImageRecord> ranked =
        compared.stream()
            .sorted(Comparator.comparingDouble((ImageRecord i) -> -score(request, i)))
            .limit(request.top())
            .toList();
    List<SearchHit> hits = new ArrayList<>();
    for (ImageRecord image : ranked) {
      double score = score(request, image);
      // An image entirely of the color gets a false match rate of 0.01 %.
      double chance = Math.min(1, Math.pow(10, -4 * score));
      hits.add(
          new SearchHit(
              hits.size() + 1, image, score, chance, band(chance), concepts(request, image)));
    }
    return new SearchResult(
        request,
        "colors",
        hits,
        compared.size(),
        candidates,
        unknownWords(request),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static MatchBand band(double chance) {
    if (chance < STRONG) {
      return MatchBand.STRONG;
    }
    return chance < POSSIBLE ? MatchBand.POSSIBLE : MatchBand.WEAK;
  }

  private static List<String> unknownWords(SearchRequest request) {
    return words(request).stream().filter(word -> word.contains("zz")).toList();
  }

  private static List<String> words(SearchRequest request) {
    return request.query().terms().stream()
        .flatMap(term -> List.of(term.text().toLowerCase(Locale.ROOT).split("\\W+")).stream())
        .toList();
  }

  private double score(SearchRequest request, ImageRecord image) {
    Map<String, Double> own = colors.apply(image.id());
    double sum = 0;
    double all = 0;
    for (QueryTerm term : request.query().terms()) {
      double match =
          term.kind() == QueryTerm.Kind.IMAGE ? likeness(image, term.text()) : words(term, own);
      sum += term.excluded() ? -term.weight() * match : term.weight() * match;
      all += term.excluded() ? 0 : term.weight();
    }
    RelevanceFeedback said = request.feedback().orElse(RelevanceFeedback.NONE);
    for (long good : said.relevant()) {
      sum += 0.3 * similarity(image.id(), good);
    }
    for (long bad : said.notRelevant()) {
      sum -= 0.3 * similarity(image.id(), bad);
    }
    return Math.max(-1, Math.min(1, sum / Math.max(1, all)));
  }

  /** To an image of the archive; a file is taken to be like none. */
  private double likeness(ImageRecord image, String other) {
    return other.startsWith("#") ? similarity(image.id(), Long.parseLong(other.substring(1))) : 0;
  }

  private static double words(QueryTerm term, Map<String, Double> own) {
    double sum = 0;
    for (String word : term.text().toLowerCase(Locale.ROOT).split("\\W+")) {
      sum += own.getOrDefault(word, 0.0);
    }
    return Math.min(1, sum);
  }

  /** Area share that two images have in common. */
  private double similarity(long image, long other) {
    Map<String, Double> own = colors.apply(image);
    Map<String, Double> its = colors.apply(other);
    return own.entrySet().stream()
            .mapToDouble(e -> Math.min(e.getValue(), its.getOrDefault(e.getKey(), 0.0)))
            .sum()
        / 1.5;
  }

  private List<SharedConcept> concepts(SearchRequest request, ImageRecord image) {
    List<String> words = words(request);
    return colors.apply(image.id()).entrySet().stream()
        .map(
            e ->
                new SharedConcept(
                    e.getKey(), Math.min(1, e.getValue()), words.contains(e.getKey()) ? 0.9 : 0.03))
        .sorted(
            Comparator.comparingDouble((SharedConcept c) -> -c.imageStrength() * c.queryStrength()))
        .limit(5)
        .toList();
  }

  private boolean matches(SearchFilter filter, ImageRecord image) {
    boolean locationMatches =
        filter.locationMissing()
            ? image.footprint().isEmpty()
            : filter.area().isEmpty()
                || image.footprint().filter(filter.area().get()::intersects).isPresent();
    boolean dateMatches =
        filter.dateMissing()
            ? image.date().isEmpty()
            : filter
                    .since()
                    .map(d -> image.date().filter(i -> !i.isBefore(d)).isPresent())
                    .orElse(true)
                && filter
                    .until()
                    .map(d -> image.date().filter(i -> !i.isAfter(d)).isPresent())
                    .orElse(true);
    double gsd = image.gsd().orElse(Double.NaN);
    boolean resolution =
        (filter.minGsd().isEmpty() || gsd >= filter.minGsd().getAsDouble())
            && (filter.maxGsd().isEmpty() || gsd <= filter.maxGsd().getAsDouble());
    return locationMatches
        && dateMatches
        && resolution
        && filter.subset().map(subset -> subset.contains(image.id())).orElse(true)
        && (filter.collections().isEmpty() || filter.collections().contains(image.collection()))
        && tags.tagsOf(image.id()).containsAll(filter.tags());
  }

  @Override
  public int count(SearchFilter filter) {
    return (int) images.stream().filter(i -> matches(filter, i)).count();
  }

  @Override
  public List<RankedCaption> captions(ImageRecord image, int top) {
    String color = strongest(image);
    return List.of(
        new RankedCaption(
            1, "Many " + color + " fields lie beside a road.", 0.4, Optional.of(MatchBand.STRONG)),
        new RankedCaption(
            2,
            "There is something " + color + " in the middle.",
            0.3,
            Optional.of(MatchBand.WEAK)));
  }

  /** Sentences that name a color of the image, by its area share. */
  @Override
  public List<RankedCaption> captions(
      ImageRecord image, Path sentences, int top, JobContext context) {
    List<String> lines;
    try {
      lines = Files.readAllLines(sentences);
    } catch (IOException e) {
      throw new KamclException(e, SearchError.CAPTION_LIST_UNREADABLE, sentences);
    }
    context.onProgress(ProgressStage.CAPTIONS, 0, lines.size());
    Map<String, Double> shares = colors.apply(image.id());
    Map<String, Double> scores = new LinkedHashMap<>();
    for (String line : lines) {
      scores.put(
          line,
          shares.entrySet().stream()
              .filter(color -> line.contains(color.getKey()))
              .mapToDouble(Map.Entry::getValue)
              .sum());
    }
    List<RankedCaption> ranked = new ArrayList<>();
    scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(top)
        .forEach(
            scored ->
                ranked.add(
                    new RankedCaption(
                        ranked.size() + 1,
                        scored.getKey(),
                        scored.getValue(),
                        Optional.of(scored.getValue() > 0.5 ? MatchBand.STRONG : MatchBand.WEAK))));
    return ranked;
  }

  private String strongest(ImageRecord image) {
    return colors.apply(image.id()).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  @Override
  public List<TermContribution> contributions(Query query, ImageRecord image) {
    return query.terms().stream()
        .filter(term -> term.kind() != QueryTerm.Kind.IMAGE)
        .map(
            term ->
                new TermContribution(
                    term,
                    (term.excluded() ? -1 : 1)
                        * colors.apply(image.id()).getOrDefault(term.text(), 0.0)))
        .toList();
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    Map<String, List<Long>> sentences = new LinkedHashMap<>();
    images.stream()
        .filter(i -> matches(request.filter(), i))
        .sorted(Comparator.comparingDouble((ImageRecord i) -> -score(request, i)))
        .forEach(
            i ->
                i.captions()
                    .forEach(
                        s -> sentences.computeIfAbsent(s, key -> new ArrayList<>()).add(i.id())));
    List<CaptionHit> hits = new ArrayList<>();
    sentences.forEach(
        (sentence, ids) ->
            hits.add(new CaptionHit(hits.size() + 1, sentence, 0.5 / (hits.size() + 1), ids)));
    return hits.stream().limit(request.top()).toList();
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    List<Suggestion> found = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    images.forEach(i -> names.addAll(colors.apply(i.id()).keySet()));
    names.stream()
        .filter(name -> name.startsWith(typed.toLowerCase(Locale.ROOT)))
        .forEach(
            name ->
                found.add(
                    new Suggestion(
                        Suggestion.Kind.CONCEPT,
                        name,
                        images.stream()
                            .mapToDouble(i -> colors.apply(i.id()).getOrDefault(name, 0.0))
                            .average()
                            .orElse(0),
                        (int)
                            images.stream()
                                .filter(i -> colors.apply(i.id()).getOrDefault(name, 0.0) >= 0.1)
                                .count())));
    images.stream()
        .flatMap(i -> i.captions().stream())
        .distinct()
        .filter(c -> c.toLowerCase(Locale.ROOT).contains(typed.toLowerCase(Locale.ROOT)))
        .forEach(c -> found.add(new Suggestion(Suggestion.Kind.CAPTION, c, 0, 0)));
    return found.stream().limit(top).toList();
  }
}

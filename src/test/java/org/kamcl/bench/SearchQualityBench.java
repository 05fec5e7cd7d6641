package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.QueryTerm.Kind;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;

/**
 * Measures search quality on the validation images of a corpus whose file names begin with their
 * category: whether a missing category is recognized, the effect of exclusions and of relevance
 * feedback, and whether words are better encoded together. Each category is indexed as a
 * collection, and every query takes the same path as a user's search.
 */
public final class SearchQualityBench {
  private static final int TOP = 20;
  private static final int PAIRS = 20;
  private static final int JUDGED = 3;
  private static final int CAPTIONS = 300;

  /** Queries that no image of the corpus, or no satellite image, matches. */
  private static final List<String> ELSEWHERE =
      List.of(
          "a cat on a sofa",
          "elephants in the savannah",
          "a person playing guitar",
          "a plate of spaghetti",
          "portrait of a woman smiling",
          "screenshot of a spreadsheet",
          "a dog catching a frisbee",
          "a birthday cake with candles",
          "penguins on ice",
          "volcano",
          "glacier",
          "nuclear power plant cooling towers",
          "wind turbines",
          "solar panels",
          "coral reef",
          "oil spill",
          "shipwreck",
          "castle",
          "rice terraces",
          "open pit mine",
          "rocket launch site",
          "helicopter",
          "train wreck",
          "a glass of beer",
          "snow");

  private final ExplorerContext explorerContext;
  private final Map<String, List<CorpusImage>> categories = new TreeMap<>();
  private final Map<String, List<String>> captions = new HashMap<>();

  private SearchQualityBench(ExplorerContext explorerContext, List<CorpusImage> images) {
    this.explorerContext = explorerContext;
    for (CorpusImage image : images) {
      String category = image.filename().split("_")[0];
      categories.computeIfAbsent(category, c -> new ArrayList<>()).add(image);
      captions.put(image.filename(), image.captions());
    }
  }

  /**
   * @param args a folder for the workspace, reused by later runs; the corpus; the folder of models
   */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    List<CorpusImage> images =
        new CorpusReader(Optional.empty(), true).read(Path.of(args[1])).split("val");
    ModelStore models = new ModelStore(home.resolve("models"), Optional.of(Path.of(args[2])));
    try (ExplorerContext explorerContext =
        ExplorerContext.open(
            new Workspace(home, Optional.empty()),
            models,
            Optional.of(ModelStore.DEFAULT),
            DeviceChoice.CPU)) {
      SearchQualityBench bench = new SearchQualityBench(explorerContext, images);
      bench.index(home.resolve("images"));
      bench.absence();
      bench.exclusion();
      bench.feedback();
      bench.sentences();
    }
  }

  private void index(Path root) throws IOException {
    for (Map.Entry<String, List<CorpusImage>> category : categories.entrySet()) {
      Path folder = Files.createDirectories(root.resolve(category.getKey()));
      for (CorpusImage image : category.getValue()) {
        Path link = folder.resolve(image.filename());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, image.path().toAbsolutePath());
        }
      }
      explorerContext
          .index(IndexRequest.of(folder).withCollection(category.getKey()))
          .run(JobContext.NONE);
    }
  }

  private SearchResult search(
      Query query, SearchFilter filter, RelevanceFeedback relevanceFeedback) {
    return explorerContext
        .search()
        .search(new SearchRequest(query, filter, Optional.of(relevanceFeedback), 2 * TOP));
  }

  private static Query phrase(String words) {
    return new Query(List.of(new QueryTerm(Kind.PHRASE, words, 1, false)));
  }

  private static String category(SearchHit hit) {
    return hit.image().collection();
  }

  private static double precision(Collection<SearchHit> hits, String category) {
    List<SearchHit> first = hits.stream().limit(TOP).toList();
    return first.stream().filter(h -> category(h).equals(category)).count()
        / (double) Math.max(1, first.size());
  }

  private static void line(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Expects a strong match if the category is in the archive, and none if it is filtered out. */
  private void absence() {
    line("No strong match: category present, filtered out (of %d)", categories.size());
    Map<String, String> wordings = new LinkedHashMap<>();
    wordings.put("its name", "%s");
    wordings.put("with an article", "a %s");
    wordings.put("a sentence", "an aerial picture of a %s");
    wordings.forEach(
        (name, form) -> {
          Set<String> missed = new TreeSet<>();
          Set<String> seen = new TreeSet<>();
          for (String category : categories.keySet()) {
            Query query =
                phrase(String.format(Locale.ROOT, form, CategoryWords.queryFor(category)));
            Set<String> others = new HashSet<>(categories.keySet());
            others.remove(category);
            if (search(query, SearchFilter.NONE, RelevanceFeedback.NONE).strongMatches() == 0) {
              missed.add(category);
            }
            if (search(query, SearchFilter.NONE.withCollections(others), RelevanceFeedback.NONE)
                    .strongMatches()
                > 0) {
              seen.add(category);
            }
          }
          double all = categories.size();
          line(
              "  %-16s no strong match: present %3.0f %% %s, filtered out %3.0f %% (except %s)",
              name, 100 * missed.size() / all, missed, 100 - 100 * seen.size() / all, seen);
        });
    List<String> found =
        ELSEWHERE.stream()
            .filter(
                q ->
                    search(phrase(q), SearchFilter.NONE, RelevanceFeedback.NONE).strongMatches()
                        > 0)
            .toList();
    line(
        "  %-16s no strong match: %3.0f %% (except %s)",
        "other things", 100 - 100.0 * found.size() / ELSEWHERE.size(), found);
  }

  /** A pair of categories, and the share of the second among the first hits for the first. */
  private record Pair(String wanted, String unwanted, int seen) {}

  private void exclusion() {
    List<Pair> pairs = new ArrayList<>();
    for (String wanted : categories.keySet()) {
      SearchResult plain =
          search(phrase(CategoryWords.queryFor(wanted)), SearchFilter.NONE, RelevanceFeedback.NONE);
      plain.hits().stream()
          .limit(TOP)
          .collect(Collectors.groupingBy(SearchQualityBench::category, Collectors.counting()))
          .forEach(
              (other, count) -> {
                if (!other.equals(wanted)) {
                  pairs.add(new Pair(wanted, other, count.intValue()));
                }
              });
    }
    pairs.sort((a, b) -> Integer.compare(b.seen, a.seen));
    double[] sums = new double[4];
    int halved = 0;
    int kept = 0;
    for (Pair pair : pairs.subList(0, Math.min(PAIRS, pairs.size()))) {
      QueryTerm wanted = new QueryTerm(Kind.PHRASE, CategoryWords.queryFor(pair.wanted), 1, false);
      QueryTerm unwanted =
          new QueryTerm(Kind.PHRASE, CategoryWords.queryFor(pair.unwanted), 1, true);
      List<SearchHit> plain =
          search(new Query(List.of(wanted)), SearchFilter.NONE, RelevanceFeedback.NONE).hits();
      List<SearchHit> without =
          search(new Query(List.of(wanted, unwanted)), SearchFilter.NONE, RelevanceFeedback.NONE)
              .hits();
      double[] now = {
        precision(plain, pair.unwanted),
        precision(without, pair.unwanted),
        precision(plain, pair.wanted),
        precision(without, pair.wanted)
      };
      for (int i = 0; i < now.length; i++) {
        sums[i] += now[i];
      }
      halved += now[1] <= now[0] / 2 ? 1 : 0;
      kept += now[3] >= 0.8 * now[2] ? 1 : 0;
    }
    int count = Math.min(PAIRS, pairs.size());
    line("A -B, the %d pairs of categories with most of B in the first 20 of A", count);
    line(
        "  B's images %.2f of before (%d of %d pairs at most half); A's precision %.3f -> %.3f,"
            + " %.2f of before (%d pairs at least 0.8)",
        sums[1] / sums[0],
        halved,
        count,
        sums[2] / count,
        sums[3] / count,
        sums[3] / sums[2],
        kept);
    named();
  }

  /** The same with concepts that occur in captions. */
  private void named() {
    List<String> names =
        List.of(
            "buildings",
            "trees",
            "road",
            "river",
            "cars",
            "parking",
            "water",
            "bridge",
            "boats",
            "green",
            "houses",
            "grass",
            "mountain",
            "sand",
            "beach",
            "lawn",
            "roads",
            "lake");
    Map<String, Set<String>> shows = new HashMap<>();
    for (String name : names) {
      shows.put(
          name,
          captions.entrySet().stream()
              .filter(e -> e.getValue().stream().filter(c -> has(c, name)).count() > 1)
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
    }
    List<String[]> pairs = new ArrayList<>();
    for (String a : names) {
      for (String b : names) {
        Set<String> only = new HashSet<>(shows.get(a));
        only.removeAll(shows.get(b));
        boolean alike = a.regionMatches(0, b, 0, 3);
        int both = shows.get(a).size() - only.size();
        if (!a.equals(b) && !alike && both >= 10 && only.size() >= 25) {
          pairs.add(new String[] {a, b});
        }
      }
    }
    double[] sums = new double[4];
    int count = 0;
    for (String[] pair : pairs) {
      List<SearchHit> plain =
          search(phrase(pair[0]), SearchFilter.NONE, RelevanceFeedback.NONE).hits().subList(0, TOP);
      long before = count(plain, shows.get(pair[1]));
      if (count == PAIRS || before < 4) {
        continue;
      }
      Query query =
          new Query(
              List.of(
                  new QueryTerm(Kind.PHRASE, pair[0], 1, false),
                  new QueryTerm(Kind.PHRASE, pair[1], 1, true)));
      List<SearchHit> without =
          search(query, SearchFilter.NONE, RelevanceFeedback.NONE).hits().subList(0, TOP);
      sums[0] += before;
      sums[1] += count(without, shows.get(pair[1]));
      sums[2] += count(plain, shows.get(pair[0]));
      sums[3] += count(without, shows.get(pair[0]));
      count++;
    }
    line(
        "  %d pairs of words that captions name: B's images %.2f of before; A's precision %.2f of"
            + " before",
        count, sums[1] / sums[0], sums[3] / sums[2]);
  }

  private static boolean has(String caption, String word) {
    return (" " + caption.toLowerCase(Locale.ROOT) + " ").contains(" " + word + " ");
  }

  private static long count(List<SearchHit> hits, Set<String> files) {
    return hits.stream()
        .filter(h -> files.contains(h.image().file().getFileName().toString()))
        .count();
  }

  /** Rates the first three relevant and the first three other hits. */
  private void feedback() {
    List<Double> gains = new ArrayList<>();
    double before = 0;
    double after = 0;
    for (String category : categories.keySet()) {
      SearchRequest request =
          new SearchRequest(
              phrase(CategoryWords.queryFor(category)),
              SearchFilter.NONE,
              Optional.of(RelevanceFeedback.NONE),
              400);
      List<SearchHit> all = explorerContext.search().search(request).hits();
      Set<Long> good = ids(all, category, true);
      Set<Long> bad = ids(all, category, false);
      List<SearchHit> again =
          explorerContext.search().search(request.with(new RelevanceFeedback(good, bad))).hits();
      double plain = precision(unjudged(all, good, bad), category);
      double refined = precision(unjudged(again, good, bad), category);
      before += plain / categories.size();
      after += refined / categories.size();
      gains.add(refined - plain);
    }
    double[] interval = interval(gains);
    line(
        "Three thumbs up, three down: precision at 20 of unrated images %.3f -> %.3f, gain %.3f"
            + " [%.3f, %.3f]",
        before, after, after - before, interval[0], interval[1]);
  }

  private static Set<Long> ids(List<SearchHit> hits, String category, boolean right) {
    return hits.stream()
        .filter(h -> category(h).equals(category) == right)
        .limit(JUDGED)
        .map(h -> h.image().id())
        .collect(Collectors.toSet());
  }

  private static List<SearchHit> unjudged(List<SearchHit> hits, Set<Long> good, Set<Long> bad) {
    return hits.stream()
        .filter(h -> !good.contains(h.image().id()) && !bad.contains(h.image().id()))
        .toList();
  }

  /** The 95 % interval of the mean, by bootstrap over categories. */
  private static double[] interval(List<Double> values) {
    Random random = new Random(1);
    double[] means =
        random
            .doubles(5000, 0, 1)
            .map(
                x ->
                    random
                        .ints(values.size(), 0, values.size())
                        .mapToDouble(values::get)
                        .average()
                        .orElseThrow())
            .sorted()
            .toArray();
    return new double[] {means[125], means[4874]};
  }

  /** Captions as one term and as one term per word: how often their image is in the first ten. */
  private void sentences() {
    List<CorpusImage> images = categories.values().stream().flatMap(List::stream).toList();
    int[] together = new int[2];
    int[] apart = new int[2];
    for (int i = 0; i < CAPTIONS; i++) {
      CorpusImage image = images.get((int) ((long) i * images.size() / CAPTIONS));
      String caption = image.captions().get(0).replaceAll("[^a-zA-Z ]", " ").strip();
      List<QueryTerm> words = new ArrayList<>();
      for (String word : caption.split(" +")) {
        words.add(QueryTerm.words(word));
      }
      rank(new Query(List.of(QueryTerm.words(caption))), image, together);
      rank(new Query(words), image, apart);
    }
    line(
        "%d captions: the image among the first 1 and 10: one term %.1f %%, %.1f %%; one term per word"
            + " %.1f %%, %.1f %%",
        CAPTIONS,
        100.0 * together[0] / CAPTIONS,
        100.0 * together[1] / CAPTIONS,
        100.0 * apart[0] / CAPTIONS,
        100.0 * apart[1] / CAPTIONS);
  }

  private void rank(Query query, CorpusImage image, int[] found) {
    for (SearchHit hit : search(query, SearchFilter.NONE, RelevanceFeedback.NONE).hits()) {
      if (hit.rank() <= 10 && hit.image().file().endsWith(image.filename())) {
        found[0] += hit.rank() == 1 ? 1 : 0;
        found[1]++;
      }
    }
  }
}

package org.kamcl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
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
 * Measures whether the bands of hits can be trusted: the precision of strong matches, and the
 * shares of right and wrong images in each band. Every query takes the same path as a user's
 * search. The validation images of a corpus whose file names begin with their category are one
 * collection; the thresholds were chosen on the first half of each category, and the second half is
 * reported. Pairs that are neither right nor wrong for certain are left out where the table says
 * so.
 *
 * <p>Arguments: a folder for the workspace, reused by later runs; the corpus; the folder of models;
 * the folders of sample tiles and of scenes for the queries of {@code answer-queries.tsv}.
 */
public final class AnswerBench {
  private static final String VALIDATION = "val";
  private static final int LONGEST_STEM = 4;
  private static final Set<String> IGNORED =
      Set.of(
          "a an the of in on and with is are some many by to there near next two several around"
              .split(" "));

  private final ExplorerContext context;
  private final Map<String, CorpusImage> images = new LinkedHashMap<>();
  private final Map<String, Set<String>> stems = new HashMap<>();

  /** Names of the images of the second half of each category. */
  private final Set<String> reported = new HashSet<>();

  private AnswerBench(ExplorerContext context) {
    this.context = context;
  }

  /** Prints a Markdown table. */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    ModelStore models = new ModelStore(home.resolve("models"), Optional.of(Path.of(args[2])));
    try (ExplorerContext context =
        ExplorerContext.open(
            new Workspace(home, Optional.empty()),
            models,
            Optional.of(ModelStore.DEFAULT),
            DeviceChoice.CPU)) {
      AnswerBench bench = new AnswerBench(context);
      bench.read(Path.of(args[1]), home.resolve("images"));
      bench.index(Path.of(args[3]), "samples");
      bench.index(Path.of(args[4]), "scenes");
      System.out.println(
          "| queries | right pairs | precision of strong | right strong | right weak | wrong weak |"
              + " wrong strong | absent, strong hit |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      bench.categories();
      bench.captions();
      bench.written("samples");
      bench.written("scenes");
    }
  }

  private void index(Path folder, String collection) {
    context.index(IndexRequest.of(folder).withCollection(collection)).run(JobContext.NONE);
  }

  private void read(Path corpus, Path folder) throws IOException {
    Map<String, List<CorpusImage>> categories = new TreeMap<>();
    for (CorpusImage image : new CorpusReader(Optional.empty(), true).read(corpus).split("val")) {
      images.put(image.filename(), image);
      stems.put(image.filename(), stems(String.join(" ", image.captions())));
      categories
          .computeIfAbsent(CategoryWords.category(image.filename()), c -> new ArrayList<>())
          .add(image);
    }
    Files.createDirectories(folder);
    for (List<CorpusImage> category : categories.values()) {
      for (int i = 0; i < category.size(); i++) {
        CorpusImage image = category.get(i);
        if (i >= category.size() / 2) {
          reported.add(image.filename());
        }
        Path link = folder.resolve(image.filename());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, image.path().toAbsolutePath());
        }
      }
    }
    index(folder, VALIDATION);
  }

  private static Set<String> stems(String text) {
    Set<String> stems = new HashSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
      if (!word.isEmpty() && !IGNORED.contains(word)) {
        // The stem of "river" also matches "rivers".
        stems.add(
            word.substring(0, Math.max(Math.min(LONGEST_STEM, word.length()), word.length() - 2)));
      }
    }
    return stems;
  }

  private SearchResult search(String words, SearchFilter filter) {
    Query query = new Query(List.of(new QueryTerm(Kind.PHRASE, words, 1, false)));
    return context
        .search()
        .search(new SearchRequest(query, filter, Optional.of(RelevanceFeedback.NONE), 2_000));
  }

  private static SearchFilter in(String collection) {
    return SearchFilter.NONE.withCollections(Set.of(collection));
  }

  private static String name(ImageRecord image) {
    String file = image.file().getFileName().toString();
    return image
        .tile()
        .map(t -> file.replaceAll("\\.[a-z]+$", "") + "#" + t.x() + "," + t.y())
        .orElse(file);
  }

  /** What an image is to a query. */
  private enum Truth {
    RIGHT,
    WRONG,
    UNCERTAIN
  }

  /** Counts of hits by truth and band. */
  private static final class Row {
    private final Map<Truth, Map<MatchBand, Long>> counts = new EnumMap<>(Truth.class);
    private int absent;
    private int answered;

    void add(List<SearchHit> hits, Function<SearchHit, Truth> truth) {
      hits.forEach(
          hit ->
              counts
                  .computeIfAbsent(truth.apply(hit), t -> new EnumMap<>(MatchBand.class))
                  .merge(hit.band(), 1L, Long::sum));
    }

    void addAbsent(boolean strong) {
      absent++;
      answered += strong ? 1 : 0;
    }

    private long count(Truth truth, MatchBand band) {
      return counts.getOrDefault(truth, Map.of()).getOrDefault(band, 0L);
    }

    private long count(Truth truth) {
      return Arrays.stream(MatchBand.values()).mapToLong(band -> count(truth, band)).sum();
    }

    private double share(Truth truth, MatchBand band) {
      return 100.0 * count(truth, band) / Math.max(1, count(truth));
    }

    void print(String name) {
      long right = count(Truth.RIGHT, MatchBand.STRONG);
      long wrong = count(Truth.WRONG, MatchBand.STRONG);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.2f %% | %s |%n",
          name,
          count(Truth.RIGHT),
          100.0 * right / Math.max(1, right + wrong),
          share(Truth.RIGHT, MatchBand.STRONG),
          share(Truth.RIGHT, MatchBand.WEAK),
          share(Truth.WRONG, MatchBand.WEAK),
          share(Truth.WRONG, MatchBand.STRONG),
          absent == 0 ? "" : answered + " of " + absent);
    }
  }

  /** Words for categories, and the same while the images of the category are filtered out. */
  private void categories() {
    Row strict = new Row();
    Row named = new Row();
    for (String category :
        images.keySet().stream().map(CategoryWords::category).distinct().toList()) {
      String words = CategoryWords.queryFor(category);
      Set<String> wanted = stems(words);
      List<SearchHit> hits = search(words, in(VALIDATION)).hits();
      List<SearchHit> half = hits.stream().filter(h -> reported.contains(name(h.image()))).toList();
      Function<SearchHit, Truth> byCategory =
          hit ->
              CategoryWords.category(name(hit.image())).equals(category)
                  ? Truth.RIGHT
                  : Truth.WRONG;
      Function<SearchHit, Truth> byCaption =
          hit ->
              byCategory.apply(hit) == Truth.WRONG
                      && stems.get(name(hit.image())).containsAll(wanted)
                  ? Truth.UNCERTAIN
                  : byCategory.apply(hit);
      strict.add(half, byCategory);
      named.add(half, byCaption);
      strict.addAbsent(strongWithout(words, hits, byCategory));
      named.addAbsent(strongWithout(words, hits, byCaption));
    }
    strict.print("30 categories; right: the category");
    named.print("30 categories, without images of others whose captions name them");
  }

  /** Whether a search among the wrong images alone has a strong match. */
  private boolean strongWithout(
      String words, List<SearchHit> hits, Function<SearchHit, Truth> truth) {
    String tag = "wrong for " + words;
    context.tags().untag(List.copyOf(context.tags().tagged(tag)), tag);
    context
        .tags()
        .tag(
            hits.stream()
                .filter(hit -> truth.apply(hit) == Truth.WRONG)
                .map(hit -> hit.image().id())
                .toList(),
            tag);
    return search(words, in(VALIDATION).withTags(Set.of(tag))).strongMatches() > 0;
  }

  private void captions() {
    Map<String, Set<String>> owners = new LinkedHashMap<>();
    for (String name : reported) {
      for (String caption : images.get(name).captions()) {
        owners.computeIfAbsent(caption.toLowerCase(Locale.ROOT), c -> new HashSet<>()).add(name);
      }
    }
    Row strict = new Row();
    Row categories = new Row();
    Row shown = new Row();
    owners.forEach(
        (caption, own) -> {
          String category = CategoryWords.category(own.iterator().next());
          List<SearchHit> hits =
              search(caption, in(VALIDATION)).hits().stream()
                  .filter(h -> reported.contains(name(h.image())))
                  .toList();
          Function<SearchHit, Truth> byOwner =
              hit -> own.contains(name(hit.image())) ? Truth.RIGHT : Truth.WRONG;
          Predicate<SearchHit> same =
              hit -> CategoryWords.category(name(hit.image())).equals(category);
          strict.add(hits, byOwner);
          categories.add(
              hits,
              hit ->
                  byOwner.apply(hit) == Truth.WRONG && same.test(hit)
                      ? Truth.UNCERTAIN
                      : byOwner.apply(hit));
          shown.add(hits, hit -> same.test(hit) ? Truth.RIGHT : Truth.WRONG);
        });
    strict.print(owners.size() + " captions; right: their own image, wrong: every other");
    categories.print(owners.size() + " captions, without other images of the category");
    shown.print(owners.size() + " captions; right: every image of the category");
  }

  /** The queries with the images that were chosen by eye. */
  private void written(String collection) {
    Row row = new Row();
    for (String[] line : lines()) {
      if (line[0].equals(collection)) {
        SearchResult result = search(line[1], in(collection));
        boolean absent = line.length < 3 || line[2].isBlank();
        row.add(result.hits(), hit -> truth(line, hit));
        if (absent) {
          row.addAbsent(
              result.hits().stream()
                  .anyMatch(hit -> hit.strong() && truth(line, hit) == Truth.WRONG));
        } else {
          System.out.printf(
              Locale.ROOT,
              "  %s: %d strong (%d right), %d possible, best %s%n",
              line[1],
              result.strongMatches(),
              result.hits().stream()
                  .filter(hit -> hit.strong() && truth(line, hit) == Truth.RIGHT)
                  .count(),
              result.count(MatchBand.POSSIBLE),
              result.bestBand());
        }
      }
    }
    row.print("queries with images chosen by eye, " + collection);
  }

  private static Truth truth(String[] line, SearchHit hit) {
    String name = name(hit.image()).replaceAll("\\.[a-z]+$", "");
    String whole = name.contains("#") ? name : name + "#0,0";
    if (line.length > 2 && (matches(line[2], name) || matches(line[2], whole))) {
      return Truth.RIGHT;
    }
    boolean uncertain = line.length > 3 && (matches(line[3], name) || matches(line[3], whole));
    return uncertain ? Truth.UNCERTAIN : Truth.WRONG;
  }

  private static boolean matches(String patterns, String name) {
    return Arrays.stream(patterns.split(" ")).anyMatch(name::matches);
  }

  private static List<String[]> lines() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                AnswerBench.class.getResourceAsStream("answer-queries.tsv"),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(l -> !l.startsWith("#")).map(l -> l.split("\t")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

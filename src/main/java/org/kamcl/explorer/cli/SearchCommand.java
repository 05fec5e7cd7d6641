package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportService.Format;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.api.SearchLibrary.Entry;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kamcl search}: the pictures of the archive that words and pictures describe best. */
@Command(
    name = "search",
    description = "Find the pictures of the archive that words and pictures describe best.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Words next to each other are read together. A comma, quotes, a weight or a minus makes a term"
          + " of its own: harbour^2, ships   \"stone pier\" -bridge   like:#12",
      "The chance is the share of unrelated pictures and queries that score at least as high; a match"
          + " is strong or only the nearest there is. Concepts are those that picture and query"
          + " share, with their strength in the picture and in the query.",
      "Examples:",
      "  kamcl search \"boats beside a pier\" --top 10",
      "  kamcl search \"boats -bridge\" --in 8.1,47.2,8.9,47.6 --since 2023-01-01 --export"
          + " hits.geojson",
      "  kamcl search --like photo.jpg --collection Towns",
      "A query that begins with a minus comes behind --, after the options."
    })
final class SearchCommand implements Callable<Integer> {
  private static final int TOP = 20;
  private static final int HISTORY = 50;

  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..*",
      description = "What to look for; quotes around it are not needed.")
  private List<String> words = List.of();

  @Option(
      names = "--like",
      paramLabel = "IMAGE",
      description = "Look for pictures like a file, or like an image of the archive (#ID).")
  private List<String> like = List.of();

  @Option(names = "--top", paramLabel = "N", description = "Hits wanted; default is 20.")
  private Integer top;

  @Mixin private FilterOptions filter;

  @Option(
      names = "--relevant",
      paramLabel = "ID",
      split = ",",
      description =
          "Rank with these images as relevant, instead of the feedback stored for the query.")
  private List<Long> relevant = List.of();

  @Option(
      names = "--not-relevant",
      paramLabel = "ID",
      split = ",",
      description =
          "Rank with these images as not relevant, instead of the feedback stored for the query.")
  private List<Long> notRelevant = List.of();

  @Option(
      names = "--no-feedback",
      description = "Rank without the relevance feedback stored for the query.")
  private boolean withoutFeedback;

  @Option(
      names = "--captions",
      description = "Rank the captions of the archive instead of its pictures.")
  private boolean captions;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Write the hits into a file; its end says how: .geojson, .csv, .txt (paths) or .html (a"
              + " page with pictures). Several are possible.")
  private List<Path> exports = List.of();

  @Option(names = "--save", paramLabel = "NAME", description = "Keep the search under a name.")
  private String save;

  @Option(names = "--saved", paramLabel = "NAME", description = "Make a kept search again.")
  private String saved;

  @Option(names = "--history", description = "List kept searches and the last ones that were made.")
  private boolean history;

  @Option(names = "--no-history", description = "Do not note this search.")
  private boolean unnoted;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  @Spec private CommandSpec spec;

  SearchCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (words.isEmpty() && like.isEmpty() && saved == null && !history) {
      throw new ParameterException(
          spec.commandLine(), "Say what to look for: QUERY, --like IMAGE or --saved NAME.");
    }
    Map<Path, Format> files = formats();
    try (ExplorerContext explorerContext = model.open(options, device)) {
      if (history) {
        history(explorerContext);
        return 0;
      }
      SearchRequest request = request(explorerContext);
      if (captions) {
        captions(explorerContext, request);
      } else {
        SearchResult result = explorerContext.search().search(request);
        files.forEach((file, format) -> explorerContext.exporter().export(result, format, file));
        print(explorerContext, result);
        note(explorerContext, result);
        request = result.request();
      }
      if (save != null) {
        explorerContext.searchLibrary().save(save, request);
      }
    }
    files.keySet().forEach(file -> commandOutput.printNote("The hits were written into " + file));
    return 0;
  }

  /** What an export is to be is said before the search takes its time. */
  private Map<Path, Format> formats() {
    Map<Path, Format> formats = new LinkedHashMap<>();
    for (Path file : exports) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      Format format =
          Arrays.stream(Format.values())
              .filter(f -> name.endsWith(f.suffix()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ExplorerException(
                          "The end of "
                              + file
                              + " says no format. Use "
                              + Arrays.stream(Format.values())
                                  .map(Format::suffix)
                                  .collect(Collectors.joining(", "))
                              + "."));
      formats.put(file, format);
    }
    if (captions && !formats.isEmpty()) {
      throw new ExplorerException("Captions are not exported: leave out --export or --captions.");
    }
    return formats;
  }

  private SearchRequest request(ExplorerContext explorerContext) {
    SearchRequest kept = kept(explorerContext);
    String text = String.join(" ", words);
    List<QueryTerm> terms = new ArrayList<>(QueryParser.parse(text).terms());
    like.forEach(image -> terms.add(likeTerm(image)));
    boolean asked = !text.isBlank() || !like.isEmpty();
    Query query = asked ? new Query(terms) : kept.query();
    int wanted = top == null ? kept.top() : top;
    return new SearchRequest(
        query,
        filter.filter(kept.filter(), explorerContext),
        feedback().or(() -> asked ? Optional.empty() : kept.feedback()),
        wanted);
  }

  /** The feedback that the options give; empty for the feedback stored for the query. */
  private Optional<RelevanceFeedback> feedback() {
    if (relevant.isEmpty() && notRelevant.isEmpty()) {
      return withoutFeedback ? Optional.of(RelevanceFeedback.NONE) : Optional.empty();
    }
    Set<Long> both = new TreeSet<>(relevant);
    both.retainAll(notRelevant);
    if (!both.isEmpty()) {
      throw new ExplorerException(
          "An image cannot be relevant and not relevant at once: " + both + ".");
    }
    return Optional.of(new RelevanceFeedback(Set.copyOf(relevant), Set.copyOf(notRelevant)));
  }

  private SearchRequest kept(ExplorerContext explorerContext) {
    if (saved == null) {
      return SearchRequest.of(Query.empty(), TOP);
    }
    List<Entry> all = explorerContext.searchLibrary().saved();
    return all.stream()
        .filter(e -> e.name().equals(saved))
        .findFirst()
        .orElseThrow(
            () ->
                new ExplorerException(
                    "There is no search '"
                        + saved
                        + "'. "
                        + (all.isEmpty()
                            ? "None was kept yet (--save NAME)."
                            : "There are: "
                                + all.stream().map(Entry::name).collect(Collectors.joining(", "))
                                + ".")))
        .request();
  }

  private static QueryTerm likeTerm(String image) {
    String name = image.startsWith("#") ? image : Path.of(image).toAbsolutePath().toString();
    return new QueryTerm(QueryTerm.Kind.IMAGE, name, 1, false);
  }

  private void print(ExplorerContext explorerContext, SearchResult result) {
    boolean calibrated = explorerContext.search().hasModelCalibration();
    if (options.json()) {
      commandOutput.printJson(SearchResultPrinter.json(result, calibrated));
      return;
    }
    SearchResultPrinter.table(commandOutput, result);
    SearchResultPrinter.notes(commandOutput, result, calibrated);
  }

  /** A history that cannot be written is no reason to lose a result. */
  private void note(ExplorerContext explorerContext, SearchResult result) {
    if (unnoted) {
      return;
    }
    try {
      explorerContext.searchLibrary().addToHistory(result.request(), (int) result.strongMatches());
    } catch (KamclException e) {
      commandOutput.printNote("The search was not noted: " + e.getMessage());
    }
  }

  private void captions(ExplorerContext explorerContext, SearchRequest request) {
    List<CaptionHit> hits = explorerContext.search().captions(request);
    if (options.json()) {
      commandOutput.printJson(
          SearchResultPrinter.json(
              QueryWriter.write(request.query()), explorerContext.modelName(), hits));
      return;
    }
    SearchResultPrinter.captions(commandOutput, hits);
    if (hits.isEmpty()) {
      commandOutput.printNote(
          "No picture that passes the filter has a caption: index a folder with a captions.csv.");
    }
  }

  private void history(ExplorerContext explorerContext) {
    List<Entry> kept = explorerContext.searchLibrary().saved();
    List<Entry> made = explorerContext.searchLibrary().history(HISTORY);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.add("saved", entries(kept));
      json.add("history", entries(made));
      commandOutput.printJson(json);
      return;
    }
    for (Entry entry : kept) {
      commandOutput.printLine("%s: %s", entry.name(), line(entry));
    }
    for (Entry entry : made) {
      commandOutput.printLine("%s  %s", entry.lastUsed(), line(entry));
    }
  }

  private static String line(Entry entry) {
    String text = QueryWriter.write(entry.request().query());
    boolean filtered = !entry.request().filter().isEmpty();
    return String.format(
        Locale.ROOT,
        "%s%s, %,d strong",
        text,
        filtered ? " (filtered)" : "",
        entry.strongMatches());
  }

  private static JsonArray entries(List<Entry> entries) {
    JsonArray all = new JsonArray();
    for (Entry entry : entries) {
      JsonObject one = new JsonObject();
      one.addProperty("name", entry.name());
      one.addProperty("query", QueryWriter.write(entry.request().query()));
      one.addProperty("filtered", !entry.request().filter().isEmpty());
      one.addProperty("used", entry.lastUsed().toString());
      one.addProperty("strong", entry.strongMatches());
      all.add(one);
    }
    return all;
  }
}

package org.kamcl.explorer.cli.archive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.api.SearchLibrary.Entry;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.file.GivenNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code kamcl search}: ranks the images of the archive by a query of words and images, or lists
 * those that match filters.
 */
@Command(
    name = "search",
    description =
        "Find the images of the archive that best match a query of words and images. Without a"
            + " query, list the images that match the filters.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Adjacent words form one term. A comma, quotes, a weight or a minus sign starts a new term:"
          + " harbor^2, ships   \"stone pier\" -bridge   like:#12",
      "The false match rate is the percentage of random, unrelated image-text pairs that score at"
          + " least as high. The concepts listed are those that the image and the query share, with"
          + " their strength in each.",
      "Examples:",
      "  kamcl search \"boats beside a pier\" --top 10",
      "  kamcl search \"boats -bridge\" --bbox 8.1,47.2,8.9,47.6 --since 2023-01-01 --export"
          + " hits.geojson",
      "  kamcl search --like harbor.jpg --collection Towns",
      "  kamcl search --without-location --sort name",
      "Put a query that starts with a minus sign last, after --."
    })
public final class SearchCommand implements Callable<Integer> {
  private static final int TOP = 20;

  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..*",
      description = "The query; quotation marks around it are not needed.")
  private List<String> words = List.of();

  @Option(
      names = "--like",
      paramLabel = "IMAGE",
      description = "Find images similar to this file, or to an image of the archive (#ID).")
  private List<String> like = List.of();

  @Option(names = "--top", paramLabel = "N", description = "Number of hits. Default: 20.")
  private Integer top;

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description =
          "Without a query: list images by date (newest first), name, gsd (finest first) or place"
              + " (nearest town). Default: date.")
  private String sort;

  @Option(names = "--reverse", description = "Without a query: list in the opposite order.")
  private boolean reverse;

  @Mixin private FilterOptions filter;
  @Mixin private FeedbackOptions feedback;

  @Option(
      names = "--captions",
      description = "Rank the captions of the archive instead of its images.")
  private boolean captions;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Write the hits to a file. "
              + ExportFiles.FORMATS
              + " An existing file is replaced. Can be repeated.")
  private List<Path> exports = List.of();

  @Option(
      names = "--explain",
      description =
          "In a report (--export NAME.html), explain each hit: where the query is seen, words and"
              + " concepts. Takes about half a second per hit.")
  private boolean explain;

  @Option(
      names = "--print0",
      description =
          "Print nothing but the paths of the image files, each followed by a zero byte, as xargs -0"
              + " reads them.")
  private boolean files;

  @Option(names = "--save", paramLabel = "NAME", description = "Save the search under this name.")
  private String save;

  @Option(names = "--saved", paramLabel = "NAME", description = "Repeat a saved search.")
  private String saved;

  @Option(names = "--history", description = "List saved and recent searches.")
  private boolean history;

  @Option(names = "--no-history", description = "Do not add this search to the history.")
  private boolean noHistory;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public SearchCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    boolean query = !String.join(" ", words).isBlank() || !like.isEmpty();
    boolean lists = sort != null || reverse || filter.isGiven();
    if (!query && !lists && saved == null && !history) {
      throw new KamclException(ArchiveCommandError.NO_QUERY);
    }
    if (query && (sort != null || reverse)) {
      throw new KamclException(ArchiveCommandError.SORTED_QUERY);
    }
    if (captions && !exports.isEmpty()) {
      throw new KamclException(ArchiveCommandError.CAPTIONS_NOT_EXPORTED);
    }
    if (explain && exports.stream().noneMatch(file -> file.toString().endsWith(".html"))) {
      throw new KamclException(ArchiveCommandError.EXPLAINED_REPORT_ONLY);
    }
    if (files && (captions || history || options.json())) {
      throw new KamclException(
          ArchiveCommandError.FILES_ONLY,
          captions ? "--captions" : history ? "--history" : "--json");
    }
    if (save != null) {
      // Before the search, which takes long.
      GivenNames.checked(save);
    }
    try (ExplorerContext explorerContext = model.open(options, device)) {
      if (history) {
        new SearchHistoryPrinter(commandOutput).print(explorerContext, options.json());
        return 0;
      }
      Map<Path, ExportFormat> formats = formats(explorerContext.exporter());
      SearchRequest request = request(explorerContext);
      if (captions) {
        captions(explorerContext, request);
      } else {
        SearchResult result = explorerContext.search().search(request);
        formats.forEach(
            (file, format) ->
                explorerContext
                    .exporter()
                    .export(result, format, file, commandOutput.shutdown()::check));
        print(explorerContext, result);
        addToHistory(explorerContext, result);
        request = result.request();
      }
      if (save != null) {
        explorerContext.searchLibrary().save(save, request);
      }
    }
    exports.forEach(file -> commandOutput.printNote("Hits written to " + file));
    return 0;
  }

  /** The formats of the files to export; checked before the search. */
  private Map<Path, ExportFormat> formats(ExportService exporter) {
    Map<Path, ExportFormat> formats = ExportFiles.formats(exports, exporter);
    if (explain) {
      formats.replaceAll((f, format) -> format.id().equals("html") ? explained(exporter) : format);
    }
    return formats;
  }

  private static ExportFormat explained(ExportService exporter) {
    return exporter.formats().stream()
        .filter(format -> format.id().equals(ExportFormat.EXPLAINED))
        .findFirst()
        .orElseThrow();
  }

  private SearchRequest request(ExplorerContext explorerContext) {
    SearchRequest start = savedRequest(explorerContext);
    String text = String.join(" ", words);
    List<QueryTerm> terms = new ArrayList<>(QueryParser.parse(text).terms());
    like.forEach(image -> terms.add(likeTerm(image)));
    boolean newQuery = !text.isBlank() || !like.isEmpty();
    if (newQuery && terms.isEmpty()) {
      throw new KamclException(ArchiveCommandError.NO_QUERY);
    }
    Query query = newQuery ? new Query(terms) : start.query();
    int count = top == null ? start.top() : top;
    SearchRequest request =
        new SearchRequest(
            query,
            filter.filter(start.filter(), explorerContext),
            feedback
                .given(explorerContext)
                .or(() -> newQuery ? Optional.empty() : start.feedback()),
            count,
            order(start.order()));
    if (request.isListing() && (captions || explain || !feedback.firstOption().isEmpty())) {
      throw new KamclException(
          ArchiveCommandError.NEEDS_QUERY,
          captions ? "--captions" : explain ? "--explain" : feedback.firstOption());
    }
    if (!request.isListing() && (sort != null || reverse)) {
      throw new KamclException(ArchiveCommandError.SORTED_QUERY);
    }
    return request;
  }

  /** The order of a list; options change that of a saved search. */
  private ImageOrder order(ImageOrder saved) {
    ImageOrder.Key key = saved.key();
    if (sort != null) {
      key = ExportFiles.sortKey(sort);
    }
    return sort == null && !reverse ? saved : new ImageOrder(key, reverse);
  }

  private SearchRequest savedRequest(ExplorerContext explorerContext) {
    if (saved == null) {
      return SearchRequest.of(Query.empty(), TOP);
    }
    List<Entry> all = explorerContext.searchLibrary().saved();
    return all.stream()
        .filter(e -> e.isNamed(saved))
        .findFirst()
        .orElseThrow(
            () -> {
              // Saved searches may be gone from the catalog.
              explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
              return notSaved(all, explorerContext.searchLibrary().damaged());
            })
        .request();
  }

  private KamclException notSaved(List<Entry> all, List<String> damaged) {
    if (!damaged.isEmpty()) {
      // The damage may be in the name.
      String name = damaged.contains(saved) ? saved : damaged.get(0);
      return new KamclException(ArchiveCommandError.SAVED_SEARCH_DAMAGED, name);
    }
    return all.isEmpty()
        ? new KamclException(ArchiveCommandError.NO_SAVED_SEARCH, saved)
        : new KamclException(
            ArchiveCommandError.UNKNOWN_SAVED_SEARCH,
            saved,
            all.stream().map(Entry::name).toList());
  }

  private static QueryTerm likeTerm(String image) {
    if (image.isBlank()) {
      throw new KamclException(SearchError.NOT_A_PATH, image);
    }
    try {
      String name = image.startsWith("#") ? image : Path.of(image).toAbsolutePath().toString();
      return new QueryTerm(QueryTerm.Kind.IMAGE, name, 1, false);
    } catch (InvalidPathException e) {
      throw new KamclException(e, SearchError.NOT_A_PATH, image);
    }
  }

  private void print(ExplorerContext explorerContext, SearchResult result) {
    if (files) {
      explorerContext.search().warning().ifPresent(commandOutput::printWarning);
      commandOutput.printFiles(
          result.hits().stream().map(hit -> hit.image().file()).distinct().toList());
      return;
    }
    if (result.request().isListing()) {
      explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
      if (options.json()) {
        commandOutput.printJson(ImageListPrinter.json(result));
      } else {
        ImageListPrinter.table(commandOutput, result);
      }
      return;
    }
    explorerContext.search().warning().ifPresent(commandOutput::printWarning);
    boolean calibrated = explorerContext.search().hasModelCalibration();
    if (options.json()) {
      commandOutput.printJson(SearchResultPrinter.json(result, calibrated));
      return;
    }
    SearchResultPrinter.table(commandOutput, result);
    boolean words = explorerContext.model().map(ModelInfo::words).orElse(true);
    SearchResultPrinter.notes(commandOutput, result, calibrated, words);
  }

  /** Adds the search to the history; a failure does not lose the result. */
  private void addToHistory(ExplorerContext explorerContext, SearchResult result) {
    if (noHistory || result.request().isListing()) {
      return;
    }
    try {
      explorerContext.searchLibrary().addToHistory(result.request(), (int) result.strongMatches());
    } catch (KamclException e) {
      commandOutput.printNote(
          "warning: the search was not added to the history: " + e.getMessage());
    }
  }

  private void captions(ExplorerContext explorerContext, SearchRequest request) {
    List<CaptionHit> hits = explorerContext.search().captions(request);
    explorerContext.search().warning().ifPresent(commandOutput::printWarning);
    if (options.json()) {
      commandOutput.printJson(
          SearchResultPrinter.json(
              QueryWriter.write(request.query()), explorerContext.modelName(), hits));
      return;
    }
    SearchResultPrinter.captions(commandOutput, hits);
    if (hits.isEmpty()) {
      commandOutput.printNote(
          "No image that matches the filters has a caption. Index a folder with a captions.csv.");
    }
  }
}

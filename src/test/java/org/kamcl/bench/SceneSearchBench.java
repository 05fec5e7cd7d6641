package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;

/**
 * Measures plain queries on scenes of several sensors: the five best tiles of each group of scenes,
 * as a contact sheet per group and as figures from manual ratings of the tiles.
 *
 * <p>Arguments: a folder for the workspace, the folder of models, a folder of scenes, a table of
 * ratings ({@code query,scene,x,y,side,right}; tiles that are not in it count as unrated), a folder
 * for the contact sheets, the tile size (default {@code 600m}). A list of all tiles that were
 * found, {@code found.csv}, is written next to the sheets.
 */
public final class SceneSearchBench {
  private static final int TOP = 5;

  private static final List<String> QUERIES =
      List.of(
          "river",
          "farmland",
          "dense residential area",
          "forest",
          "harbour",
          "airport runway",
          "mountain",
          "bare land",
          "beach",
          "road junction",
          "industrial buildings",
          "lake");

  /** Patterns of file names by the name of their group. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "cbers-ccd-false-colour", "cbers2-ccd-[0-9].*",
          "cbers-ccd-one-band", "cbers2-ccd-b2.*",
          "one-band-25m", "saopaulo-tm.*",
          "landsat", "olinda.*",
          "cbers-hrc", "cbers2b-hrc.*",
          "orbview-colour", "orbetello.*",
          "orbview-panchromatic", "trieste.*",
          "orthophoto-grey", "siouxfalls-doq.*",
          "orthophoto-fine", "(siouxfalls-rgb|tuscany).*");

  private final ExplorerContext explorerContext;
  private final ImageLoader reader = new ImageLoader();
  private final Map<String, Boolean> judged = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  private SceneSearchBench(ExplorerContext explorerContext) {
    this.explorerContext = explorerContext;
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Path sheets = Files.createDirectories(Path.of(args[4]));
    TilingSpec tilingSpec =
        TilingSpec.parse(args.length > 5 ? args[5] : "600m", 0, OptionalDouble.empty());
    ModelStore models = new ModelStore(home.resolve("models"), Optional.of(Path.of(args[1])));
    try (ExplorerContext explorerContext =
        ExplorerContext.open(
            new Workspace(home, Optional.empty()),
            models,
            Optional.of(ModelStore.DEFAULT),
            DeviceChoice.CPU)) {
      SceneSearchBench bench = new SceneSearchBench(explorerContext);
      bench.judgements(Path.of(args[3]));
      System.out.println(
          "| scenes | tiles | relevant of five, mean of queries | strong matches | of those relevant |"
              + " query: relevant of five |");
      System.out.println("|---|---|---|---|---|---|");
      for (String group : GROUPS.keySet().stream().sorted().toList()) {
        bench.group(group, Path.of(args[2]), tilingSpec, sheets);
      }
      Files.write(sheets.resolve("found.csv"), bench.found);
    }
  }

  private void judgements(Path table) throws IOException {
    for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
      int last = line.lastIndexOf(',');
      judged.put(line.substring(0, last), line.endsWith(",1"));
    }
  }

  private void group(String name, Path folder, TilingSpec tilingSpec, Path sheets)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> f.getFileName().toString().matches(GROUPS.get(name))).sorted().toList();
    }
    if (files.isEmpty()) {
      return;
    }
    explorerContext
        .index(IndexRequest.of(files).withCollection(name).withTiling(tilingSpec))
        .run(JobContext.NONE);
    SearchFilter filter = SearchFilter.NONE.withCollections(Set.of(name));
    List<ContactSheet.Row> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int matches = 0;
    int rightMatches = 0;
    int right = 0;
    int asked = 0;
    for (String query : QUERIES) {
      List<SearchHit> hits =
          explorerContext
              .search()
              .search(
                  new SearchRequest(
                      QueryParser.parse(query), filter, Optional.of(RelevanceFeedback.NONE), TOP))
              .hits();
      List<ContactSheet.Tile> tiles = new ArrayList<>();
      int ofQuery = 0;
      for (SearchHit hit : hits) {
        Optional<Boolean> verdict = Optional.ofNullable(judged.get(key(query, hit.image())));
        boolean good = verdict.orElse(false);
        ofQuery += good ? 1 : 0;
        matches += hit.strong() ? 1 : 0;
        rightMatches += hit.strong() && good ? 1 : 0;
        tiles.add(new ContactSheet.Tile(pixels(hit.image()), verdict));
        found.add(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%.3f,%.4f,%s,%s",
                key(query, hit.image()),
                name,
                hit.rank(),
                hit.score(),
                hit.falseMatchRate(),
                hit.strong(),
                verdict.map(String::valueOf).orElse("")));
      }
      right += ofQuery;
      asked += hits.size();
      words.add(query + " " + ofQuery);
      long strong = hits.stream().filter(SearchHit::strong).count();
      rows.add(
          new ContactSheet.Row(
              query + (strong > 0 ? " (" + strong + " strong matches)" : ""), tiles));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f %% | %d | %d | %s |%n",
        name,
        explorerContext.search().count(filter),
        100.0 * right / Math.max(1, asked),
        matches,
        rightMatches,
        String.join(", ", words));
    ContactSheet.write(sheets.resolve(name + ".jpg"), rows);
  }

  private static String key(String query, ImageRecord image) {
    TileBounds w = image.tile().orElse(new TileBounds(0, 0, image.width(), image.height()));
    return String.join(
        ",",
        query,
        image.file().getFileName().toString().replaceAll("\\.tif$", ""),
        String.valueOf(w.x()),
        String.valueOf(w.y()),
        String.valueOf(w.width()));
  }

  private RgbImage pixels(ImageRecord image) {
    return reader.read(image.file(), image.tile(), ImageLoader.EMBEDDING_SIDE);
  }
}

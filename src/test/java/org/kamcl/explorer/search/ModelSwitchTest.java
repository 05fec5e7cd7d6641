package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.TestModels;

/** Another model is chosen at each moment at which a search asks for the model. */
class ModelSwitchTest {
  private static final int IMAGES = 40;

  @TempDir private static Path folder;
  private static EngineRuntime runtime;
  private static final List<KamclModel> MODELS = new ArrayList<>();
  private static final List<Path> FOLDERS = new ArrayList<>();

  @BeforeAll
  static void openModels() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    for (String name : List.of("before", "after")) {
      // The same weights: only the images have other vectors, so that a mixture shows.
      FOLDERS.add(TestModels.defaultModel(folder.resolve(name)));
      MODELS.add(KamclModel.open(FOLDERS.get(FOLDERS.size() - 1), runtime));
    }
  }

  @AfterAll
  static void close() {
    MODELS.forEach(KamclModel::close);
    runtime.close();
  }

  /** Uses the first model until it was asked for a number of times, then the second one. */
  private static final class Switching implements ModelSource {
    private int left;
    private int current;

    Switching(int asked) {
      left = asked;
      current = asked == 0 ? 1 : 0;
    }

    private int now() {
      int before = current;
      if (left > 0 && --left == 0) {
        current = 1;
      }
      return before;
    }

    @Override
    public long changes() {
      return current;
    }

    @Override
    public ModelId id() {
      return id(now());
    }

    static ModelId id(int which) {
      return new ModelId("hash" + which, which == 0 ? "before" : "after");
    }

    @Override
    public Path folder() {
      return FOLDERS.get(now());
    }

    @Override
    public KamclModel model() {
      return MODELS.get(now());
    }

    @Override
    public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> pixels) {
      throw new AssertionError("Nothing is indexed in this test.");
    }
  }

  /** Runs an operation with each moment of the change, until there is none left. */
  private static <T> void check(Path place, Function<SearchService, T> operation) {
    try (Catalog catalog = catalog(place)) {
      T expected = run(catalog, new Switching(0), operation);
      int moment = 0;
      Switching source;
      do {
        source = new Switching(++moment);
        T found = run(catalog, source, operation);
        if (source.changes() == 1) {
          assertEquals(expected, found, "changed at call " + moment);
        }
      } while (source.changes() == 1);
      assertTrue(moment > 3, "asks more than once: " + moment);
    }
  }

  private static <T> T run(
      Catalog catalog, ModelSource source, Function<SearchService, T> operation) {
    try (EmbeddingStore vectors = new EmbeddingStore(catalog)) {
      SearchService search =
          new SearchService(
              catalog, source, vectors, file -> MODELS.get(1).embedTexts(List.of("lake")).get(0));
      T first = operation.apply(search);
      // What was kept of the model before must not be used for the one after.
      return source.changes() == 1 ? operation.apply(search) : first;
    }
  }

  private static Catalog catalog(Path place) {
    Catalog catalog = Catalog.open(place.resolve(Catalog.FILE_NAME));
    for (int which = 0; which < MODELS.size(); which++) {
      SyntheticImages synthetic = new SyntheticImages(MODELS.get(which), place);
      Random random = new Random(which);
      List<EmbeddedImage> images = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        images.add(synthetic.image("lake", i, synthetic.noise(random), new Random(i)));
      }
      catalog.save(Switching.id(which), images);
    }
    return catalog;
  }

  private static List<String> hits(SearchResult result) {
    List<String> all = new ArrayList<>(List.of(result.model()));
    result.hits().forEach(hit -> all.add(hit.image().file() + " " + hit.score()));
    return all;
  }

  @Test
  void searchUsesOneModel(@TempDir Path place) {
    SearchRequest request = SearchRequest.of(QueryParser.parse("lake -trees"), 10);
    check(place, search -> hits(search.search(request, partial -> true)));
  }

  @Test
  void captionsAndContributionsUseOneModel(@TempDir Path place) {
    SearchRequest request = SearchRequest.of(QueryParser.parse("lake"), 5);
    check(
        place,
        search -> {
          var image = search.search(request, partial -> true).hits().get(0).image();
          List<String> all = new ArrayList<>();
          for (RankedCaption caption : search.captions(image, 3)) {
            all.add(caption.caption() + " " + caption.score());
          }
          search.contributions(request.query(), image).forEach(one -> all.add(one.toString()));
          search.captions(request).forEach(hit -> all.add(hit.toString()));
          return all;
        });
  }
}

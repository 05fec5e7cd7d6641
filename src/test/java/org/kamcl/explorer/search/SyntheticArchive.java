package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.query.QueryParser;

/**
 * An archive of synthetic embeddings that are near to, or far from, the embeddings of words. All
 * test classes of a process share one, which is made once.
 */
final class SyntheticArchive implements BeforeAllCallback {
  static final int OTHERS = 9_000;
  static final int BOATS = 12;
  static final int LAKES = 12;
  static final int BOTH = 6;

  /** The shipped model, since only a trained one tells boats from lakes. */
  static final Path MODEL = Path.of("models", "default");

  private Content content;

  @Override
  public void beforeAll(ExtensionContext test) {
    content =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(SyntheticArchive.class))
            .getOrComputeIfAbsent(Content.class, key -> new Content(), Content.class);
  }

  /** What is closed when all tests have ended. */
  private static final class Content implements AutoCloseable {
    private final Path folder;
    private final EngineRuntime runtime;
    private final KamclModel model;
    private final Catalog catalog;
    private final EmbeddingStore vectors;
    private final SearchService search;

    Content() {
      try {
        folder = Files.createTempDirectory("kamcl-archive");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      runtime = EngineRuntime.open(DeviceChoice.CPU);
      model = KamclModel.open(MODEL, runtime);
      catalog = Catalog.open(folder.resolve(Catalog.FILE_NAME));
      ModelSource source = new LoadedModel(MODEL, model);
      catalog.save(source.id(), images());
      vectors = new EmbeddingStore(catalog);
      search =
          new SearchService(
              catalog, source, vectors, file -> model.embedTexts(List.of("lake")).get(0));
    }

    private List<EmbeddedImage> images() {
      List<float[]> words =
          model.embedTexts(List.of("boats", "lake")).stream().map(Embedding::unitVector).toList();
      SyntheticImages synthetic = new SyntheticImages(model, folder);
      Random random = new Random(1);
      List<EmbeddedImage> images = new ArrayList<>();
      for (int i = 0; i < OTHERS; i++) {
        images.add(synthetic.image("other", i, synthetic.noise(random), random));
      }
      for (int i = 0; i < BOATS; i++) {
        images.add(synthetic.image("boats", i, synthetic.near(random, words.get(0)), random));
      }
      for (int i = 0; i < LAKES; i++) {
        images.add(synthetic.image("lake", i, synthetic.near(random, words.get(1)), random));
      }
      for (int i = 0; i < BOTH; i++) {
        images.add(
            synthetic.image("both", i, synthetic.near(random, words.get(0), words.get(1)), random));
      }
      return images;
    }

    @Override
    public void close() throws IOException {
      vectors.close();
      catalog.close();
      model.close();
      runtime.close();
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** A folder for further files. */
  Path folder() {
    return content.folder;
  }

  /** The model of the embeddings. */
  KamclModel model() {
    return content.model;
  }

  /** The images. */
  Catalog catalog() {
    return content.catalog;
  }

  /** The embeddings of the images. */
  EmbeddingStore vectors() {
    return content.vectors;
  }

  /** A search over the images. An image file that is not among them looks like a lake. */
  SearchService search() {
    return content.search;
  }

  /**
   * The model.
   *
   * @param loaded runs each time it is asked for
   */
  ModelSource source(Runnable loaded) {
    return new LoadedModel(MODEL, content.model, loaded);
  }

  /** Asserts that a query is refused with a code. */
  void assertRejected(String query, SearchError code) {
    KamclException e = assertThrows(KamclException.class, () -> search().search(request(query, 3)));
    assertEquals(code, e.code());
  }

  static SearchRequest request(String query, int top) {
    return SearchRequest.of(QueryParser.parse(query), top);
  }

  static long countOf(List<SearchHit> hits, String kind) {
    return hits.stream().filter(h -> h.image().collection().equals(kind)).count();
  }
}

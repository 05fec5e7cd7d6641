package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;

class IndexWriterTest {
  private static final ModelId MODEL = new ModelId("a".repeat(64), "small");
  private static final Path FOLDER = Path.of("/archive");
  private static final int BATCH = 32;

  @TempDir private Path folder;
  private final IndexReportBuilder report = new IndexReportBuilder();
  private Catalog catalog;
  private IndexWriter writer;

  /** The writer needs the identity of the model only. */
  private record Identity(ModelId id) implements ModelSource {
    @Override
    public Path folder() {
      throw new AssertionError("the writer reads no model files");
    }

    @Override
    public KamclModel model() {
      throw new AssertionError("the writer does not load the model");
    }

    @Override
    public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> source) {
      throw new AssertionError("the writer does not embed");
    }
  }

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
    writer = newWriter();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private IndexWriter newWriter() {
    return new IndexWriter(catalog, new Identity(MODEL), report);
  }

  private static Path path(int number) {
    return FOLDER.resolve(number + ".jpg");
  }

  private static FileEntry file(int number, String collection) {
    return new FileEntry(
        collection,
        path(number),
        1,
        1,
        "content " + number,
        "whole",
        1,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static ImageEntry image(boolean located) {
    return new ImageEntry(
        Optional.empty(),
        60,
        50,
        located ? Optional.of(new Footprint(List.of(new GeoPoint(12, 45)))) : Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  private static EmbeddedImage embedded(int number, boolean located) {
    return new EmbeddedImage(
        file(number, "Towns"),
        image(located),
        new Embedding(new float[] {number, 1}, new float[0]).unitVector(),
        new byte[] {7});
  }

  private static FileProblem problem(int number) {
    Problem damaged = Problem.of(IndexError.FILE_UNREADABLE, path(number)).in(path(number));
    return new FileProblem(path(number), FOLDER, "Towns", damaged);
  }

  @Test
  void imagesAreStoredInBatchesAndTheRestAtTheEnd() {
    for (int i = 0; i < BATCH - 1; i++) {
      writer.add(embedded(i, false));
    }
    assertEquals(0, catalog.images().size(), "a batch is one transaction");
    writer.add(embedded(BATCH - 1, false));
    assertEquals(BATCH, catalog.images().size());
    writer.add(embedded(BATCH, true));
    assertEquals(BATCH, catalog.images().size());
    writer.flush();
    assertEquals(BATCH + 1, catalog.images().size());
    IndexReport result = report.build();
    assertEquals(BATCH + 1, result.added());
    assertEquals(BATCH, result.withoutLocation());
    writer.flush();
    assertEquals(BATCH + 1, report.build().added(), "nothing is counted twice");
  }

  @Test
  void embeddingsAreStoredUnderTheModel() {
    writer.add(embedded(5, true));
    writer.flush();
    List<float[]> vectors = new ArrayList<>();
    catalog.embeddings(MODEL, stored -> vectors.add(stored.vector()));
    assertEquals(1, vectors.size());
    assertArrayEquals(new Embedding(new float[] {5, 1}, new float[0]).unitVector(), vectors.get(0));
    assertEquals(0, catalog.embeddedImageIds(new ModelId("b".repeat(64), "other")).length);
  }

  @Test
  void updatesChangeKnownImagesAndCountAsUnchanged() {
    writer.add(embedded(1, false));
    writer.flush();
    writer.update(new FileUpdate(file(1, "Harbors"), List.of(image(true))));
    writer.flush();
    ImageRecord stored = catalog.images().get(0);
    assertEquals("Harbors", stored.collection());
    assertTrue(stored.footprint().isPresent());
    IndexReport result = report.build();
    assertEquals(1, result.added());
    assertEquals(1, result.unchanged());
    assertEquals(1, catalog.embeddedImageIds(MODEL).length, "the embedding is kept");
  }

  @Test
  void problemsAreStoredAndReported() {
    writer.addProblem(problem(1));
    assertEquals(List.of(), catalog.files().problems());
    writer.flush();
    assertEquals(List.of(problem(1)), catalog.files().problems());
    assertEquals(List.of(problem(1).problem()), report.build().problems());
    for (int i = 0; i < BATCH; i++) {
      writer.addProblem(problem(100 + i));
    }
    assertEquals(BATCH + 1, catalog.files().problems().size(), "a full batch is stored at once");
  }

  @Test
  void aFileThatCanBeReadAgainIsNoProblemAnyMore() {
    writer.addProblem(problem(1));
    writer.addProblem(problem(2));
    writer.flush();
    IndexWriter next = newWriter();
    next.markReadable(path(1));
    next.markReadable(path(3));
    next.flush();
    assertEquals(List.of(problem(2)), catalog.files().problems());
  }

  @Test
  void aFileWhosePixelsFailAfterItsHeaderWasReadStaysAProblem() {
    writer.addProblem(problem(1));
    writer.flush();
    IndexWriter next = newWriter();
    next.markReadable(path(1));
    next.addProblem(problem(1));
    next.flush();
    assertEquals(List.of(problem(1)), catalog.files().problems());
  }
}

package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.support.FileNameEncoding;
import org.kamcl.support.TestModels;

class ChangeDetectorTest {
  private static final ModelId MODEL = new ModelId("abc", "small");

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();
  private final IndexReportBuilder report = new IndexReportBuilder();
  private Catalog catalog;
  private Path file;
  private IndexRequest request;

  @BeforeEach
  void open() throws IOException {
    catalog = Catalog.open(folder.resolve("workspace/catalog.db"));
    file = folder.resolve("a.jpg");
    Files.write(file, ImageBytes.jpeg(TestModels.image(1, 60, 50)));
    request = IndexRequest.of(folder);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private ChangeDetector detector() {
    return new ChangeDetector(catalog, loader, MODEL, request, report);
  }

  private FileState inspect(Path path) {
    return detector().inspect(new SourceFile(path, folder, "Towns"));
  }

  private static ImageEntry image() {
    return new ImageEntry(
        Optional.empty(),
        60,
        50,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  private FileEntry entry(FileState state) {
    return new FileEntry(
        "Towns",
        state.source().path(),
        state.size(),
        state.modified(),
        state.sha256(),
        state.tiling().serialized(),
        1,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        state.code());
  }

  private void save(FileState state) {
    catalog.save(
        MODEL,
        List.of(new EmbeddedImage(entry(state), image(), new float[] {1, 0}, new byte[] {5})));
  }

  @Test
  void aNewFileHasNothingStored() {
    FileState state = inspect(file);
    assertEquals(Optional.empty(), state.stored());
    assertFalse(state.hasStoredImages());
    assertFalse(state.isComplete());
  }

  @Test
  void aStoredFileIsCompleteUntilItChanges() throws IOException {
    save(inspect(file));
    FileState same = inspect(file);
    assertTrue(same.isComplete());
    assertEquals(Set.of(Optional.empty()), same.embeddedTiles());
    Files.write(file, ImageBytes.jpeg(TestModels.image(2, 70, 50)));
    FileState changed = inspect(file);
    assertTrue(changed.stored().isPresent());
    assertFalse(changed.hasStoredImages());
    assertEquals(Set.of(), changed.embeddedTiles());
  }

  @Test
  void aFileBehindALinkIsTheStoredFile() throws IOException {
    save(inspect(file));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    FileState linked = inspect(link.resolve("a.jpg"));
    assertTrue(linked.isComplete());
    assertEquals(List.of(link.resolve("a.jpg")), catalog.files().paths());
    assertTrue(inspect(file).isComplete());
    assertEquals(List.of(file), catalog.files().paths());
    Files.write(file, ImageBytes.jpeg(TestModels.image(3, 70, 50)));
    save(inspect(link.resolve("a.jpg")));
    assertEquals(1, catalog.files().paths().size(), "also if the content changed");
  }

  @Test
  void aHardLinkIsAnotherFile() throws IOException {
    save(inspect(file));
    Path copy = Files.createLink(folder.resolve("b.jpg"), file);
    assertEquals(Optional.empty(), inspect(copy).stored());
    assertEquals(List.of(file), catalog.files().paths());
  }

  @Test
  void aFileWhoseNameIsInTheOtherUnicodeFormHasMoved() throws IOException {
    FileNameEncoding.assumeUtf8();
    Path composed = Files.copy(file, folder.resolve("Z\u00fcrich.jpg"));
    save(inspect(composed));
    Path decomposed = folder.resolve("Zu\u0308rich.jpg");
    Files.move(composed, decomposed);
    assertTrue(inspect(decomposed).isComplete());
    assertEquals(List.of(decomposed), catalog.files().paths());
  }

  @Test
  void anotherTilingChangesAFileWithAGeoreference() throws IOException {
    Files.writeString(folder.resolve("a.jgw"), "6\n0\n0\n-6\n500003\n5899997\n");
    save(inspect(file));
    assertTrue(inspect(file).isComplete());
    request = request.withTiling(TilingSpec.ofMeters(300));
    assertFalse(inspect(file).hasStoredImages());
  }

  @Test
  void aMissingFileWithTheSameContentHasMoved() throws IOException {
    save(inspect(file));
    Path other = Files.move(file, folder.resolve("b.jpg"));
    assertTrue(inspect(other).isComplete());
    assertEquals(List.of(Problem.of(IndexError.FILES_MOVED, 1)), report.build().warnings());
    assertEquals(List.of(other), catalog.files().paths());
  }

  @Test
  void aCopyReusesTheEmbeddingUnlessPixelsAreResampled() throws IOException {
    save(inspect(file));
    Path copy = Files.copy(file, folder.resolve("copy.jpg"));
    FileState state = inspect(copy);
    assertEquals(Optional.empty(), state.stored());
    EmbeddingTask task = new EmbeddingTask(state.source(), entry(state), image());
    assertEquals(1, detector().reusableEmbedding(task).orElseThrow().vector()[0]);
    request = request.withTiling(TilingSpec.parse("600m", 0, OptionalDouble.of(10)));
    assertEquals(Optional.empty(), detector().reusableEmbedding(task));
  }

  @Test
  void aFileThatCannotBeReadIsReported() {
    assertEquals(
        IndexError.FILE_UNREADABLE,
        assertThrows(KamclException.class, () -> inspect(folder.resolve("absent.jpg"))).code());
  }
}

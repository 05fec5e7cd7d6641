package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;
import org.kamcl.support.ToyReader;

class IndexBuilderTest {
  @TempDir private static Path folder;
  private static ExplorerContext context;

  @BeforeAll
  static void open() {
    TestModels.defaultModel(folder.resolve("models/small"));
    context = openContext();
  }

  private static ExplorerContext openContext() {
    ModelStore models = new ModelStore(folder.resolve("models"), Optional.empty());
    return ExplorerContext.open(
        new Workspace(folder.resolve("workspace"), Optional.empty()),
        models,
        Optional.empty(),
        DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static Path writeImages(String name, int count) throws IOException {
    Path images = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      // The size depends on the name, so that no two folders have the same content.
      byte[] jpeg = ImageBytes.jpeg(TestModels.image(i, 60 + i, 50 + name.hashCode() % 13));
      Files.write(images.resolve("p%02d.jpg".formatted(i)), jpeg);
    }
    return images;
  }

  private static IndexReport index(IndexRequest request) {
    return context.index(request).run(JobContext.NONE);
  }

  private static IndexReport index(Path images) {
    return index(IndexRequest.of(images));
  }

  /** The stored embeddings of images. */
  private static List<float[]> embeddings(List<ImageRecord> images) {
    long[] ids = images.stream().mapToLong(ImageRecord::id).toArray();
    List<float[]> vectors = new ArrayList<>();
    try (Catalog catalog = Catalog.open(folder.resolve("workspace").resolve(Catalog.FILE_NAME))) {
      catalog.embeddings(
          catalog.models().last().orElseThrow(), ids, stored -> vectors.add(stored.vector()));
    }
    return vectors;
  }

  private static String text(Problem problem) {
    return ErrorText.of(problem, Locale.ENGLISH);
  }

  private static List<ImageRecord> imagesIn(Path images) {
    return context.archive().images().stream()
        .filter(image -> image.file().startsWith(images))
        .toList();
  }

  @Test
  void formatsOfOtherJarsAreIndexed() throws IOException {
    Path images = Files.createDirectories(folder.resolve("toys"));
    ToyReader.write(images.resolve("gray.toy"), 60, 50, 99);
    assertEquals(1, index(images).added());
    assertEquals(60, imagesIn(images).get(0).width());
  }

  @Test
  void theWorkspaceAndItsCatalogAreTheOwnersOnly() throws IOException {
    Path workspace = folder.resolve("private/of/owner");
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system has no POSIX permissions");
    Path images = writeImages("seen-by-owner", 1);
    try (ExplorerContext fresh =
        ExplorerContext.open(
            new Workspace(workspace, Optional.empty()),
            new ModelStore(folder.resolve("models"), Optional.empty()),
            Optional.empty(),
            DeviceChoice.CPU)) {
      fresh.index(IndexRequest.of(images)).run(JobContext.NONE);
      for (String name : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
        assertEquals("rw-------", mode(workspace.resolve(name)), name);
      }
    }
    assertEquals("rwx------", mode(workspace));
    assertEquals("rwx------", mode(workspace.getParent()));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aSecondRunIndexesOnlyNewAndChangedFiles() throws IOException {
    Path images = writeImages("growing", 5);
    assertEquals(5, index(images).added());
    IndexReport again = index(images);
    assertEquals(
        List.of(0, 5, 5), List.of(again.added(), again.unchanged(), again.withoutLocation()));
    Files.write(images.resolve("new.png"), ImageBytes.png(TestModels.image(70, 64, 64)));
    Files.copy(images.resolve("p01.jpg"), images.resolve("copy.jpg"));
    Files.write(images.resolve("p02.jpg"), ImageBytes.jpeg(TestModels.image(71, 80, 80)));
    IndexReport third = index(images);
    assertEquals(List.of(3, 4), List.of(third.added(), third.unchanged()));
    assertEquals(7, imagesIn(images).size());
    assertEquals(
        80,
        imagesIn(images).stream()
            .filter(i -> i.file().endsWith("p02.jpg"))
            .findFirst()
            .orElseThrow()
            .width());
  }

  @Test
  void unreadableFilesAreReportedAndTheOthersIndexed() throws IOException {
    Path images = writeImages("mixed", 4);
    Files.writeString(images.resolve("p01.jpg"), "text with the extension of an image");
    byte[] whole = Files.readAllBytes(images.resolve("p02.jpg"));
    Files.write(images.resolve("p02.jpg"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(images.resolve("truncated.tif"), new byte[] {'I', 'I', 42, 0, 99, 0, 0, 0});
    Files.write(images.resolve("empty.tif"), new byte[0]);
    IndexReport report =
        index(
            new IndexRequest(
                List.of(folder.resolve("absent"), images),
                Optional.empty(),
                Optional.of("Mixed"),
                600,
                false));
    assertEquals(2, report.added());
    assertEquals(
        List.of("absent", "empty.tif", "p01.jpg", "p02.jpg", "truncated.tif"),
        report.problems().stream()
            .map(p -> p.file().orElseThrow().getFileName().toString())
            .sorted()
            .toList());
    report
        .problems()
        .forEach(p -> assertTrue(text(p).contains(p.file().orElseThrow().toString()), text(p)));
    assertTrue(imagesIn(images).stream().allMatch(i -> i.collection().equals("Mixed")));
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    assertEquals(
        RasterError.NO_IMAGES_IN_FOLDER,
        assertThrows(KamclException.class, () -> index(nothing)).code());
  }

  @Test
  void scenesAreTiledAndLocationTablesLocateOtherImages() throws IOException {
    Path images = writeImages("located", 3);
    new GeoTiffWriter(400, 250, 3, 16, at -> 300 * at[2] + at[0] * at[1] % 997)
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32632)
        .write(images.resolve("scene.tif"));
    new GeoTiffWriter(90, 80, 1, 8, at -> at[0]).write(images.resolve("bare.tif"));
    Path locations = folder.resolve("locations.csv");
    Files.writeString(
        locations,
        "filename,sensor,lon,lat,date,metres\np00.jpg,x,9.5,50.25,2020-06-01,600\n"
            + "p01.jpg,\"y, z\",-3,40,,\nabsent.jpg,x,1,1,,\np02.jpg,x,200,1,,\n");
    Files.writeString(
        images.resolve("captions.csv"),
        "filename,caption,split\np00.jpg,\"boats, and a pier\",train\np00.jpg,a lake,train\n"
            + "scene.tif,a town,test\n");
    IndexRequest request =
        new IndexRequest(List.of(images), Optional.of(locations), Optional.empty(), 600, false);
    IndexReport report = index(request);
    assertEquals(3 + 6 + 1, report.added());
    assertEquals(2, report.withoutLocation(), "the row of p02 is invalid, and bare.tif has none");
    assertTrue(report.warnings().stream().anyMatch(w -> text(w).contains("line 5")));
    assertTrue(report.warnings().contains(Problem.of(IndexError.ROWS_WITHOUT_FILE, 1L)));
    List<ImageRecord> all = imagesIn(images);
    ImageRecord first = all.stream().filter(i -> i.file().endsWith("p00.jpg")).findAny().get();
    assertEquals(9.5, first.footprint().orElseThrow().center().lon(), 1e-9);
    assertEquals(4, first.footprint().orElseThrow().ring().size());
    assertEquals(10, first.gsd().orElseThrow(), 1e-9);
    assertEquals(LocalDate.of(2020, 6, 1), first.date().orElseThrow());
    assertEquals(List.of("boats, and a pier", "a lake"), first.captions());
    List<ImageRecord> scene = all.stream().filter(i -> i.file().endsWith("scene.tif")).toList();
    assertEquals(6, scene.size());
    assertTrue(scene.stream().allMatch(i -> i.footprint().isPresent() && i.tile().isPresent()));
    assertEquals("EPSG:32632", scene.get(0).crs());
    // A corrected table updates locations without reading the images again.
    Files.writeString(locations, "filename,lon,lat\np02.jpg,20,1\n");
    IndexReport later = index(request);
    assertEquals(
        List.of(0, 10, 1), List.of(later.added(), later.unchanged(), later.withoutLocation()));
    IndexReport idle = index(request);
    assertEquals(
        List.of(0, 10, 1), List.of(idle.added(), idle.unchanged(), idle.withoutLocation()));
  }

  @Test
  void aCanceledRunKeepsCompletedImagesAndTheNextRunContinues() throws IOException {
    Path images = writeImages("canceled", 60);
    JobContext canceling =
        new JobContext() {
          private long done;

          @Override
          public void onProgress(ProgressStage stage, long now, long total, String item) {
            assertEquals(60, total);
            done = now;
          }

          @Override
          public boolean cancelled() {
            return done >= 10;
          }
        };
    assertThrows(
        CancellationException.class, () -> context.index(IndexRequest.of(images)).run(canceling));
    int stored = imagesIn(images).size();
    // The run stops within a batch and keeps all embedded images.
    assertTrue(stored >= 10 && stored < 60, stored + " images are kept");
    IndexReport rest = index(images);
    assertEquals(List.of(60 - stored, stored), List.of(rest.added(), rest.unchanged()));
  }

  @Test
  void missingFilesAreKeptUntilTheirRemovalIsRequested() throws IOException {
    Path images = writeImages("missing", 4);
    index(images);
    Path first = images.resolve("p00.jpg");
    byte[] content = Files.readAllBytes(first);
    Files.delete(first);
    IndexReport stored = index(images);
    assertEquals(List.of(0, 3), List.of(stored.added(), stored.unchanged()));
    assertEquals(List.of(Problem.of(IndexError.FILES_MISSING, 1, first)), stored.warnings());
    assertEquals(4, imagesIn(images).size());
    assertEquals(List.of(first), context.collections().missingFiles());
    Files.write(first, content);
    assertEquals(4, index(images).unchanged());
    assertEquals(List.of(), context.collections().missingFiles(), "the file exists again");
    Files.delete(first);
    IndexReport removed =
        index(new IndexRequest(List.of(images), Optional.empty(), Optional.empty(), 600, true));
    assertEquals(3, removed.unchanged());
    assertEquals(3, imagesIn(images).size());
    assertEquals(List.of(), context.collections().missingFiles());
  }

  @Test
  void aMovedFileKeepsItsImageTagsAndFeedback() throws IOException {
    Path images = writeImages("moving", 3);
    index(IndexRequest.of(images).withCollection("Kept together"));
    ImageRecord before = imagesIn(images).get(1);
    context.tags().tag(List.of(before.id()), "moved");
    context.feedback().rate("boats", before.id(), RelevanceFeedback.Rating.RELEVANT);
    Path deeper = Files.createDirectory(images.resolve("deeper"));
    Files.move(before.file(), deeper.resolve("other name.jpg"));
    // A copied file is not a moved file.
    Files.copy(images.resolve("p00.jpg"), images.resolve("copy.jpg"));
    IndexReport report = index(images);
    assertEquals(List.of(1, 3), List.of(report.added(), report.unchanged()));
    assertTrue(
        report.warnings().contains(Problem.of(IndexError.FILES_MOVED, 1)),
        report.warnings().toString());
    ImageRecord after =
        imagesIn(images).stream().filter(i -> i.id() == before.id()).findFirst().orElseThrow();
    assertEquals(deeper.resolve("other name.jpg"), after.file());
    assertEquals("Kept together", after.collection());
    assertEquals(Set.of(before.id()), context.tags().tagged("moved"));
    assertEquals(Set.of(before.id()), context.feedback().feedback("boats").relevant());
    assertEquals(List.of(), context.collections().missingFiles());
  }

  @Test
  void problemsAreStoredUntilTheFileIsReadable() throws IOException {
    Path images = writeImages("problems", 3);
    Path broken = images.resolve("p01.jpg");
    byte[] whole = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(images.resolve("text.png"), "no image");
    index(images);
    assertEquals(List.of(broken, text), problemFiles(images));
    index(images);
    assertEquals(List.of(broken, text), problemFiles(images));
    Files.write(broken, whole);
    assertEquals(1, index(images).added());
    assertEquals(List.of(text), problemFiles(images));
    Files.delete(text);
    index(images);
    assertEquals(List.of(), problemFiles(images));
  }

  private static List<Path> problemFiles(Path images) {
    return context.collections().problems().stream()
        .map(p -> p.file().orElseThrow())
        .filter(f -> f.startsWith(images))
        .toList();
  }

  @Test
  void aCollectionStoresItsBandRenderingAndImagesKeepTheirTags() throws IOException {
    Path images = Files.createDirectories(folder.resolve("rendering"));
    new GeoTiffWriter(400, 250, 4, 16, at -> 300 * at[2] + at[0] * (1 + at[2]) % 997)
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32632)
        .write(images.resolve("scene.tif"));
    assertEquals(6, index(images).added());
    List<ImageRecord> before = imagesIn(images);
    context.tags().tag(List.of(before.get(2).id()), "kept");
    context.tags().tag(List.of(before.get(3).id()), "kept");
    BandRendering infrared = new BandRendering(List.of(4, 3, 2), 1, 99);
    ArgbImage plain = context.thumbnails().thumbnail(before.get(2), 64);
    // A tagged image, as it stays the same image.
    float[] plainVector = embeddings(before.subList(2, 3)).get(0);
    assertEquals(6, index(IndexRequest.of(images).withRendering(infrared)).added());
    assertFalse(
        Arrays.equals(plainVector, embeddings(before.subList(2, 3)).get(0)),
        "the image is embedded again");
    assertEquals(infrared, context.collections().bandRendering("rendering"));
    assertEquals(Set.of(before.get(2).id(), before.get(3).id()), context.tags().tagged("kept"));
    assertEquals(6, imagesIn(images).size());
    assertFalse(
        Arrays.equals(plain.argb(), context.thumbnails().thumbnail(before.get(2), 64).argb()));
    IndexReport again = index(images);
    assertEquals(
        List.of(0, 6), List.of(again.added(), again.unchanged()), "the band rendering is stored");
    // Larger tiles are new images; the old ones are removed.
    TilingSpec larger = TilingSpec.ofMeters(1_200);
    assertEquals(2, index(IndexRequest.of(images).withTiling(larger)).added());
    assertEquals(2, imagesIn(images).size());
    assertEquals(Set.of(), context.tags().tagged("kept"));
  }

  @Test
  void removedImagesAreRestoredWhenTheirFolderIsIndexedAgain() throws IOException {
    Path images = writeImages("removed", 3);
    index(images);
    List<Long> ids = imagesIn(images).stream().map(ImageRecord::id).toList();
    context.collections().remove("removed");
    assertEquals(0, imagesIn(images).size());
    assertEquals(3, index(images).added());
    assertEquals(ids, imagesIn(images).stream().map(ImageRecord::id).toList());
  }

  @Test
  void twoContextsCanIndexTheSameWorkspace() throws IOException {
    Path here = writeImages("here", 3);
    Path there = writeImages("there!", 3);
    try (ExplorerContext other = openContext()) {
      assertEquals(3, index(here).added());
      assertEquals(3, other.index(IndexRequest.of(there)).run(JobContext.NONE).added());
      IndexReport again = other.index(IndexRequest.of(here)).run(JobContext.NONE);
      assertEquals(3, again.unchanged(), again::toString);
      assertEquals(other.archive().images().size(), context.archive().images().size());
    }
  }
}

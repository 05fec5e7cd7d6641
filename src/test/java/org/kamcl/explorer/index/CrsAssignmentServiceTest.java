package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.MissingCrs.UnlocatedFile;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;
import org.kamcl.support.TiffVariantWriter;

/** Listing files with missing CRS, and assigning and replacing their CRS. */
class CrsAssignmentServiceTest {
  private static final CrsAssignment ZONE_32 = CrsAssignment.of(32632);
  private static final CrsAssignment ZONE_33 = CrsAssignment.of(32633);

  @TempDir private static Path folder;
  private static ExplorerContext context;

  @BeforeAll
  static void open() {
    TestModels.defaultModel(folder.resolve("models/small"));
    ModelStore models = new ModelStore(folder.resolve("models"), Optional.empty());
    context =
        ExplorerContext.open(
            new Workspace(folder.resolve("workspace"), Optional.empty()),
            models,
            Optional.empty(),
            DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  /** An image and a scene without CRS, a scene with a CRS, and an image without coordinates. */
  private static Path writeMixedImages(String name) throws IOException {
    Path images = Files.createDirectories(folder.resolve(name));
    int seed = name.hashCode() % 13;
    Files.write(images.resolve("photo.png"), ImageBytes.png(TestModels.image(1, 60, 50 + seed)));
    Files.writeString(images.resolve("photo.pgw"), "6\n0\n0\n-6\n500003\n5899997\n");
    new TiffVariantWriter(400, 250, 3, at -> at[0] * at[1] % 251 + seed)
        .write(images.resolve("scene.tif"));
    Files.writeString(images.resolve("scene.tfw"), "5\n0\n0\n-5\n600002.5\n5899997.5\n");
    new GeoTiffWriter(90, 80, 1, 8, at -> at[0] + seed)
        .at(500_000, 5_900_000, 5)
        .epsg(1, 32631)
        .write(images.resolve("known.tif"));
    Files.write(images.resolve("bare.png"), ImageBytes.png(TestModels.image(2, 60, 50 + seed)));
    return images;
  }

  private static IndexReport index(IndexRequest request) {
    return context.index(request).run(JobContext.NONE);
  }

  private static List<Integer> counts(IndexReport report) {
    return List.of(report.added(), report.unchanged(), report.withoutLocation());
  }

  private static List<ImageRecord> imagesIn(Path file) {
    return context.archive().images().stream().filter(i -> i.file().startsWith(file)).toList();
  }

  private static ImageRecord onlyImageIn(Path file) {
    List<ImageRecord> all = imagesIn(file);
    assertEquals(1, all.size(), file.toString());
    return all.get(0);
  }

  private static double longitude(ImageRecord image) {
    return image.footprint().orElseThrow().center().lon();
  }

  private static List<UnlocatedFile> filesWithMissingCrs(Path images) {
    return context.missingCrs().files().stream().filter(q -> q.file().startsWith(images)).toList();
  }

  private static List<Path> fileNames(List<Path> files) {
    return files.stream().map(Path::getFileName).toList();
  }

  private static float[] embedding(ImageRecord image) {
    List<float[]> vectors = new ArrayList<>();
    try (Catalog catalog = Catalog.open(folder.resolve("workspace").resolve(Catalog.FILE_NAME))) {
      catalog.embeddings(
          catalog.models().last().orElseThrow(),
          new long[] {image.id()},
          stored -> vectors.add(stored.vector()));
    }
    return vectors.get(0);
  }

  @Test
  void anAssignedCrsIsStoredAndCanBeReplaced() throws IOException {
    Path images = writeMixedImages("mixed");
    Path photo = images.resolve("photo.png");
    Path scene = images.resolve("scene.tif");
    IndexRequest plain = IndexRequest.of(images);
    IndexReport first = index(plain);
    assertEquals(List.of(4, 0, 3), counts(first));
    assertEquals(List.of(photo, scene), first.missingCrs());
    assertEquals(
        List.of(
            new UnlocatedFile(photo, "mixed", CrsAssignment.UNDECIDED),
            new UnlocatedFile(scene, "mixed", CrsAssignment.UNDECIDED)),
        filesWithMissingCrs(images));
    IndexReport idle = index(plain);
    assertEquals(List.of(0, 4, 3), counts(idle));
    assertEquals(
        List.of(photo, scene), idle.missingCrs(), "files are listed until a CRS is assigned");

    ImageRecord before = onlyImageIn(photo);
    ImageRecord known = onlyImageIn(images.resolve("known.tif"));
    float[] embedding = embedding(before);
    context.tags().tag(List.of(before.id()), "mine");
    // The image is not tiled; the scene is split into six tiles, which are embedded.
    IndexReport assigned = index(plain.withCrs(ZONE_32));
    assertEquals(List.of(6, 3, 1), counts(assigned));
    assertEquals(List.of(), assigned.missingCrs());
    ImageRecord after = onlyImageIn(photo);
    assertEquals(before.id(), after.id());
    assertArrayEquals(embedding, embedding(after));
    assertEquals(Set.of(before.id()), context.tags().tagged("mine"));
    assertEquals("EPSG:32632", after.crs());
    assertEquals(List.of(), after.warnings());
    assertEquals(9, longitude(after), 0.01);
    assertEquals(6, imagesIn(scene).size());
    assertTrue(imagesIn(scene).stream().allMatch(i -> Math.abs(longitude(i) - 10.5) < 0.05));
    assertEquals(known, onlyImageIn(images.resolve("known.tif")), "the CRS of the file is used");
    assertEquals("", onlyImageIn(images.resolve("bare.png")).crs());
    assertEquals(
        List.of(ZONE_32, ZONE_32),
        filesWithMissingCrs(images).stream().map(UnlocatedFile::assignment).toList());

    assertEquals(List.of(0, 9, 1), counts(index(plain)), "the assignment is stored");
    assertEquals(9, longitude(onlyImageIn(photo)), 0.01);
    List<Long> tiles = imagesIn(scene).stream().map(ImageRecord::id).toList();
    // The location changes, but not the tiling, so nothing is embedded again.
    assertEquals(List.of(0, 9, 1), counts(index(plain.withCrs(ZONE_33))));
    assertEquals(15, longitude(onlyImageIn(photo)), 0.01);
    assertEquals(tiles, imagesIn(scene).stream().map(ImageRecord::id).toList());
    assertTrue(imagesIn(scene).stream().allMatch(i -> Math.abs(longitude(i) - 16.5) < 0.05));
  }

  @Test
  void aPrjSidecarFileTakesPrecedenceOverTheAssignedCrs() throws IOException {
    Path images = writeMixedImages("named");
    Path photo = images.resolve("photo.png");
    IndexRequest plain = IndexRequest.of(images);
    index(plain.withCrs(ZONE_32));
    Files.writeString(
        images.resolve("photo.prj"),
        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
            + "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]");
    Files.writeString(images.resolve("photo.pgw"), "0.001\n0\n0\n-0.001\n20\n50\n");
    index(plain);
    assertEquals(20.03, longitude(onlyImageIn(photo)), 0.01);
    assertEquals(
        List.of(images.resolve("scene.tif")), fileNames(filesWithMissingCrs(images), images));
    index(plain.withCrs(ZONE_33));
    assertEquals(20.03, longitude(onlyImageIn(photo)), 0.01);
    Files.delete(images.resolve("photo.prj"));
    Files.write(photo, ImageBytes.png(TestModels.image(5, 60, 50)));
    IndexReport unnamed = index(plain);
    assertEquals(List.of(Path.of("photo.png")), fileNames(unnamed.missingCrs()));
    assertEquals(Optional.empty(), onlyImageIn(photo).footprint());
  }

  private static List<Path> fileNames(List<UnlocatedFile> questions, Path images) {
    return questions.stream().map(UnlocatedFile::file).filter(f -> f.startsWith(images)).toList();
  }

  private static IndexReport assign(List<UnlocatedFile> questions, CrsAssignment assignment) {
    Map<Path, CrsAssignment> assignments =
        questions.stream().collect(Collectors.toMap(UnlocatedFile::file, q -> assignment));
    return context.missingCrs().assign(assignments).run(JobContext.NONE);
  }

  @Test
  void assigningACrsChangesOnlyTheFootprint() throws IOException {
    Path images = writeMixedImages("answered");
    Path scene = images.resolve("scene.tif");
    BandRendering red = new BandRendering(List.of(1), 2, 98);
    index(
        IndexRequest.of(images)
            .withTiling(TilingSpec.parse("200px", 0, OptionalDouble.empty()))
            .withRendering(red)
            .withDateParser(FilenameDateParser.ofPattern("yyyyMMdd"))
            .withCollection("Answered"));
    Path dated = images.resolve("photo_20200229.png");
    Files.write(dated, ImageBytes.png(TestModels.image(9, 61, 50)));
    Files.writeString(images.resolve("photo_20200229.pgw"), "6\n0\n0\n-6\n500003\n5899997\n");
    index(
        IndexRequest.of(List.of(dated))
            .withDateParser(FilenameDateParser.ofPattern("yyyyMMdd"))
            .withCollection("Answered"));
    List<TileBounds> tiles = imagesIn(scene).stream().map(i -> i.tile().orElseThrow()).toList();
    assertEquals(4, tiles.size(), "tile sizes in pixels need no georeference");
    assertEquals(LocalDate.of(2020, 2, 29), onlyImageIn(dated).date().orElseThrow());
    List<Long> ids = imagesIn(scene).stream().map(ImageRecord::id).toList();
    float[] embedding = embedding(imagesIn(scene).get(0));

    IndexReport assigned = assign(filesWithMissingCrs(images), ZONE_32);
    assertEquals(List.of(0, 6, 0), counts(assigned));
    assertEquals(ids, imagesIn(scene).stream().map(ImageRecord::id).toList());
    assertEquals(tiles, imagesIn(scene).stream().map(i -> i.tile().orElseThrow()).toList());
    assertArrayEquals(embedding, embedding(imagesIn(scene).get(0)));
    assertEquals(9, longitude(onlyImageIn(dated)), 0.01);
    assertEquals(LocalDate.of(2020, 2, 29), onlyImageIn(dated).date().orElseThrow());
    assertTrue(imagesIn(images).stream().allMatch(i -> i.collection().equals("Answered")));

    IndexReport withoutCrs = assign(filesWithMissingCrs(images), CrsAssignment.NO_CRS);
    assertEquals(List.of(0, 6, 6), counts(withoutCrs));
    assertTrue(
        filesWithMissingCrs(images).stream()
            .allMatch(q -> q.assignment().equals(CrsAssignment.NO_CRS)));
    assertTrue(imagesIn(scene).stream().allMatch(i -> i.footprint().isEmpty()));
    assertEquals(3, filesWithMissingCrs(images).size(), "the files can still be assigned a CRS");
    IndexReport reopened = assign(filesWithMissingCrs(images), CrsAssignment.UNDECIDED);
    assertEquals(List.of(0, 0, 0), counts(reopened), "no file is read");
    assertFalse(filesWithMissingCrs(images).get(0).assignment().decided());
  }

  @Test
  void resampledImagesAreEmbeddedAgainWhenTheirGsdChanges() throws IOException {
    Path images = Files.createDirectories(folder.resolve("resampled"));
    new TiffVariantWriter(120, 110, 3, at -> at[0] * at[1] % 250).write(images.resolve("a.tif"));
    Files.writeString(images.resolve("a.tfw"), "5\n0\n0\n-5\n500000\n5900000\n");
    TilingSpec coarse = TilingSpec.parse("600m", 0, OptionalDouble.of(20));
    IndexRequest request = IndexRequest.of(images).withTiling(coarse);
    index(request);
    float[] fine = embedding(onlyImageIn(images));
    assertEquals(List.of(1, 0, 0), counts(assign(filesWithMissingCrs(images), ZONE_32)));
    assertFalse(Arrays.equals(fine, embedding(onlyImageIn(images))));
    assertEquals(List.of(0, 1, 0), counts(index(request)));
  }

  @Test
  void removedImagesHaveNoMissingCrs() throws IOException {
    Path images = writeMixedImages("removed");
    index(IndexRequest.of(images));
    assertEquals(2, filesWithMissingCrs(images).size());
    var removal = context.collections().remove("removed");
    assertEquals(List.of(), filesWithMissingCrs(images));
    removal.undo();
    assertEquals(2, filesWithMissingCrs(images).size());
    index(new IndexRequest(List.of(images), Optional.empty(), Optional.empty(), 600, true));
    Files.delete(images.resolve("photo.png"));
    index(new IndexRequest(List.of(images), Optional.empty(), Optional.empty(), 600, true));
    assertEquals(
        List.of(images.resolve("scene.tif")), fileNames(filesWithMissingCrs(images), images));
  }
}

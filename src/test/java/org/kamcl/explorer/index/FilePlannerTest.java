package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;

class FilePlannerTest {
  private static final CodeVersions CODE = new CodeVersions(GeoreferenceReader.VERSION, 7);
  private static final String HASH = "c".repeat(64);
  private static final LocalDate TABLE_DATE = LocalDate.of(2021, 6, 5);

  @TempDir private Path folder;
  private final ImageLoader loader = new ImageLoader();
  private IndexRequest request = IndexRequest.of(List.of(Path.of("/archive")));

  private FilePlan plan(Path file, FileMetadata metadata, Optional<StoredFile> stored) {
    TilingKey key = TilingKey.of(loader, file, request.tiling(), BandRendering.DEFAULT);
    FileState state =
        new FileState(
            new SourceFile(file, folder, "Towns"), 77, 99, HASH, key, CODE, stored, Set.of());
    return new FilePlanner(
            loader,
            new ImageEntryFactory(new TrainedExtentRange(1, 1e9, true)),
            request,
            (path, known) -> Optional.empty())
        .plan(state, metadata);
  }

  private FilePlan plan(Path file) {
    return plan(file, metadata(Optional.empty()), Optional.empty());
  }

  private static FileMetadata metadata(Optional<ImageLocation> location) {
    return new FileMetadata("Harbors", location, List.of(), Optional.empty());
  }

  private static ImageLocation location() {
    return new ImageLocation(new GeoPoint(12, 45), Optional.of(TABLE_DATE), OptionalDouble.of(600));
  }

  private Path photo(String name) throws IOException {
    return Files.write(folder.resolve(name), ImageBytes.jpeg(TestModels.image(1, 60, 50)));
  }

  private static StoredFile stored(
      Optional<ImageLocation> location, Optional<LocalDate> date, String hash) {
    return new StoredFile(
        1,
        "Harbors",
        77,
        99,
        hash,
        "whole",
        1,
        0,
        location,
        0,
        date,
        Optional.empty(),
        GeoreferenceReader.VERSION,
        StoredFile.Damage.NONE);
  }

  @Test
  void aPhotoIsOneImageWithTheMetadataOfItsFile() throws IOException {
    Path file = photo("a.jpg");
    Caption caption = new Caption("a harbor", "");
    FilePlan plan =
        plan(
            file,
            new FileMetadata("Harbors", Optional.empty(), List.of(caption), Optional.empty()),
            Optional.empty());
    assertEquals("Harbors", plan.file().collection());
    assertEquals(file, plan.file().path());
    assertEquals(77, plan.file().size());
    assertEquals(99, plan.file().modified());
    assertEquals(HASH, plan.file().sha256());
    assertEquals(CODE, plan.file().code());
    assertEquals("whole", plan.file().tiling());
    assertEquals(1, plan.file().imageCount());
    assertEquals(List.of(caption), plan.file().captions());
    assertEquals(Optional.empty(), plan.file().crs(), "it has no coordinates");
    ImageEntry image = plan.images().get(0);
    assertEquals(Optional.empty(), image.tile());
    assertEquals(60, image.width());
    assertEquals(50, image.height());
    assertEquals(Optional.empty(), image.footprint());
  }

  @Test
  void theLocationTablePlacesAPhoto() throws IOException {
    ImageEntry image =
        plan(photo("a.jpg"), metadata(Optional.of(location())), Optional.empty()).images().get(0);
    assertTrue(image.footprint().orElseThrow().ring().size() >= 4);
    assertEquals(10, image.gsd().orElseThrow(), 1e-9, "600 m over 60 pixels");
    assertEquals(Optional.of(TABLE_DATE), image.date());
  }

  @Test
  void aDateInTheNameCountsUnlessTheTableHasOne() throws IOException {
    request = request.withDateParser(FilenameDateParser.ofPattern("yyyyMMdd"));
    Path file = photo("a-20200131.jpg");
    assertEquals(Optional.of(LocalDate.of(2020, 1, 31)), plan(file).images().get(0).date());
    assertEquals(
        Optional.of(TABLE_DATE),
        plan(file, metadata(Optional.of(location())), Optional.empty()).images().get(0).date());
  }

  @Test
  void whatATableOnceSaidIsKeptWhileTheContentIsTheSame() throws IOException {
    Path file = photo("a.jpg");
    StoredFile same = stored(Optional.of(location()), Optional.of(TABLE_DATE), HASH);
    ImageEntry kept = plan(file, metadata(Optional.empty()), Optional.of(same)).images().get(0);
    assertTrue(kept.footprint().isPresent());
    assertEquals(Optional.of(TABLE_DATE), kept.date());
    StoredFile other = stored(Optional.of(location()), Optional.of(TABLE_DATE), "d".repeat(64));
    ImageEntry changed = plan(file, metadata(Optional.empty()), Optional.of(other)).images().get(0);
    assertEquals(Optional.empty(), changed.footprint());
    assertEquals(Optional.empty(), changed.date());
  }

  @Test
  void aSceneIsTiledWithAFootprintForEachTile() {
    Path file =
        new GeoTiffWriter(600, 300, 1, 8, at -> 9)
            .at(500_000, 5_900_000, 4)
            .epsg(1, 32632)
            .write(folder.resolve("scene.tif"));
    FilePlan plan = plan(file);
    assertEquals(8, plan.images().size(), "2,400 m by 1,200 m in tiles of 600 m");
    assertEquals(8, plan.file().imageCount());
    assertEquals("tiles=600m", plan.file().tiling());
    Set<Optional<TileBounds>> tiles =
        Set.copyOf(plan.images().stream().map(ImageEntry::tile).toList());
    assertTrue(tiles.contains(Optional.of(new TileBounds(450, 150, 150, 150))), tiles.toString());
    for (ImageEntry image : plan.images()) {
      assertTrue(image.footprint().isPresent());
      assertEquals(4, image.gsd().orElseThrow(), 0.02);
      assertEquals("EPSG:32632", image.crs());
    }
    assertEquals(8, plan.images().stream().map(i -> i.footprint().get()).distinct().count());
  }

  @Test
  void aRequestedTileSizeIsUsed() {
    Path file =
        new GeoTiffWriter(400, 200, 1, 8, at -> 9)
            .at(500_000, 5_900_000, 1)
            .epsg(1, 32632)
            .write(folder.resolve("scene.tif"));
    request = request.withTiling(TilingSpec.parse("100px", 0, OptionalDouble.empty()));
    assertEquals(8, plan(file).images().size());
  }

  @Test
  void aFileWithoutCrsIsMarkedAndTheAnswerPlacesIt() throws IOException {
    Path file = photo("map.jpg");
    Files.writeString(folder.resolve("map.jgw"), "6\n0\n0\n-6\n500003\n5899997\n");
    FilePlan undecided = plan(file);
    assertEquals(Optional.of(CrsAssignment.UNDECIDED), undecided.file().crs());
    assertEquals(Optional.empty(), undecided.images().get(0).footprint());
    request = request.withCrs(CrsAssignment.of(32632));
    FilePlan assigned = plan(file);
    assertEquals(OptionalInt.of(32632), assigned.file().crs().orElseThrow().epsg());
    assertTrue(assigned.images().get(0).footprint().isPresent());
  }

  @Test
  void aFileThatIsNoImageIsRejectedByName() throws IOException {
    Path file = photo("a.jpg");
    TilingKey key = TilingKey.of(loader, file, request.tiling(), BandRendering.DEFAULT);
    Files.writeString(file, "no image");
    FileState state =
        new FileState(
            new SourceFile(file, folder, "Towns"),
            8,
            1,
            HASH,
            key,
            CODE,
            Optional.empty(),
            Set.of());
    FilePlanner planner =
        new FilePlanner(
            loader,
            new ImageEntryFactory(new TrainedExtentRange(1, 1e9, true)),
            request,
            (path, known) -> Optional.empty());
    KamclException e =
        assertThrows(KamclException.class, () -> planner.plan(state, metadata(Optional.empty())));
    assertEquals(RasterError.FORMAT_UNKNOWN, e.code());
    assertTrue(e.getMessage().contains("a.jpg"), e.getMessage());
  }
}

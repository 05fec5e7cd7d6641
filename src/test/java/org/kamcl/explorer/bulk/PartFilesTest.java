package org.kamcl.explorer.bulk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.TilingSpec;

/** Writes and reads folders of embeddings. */
class PartFilesTest {
  private static final Problem PROBLEM = Problem.of(BulkError.FILE_CHANGED, "a.tif");

  @TempDir private Path folder;

  private static FileRow file(Optional<Problem> problem) {
    return new FileRow(
        "file:///data/a%20b.tif",
        "file:///data/",
        "Towns",
        12,
        34,
        "ab",
        "tiles=600m",
        4,
        2,
        1,
        Optional.of(
            new ImageLocation(
                new GeoPoint(8.5, 47.25),
                Optional.of(LocalDate.of(2024, 2, 29)),
                OptionalDouble.of(600))),
        List.of(new Caption("a \"quoted\" pier", "train"), new Caption("two boats", "")),
        Optional.of(CrsAssignment.of(4326)),
        new CodeVersions(3, 2),
        problem);
  }

  private static FileRow plain() {
    return new FileRow(
        "file:///data/b.jpg",
        "file:///data/",
        "Towns",
        1,
        2,
        "",
        "",
        0,
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        CodeVersions.FIRST,
        Optional.empty());
  }

  private static ImageRow image() {
    return new ImageRow(
        "file:///data/a%20b.tif",
        new ImageEntry(
            Optional.of(new TileBounds(1, 2, 3, 4)),
            3,
            4,
            Optional.of(new Footprint(List.of(new GeoPoint(8, 47), new GeoPoint(9, 47)))),
            OptionalDouble.of(0.1),
            Optional.of(LocalDate.of(2020, 1, 2)),
            "EPSG:4326",
            List.of(PROBLEM)),
        new float[] {0.6f, -0.8f},
        new byte[] {0, -1, 7});
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    FileRow file = file(Optional.of(PROBLEM));
    PartFiles.write(folder, "p", new Part(List.of(file, plain()), List.of(image(), image())));
    assertEquals(List.of(file, plain()), PartFiles.readFiles(folder, "p"));
    List<ImageRow> images = PartFiles.readImages(folder, "p");
    assertEquals(2, images.size());
    assertEquals(image().uri(), images.get(1).uri());
    assertEquals(image().image(), images.get(1).image());
    assertArrayEquals(image().vector(), images.get(1).vector());
    assertArrayEquals(image().concepts(), images.get(1).concepts());
  }

  @Test
  void aManifestNamesChangedAndMissingFiles() throws Exception {
    EmbeddingSettings settings =
        new EmbeddingSettings(
            new ModelId("hash", "small"),
            new TilingSpec(128, true, 0.25, OptionalDouble.of(10)),
            new BandRendering(List.of(4, 3, 2), 1, 99),
            Optional.of(32633));
    Path parts = Files.createDirectories(folder.resolve(Manifest.PARTS));
    Map<String, String> hashes = new HashMap<>();
    for (String name :
        PartFiles.write(parts, "p", new Part(List.of(file(Optional.empty())), List.of(image())))) {
      hashes.put(name, ModelFiles.sha256(parts.resolve(name)));
    }
    Commit commit = new Commit("p", 1, 1, 1, hashes);
    assertEquals(commit, Commit.parse(commit.format()));
    Manifest manifest = new Manifest(settings, List.of(commit));
    Path file = folder.resolve(Manifest.FILE);
    assertTrue(
        assertThrows(KamclException.class, () -> Manifest.read(folder)).is(BulkError.NO_MANIFEST));
    Files.writeString(file, manifest.format());
    assertEquals(manifest, Manifest.read(folder));
    Manifest.verify(folder, commit);
    Path table = parts.resolve("p.images.parquet");
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 2] ^= 1;
    Files.write(table, bytes);
    assertTrue(
        assertThrows(KamclException.class, () -> Manifest.verify(folder, commit))
            .is(BulkError.FILE_DAMAGED));
    Files.delete(table);
    assertTrue(
        assertThrows(KamclException.class, () -> Manifest.verify(folder, commit))
            .is(BulkError.FILE_MISSING));
    Files.writeString(file, manifest.format().replace("\"images\": 1", "\"images\": 2"));
    assertTrue(
        assertThrows(KamclException.class, () -> Manifest.read(folder)).is(BulkError.FILE_DAMAGED));
  }

  @Test
  void filesAreFoundByTheirUris() {
    FileLocations locations =
        new FileLocations(Map.of("s3a://b/a", Path.of("/x"), "s3a://b/a/deep", Path.of("/y")));
    assertEquals(Path.of("/x/k l.tif"), locations.of("s3a://b/a/k%20l.tif"));
    assertEquals(Path.of("/y/k.tif"), locations.of("s3a://b/a/deep/k.tif"));
    assertEquals(Path.of("/x"), locations.of("s3a://b/a"));
    assertEquals(Path.of("/data/a b.tif"), locations.of("file:///data/a%20b.tif"));
    assertTrue(
        assertThrows(KamclException.class, () -> locations.of("s3a://other/a.tif"))
            .is(BulkError.FILE_ELSEWHERE));
  }
}

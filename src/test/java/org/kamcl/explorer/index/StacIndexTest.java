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
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.stac.StacError;
import org.kamcl.support.TestModels;

/** Indexes what STAC documents name. */
class StacIndexTest {
  @TempDir private static Path folder;
  private static ExplorerContext context;
  private static int made;

  @BeforeAll
  static void open() {
    TestModels.defaultModel(folder.resolve("models/small"));
    context =
        ExplorerContext.open(
            new Workspace(folder.resolve("workspace"), Optional.empty()),
            new ModelStore(folder.resolve("models"), Optional.empty()),
            Optional.empty(),
            DeviceChoice.CPU);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static Path image(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, ImageBytes.jpeg(TestModels.image(made++, 40, 30)));
  }

  private static Path write(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json.replace('\'', '"'));
  }

  private static String item(String id, String href) {
    return ("{'type':'Feature','stac_version':'1.0.0','id':'%s','geometry':{'type':'Polygon',"
            + "'coordinates':[[[8,47],[9,47],[9,48],[8,48],[8,47]]]},'bbox':[8,47,9,48],"
            + "'properties':{'datetime':'2024-05-31T10:00:00Z','keywords':['harbor']},'links':[],"
            + "'assets':{'data':{'href':'%s','roles':['data']}}}")
        .formatted(id, href);
  }

  private static IndexReport index(Path... paths) {
    return index(IndexRequest.of(List.of(paths)));
  }

  private static IndexReport index(IndexRequest request) {
    return context.index(request).run(JobContext.NONE);
  }

  private static ImageRecord only(Path file) {
    List<ImageRecord> images =
        context.archive().images().stream().filter(i -> i.file().equals(file)).toList();
    assertEquals(1, images.size());
    return images.get(0);
  }

  private static List<Double> box(Footprint footprint) {
    double[] box = footprint.boundingBoxes().get(0);
    return List.of(box[0], box[1], box[2], box[3]);
  }

  @Test
  void aCatalogGivesFilesPlacesDatesAndTags() throws IOException {
    Path file = image("elsewhere/a.jpg");
    Path beside = image("elsewhere/beside.jpg");
    write("cat/a.json", item("a", "../elsewhere/a.jpg"));
    write("cat/gone.json", item("gone", "gone.jpg"));
    Path catalog =
        write(
            "cat/catalog.json",
            "{'type':'Catalog','stac_version':'1.1.0','id':'c','description':'','links':["
                + "{'rel':'item','href':'a.json'},{'rel':'item','href':'gone.json'},"
                + "{'rel':'item','href':'https://example.org/b.json'}]}");
    IndexReport report = index(catalog);
    assertEquals(1, report.added());
    ImageRecord a = only(file);
    assertEquals(List.of(8.0, 47.0, 9.0, 48.0), box(a.footprint().orElseThrow()));
    assertEquals(Optional.of(LocalDate.of(2024, 5, 31)), a.date());
    assertEquals(Set.of("harbor"), context.tags().tagsOf(a.id()));
    assertEquals("cat", a.collection());
    assertTrue(context.archive().images().stream().noneMatch(i -> i.file().equals(beside)));
    assertEquals(List.of(), report.problems());
    assertTrue(report.warnings().stream().anyMatch(p -> p.is(StacError.REMOTE)));
    Problem missing =
        report.warnings().stream()
            .filter(p -> p.is(StacError.FILES_MISSING))
            .findFirst()
            .orElseThrow();
    assertEquals(folder.resolve("cat/gone.jpg").toString(), missing.arguments().get(1).toString());

    assertEquals(1, index(catalog).unchanged(), "a second run changes nothing");

    // Planned again without its catalog, the file keeps what the item said.
    index(IndexRequest.of(file).withCollection("Moved"));
    assertEquals("Moved", only(file).collection());
    assertEquals(List.of(8.0, 47.0, 9.0, 48.0), box(only(file).footprint().orElseThrow()));
    assertEquals(Optional.of(LocalDate.of(2024, 5, 31)), only(file).date());
  }

  @Test
  void aFolderWithACatalogIsDescribedByIt() throws IOException {
    Path described = image("archive/images/d.jpg");
    Path other = image("archive/images/o.jpg");
    write("archive/items/d.json", item("d", "../images/d.jpg"));
    write(
        "archive/catalog.json",
        "{'type':'Catalog','stac_version':'1.0.0','id':'c','description':'','links':["
            + "{'rel':'item','href':'items/d.json'}]}");
    assertEquals(2, index(folder.resolve("archive")).added());
    assertEquals(List.of(8.0, 47.0, 9.0, 48.0), box(only(described).footprint().orElseThrow()));
    assertEquals(Optional.empty(), only(other).footprint());
    assertEquals(Set.of(), context.tags().tagsOf(only(other).id()));
  }

  @Test
  void aLocationTableTakesPrecedence() throws IOException {
    Path file = image("both/t.jpg");
    Path table =
        Files.writeString(
            folder.resolve("both/places.csv"), "filename,lon,lat,date\nt.jpg,20,30,2001-02-03\n");
    write("both/collection.json", item("t", "t.jpg"));
    index(IndexRequest.of(folder.resolve("both")).withLocationTable(table));
    ImageRecord image = only(file);
    assertEquals(List.of(20.0, 30.0, 20.0, 30.0), box(image.footprint().orElseThrow()));
    assertEquals(Optional.of(LocalDate.of(2001, 2, 3)), image.date());
  }

  @Test
  void aDocumentWithoutFilesIsRefusedByName() throws IOException {
    Path document = write("empty/items.json", item("e", "nothing.jpg"));
    KamclException failure = assertThrows(KamclException.class, () -> index(document));
    assertTrue(failure.is(StacError.NO_FILES), failure.getMessage());
  }
}

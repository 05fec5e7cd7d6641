package org.kamcl.explorer.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

class StacReaderTest {
  @TempDir private Path folder;

  private Path write(String name, String json) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json.replace('\'', '"'));
  }

  private static StacReader.Contents read(Path file) {
    return StacReader.read(file, path -> !path.toString().endsWith(".xml"), () -> {});
  }

  private static String item(String id, String rest) {
    return "{'type':'Feature','stac_version':'1.0.0','id':'%s',%s}".formatted(id, rest);
  }

  private static String withAsset(String id, String href) {
    return item(
        id,
        "'geometry':null,'properties':{'datetime':'2024-05-31T10:00:00Z'},'links':[],"
            + "'assets':{'data':{'href':'%s','roles':['data']}}".formatted(href));
  }

  private static String catalog(String type, String version, String links) {
    return "{'type':'%s','stac_version':'%s','id':'c','description':'','links':[%s]}"
        .formatted(type, version, links);
  }

  private static String link(String rel, String href) {
    return "{'rel':'%s','href':'%s'}".formatted(rel, href);
  }

  private StacItem only(Path file) {
    StacReader.Contents contents = read(file);
    assertEquals(List.of(), contents.problems());
    assertEquals(List.of(), contents.warnings());
    assertEquals(1, contents.items().size());
    return contents.items().get(0);
  }

  @ParameterizedTest
  @CsvSource({"1.0.0", "1.1.0"})
  void aCatalogIsReadDownToItsItems(String version) throws IOException {
    Path root =
        write(
            "catalog.json",
            catalog(
                "Catalog",
                version,
                link("child", "./towns/collection.json")
                    + ","
                    + link("self", "https://example.org/catalog.json")));
    write(
        "towns/collection.json",
        catalog(
                "Collection",
                version,
                link("item", "a/a.json") + "," + link("root", "../catalog.json"))
            .replace("'id':'c'", "'id':'c','keywords':['towns','aerial']"));
    write(
        "towns/a/a.json",
        item(
            "a",
            "'geometry':{'type':'Polygon','coordinates':[[[8,47],[9,47],[9,48],[8,48],[8,47]]]},"
                + "'properties':{'datetime':'2024-05-31T23:30:00-02:00','keywords':['harbor','aerial']},"
                + "'links':[],'assets':{'image':{'href':'../../data/a%20b.tif'}}"));
    Path image = write("data/a b.tif", "");
    StacItem a = only(root);
    assertEquals("a", a.id());
    assertEquals(Optional.of(LocalDate.of(2024, 6, 1)), a.date(), "the day in UTC");
    assertEquals(List.of("towns", "aerial", "harbor"), a.tags());
    assertEquals(List.of(image), a.assets());
    double[] box = a.footprint().orElseThrow().boundingBoxes().get(0);
    assertEquals(List.of(8.0, 47.0, 9.0, 48.0), List.of(box[0], box[1], box[2], box[3]));
    assertEquals(
        List.of(),
        a.footprint().get().imageCorners(),
        "the geometry does not say where the first pixel is");
  }

  @Test
  void itemCollectionsAreRead() throws IOException {
    Path file =
        write(
            "items.json",
            "{'type':'FeatureCollection','features':[%s,%s,5]}"
                .formatted(withAsset("a", "a.tif"), withAsset("b", "b.tif")));
    assertEquals(List.of("a", "b"), read(file).items().stream().map(StacItem::id).toList());
  }

  @Test
  void theAssetToLookAtIsFirst() throws IOException {
    Path item =
        write(
            "item.json",
            item(
                "a",
                "'geometry':null,'properties':{},'links':[],'assets':{"
                    + "'thumbnail':{'href':'t.png','roles':['thumbnail']},"
                    + "'info':{'href':'i.xml','roles':['metadata']},"
                    + "'B01':{'href':'b.tif','roles':['data']},"
                    + "'true color':{'href':'v.tif','roles':['visual']},"
                    + "'gone':{'href':'gone.tif','roles':['visual']}}"));
    for (String name : List.of("t.png", "i.xml", "b.tif", "v.tif")) {
      write(name, "");
    }
    assertEquals(
        List.of("v.tif", "b.tif", "t.png", "gone.tif"),
        only(item).assets().stream().map(file -> file.getFileName().toString()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, 2024-01-02T00:00:00Z, 2024-02-01T00:00:00Z, 2024-01-02",
        "2023-07-01t12:00:00.123z, null, null, 2023-07-01",
        "null, 0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z, null",
        "null, null, null, null"
      })
  void timesGiveDays(String at, String from, String to, String day) throws IOException {
    String properties =
        "{'datetime':%s,'start_datetime':%s,'end_datetime':%s}"
            .formatted(quoted(at), quoted(from), quoted(to));
    Path file =
        write(
            "item.json",
            item("a", "'geometry':null,'properties':" + properties + ",'links':[],'assets':{}"));
    assertEquals(Optional.ofNullable(day).map(LocalDate::parse), only(file).date());
  }

  private static String quoted(String text) {
    return text == null ? "null" : "'" + text + "'";
  }

  @Test
  void catalogsThatLinkEachOtherEnd() throws IOException {
    Path root =
        write(
            "catalog.json",
            catalog(
                "Catalog", "1.0.0", link("child", "b.json") + "," + link("child", "catalog.json")));
    write(
        "b.json",
        catalog("Catalog", "1.0.0", link("child", "catalog.json") + "," + link("item", "i.json")));
    write("i.json", withAsset("i", "i.tif"));
    assertEquals(1, read(root).items().size());
  }

  @Test
  void theNetworkIsNamedAndNotOpened() throws IOException {
    Path root =
        write(
            "catalog.json",
            catalog(
                "Catalog",
                "1.0.0",
                link("child", "https://example.org/c.json")
                    + ","
                    + link("item", "//host/share/i.json")
                    + ","
                    + link("item", "i.json")));
    write("i.json", withAsset("i", "s3://bucket/i.tif"));
    StacReader.Contents contents = read(root);
    assertEquals(List.of(), contents.items().get(0).assets());
    Problem problem = contents.warnings().get(0);
    assertTrue(problem.is(StacError.REMOTE));
    assertEquals(3, ((Number) problem.arguments().get(0)).intValue());
    assertEquals("https://example.org/c.json", problem.arguments().get(1));
  }

  @Test
  void badDocumentsAreNamedAndTheOthersAreRead() throws IOException {
    Path root =
        write(
            "catalog.json",
            catalog(
                "Catalog",
                "1.0.0",
                link("item", "bad.json")
                    + ","
                    + link("item", "missing.json")
                    + ","
                    + link("item", "list.json")
                    + ","
                    + link("item", "deep.json")
                    + ","
                    + link("item", "place.json")
                    + ","
                    + link("item", "date.json")
                    + ","
                    + link("item", "good.json")));
    write("bad.json", "{'type':'Feature',");
    write("list.json", "[1,2]");
    write("deep.json", "{'stac_version':" + "[".repeat(100_000));
    write(
        "place.json",
        item(
            "place",
            "'geometry':{'type':'Polygon','coordinates':[[['x',47],[9,95]]]},"
                + "'properties':{},'links':[],'assets':{}"));
    write(
        "date.json",
        item("date", "'geometry':null,'properties':{'datetime':'May'},'links':[],'assets':{}"));
    write("good.json", withAsset("good", "good.tif"));
    StacReader.Contents contents = read(root);
    assertEquals(
        List.of("place", "date", "good"), contents.items().stream().map(StacItem::id).toList());
    assertEquals(
        List.of("NOT_READ", "NOT_READ", "NOT_STAC", "NOT_READ"), codes(contents.problems()));
    assertEquals(List.of("GEOMETRY_INVALID", "DATE_INVALID"), codes(contents.warnings()));
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code().substring(problem.code().lastIndexOf('.') + 1))
        .toList();
  }

  @Test
  void aCatalogOfTooManyDocumentsIsReadInPart() throws IOException {
    String links = "";
    for (int i = 0; i < 5; i++) {
      links += (i == 0 ? "" : ",") + link("item", i + ".json");
      write(i + ".json", withAsset("i" + i, "x.tif"));
    }
    Path root = write("catalog.json", catalog("Catalog", "1.0.0", links));
    StacReader.Contents contents = new StacReader(path -> true, 3).read(root, () -> {});
    assertEquals(2, contents.items().size());
    assertEquals(1, contents.warnings().size());
    assertTrue(contents.warnings().get(0).is(StacError.TOO_MANY));
    assertThrows(
        CancellationException.class,
        () ->
            StacReader.read(
                root,
                path -> true,
                () -> {
                  throw new CancellationException();
                }));
  }

  @Test
  void otherJsonIsNotStac() throws IOException {
    assertFalse(StacReader.isStac(write("a.json", "{'images':[]}")));
    assertFalse(StacReader.isStac(write("b.json", "{'type':'FeatureCollection','features':[]}")));
    assertFalse(StacReader.isStac(write("c.txt", withAsset("a", "a.tif"))));
    assertFalse(StacReader.isStac(folder));
    assertFalse(StacReader.isStac(write("d.json", "")));
    assertTrue(StacReader.isStac(write("e.json", withAsset("a", "a.tif"))));
    assertTrue(StacReader.isStac(write("f.json", catalog("Catalog", "1.0.0", ""))));
    Path other = write("g.json", "{'a':1}");
    KamclException failure = assertThrows(KamclException.class, () -> read(other));
    assertTrue(failure.is(StacError.NOT_STAC));
  }
}

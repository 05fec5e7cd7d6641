package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.corpus.ImageCategories.Source;
import org.kamcl.support.TinyCorpora;

class ImageCategoriesTest {
  @TempDir private Path folder;

  private static List<CorpusImage> named(String... names) {
    return List.of(names).stream()
        .map(name -> new CorpusImage(name, Path.of("x", name), "test", List.of("a")))
        .toList();
  }

  private void assertCategories(Source source, Path corpus) {
    List<CorpusImage> images = new CorpusReader(Optional.empty(), true).read(corpus).images();
    ImageCategories categories = ImageCategories.of(images);
    assertEquals(source, categories.source());
    assertEquals(
        new TreeSet<>(TinyCorpora.CATEGORIES),
        images.stream().map(categories::category).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void fileNamesOfRsicdAndRsitmdBeginWithTheCategory() {
    assertCategories(Source.FILE_NAME, TinyCorpora.rsitmd(folder, 4));
  }

  @Test
  void fileNamesOfUcMercedBeginWithTheCategory() {
    assertCategories(Source.FILE_NAME, TinyCorpora.ucm(folder, 4));
  }

  @Test
  void nwpuListsItsCategories() {
    assertCategories(Source.LISTED, TinyCorpora.nwpu(folder, 4));
  }

  @Test
  void columnOfATableListsCategories() throws Exception {
    StringBuilder csv = new StringBuilder("filename,caption,class\n");
    for (int i = 0; i < 4; i++) {
      Files.write(folder.resolve(i + ".jpg"), new byte[1]);
      csv.append(i).append(".jpg,a lake,").append(i < 2 ? "lake" : "pond").append('\n');
    }
    Files.writeString(folder.resolve("captions.csv"), csv);
    List<CorpusImage> images = new CorpusReader(Optional.empty(), true).read(folder).images();
    assertEquals(Source.LISTED, ImageCategories.of(images).source());
    assertEquals("pond", images.get(3).category());
  }

  @Test
  void imagesWithoutAnyHintHaveNoCategory() {
    List<CorpusImage> images = named("00001.jpg", "00002.jpg", "00003.jpg", "00004.jpg");
    ImageCategories categories = ImageCategories.of(images);
    assertEquals(Source.NONE, categories.source());
    assertEquals("", categories.category(images.get(0)));
    // One beginning for all says nothing, and neither does a different one for each.
    assertEquals(Source.NONE, ImageCategories.of(named("p1.jpg", "p2.jpg")).source());
    assertEquals(Source.NONE, ImageCategories.of(named("ab1.jpg", "cd2.jpg", "ef3.jpg")).source());
  }

  @Test
  void fewImagesWithoutACategoryDoNotHideThoseOfTheOthers() {
    List<CorpusImage> images =
        named("bridge_1.jpg", "bridge_2.jpg", "port_1.jpg", "port_2.jpg", "00001.jpg");
    ImageCategories categories = ImageCategories.of(images);
    assertEquals(Source.FILE_NAME, categories.source());
    assertEquals("", categories.category(images.get(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "storagetanks_12.jpg, storagetanks",
    "dense_residential-3.tif, dense_residential",
    "agricultural00.tif, agricultural",
    "sub/port7.png, port",
    "IMG.jpg, ''",
    "2.jpg, ''",
  })
  void categoryIsWhatStandsBeforeTheNumber(String name, String category) {
    ImageCategories categories = new ImageCategories(Source.FILE_NAME);
    assertEquals(category, categories.category(named(name).get(0)));
  }

  @Test
  void foldersNameCategoriesButNotSplits() {
    List<CorpusImage> images = named("lake/1.jpg", "lake\\2.jpg", "pond/1.jpg", "pond/2.jpg");
    ImageCategories categories = ImageCategories.of(images);
    assertEquals(Source.FOLDER, categories.source());
    assertEquals("lake", categories.category(images.get(1)));
    assertEquals(
        Source.NONE,
        ImageCategories.of(named("train/1.jpg", "train/2.jpg", "val/1.jpg", "val/2.jpg")).source());
  }
}

package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.TileBounds;

/** What every archive knows of its captions. */
public abstract class CaptionsContract {
  private final SampleImages samples = new SampleImages(37);
  private TestedArchive tested;
  private Archive archive;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
    archive = tested.archive();
    save("harbors", "a.tif", "a boat at the pier", "many boats in a Harbor");
    save("harbors", "b.tif", "a boat at the pier", "a bridge over the river");
    save("rivers", "c.tif", "a bridge over the river", "the river, by night");
    save("rivers", "d.tif");
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  private void save(String collection, String name, String... captions) {
    archive.save(
        MODEL,
        List.of(
            new EmbeddedImage(
                SampleImages.file(collection, name, captions),
                SampleImages.plain(),
                samples.near(1),
                SampleImages.concepts(1))));
  }

  private void saveScene() {
    List<EmbeddedImage> tiles = new ArrayList<>();
    for (int x = 0; x < 2; x++) {
      tiles.add(
          new EmbeddedImage(
              SampleImages.file("scenes", "scene.tif", "content", "t100", 2, "a whole region"),
              SampleImages.image(
                  Optional.of(new TileBounds(200 * x, 0, 200, 100)),
                  Optional.empty(),
                  OptionalDouble.empty(),
                  Optional.empty()),
              samples.near(x),
              SampleImages.concepts(1)));
    }
    archive.save(MODEL, tiles);
  }

  private long id(String name) {
    return archive.images().stream()
        .filter(image -> image.file().equals(Path.of("/archive").resolve(name)))
        .mapToLong(ImageRecord::id)
        .findFirst()
        .orElseThrow();
  }

  private static SearchFilter in(String collection) {
    return SearchFilter.NONE.withCollections(Set.of(collection));
  }

  @Test
  void captionsOfSeveralImagesAreNamedOnce() {
    List<String> captions = archive.captions().captions(SearchFilter.NONE, 100);
    assertEquals(4, captions.size());
    assertEquals(
        Set.of(
            "a boat at the pier",
            "many boats in a Harbor",
            "a bridge over the river",
            "the river, by night"),
        Set.copyOf(captions));
    assertEquals(captions, archive.captions().captions(SearchFilter.NONE, 100));
    assertEquals(Set.copyOf(captions), Set.copyOf(archive.captions().all(100)));
  }

  @Test
  void asManyCaptionsAsAreWanted() {
    assertEquals(3, archive.captions().captions(SearchFilter.NONE, 3).size());
    assertEquals(3, archive.captions().all(3).size());
    assertEquals(List.of(), archive.captions().captions(SearchFilter.NONE, 0));
  }

  @Test
  void filtersLimitTheImagesWhoseCaptionsCount() {
    assertEquals(
        Set.of("a bridge over the river", "the river, by night"),
        Set.copyOf(archive.captions().captions(in("rivers"), 100)));
    assertEquals(List.of(), archive.captions().captions(in("unknown"), 100));
  }

  @Test
  void captionsOfASceneAreNoneOfItsTiles() {
    saveScene();
    assertTrue(archive.captions().all(100).contains("a whole region"));
    assertEquals(List.of(), archive.captions().captions(in("scenes"), 100));
    assertEquals(Map.of(), archive.captions().images(List.of("a whole region"), SearchFilter.NONE));
  }

  @Test
  void findsCaptionsWithAllWordsTheLastOfWhichMayBeIncomplete() {
    assertEquals(List.of("a boat at the pier"), archive.captions().withWords("boat pi", 9));
    assertEquals(
        Set.of("a boat at the pier", "many boats in a Harbor"),
        Set.copyOf(archive.captions().withWords("boat", 9)));
    assertEquals(List.of(), archive.captions().withWords("boat bridge", 9));
    assertEquals(List.of(), archive.captions().withWords("oat", 9));
    assertEquals(List.of(), archive.captions().withWords("brid river", 9));
    assertEquals(List.of("many boats in a Harbor"), archive.captions().withWords("HARBOR", 9));
    assertEquals(List.of("the river, by night"), archive.captions().withWords("river by", 9));
    assertEquals(1, archive.captions().withWords("river", 1).size());
    assertEquals(List.of(), archive.captions().withWords(" .*( ", 9));
  }

  @Test
  void namesTheImagesOfCaptions() {
    Map<String, List<Long>> images =
        archive
            .captions()
            .images(List.of("a boat at the pier", "the river, by night", "x"), SearchFilter.NONE);
    assertEquals(Set.of("a boat at the pier", "the river, by night"), images.keySet());
    assertEquals(
        List.of(id("a.tif"), id("b.tif")).stream().sorted().collect(Collectors.toList()),
        images.get("a boat at the pier"));
    assertEquals(List.of(id("c.tif")), images.get("the river, by night"));
    assertEquals(
        Map.of("a bridge over the river", List.of(id("c.tif"))),
        archive.captions().images(List.of("a bridge over the river"), in("rivers")));
    assertEquals(Map.of(), archive.captions().images(List.of(), SearchFilter.NONE));
  }

  @Test
  void captionsOfRemovedImagesAndOldCaptionsAreGone() {
    archive.collections().remove(List.of(id("c.tif")));
    archive.updateFiles(
        List.of(new FileUpdate(SampleImages.file("harbors", "a.tif", "an empty quay"), List.of())));
    assertEquals(
        Set.of("a boat at the pier", "a bridge over the river", "an empty quay"),
        Set.copyOf(archive.captions().captions(SearchFilter.NONE, 100)));
    assertEquals(
        Set.of("a boat at the pier", "a bridge over the river", "an empty quay"),
        Set.copyOf(archive.captions().all(100)));
    assertEquals(List.of("an empty quay"), archive.captions().withWords("quay", 9));
    assertEquals(List.of(), archive.captions().withWords("night", 9));
  }
}

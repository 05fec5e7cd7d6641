package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.TileBounds;

/** How every archive lists its images without a query. */
public abstract class ListsContract {
  /** File names as people sort them. */
  private static final List<String> NAMES =
      List.of(
          "10 north.tif",
          "scene 2.tif",
          "Scene 3.tif",
          "scene 007.tif",
          "scene 7.tif",
          "scene 10.tif",
          "scene 10a.tif",
          "scene 10b.tif",
          "scene 20240131235959123456789.tif",
          "scene-1.tif",
          "a/scene.tif",
          "b/scene.tif",
          "scenes.tif",
          "zoo.tif",
          "\u00e9cole.tif",
          "\u6e2f\u53e3.tif",
          "\ud83d\udea2.tif",
          "\uff21.tif");

  private final SampleImages samples = new SampleImages(31);
  private TestedArchive tested;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  private List<ImageRecord> list(ImageOrder order) {
    return tested.lists().list(SearchFilter.NONE, order, 0, 10_000).images();
  }

  private static List<String> names(List<ImageRecord> images) {
    return images.stream()
        .map(image -> Path.of("/archive").relativize(image.file()).toString())
        .toList();
  }

  /** Images of all names, written in another order. */
  private void saveNames() {
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      images.add(samples.plain("all", NAMES.get(i), i));
    }
    Collections.shuffle(images, new Random(4));
    tested.archive().save(MODEL, images);
  }

  @Test
  void namesAreSortedWithoutCaseAndWithNumbersAsNumbers() {
    saveNames();
    assertEquals(NAMES, names(list(ImageOrder.by(ImageOrder.Key.NAME))));
    List<String> reversed = new ArrayList<>(NAMES);
    Collections.reverse(reversed);
    assertEquals(reversed, names(list(new ImageOrder(ImageOrder.Key.NAME, true))));
  }

  @Test
  void imagesWithoutDateResolutionOrPlaceFollowByName() {
    saveNames();
    for (ImageOrder.Key key : ImageOrder.Key.values()) {
      assertEquals(NAMES, names(list(ImageOrder.by(key))), key.name());
      if (key != ImageOrder.Key.NAME) {
        assertEquals(NAMES, names(list(new ImageOrder(key, true))), key.name());
      }
    }
  }

  @Test
  void tilesOfASceneFollowRowByRow() {
    List<EmbeddedImage> tiles = new ArrayList<>();
    for (int y = 2; y >= 0; y--) {
      for (int x = 2; x >= 0; x--) {
        tiles.add(
            new EmbeddedImage(
                SampleImages.file("all", "scene.tif", "content", "t100", 9),
                SampleImages.image(
                    Optional.of(new TileBounds(1000 * x, 900 * y, 200, 100)),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()),
                samples.near(x),
                SampleImages.concepts(1)));
      }
    }
    tested.archive().save(MODEL, tiles);
    List<TileBounds> expected = new ArrayList<>();
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        expected.add(new TileBounds(1000 * x, 900 * y, 200, 100));
      }
    }
    assertEquals(
        expected,
        list(ImageOrder.by(ImageOrder.Key.DATE)).stream()
            .map(image -> image.tile().orElseThrow())
            .toList());
  }

  /** The number in {@code image12.tif}. */
  private static int number(ImageRecord image) {
    String name = image.file().getFileName().toString();
    return Integer.parseInt(name.substring("image".length(), name.indexOf('.')));
  }

  @Test
  void datesAndResolutionsAreSortedAndUnknownOnesComeLast() {
    tested.archive().save(MODEL, samples.varied(300));
    List<ImageRecord> all = tested.archive().images();
    for (boolean reversed : new boolean[] {false, true}) {
      Comparator<LocalDate> dates =
          reversed ? Comparator.naturalOrder() : Comparator.reverseOrder();
      List<ImageRecord> byDate = new ArrayList<>(all);
      byDate.sort(
          Comparator.comparing(
                  (ImageRecord image) -> image.date().orElse(null), Comparator.nullsLast(dates))
              .thenComparing(ListsContract::number));
      assertEquals(names(byDate), names(list(new ImageOrder(ImageOrder.Key.DATE, reversed))));
      Comparator<Double> sizes = reversed ? Comparator.reverseOrder() : Comparator.naturalOrder();
      List<ImageRecord> byGsd = new ArrayList<>(all);
      byGsd.sort(
          Comparator.comparing(
                  (ImageRecord image) ->
                      image.gsd().isPresent() ? (Double) image.gsd().getAsDouble() : null,
                  Comparator.nullsLast(sizes))
              .thenComparing(ListsContract::number));
      assertEquals(names(byGsd), names(list(new ImageOrder(ImageOrder.Key.GSD, reversed))));
    }
  }

  @Test
  void placesAreSortedByTheirTownThenFromNorthToSouth() {
    List<EmbeddedImage> images = new ArrayList<>();
    add(images, "nowhere.tif", Optional.empty());
    add(images, "ocean north.tif", Optional.of(new double[] {-40, 40}));
    add(images, "ocean south.tif", Optional.of(new double[] {-25, -35}));
    add(images, "paris.tif", Optional.of(new double[] {2.1, 48.6}));
    add(images, "berlin.tif", Optional.of(new double[] {13.2, 52.3}));
    tested.archive().save(MODEL, images);
    assertEquals(
        List.of("berlin.tif", "paris.tif", "ocean north.tif", "ocean south.tif", "nowhere.tif"),
        names(list(ImageOrder.by(ImageOrder.Key.PLACE))));
    assertEquals(
        List.of("paris.tif", "berlin.tif", "ocean south.tif", "ocean north.tif", "nowhere.tif"),
        names(list(new ImageOrder(ImageOrder.Key.PLACE, true))));
  }

  private void add(List<EmbeddedImage> images, String name, Optional<double[]> corner) {
    images.add(
        new EmbeddedImage(
            SampleImages.file("all", name),
            SampleImages.image(
                Optional.empty(),
                corner.map(c -> SampleImages.box(c[0], c[1])),
                OptionalDouble.empty(),
                Optional.empty()),
            samples.near(1),
            SampleImages.concepts(1)));
  }

  @Test
  void pagesMakeUpTheWholeList() {
    tested.archive().save(MODEL, samples.varied(120));
    for (ImageOrder.Key key : ImageOrder.Key.values()) {
      ImageOrder order = ImageOrder.by(key);
      List<String> pages = new ArrayList<>();
      for (int from = 0; from < 140; from += 50) {
        ImagePage page = tested.lists().list(SearchFilter.NONE, order, from, 50);
        assertEquals(120, page.matching());
        pages.addAll(names(page.images()));
      }
      assertEquals(names(list(order)), pages, key.name());
      assertEquals(120, new HashSet<>(pages).size());
    }
    assertEquals(
        List.of(), tested.lists().list(SearchFilter.NONE, ImageOrder.DEFAULT, 500, 10).images());
    assertEquals(120, tested.lists().list(SearchFilter.NONE, ImageOrder.DEFAULT, 0, 0).matching());
  }

  @Test
  void everyKindOfFilterLimitsTheList() {
    tested.archive().save(MODEL, samples.varied(300));
    List<ImageRecord> all = tested.archive().images();
    Set<Long> tagged =
        Set.copyOf(all.stream().map(ImageRecord::id).filter(id -> id % 3 == 0).toList());
    tested.archive().tags().tag(tagged, "checked");
    for (FilterCase one : FilterCase.all(tagged)) {
      ImagePage page =
          tested.lists().list(one.filter(), ImageOrder.by(ImageOrder.Key.NAME), 0, 10_000);
      List<ImageRecord> expected = new ArrayList<>(all.stream().filter(one.expected()).toList());
      expected.sort(Comparator.comparing(ListsContract::number));
      assertTrue(page.matching() > 0, one.name());
      assertEquals(expected.size(), page.matching(), one.name());
      assertEquals(expected, page.images(), one.name());
    }
  }

  @Test
  void changesAreSeenInTheNextList() {
    tested.archive().save(MODEL, samples.varied(3));
    ImageOrder order = ImageOrder.by(ImageOrder.Key.NAME);
    assertEquals(List.of("image0.tif", "image1.tif", "image2.tif"), names(list(order)));
    tested.archive().moveFile(Path.of("/archive/image0.tif"), Path.of("/archive/moved.tif"));
    assertEquals(List.of("image1.tif", "image2.tif", "moved.tif"), names(list(order)));
    tested.other().deleteFiles(List.of(Path.of("/archive/image2.tif")));
    assertEquals(List.of("image1.tif", "moved.tif"), names(list(order)));
    tested.archive().collections().remove(List.of(list(order).get(0).id()));
    assertEquals(List.of("moved.tif"), names(list(order)));
  }
}

package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.DIMENSION;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.TileBounds;

/** What every archive knows of its images, and how that changes. */
public abstract class ImagesContract {
  private final SampleImages samples = new SampleImages(7);
  private TestedArchive tested;
  private Archive archive;

  /** An empty archive. */
  protected abstract TestedArchive open();

  @BeforeEach
  void openArchive() {
    tested = open();
    archive = tested.archive();
  }

  @AfterEach
  void closeArchive() {
    tested.close();
  }

  /** Ids by path and tile. */
  private Map<List<Object>, Long> ids() {
    Map<List<Object>, Long> ids = new HashMap<>();
    for (ImageRecord image : archive.images()) {
      assertEquals(null, ids.put(List.of(image.file(), image.tile()), image.id()));
    }
    return ids;
  }

  private long id(String name) {
    return archive.images().stream()
        .filter(image -> image.file().equals(Path.of("/archive").resolve(name)))
        .mapToLong(ImageRecord::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesBackWhatIsKnownOfAnImage() {
    // Captions describe a scene, not each of its tiles.
    Footprint outline =
        new Footprint(
            List.of(
                new GeoPoint(179.75, -16.5),
                new GeoPoint(-179.5, -16.625),
                new GeoPoint(-179.5, -17.25),
                new GeoPoint(179.75, -17.125)));
    TileBounds tile = new TileBounds(400, 200, 200, 100);
    FileEntry scene =
        SampleImages.file("Fiji", "fiji/scene 1.tif", "scene", "t200", 1, "of the whole scene");
    ImageEntry image =
        SampleImages.image(
            Optional.of(tile),
            Optional.of(outline),
            OptionalDouble.of(0.3),
            Optional.of(LocalDate.of(2021, 3, 4)));
    archive.save(
        MODEL, List.of(new EmbeddedImage(scene, image, samples.near(1), SampleImages.concepts(1))));
    FileEntry photo = SampleImages.file("other", "plain.jpg", "a reef", "two islands");
    archive.save(
        MODEL,
        List.of(
            new EmbeddedImage(
                photo, SampleImages.plain(), samples.near(2), SampleImages.concepts(2))));
    assertEquals(2, archive.images().size());
    long id = id("fiji/scene 1.tif");
    assertTrue(id >= 0);
    assertEquals(
        ImageRecord.builder(id, "Fiji", Path.of("/archive/fiji/scene 1.tif"))
            .tile(Optional.of(tile))
            .size(200, 100)
            .footprint(Optional.of(outline))
            .gsd(OptionalDouble.of(0.3))
            .date(Optional.of(LocalDate.of(2021, 3, 4)))
            .crs("EPSG:32614")
            .build(),
        archive.images().stream().filter(record -> record.id() == id).findFirst().orElseThrow());
    long plain = id("plain.jpg");
    assertEquals(
        ImageRecord.builder(plain, "other", Path.of("/archive/plain.jpg"))
            .size(200, 100)
            .crs("EPSG:32614")
            .captions(List.of("a reef", "two islands"))
            .build(),
        archive.images().stream().filter(record -> record.id() == plain).findFirst().orElseThrow());
  }

  @Test
  void writingTheSameAgainInAnotherOrderChangesNothing() {
    List<EmbeddedImage> images = samples.varied(120);
    archive.save(MODEL, images);
    Map<List<Object>, Long> before = ids();
    RankingQuery query = RankingQuery.of(samples.near(1));
    List<RankedImage> ranked =
        tested.ranking(MODEL, DIMENSION).rank(query, SearchFilter.NONE, 120).best();
    List<EmbeddedImage> shuffled = new ArrayList<>(images);
    Collections.shuffle(shuffled, new Random(3));
    for (int from = 0; from < 120; from += 50) {
      archive.save(MODEL, shuffled.subList(from, Math.min(120, from + 50)));
    }
    assertEquals(before, ids());
    assertEquals(120, archive.count(SearchFilter.NONE));
    assertEquals(
        ranked, tested.ranking(MODEL, DIMENSION).rank(query, SearchFilter.NONE, 120).best());
  }

  @Test
  void filesOfTheSameContentAtTwoPathsAreTwoImages() {
    EmbeddedImage one = samples.plain("first", "one.tif", 1);
    EmbeddedImage copy =
        new EmbeddedImage(
            SampleImages.file("second", "copy.tif", one.file().sha256(), "whole", 1),
            one.image(),
            one.vector(),
            one.concepts());
    archive.save(MODEL, List.of(one, copy));
    assertEquals(2, archive.images().size());
    assertNotEquals(id("one.tif"), id("copy.tif"));
    assertEquals(1, archive.count(SearchFilter.NONE.withCollections(Set.of("second"))));
  }

  @Test
  void whatIsKnownOfAFileChangesAndItsImagesKeepIdTagsAndEmbedding() {
    archive.save(MODEL, samples.varied(20));
    long id = id("image3.tif");
    archive.tags().tag(List.of(id), "harbor");
    Footprint elsewhere = SampleImages.box(12, 41);
    FileEntry file = SampleImages.file("renamed", "image3.tif", "a new caption");
    archive.updateFiles(
        List.of(
            new FileUpdate(
                file,
                List.of(
                    SampleImages.image(
                        Optional.empty(),
                        Optional.of(elsewhere),
                        OptionalDouble.of(0.125),
                        Optional.of(LocalDate.of(2001, 2, 3)))))));
    ImageRecord changed =
        archive.images().stream().filter(image -> image.id() == id).findFirst().orElseThrow();
    assertEquals("renamed", changed.collection());
    assertEquals(Optional.of(elsewhere), changed.footprint());
    assertEquals(OptionalDouble.of(0.125), changed.gsd());
    assertEquals(Optional.of(LocalDate.of(2001, 2, 3)), changed.date());
    assertEquals(List.of("a new caption"), changed.captions());
    assertEquals(Set.of("harbor"), archive.tags().tagsOf(id));
    Ranking ranking =
        tested
            .ranking(MODEL, DIMENSION)
            .rank(
                RankingQuery.of(samples.near(3)),
                SearchFilter.NONE.withCollections(Set.of("renamed")),
                5);
    assertEquals(List.of(id), ranking.best().stream().map(RankedImage::id).toList());
  }

  @Test
  void anEntryWithoutCaptionsKeepsThoseThatAreKnown() {
    FileEntry file = SampleImages.file("all", "a.tif", "a bridge");
    archive.save(
        MODEL,
        List.of(
            new EmbeddedImage(
                file, SampleImages.plain(), samples.near(1), SampleImages.concepts(1))));
    archive.save(MODEL, List.of(samples.plain("all", "a.tif", 1)));
    archive.updateFiles(List.of(new FileUpdate(SampleImages.file("all", "a.tif"), List.of())));
    assertEquals(List.of("a bridge"), archive.images().get(0).captions());
  }

  @Test
  void otherContentReplacesTheImagesOfAFile() {
    archive.save(MODEL, samples.varied(10));
    long before = id("image2.tif");
    archive.tags().tag(List.of(before), "harbor");
    FileEntry changed = SampleImages.file("collection 2", "image2.tif", "changed", "t100", 2);
    List<EmbeddedImage> tiles = new ArrayList<>();
    for (int x = 0; x < 2; x++) {
      tiles.add(
          new EmbeddedImage(
              changed,
              SampleImages.image(
                  Optional.of(new TileBounds(200 * x, 0, 200, 100)),
                  Optional.empty(),
                  OptionalDouble.empty(),
                  Optional.empty()),
              samples.near(x),
              SampleImages.concepts(1)));
    }
    archive.save(MODEL, tiles);
    assertEquals(11, archive.images().size());
    assertTrue(archive.images().stream().noneMatch(image -> image.id() == before));
    assertEquals(Set.of(), archive.tags().tagged("harbor"));
    assertEquals(
        11,
        tested
            .ranking(MODEL, DIMENSION)
            .rank(RankingQuery.of(samples.near(1)), SearchFilter.NONE, 50)
            .best()
            .size());
  }

  @Test
  void deletedFilesAreGoneWithTheirTags() {
    archive.save(MODEL, samples.varied(10));
    archive.tags().tag(List.of(id("image4.tif"), id("image5.tif")), "harbor");
    archive.deleteFiles(List.of(Path.of("/archive/image4.tif"), Path.of("/archive/unknown.tif")));
    assertEquals(9, archive.images().size());
    assertEquals(9, archive.count(SearchFilter.NONE));
    assertEquals(Set.of(id("image5.tif")), archive.tags().tagged("harbor"));
    assertEquals(
        9,
        tested
            .ranking(MODEL, DIMENSION)
            .rank(RankingQuery.of(samples.near(4)), SearchFilter.NONE, 50)
            .candidates());
  }

  @Test
  void aMovedFileKeepsWhatBelongsToItAndIsKnownAtItsNewPath() {
    archive.save(MODEL, samples.varied(10));
    long id = id("image1.tif");
    archive.tags().tag(List.of(id), "harbor");
    archive.feedback().rate("boats", id, RelevanceFeedback.Rating.RELEVANT);
    archive.moveFile(Path.of("/archive/image1.tif"), Path.of("/archive/moved/one.tif"));
    assertEquals(id, id("moved/one.tif"));
    assertEquals(Set.of(id), archive.tags().tagged("harbor"));
    assertEquals(Set.of(id), archive.feedback().feedback("boats").relevant());
    assertEquals(10, archive.images().size());
    // Indexing the folder again finds the file where it is now.
    FileEntry now =
        SampleImages.file("collection 1", "moved/one.tif", "content of image1.tif", "whole", 1);
    archive.save(
        MODEL,
        List.of(
            new EmbeddedImage(
                now, SampleImages.plain(), samples.near(1), SampleImages.concepts(1))));
    assertEquals(id, id("moved/one.tif"));
    assertEquals(10, archive.images().size());
  }

  @Test
  void countsTheImagesOfEveryFilter() {
    archive.save(MODEL, samples.varied(300));
    List<ImageRecord> images = archive.images();
    Set<Long> tagged =
        Set.copyOf(images.stream().map(ImageRecord::id).filter(id -> id % 3 == 0).toList());
    archive.tags().tag(tagged, "checked");
    for (FilterCase one : FilterCase.all(tagged)) {
      assertEquals(
          images.stream().filter(one.expected()).count(), archive.count(one.filter()), one.name());
    }
  }

  @Test
  void theSummaryCountsImagesAndNamesCollectionsAndTheLastModel() {
    assertEquals(0, archive.summary().images());
    assertEquals(List.of(), archive.summary().collections());
    archive.save(MODEL, samples.varied(50));
    assertEquals(50, archive.summary().images());
    assertEquals(10, archive.summary().withoutLocation());
    assertEquals(
        List.of("collection 0", "collection 1", "collection 2", "collection 3"),
        archive.summary().collections());
    assertEquals(MODEL.name(), archive.summary().model());
    archive.save(new ModelId("77", "second"), List.of(samples.plain("a", "b.tif", 1)));
    assertEquals("second", archive.summary().model());
  }

  @Test
  void anotherProgramSeesWhatIsWritten() {
    archive.save(MODEL, samples.varied(10));
    assertEquals(10, tested.other().images().size());
    tested.other().deleteFiles(List.of(Path.of("/archive/image1.tif")));
    assertEquals(9, archive.images().size());
  }

  @Test
  void aFileAtThePathThatAnotherWasMovedFromIsAnotherFile() {
    archive.save(MODEL, List.of(samples.plain("all", "a.tif", 1)));
    long moved = id("a.tif");
    archive.tags().tag(List.of(moved), "harbor");
    archive.moveFile(Path.of("/archive/a.tif"), Path.of("/archive/b.tif"));
    archive.save(MODEL, List.of(samples.plain("all", "a.tif", 1)));
    assertEquals(2, archive.images().size());
    assertEquals(moved, id("b.tif"));
    assertNotEquals(moved, id("a.tif"));
    assertEquals(Set.of(moved), archive.tags().tagged("harbor"));
    archive.save(MODEL, List.of(samples.plain("all", "a.tif", 1)));
    assertEquals(2, archive.images().size());
  }

  @Test
  void aFileThatMovesToThePathOfAnotherTakesItsTagsAndFeedback() {
    archive.save(
        MODEL, List.of(samples.plain("all", "a.tif", 1), samples.plain("all", "b.tif", 2)));
    long a = id("a.tif");
    archive.tags().tag(List.of(a), "old");
    archive.tags().tag(List.of(id("b.tif")), "harbor");
    archive.feedback().rate("boats", id("b.tif"), RelevanceFeedback.Rating.NOT_RELEVANT);
    archive.moveFile(Path.of("/archive/a.tif"), Path.of("/archive/b.tif"));
    assertEquals(1, archive.images().size());
    assertEquals(a, id("b.tif"));
    assertEquals(Set.of("harbor", "old"), archive.tags().tagsOf(a));
    assertEquals(Set.of(a), archive.feedback().feedback("boats").notRelevant());
  }

  @Test
  void twoProgramsThatWriteTheSameImagesWriteThemOnce() {
    archive.save(MODEL, new SampleImages(9).varied(30));
    Map<List<Object>, Long> before = ids();
    tested.other().save(MODEL, new SampleImages(9).varied(40));
    assertEquals(40, archive.images().size());
    Map<List<Object>, Long> after = ids();
    before.forEach((image, id) -> assertEquals(id, after.get(image)));
  }
}

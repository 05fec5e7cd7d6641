package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.archive.SampleImages.DIMENSION;
import static org.kamcl.explorer.archive.SampleImages.MODEL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.api.ImageCollections.Removal;
import org.kamcl.explorer.archive.EmbeddingSamples.ImageVector;
import org.kamcl.explorer.archive.ModelImages.EmbeddedRecord;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** What every archive knows of what a model made of its images, and when that has changed. */
public abstract class ModelImagesContract {
  private static final float ROUNDING = 1e-6f;

  private final SampleImages samples = new SampleImages(41);
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

  private ModelImages images() {
    return tested.images(MODEL, DIMENSION);
  }

  /** What was saved, by id. */
  private Map<Long, EmbeddedImage> save(int count) {
    Map<Path, EmbeddedImage> byPath = new HashMap<>();
    List<EmbeddedImage> images = samples.varied(count);
    images.forEach(image -> byPath.put(image.file().path(), image));
    archive.save(MODEL, images);
    Map<Long, EmbeddedImage> byId = new HashMap<>();
    archive.images().forEach(image -> byId.put(image.id(), byPath.get(image.file())));
    return byId;
  }

  @Test
  void findsImagesWithTheirVectorsInTheOrderOfTheIds() {
    Map<Long, EmbeddedImage> saved = save(60);
    Map<Long, ImageRecord> records = new HashMap<>();
    archive.images().forEach(image -> records.put(image.id(), image));
    List<Long> ids = new ArrayList<>(saved.keySet());
    Collections.shuffle(ids, new Random(2));
    List<Long> wanted = new ArrayList<>(ids.subList(0, 40));
    wanted.add(7, 123_456_789L);
    List<EmbeddedRecord> found = images().find(wanted);
    wanted.remove(7);
    assertEquals(wanted, found.stream().map(one -> one.image().id()).toList());
    for (EmbeddedRecord one : found) {
      EmbeddedImage expected = saved.get(one.image().id());
      assertEquals(records.get(one.image().id()), one.image());
      assertArrayEquals(expected.vector(), one.vector(), ROUNDING);
      assertArrayEquals(expected.concepts(), one.strengths());
    }
    assertEquals(wanted, archive.images(wanted).stream().map(ImageRecord::id).toList());
    assertEquals(List.of(), archive.images(List.of(123_456_789L)));
    assertEquals(List.of(), images().find(List.of()));
  }

  @Test
  void imagesOfAnotherModelAreNotAmongThem() {
    Map<Long, EmbeddedImage> saved = save(30);
    ModelId other = new ModelId("c0ffee", "another");
    List<EmbeddedImage> some = samples.varied(30).subList(0, 10);
    archive.save(other, some);
    assertEquals(30, images().size());
    assertEquals(10, tested.images(other, DIMENSION).size());
    assertEquals(10, tested.images(other, DIMENSION).find(saved.keySet()).size());
    assertEquals(MODEL, images().model());
    assertEquals(0, tested.images(new ModelId("abcd", "unknown"), DIMENSION).size());
  }

  @Test
  void removedImagesAreNotFound() {
    Map<Long, EmbeddedImage> saved = save(20);
    List<Long> gone = List.copyOf(saved.keySet()).subList(0, 4);
    archive.collections().remove(gone);
    assertEquals(16, images().find(saved.keySet()).size());
    assertEquals(List.of(), archive.images(gone));
  }

  @Test
  void aSampleIsOfDistinctImagesOfAllSubjectsAndStaysTheSame() {
    Map<Long, EmbeddedImage> saved = save(480);
    List<ImageVector> sample = archive.samples().sample(MODEL, SearchFilter.NONE, 120);
    assertEquals(120, sample.size());
    Set<Long> ids = new HashSet<>();
    Set<Integer> subjects = new HashSet<>();
    for (ImageVector one : sample) {
      assertTrue(ids.add(one.image()), "twice: " + one.image());
      EmbeddedImage image = saved.get(one.image());
      assertArrayEquals(image.vector(), one.vector(), ROUNDING);
      String name = image.file().path().getFileName().toString();
      subjects.add(Integer.parseInt(name.replaceAll("\\D", "")) % 12);
    }
    assertTrue(subjects.size() >= 3, "of " + subjects.size() + " subjects only");
    assertEquals(
        sample.stream().map(ImageVector::image).toList(),
        archive.samples().sample(MODEL, SearchFilter.NONE, 120).stream()
            .map(ImageVector::image)
            .toList());
    assertEquals(70, images().sample(70).size());
  }

  @Test
  void aSampleOfFewImagesHasAllThatMatch() {
    Map<Long, EmbeddedImage> saved = save(50);
    SearchFilter filter = SearchFilter.NONE.withCollections(Set.of("collection 2"));
    Set<Long> expected = new HashSet<>();
    saved.forEach(
        (id, image) -> {
          if (image.file().collection().equals("collection 2")) {
            expected.add(id);
          }
        });
    Set<Long> sampled = new HashSet<>();
    archive.samples().sample(MODEL, filter, 500).forEach(one -> sampled.add(one.image()));
    assertEquals(expected, sampled);
    assertEquals(50, images().sample(1000).size());
  }

  @Test
  void strengthsOfConceptsAreThoseOfAllImages() {
    Map<Long, EmbeddedImage> saved = save(200);
    ConceptStrengths strengths = images().concepts();
    for (int concept = 0; concept < 3; concept++) {
      double sum = 0;
      int clear = 0;
      for (EmbeddedImage image : saved.values()) {
        double strength = (image.concepts()[concept] & 0xff) / 255.0;
        sum += strength;
        clear += strength >= 0.1 ? 1 : 0;
      }
      assertEquals(sum / saved.size(), strengths.means()[concept], 1e-9);
      assertEquals(clear, strengths.imagesWith(concept));
    }
    assertEquals(0, strengths.imagesWith(3));
  }

  private ArchiveVersion changed(Runnable change) {
    ArchiveVersion before = archive.version();
    assertEquals(before, archive.version());
    change.run();
    ArchiveVersion after = archive.version();
    assertNotEquals(before.images(), after.images());
    return after;
  }

  @Test
  void changesOfImagesByAnyProgramAreAnotherVersion() {
    List<EmbeddedImage> images = samples.varied(12);
    ArchiveVersion first = changed(() -> archive.save(MODEL, images.subList(0, 10)));
    ArchiveVersion second = changed(() -> tested.other().save(MODEL, images.subList(10, 12)));
    assertNotEquals(first.embeddings(), second.embeddings());
    assertEquals(second, images().version());
    long id = archive.images().get(0).id();
    Removal[] removal = new Removal[1];
    changed(() -> removal[0] = archive.collections().remove(List.of(id)));
    changed(() -> removal[0].undo());
    changed(() -> archive.collections().rename("collection 1", "harbors"));
    changed(
        () ->
            archive.updateFiles(
                List.of(
                    new FileUpdate(
                        SampleImages.file("collection 0", "image0.tif", "a pier"), List.of()))));
    changed(() -> archive.moveFile(Path.of("/archive/image2.tif"), Path.of("/archive/moved.tif")));
    changed(() -> archive.deleteFiles(List.of(Path.of("/archive/image3.tif"))));
  }

  @Test
  void whatPeopleAddIsNoOtherVersion() {
    save(5);
    ArchiveVersion before = archive.version();
    long id = archive.images().get(0).id();
    archive.tags().tag(List.of(id), "harbor");
    archive.feedback().rate("boats", id, RelevanceFeedback.Rating.RELEVANT);
    SearchRequest request =
        SearchRequest.of(
            new Query(List.of(new QueryTerm(QueryTerm.Kind.PHRASE, "boats", 1, false))), 10);
    archive.searches().save("boats", request);
    archive.searches().addToHistory(request, 1);
    assertEquals(before, archive.version());
  }
}

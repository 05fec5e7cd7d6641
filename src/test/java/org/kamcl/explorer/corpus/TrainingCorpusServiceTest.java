package org.kamcl.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.TrainingCorpora.CheckedCorpus;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.TinyCorpus;

/** Corpora of the workspace and the draft of the next run. */
class TrainingCorpusServiceTest {
  @TempDir private Path folder;

  private TrainingCorpusService service() {
    return new TrainingCorpusService(
        folder.resolve("workspace"),
        new Thumbnails(new ImageLoader(), collection -> BandRendering.DEFAULT),
        new ModelStore(folder.resolve("workspace/models"), Optional.empty()),
        Optional.empty());
  }

  private ImageRecord image(int number) {
    Path file = TinyCorpus.write(folder.resolve("images"), 12, 0);
    return ImageRecord.builder(number, "all", file.resolve(String.format("p%03d.jpg", number)))
        .build();
  }

  private static Corpus read(Path place) {
    return new CorpusReader(Optional.empty(), true).read(place);
  }

  @Test
  void imagesWithCaptionsBecomeACorpusThatIsReadAgain() {
    List<CaptionedImage> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(new CaptionedImage(image(i), "A \"large\" pier, number " + i));
    }
    Path place = service().add("My harbors!", images).run(JobContext.NONE);
    assertEquals("my-harbors", place.getFileName().toString());
    Corpus corpus = read(place);
    assertEquals(List.of(), corpus.problems());
    assertEquals(12, corpus.images().size());
    assertEquals(1, corpus.split("val").size());
    assertEquals(List.of("A \"large\" pier, number 3"), corpus.images().get(3).captions());
    assertEquals(List.of(place), service().made());
  }

  @Test
  void laterImagesAreAppendedAndCaptionsAreNotRepeated() {
    service().add("harbors", List.of(new CaptionedImage(image(1), "a pier"))).run(JobContext.NONE);
    Path place =
        service()
            .add(
                "harbors",
                List.of(
                    new CaptionedImage(image(1), "a pier "),
                    new CaptionedImage(image(1), "two boats"),
                    new CaptionedImage(image(2), "a lake")))
            .run(JobContext.NONE);
    Corpus corpus = read(place);
    assertEquals(
        List.of(List.of("a pier", "two boats"), List.of("a lake")),
        corpus.images().stream().map(i -> i.captions()).toList());
  }

  @Test
  void tilesOfOneSceneAreDifferentImages() {
    ImageRecord scene = image(0);
    ImageRecord left = scene.toBuilder().tile(Optional.of(new TileBounds(0, 0, 32, 32))).build();
    ImageRecord right = scene.toBuilder().tile(Optional.of(new TileBounds(32, 0, 32, 32))).build();
    Path place =
        service()
            .add(
                "tiles",
                List.of(new CaptionedImage(left, "left"), new CaptionedImage(right, "right")))
            .run(JobContext.NONE);
    Corpus corpus = read(place);
    assertEquals(2, corpus.images().size());
    ArgbImage written = service().image(corpus.images().get(0).path(), 64);
    assertEquals(32, written.width());
  }

  @Test
  void damagedTableIsNotReplaced() throws IOException {
    Path place =
        service()
            .add("harbors", List.of(new CaptionedImage(image(1), "a pier")))
            .run(JobContext.NONE);
    Path table = place.resolve("captions.csv");
    Files.writeString(table, "\"open.png,lost", StandardOpenOption.APPEND);
    String before = Files.readString(table);
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                service()
                    .add("harbors", List.of(new CaptionedImage(image(2), "a lake")))
                    .run(JobContext.NONE));
    assertTrue(e.is(CorpusStoreError.CORPUS_DAMAGED), e.getMessage());
    assertEquals(before, Files.readString(table));
  }

  @Test
  void nameWithoutLettersIsRefused() {
    KamclException e =
        assertThrows(
            KamclException.class, () -> service().add(" ../ ", List.of()).run(JobContext.NONE));
    assertTrue(e.is(CorpusStoreError.NAME_EMPTY), e.getMessage());
    assertFalse(Files.exists(folder.resolve("workspace/corpora")));
  }

  @Test
  void checkHasWordsAndConcepts() {
    Path place = TinyCorpus.write(folder.resolve("corpus"), 30, 4);
    CheckedCorpus checked = service().check(place, Optional.empty()).run(JobContext.NONE);
    assertEquals(34, checked.report().corpus().images().size());
    assertTrue(checked.words().vocabulary() > 3, checked.words().toString());
    assertTrue(
        checked.words().concepts().stream().anyMatch(c -> c.name().equals("boats")),
        checked.words().toString());
    assertEquals(List.of(), checked.words().unseen());
  }

  @Test
  void checkCanBeCancelled() {
    Path place = TinyCorpus.write(folder.resolve("corpus"), 10, 2);
    JobContext cancelled =
        new JobContext() {
          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {}

          @Override
          public void waiting(Problem reason) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class, () -> service().check(place, Optional.empty()).run(cancelled));
  }

  @Test
  void draftSurvivesARestart() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", "12");
    settings.put("batchSize", "many");
    TrainingDraft draft =
        new TrainingDraft(
            2,
            "Harbors",
            Optional.of("/data/harbors"),
            "default",
            "fine-tune",
            settings,
            "7",
            "cpu",
            Map.of("leaks", "KEEP"));
    assertEquals(Optional.empty(), service().draft());
    service().keepDraft(draft);
    assertEquals(Optional.of(draft), service().draft());
    service().discardDraft();
    assertEquals(Optional.empty(), service().draft());
  }

  @Test
  void damagedDraftIsNone() throws IOException {
    Path file = folder.resolve("workspace/training-draft.json");
    Files.createDirectories(file.getParent());
    for (String damaged : List.of("", "[]", "{\"step\":true}", "{", "{\"step\":1}")) {
      Files.writeString(file, damaged);
      assertEquals(Optional.empty(), service().draft(), damaged);
    }
  }
}

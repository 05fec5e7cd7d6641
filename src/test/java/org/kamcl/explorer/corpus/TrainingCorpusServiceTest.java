package org.kamcl.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
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
  void copiesAreMadeFromTheOriginalsAndShownInTheCheck() throws IOException {
    // The left half is red, the right half is blue, with a line of one pixel between them.
    BufferedImage large = new BufferedImage(1600, 800, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 800; y++) {
      for (int x = 0; x < 1600; x++) {
        large.setRGB(x, y, x < 800 ? 0xC00000 : 0x0000C0);
      }
    }
    BufferedImage small = large.getSubimage(760, 0, 80, 60);
    List<CaptionedImage> images = new ArrayList<>();
    for (BufferedImage pixels : List.of(large, small)) {
      Path file = folder.resolve("elsewhere").resolve(pixels.getWidth() + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(pixels, "png", file.toFile());
      images.add(
          new CaptionedImage(ImageRecord.builder(pixels.getWidth(), "all", file).build(), "two"));
    }
    Path place = service().add("copies", images).run(JobContext.NONE);
    List<CorpusImage> copies = read(place).images();
    assertTrue(copies.stream().allMatch(copy -> copy.path().startsWith(place)));
    BufferedImage first = ImageIO.read(copies.get(0).path().toFile());
    assertEquals(List.of(512, 256), List.of(first.getWidth(), first.getHeight()));
    assertEquals(0xC00000, first.getRGB(254, 100) & 0xFFFFFF, "as sharp as the original");
    assertEquals(0x0000C0, first.getRGB(257, 100) & 0xFFFFFF);
    BufferedImage second = ImageIO.read(copies.get(1).path().toFile());
    assertEquals(List.of(80, 60), List.of(second.getWidth(), second.getHeight()), "not enlarged");

    // What the wizard shows of them, also of a copy in the validation split or of a missing file.
    CheckedCorpus checked = service().check(place, Optional.empty()).run(JobContext.NONE);
    assertEquals(List.of(), checked.report().missing());
    assertEquals(List.of(), checked.report().unreadable());
    for (CorpusImage copy : copies) {
      ArgbImage shown = service().image(copy.path(), 160);
      assertTrue(Math.max(shown.width(), shown.height()) <= 160);
      assertEquals(0xFFC00000, shown.argb()[shown.width() / 4], copy.filename());
      assertEquals(0xFF0000C0, shown.argb()[shown.width() * 3 / 4], copy.filename());
    }
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

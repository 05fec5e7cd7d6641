package org.kamcl.engine.corpus.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.check.SuspiciousCaption.Reason;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.progress.ProgressListener;

/** Checks corpora with planted faults. */
class CorpusCheckTest {
  private static final WorkerPool POOL = new WorkerPool(2);

  @TempDir private Path folder;
  private final StringBuilder table = new StringBuilder("filename,caption,split\n");

  @AfterAll
  static void close() {
    POOL.close();
  }

  private void image(String name, String split, RgbImage image, String... captions)
      throws IOException {
    Files.write(
        folder.resolve(name),
        name.endsWith("png") ? ImageBytes.png(image) : ImageBytes.jpeg(image));
    captions(name, split, captions);
  }

  private void captions(String name, String split, String... captions) {
    for (String caption : captions) {
      table
          .append(name)
          .append(",\"")
          .append(caption.replace("\"", "\"\""))
          .append("\",")
          .append(split)
          .append('\n');
    }
  }

  /** An image that has no copy, with two captions. */
  private void plain(int number, String split) throws IOException {
    image(
        "plain" + number + ".png",
        split,
        CheckImages.landscape(1000 + number, 48),
        "many boats near a pier " + number % 7,
        "a green lake with trees " + number % 5);
  }

  private CorpusReport check() throws IOException {
    Files.writeString(folder.resolve("captions.csv"), table, StandardCharsets.UTF_8);
    return new CorpusCheck(POOL).check(folder, Optional.empty(), ProgressListener.NONE);
  }

  private static List<String> names(CopyGroup group) {
    return group.copies().stream().map(copy -> copy.image().filename()).toList();
  }

  @Test
  void cleanCorpusHasNoFindings() throws IOException {
    for (int i = 0; i < 12; i++) {
      plain(i, i < 9 ? "train" : "val");
    }
    CorpusReport report = check();
    assertEquals(List.of(), report.missing());
    assertEquals(List.of(), report.unreadable());
    assertEquals(List.of(), report.copies());
    assertEquals(List.of(), report.suspicious());
    assertEquals(List.of(), report.other());
    assertEquals(
        List.of(new CorpusReport.SplitSize("train", 9), new CorpusReport.SplitSize("val", 3)),
        report.splits());
    assertEquals(List.of(new CorpusReport.Shape(48, 48, 3, 12)), report.shapes());
    assertEquals(Map.of(2, 12), report.captions().perImage());
    assertEquals(List.of(), CheckDecisions.SAFE.exclusions(report));
  }

  @Test
  void missingAndBrokenFilesAreFoundAndBrokenOnesLeftOut() throws IOException {
    plain(0, "train");
    plain(1, "train");
    captions("gone.jpg", "train", "a pier");
    Files.write(folder.resolve("text.jpg"), "no image".getBytes(StandardCharsets.UTF_8));
    captions("text.jpg", "train", "a lake and trees");
    byte[] jpeg = ImageBytes.jpeg(CheckImages.landscape(5, 64));
    Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    captions("cut.jpg", "val", "a lake and boats");
    Files.write(folder.resolve("empty.png"), new byte[0]);
    captions("empty.png", "val", "a road and boats");
    CorpusReport report = check();
    assertEquals(1, report.missing().size());
    assertTrue(report.missing().get(0).is(CorpusError.IMAGE_MISSING));
    assertEquals(
        List.of("text.jpg", "cut.jpg", "empty.png"),
        report.unreadable().stream().map(u -> u.image().filename()).toList());
    assertEquals(
        List.of(
            new Exclusion("train", "text.jpg"),
            new Exclusion("val", "cut.jpg"),
            new Exclusion("val", "empty.png")),
        CheckDecisions.SAFE.exclusions(report));
  }

  @Test
  void leaksAreLeftOutOfTheSplitThatIsLearnedFrom() throws IOException {
    RgbImage inTest = CheckImages.landscape(1, 64);
    RgbImage inVal = CheckImages.landscape(2, 64);
    RgbImage twice = CheckImages.landscape(3, 64);
    image("a.png", "train", inTest, "boats near a pier");
    image("b.jpg", "test", CheckImages.resized(inTest, 80), "a pier with boats");
    image("c.png", "val", CheckImages.turned(inVal, 1), "trees around a lake");
    image("d.jpg", "train", inVal, "a lake with trees");
    image("e.png", "train", twice, "a road");
    image("f.jpg", "train", twice, "a long road");
    image("g.png", "val", CheckImages.landscape(4, 64), "a stadium");
    CorpusReport report = check();
    assertEquals(
        List.of(List.of("a.png", "b.jpg"), List.of("c.png", "d.jpg")),
        report.leaks().stream().map(CorpusCheckTest::names).toList());
    assertTrue(report.leaks().get(1).copies().get(1).turned());
    assertEquals(
        List.of(List.of("e.png", "f.jpg")),
        report.duplicates().stream().map(CorpusCheckTest::names).toList());
    assertEquals(
        List.of(new Exclusion("train", "a.png"), new Exclusion("train", "d.jpg")),
        CheckDecisions.SAFE.exclusions(report));
    assertEquals(
        List.of(new Exclusion("test", "b.jpg"), new Exclusion("val", "c.png")),
        new CheckDecisions(
                CheckDecisions.Leaks.LEAVE_OUT_OF_EVALUATION,
                CheckDecisions.Duplicates.KEEP,
                CheckDecisions.Suspicious.KEEP)
            .exclusions(report));
    assertEquals(
        List.of(new Exclusion("train", "f.jpg")),
        new CheckDecisions(
                CheckDecisions.Leaks.KEEP,
                CheckDecisions.Duplicates.LEAVE_OUT,
                CheckDecisions.Suspicious.KEEP)
            .exclusions(report));
  }

  @Test
  void fileThatIsListedInTwoSplitsIsALeak() throws IOException {
    plain(0, "train");
    plain(1, "val");
    captions("plain1.png", "train", "a second entry");
    CorpusReport report = check();
    assertEquals(1, report.leaks().size());
    assertEquals(
        List.of(new Exclusion("train", "plain1.png")), CheckDecisions.SAFE.exclusions(report));
  }

  @Test
  void sizesAndBandsAreCounted() throws IOException {
    image("a.png", "train", CheckImages.landscape(1, 64), "boats near a pier");
    image("b.png", "train", CheckImages.landscape(2, 64), "a lake");
    image("c.jpg", "train", CheckImages.landscape(3, 80), "a road here");
    assertEquals(
        List.of(new CorpusReport.Shape(64, 64, 3, 2), new CorpusReport.Shape(80, 80, 3, 1)),
        check().shapes());
  }

  @Test
  void suspiciousCaptionsAreFoundByReason() throws IOException {
    for (int i = 0; i < 110; i++) {
      plain(i, "train");
    }
    List<String> faults =
        List.of(
            "airport",
            "plain1.png",
            "plain1",
            "ein gr\u00c3\u00bcner See mit vielen Bäumen daneben".replace("ä", "a"),
            "viele Boote liegen nahe einem langen Steg",
            "\u6e56\u8fb9\u6709\u5f88\u591a\u6811",
            "many boats near a pier ".repeat(14));
    captions("plain1.png", "train", faults.toArray(String[]::new));
    CorpusReport report = check();
    Map<String, Reason> found = new LinkedHashMap<>();
    report.suspicious().stream()
        .filter(s -> s.reason() != Reason.SHARED)
        .forEach(s -> found.put(s.caption(), s.reason()));
    Map<String, Reason> expected = new LinkedHashMap<>();
    expected.put(faults.get(0), Reason.ONE_WORD);
    expected.put(faults.get(1), Reason.FILE_NAME);
    expected.put(faults.get(2), Reason.FILE_NAME);
    expected.put(faults.get(3), Reason.ENCODING);
    expected.put(faults.get(4), Reason.OTHER_LANGUAGE);
    expected.put(faults.get(5), Reason.OTHER_SCRIPT);
    expected.put(faults.get(6).strip(), Reason.VERY_LONG);
    assertEquals(expected, found);
    CheckDecisions strict =
        new CheckDecisions(
            CheckDecisions.Leaks.KEEP,
            CheckDecisions.Duplicates.KEEP,
            CheckDecisions.Suspicious.LEAVE_OUT);
    assertEquals(List.of(new Exclusion("train", "plain1.png")), strict.exclusions(report));
  }

  @Test
  void captionsOfManyImagesAndRepeatedOnesAreCounted() throws IOException {
    for (int i = 0; i < 30; i++) {
      image(
          "s" + i + ".png",
          "train",
          CheckImages.landscape(i, 32),
          i < 25 ? "Many buildings." : "a house number " + i,
          i < 4 ? "many buildings" : "a street number " + i);
    }
    CorpusReport report = check();
    assertEquals(4, report.captions().repeating());
    assertEquals(60, report.captions().captions());
    SuspiciousCaption shared = report.suspicious().get(0);
    assertEquals(1, report.suspicious().size());
    assertEquals(Reason.SHARED, shared.reason());
    assertEquals(25, shared.images());
    assertEquals("Many buildings.", shared.caption());
    assertEquals(List.of(), CheckDecisions.SAFE.exclusions(report));
  }

  @Test
  void captionsOfACorpusInChineseAreNotSuspicious() throws IOException {
    for (int i = 0; i < 6; i++) {
      image(
          "s" + i + ".png",
          "train",
          CheckImages.landscape(i, 32),
          "\u6e56\u8fb9\u6709\u5f88\u591a\u6811" + i);
    }
    assertEquals(List.of(), check().suspicious());
  }

  @Test
  void cancellingEndsTheCheck() throws IOException {
    for (int i = 0; i < 20; i++) {
      plain(i, "train");
    }
    Files.writeString(folder.resolve("captions.csv"), table, StandardCharsets.UTF_8);
    List<Long> seen = new ArrayList<>();
    ProgressListener cancelling =
        (stage, done, total, item) -> {
          seen.add(done);
          if (done > 0) {
            throw new CancellationException();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> new CorpusCheck(POOL).check(folder, Optional.empty(), cancelling));
    assertEquals(
        1, seen.stream().filter(done -> done > 0).count(), "the listener is not called again");
  }
}

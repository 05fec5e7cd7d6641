package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.csv.CsvError;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileError;
import org.kamcl.support.Pipes;

class CorpusReaderTest extends CorpusFolder {
  private static final String RSICD =
      """
      {"images": [
        {"filename": "a.jpg", "imgid": 0, "split": "train", "sentences": [
          {"tokens": ["one"], "raw": " A pier . "}, {"raw": "Boats."}]},
        {"filename": "b.jpg", "split": "val", "sentences": [{"raw": "A lake."}, {"raw": "Water."}]}
      ], "dataset": "rsicd"}
      """;

  @Test
  void officialJsonIsReadWithItsSplits() throws IOException {
    write("dataset_rsicd.json", RSICD);
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.DATASET_JSON, corpus.format());
    assertEquals(Set.of("train", "val"), corpus.splits());
    assertEquals(List.of("A pier .", "Boats."), corpus.split("train").get(0).captions());
    assertEquals(folder.resolve("images/a.jpg"), corpus.split("train").get(0).path());
    assertEquals(4, corpus.captionCount());
    assertEquals(List.of(), corpus.problems());
  }

  @Test
  void nwpuCaptionsAreReadByCategory() throws IOException {
    write(
        "dataset_nwpu.json",
        """
        {"airplane": [{"filename": "airplane_1.jpg", "imgid": 1, "split": "train",
           "raw": "one", "raw_1": "two", "raw_2": "three", "raw_3": "four", "raw_4": "five"}],
         "lake": [{"filename": "lake_1.jpg", "split": "test",
           "raw": "1", "raw_1": "2", "raw_2": "3", "raw_3": "4", "raw_4": "5"}]}
        """);
    images("airplane/airplane_1.jpg", "lake/lake_1.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.NWPU_JSON, corpus.format());
    assertEquals(
        List.of("one", "two", "three", "four", "five"), corpus.split("train").get(0).captions());
    assertEquals(folder.resolve("images/lake/lake_1.jpg"), corpus.split("test").get(0).path());
  }

  @ParameterizedTest
  @CsvSource({"a.jpg|a.jpg|b.jpg|b.jpg", "a.jpg|b.jpg"})
  void captionFilesPairWithNamesPerLineOrPerRun(String names) throws IOException {
    write("train_caps.txt", "one\ntwo\nthree\nfour\n");
    write("train_filename.txt", names.replace('|', '\n') + "\n");
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.CAPS_TXT, corpus.format());
    assertEquals(List.of("one", "two"), corpus.images().get(0).captions());
    assertEquals(List.of("three", "four"), corpus.images().get(1).captions());
    assertEquals(List.of(), corpus.problems());
  }

  @Test
  void csvSupportsQuotesAndSplits() throws IOException {
    write(
        "captions.csv",
        "filename,caption,split\r\n"
            + "a.jpg,\"A pier, \"\"long\"\"\n"
            + "and old\",train\r\n"
            + "b.jpg,Boats,\r\n");
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.CSV, corpus.format());
    assertEquals(List.of("A pier, \"long\"\nand old"), corpus.split("train").get(0).captions());
    assertEquals("b.jpg", corpus.split("test").get(0).filename());
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void csvSupportsOtherSeparators(String separator) throws IOException {
    write("c.csv", "\ufefffilename" + separator + "caption\na.jpg" + separator + "A, b\n");
    images("a.jpg");
    assertEquals(List.of("A, b"), read().images().get(0).captions());
  }

  @Test
  void officialJsonIsPreferredUnlessAFormatIsRequested() throws IOException {
    write("dataset_rsicd.json", RSICD);
    write("test_caps.txt", "From the list\n");
    write("test_filename.txt", "a.jpg\n");
    write("more.csv", "filename,caption\na.jpg,From the table\n");
    write("notes.csv", "x,y\n1,2\n");
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.DATASET_JSON, corpus.format());
    assertTrue(corpus.choice().is(CorpusError.READING_ONE_OF_SEVERAL));
    assertEquals(List.of("test_caps.txt", "more.csv"), corpus.choice().arguments().get(2));
    Corpus listed = new CorpusReader(Optional.of(CorpusFormat.CAPS_TXT), true).read(folder);
    assertEquals(List.of("From the list"), listed.images().get(0).captions());
    Corpus table = new CorpusReader(Optional.of(CorpusFormat.CSV), true).read(folder);
    assertEquals(List.of("From the table"), table.images().get(0).captions());
  }

  @Test
  void missingImageIsReportedWithItsLine() throws IOException {
    write("dataset_rsicd.json", RSICD);
    images("a.jpg");
    Corpus corpus = read();
    assertOneProblem(corpus, CorpusError.IMAGE_MISSING, "dataset_rsicd.json", 4, "b.jpg");
    assertEquals(1, corpus.images().size());
    assertEquals(2, captionsOnly().images().size());
  }

  @Test
  void unusualNumberOfCaptionsIsReportedAndUsed() throws IOException {
    write("c.csv", "filename,caption\na.jpg,1\na.jpg,2\nb.jpg,1\nb.jpg,2\nc.jpg,1\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CorpusError.UNUSUAL_CAPTION_COUNT, "c.csv", 6, "c.jpg", 1, 2);
    assertEquals(5, corpus.captionCount());
  }

  @Test
  void incompleteTableRowIsSkipped() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\nb.jpg\nc.jpg,three\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CsvError.COLUMN_COUNT, "c.csv", 3, 1, 2);
    assertEquals(2, corpus.images().size());
  }

  @Test
  void unclosedQuoteSkipsOneRowOnly() throws IOException {
    write("c.csv", "filename,caption\na.jpg,\"one\nb.jpg,two\nc.jpg,three\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CsvError.QUOTE_NOT_CLOSED, "c.csv", 2);
    assertEquals(2, corpus.images().size());
  }

  @Test
  void damagedJsonEntryIsSkipped() throws IOException {
    write("dataset_x.json", RSICD.replace("\"filename\": \"a.jpg\", ", ""));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CorpusError.JSON_ENTRY_UNUSABLE, "dataset_x.json", 2);
    assertEquals(1, corpus.images().size());
  }

  @Test
  void truncatedJsonIsUsedUpToItsEnd() throws IOException {
    write("dataset_x.json", RSICD.substring(0, RSICD.indexOf("A lake")));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CorpusError.JSON_DAMAGED, "dataset_x.json", 4);
    assertEquals("a.jpg", corpus.images().get(0).filename());
  }

  @Test
  void emptyCaptionsAndImagesWithoutCaptionsAreReported() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\nb.jpg,\n");
    Corpus corpus = captionsOnly();
    assertEquals(1, corpus.images().size());
    assertEquals(2, corpus.problems().size());
    assertProblem(corpus.problems().get(0), CorpusError.EMPTY_CAPTION, "c.csv", 3, "b.jpg");
    assertProblem(corpus.problems().get(1), CorpusError.NO_CAPTION, "c.csv", 3, "b.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.jpg", "/etc/passwd", "x/../../y.jpg"})
  void pathOutsideTheCorpusIsSkipped(String name) throws IOException {
    write("c.csv", "filename,caption\n" + name + ",one\nb.jpg,two\n");
    Corpus corpus = captionsOnly();
    assertEquals(List.of("b.jpg"), corpus.images().stream().map(CorpusImage::filename).toList());
    assertProblem(corpus.problems().get(0), CorpusError.OUTSIDE_CORPUS, "c.csv", 2, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void unicodeIsReadWithItsByteOrderMark(String charset) throws IOException {
    byte[] text = "\ufefffilename,caption\na.jpg,Caf\u00e9\n".getBytes(Charset.forName(charset));
    Files.write(folder.resolve("c.csv"), text);
    Corpus corpus = new CorpusReader(Optional.empty(), false).read(folder.resolve("c.csv"));
    assertEquals(List.of("Caf\u00e9"), corpus.images().get(0).captions());
    assertEquals(List.of(), corpus.problems());
  }

  @Test
  void otherEncodingIsReadAsWindows1252AndReported() throws IOException {
    Files.write(
        folder.resolve("c.csv"),
        "filename,caption\na.jpg,x\nb.jpg,Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CorpusError.NOT_UTF8, "c.csv", 3);
    assertEquals(List.of("Caf\u00e9"), corpus.images().get(1).captions());
  }

  @Test
  void listsThatWereNotDownloadedAreNamed() throws IOException {
    write("dataset_x.json", "version https://example.org/spec/v1\noid sha256:0\nsize 1\n");
    assertTrue(assertThrows(KamclException.class, this::read).is(FileError.GIT_LFS_POINTER));
    Files.delete(folder.resolve("dataset_x.json"));
    write("captions.csv", "<!DOCTYPE html>\n<html></html>\n");
    assertTrue(assertThrows(KamclException.class, this::read).is(FileError.WEB_PAGE));
  }

  @Test
  @Timeout(20)
  void pipesAreRefusedOrPassedOver() throws IOException {
    write("dataset_rsicd.json", RSICD);
    for (String name : List.of("captions.csv", "x.json", "x_caps.txt")) {
      Pipes.create(folder.resolve(name));
    }
    assertEquals(4, captionsOnly().captionCount());
    KamclException e =
        assertThrows(
            KamclException.class,
            () -> new CorpusReader(Optional.empty(), false).read(folder.resolve("x.json")));
    assertTrue(e.is(FileError.NOT_REGULAR), e.getMessage());
  }

  @Test
  void folderOfImagesPointsToTheCaptionsAboveIt() throws IOException {
    write("dataset_rsicd.json", RSICD);
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.createFile(images.resolve("a.jpg"));
    Path deeper = Files.createDirectories(images.resolve("train"));
    for (Path place : List.of(images, deeper)) {
      KamclException e =
          assertThrows(
              KamclException.class, () -> new CorpusReader(Optional.empty(), false).read(place));
      assertEquals(CorpusError.CORPUS_ABOVE, e.code());
      assertEquals(
          List.of(place, folder.toAbsolutePath().normalize()).toString(), e.arguments().toString());
    }
  }

  @Test
  void folderWithoutCorpusListsTheFormats() {
    KamclException e = assertThrows(KamclException.class, this::read);
    assertEquals(CorpusError.NO_CORPUS_IN_FOLDER, e.code());
    assertTrue(e.getMessage().contains("dataset_*.json"), e.getMessage());
    assertTrue(e.getMessage().contains("filename, caption"), e.getMessage());
  }

  @Test
  void corpusWithoutUsableImagesNamesTheFirstProblem() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\n");
    KamclException e = assertThrows(KamclException.class, this::read);
    assertEquals(CorpusError.NO_USABLE_IMAGE_BECAUSE, e.code());
    assertTrue(e.getMessage().contains("\"a.jpg\" is missing"), e.getMessage());
  }

  @Test
  void corruptedFilesFailWithAnErrorCodeOnly() throws IOException {
    Random random = new Random(5);
    byte[] good = RSICD.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 400; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i <= round % 20; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      for (String name : List.of("dataset_x.json", "x_caps.txt", "x_filename.txt", "x.csv")) {
        // In place, since all have the same length: a new file takes a millisecond.
        Files.write(
            folder.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      for (CorpusFormat format : CorpusFormat.values()) {
        try {
          new CorpusReader(Optional.of(format), false).read(folder);
        } catch (KamclException e) {
          assertTrue(e.getMessage().endsWith("."), e.getMessage());
        }
      }
    }
  }

  @Test
  void deeplyNestedJsonFailsWithoutACrash() throws IOException {
    write("dataset_x.json", "{\"images\": " + "[".repeat(200_000));
    assertThrows(KamclException.class, this::captionsOnly);
  }
}

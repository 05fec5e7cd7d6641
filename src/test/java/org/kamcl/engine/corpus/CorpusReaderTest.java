package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.EngineException;

class CorpusReaderTest {
  private static final String RSICD =
      """
      {"images": [
        {"filename": "a.jpg", "imgid": 0, "split": "train", "sentences": [
          {"tokens": ["one"], "raw": " A pier . "}, {"raw": "Boats."}]},
        {"filename": "b.jpg", "split": "val", "sentences": [{"raw": "A lake."}, {"raw": "Water."}]}
      ], "dataset": "rsicd"}
      """;

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void images(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve("images").resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[] {1});
    }
  }

  private Corpus read() {
    return new CorpusReader(Optional.empty(), true).read(folder);
  }

  private Corpus captionsOnly() {
    return new CorpusReader(Optional.empty(), false).read(folder);
  }

  private static List<String> problems(Corpus corpus) {
    return corpus.problems().stream()
        .map(p -> p.file().getFileName() + ":" + p.line() + ": " + p.message())
        .toList();
  }

  private static void assertOneProblem(Corpus corpus, String place, String saying) {
    assertEquals(1, corpus.problems().size(), problems(corpus)::toString);
    String problem = problems(corpus).get(0);
    assertTrue(problem.startsWith(place + ": ") && problem.contains(saying), problem);
  }

  @Test
  void theOfficialJsonIsReadWithItsSplits() throws IOException {
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
  void captionListsPairWithANameALineOrANameARun(String names) throws IOException {
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
  void aCsvMayQuoteAndMayNameSplits() throws IOException {
    write(
        "captions.csv",
        "filename,caption,split\r\na.jpg,\"A pier, \"\"long\"\"\nand old\",train\r\nb.jpg,Boats,\r\n");
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.CSV, corpus.format());
    assertEquals(List.of("A pier, \"long\"\nand old"), corpus.split("train").get(0).captions());
    assertEquals("b.jpg", corpus.split("test").get(0).filename());
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void aCsvMayUseOtherSeparators(String separator) throws IOException {
    write("c.csv", "\ufefffilename" + separator + "caption\na.jpg" + separator + "A, b\n");
    images("a.jpg");
    assertEquals(List.of("A, b"), read().images().get(0).captions());
  }

  @Test
  void theOfficialJsonWinsTheChoiceIsToldAndTheFormatOverrides() throws IOException {
    write("dataset_rsicd.json", RSICD);
    write("test_caps.txt", "From the list\n");
    write("test_filename.txt", "a.jpg\n");
    write("more.csv", "filename,caption\na.jpg,From the table\n");
    write("notes.csv", "x,y\n1,2\n");
    images("a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.DATASET_JSON, corpus.format());
    assertTrue(corpus.choice().contains("test_caps.txt, more.csv"), corpus.choice());
    Corpus listed = new CorpusReader(Optional.of(CorpusFormat.CAPS_TXT), true).read(folder);
    assertEquals(List.of("From the list"), listed.images().get(0).captions());
    Corpus table = new CorpusReader(Optional.of(CorpusFormat.CSV), true).read(folder);
    assertEquals(List.of("From the table"), table.images().get(0).captions());
  }

  @Test
  void aMissingImageIsReportedWithItsLine() throws IOException {
    write("dataset_rsicd.json", RSICD);
    images("a.jpg");
    Corpus corpus = read();
    assertOneProblem(corpus, "dataset_rsicd.json:4", "'b.jpg' is missing");
    assertEquals(1, corpus.images().size());
    assertEquals(2, captionsOnly().images().size());
  }

  @Test
  void anUnusualNumberOfCaptionsIsReportedAndUsed() throws IOException {
    write("c.csv", "filename,caption\na.jpg,1\na.jpg,2\nb.jpg,1\nb.jpg,2\nc.jpg,1\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "c.csv:6", "'c.jpg' has 1 captions where others have 2");
    assertEquals(5, corpus.captionCount());
  }

  @Test
  void aBrokenLineOfATableIsLeftOut() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\nb.jpg\nc.jpg,three\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "c.csv:3", "1 columns instead of 2");
    assertEquals(2, corpus.images().size());
  }

  @Test
  void anOpenQuoteCostsOneRowOnly() throws IOException {
    write("c.csv", "filename,caption\na.jpg,\"one\nb.jpg,two\nc.jpg,three\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "c.csv:2", "never closed");
    assertEquals(2, corpus.images().size());
  }

  @Test
  void aBrokenEntryOfAJsonIsLeftOut() throws IOException {
    write("dataset_x.json", RSICD.replace("\"filename\": \"a.jpg\", ", ""));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "dataset_x.json:2", "left out");
    assertEquals(1, corpus.images().size());
  }

  @Test
  void aJsonThatBreaksOffIsUsedUpToThere() throws IOException {
    write("dataset_x.json", RSICD.substring(0, RSICD.indexOf("A lake")));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "dataset_x.json:4", "broken here");
    assertEquals("a.jpg", corpus.images().get(0).filename());
  }

  @Test
  void listsOfUnequalLengthAreUsedAsFarAsTheyPair() throws IOException {
    write("test_caps.txt", "one\ntwo\nthree\n");
    write("test_filename.txt", "a.jpg\nb.jpg\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "test_caps.txt:0", "3 captions for the 2 names");
    assertEquals(2, corpus.captionCount());
  }

  @Test
  void aListWithoutItsPartnerIsLeftOut() throws IOException {
    write("test_caps.txt", "one\n");
    write("val_caps.txt", "one\n");
    write("val_filename.txt", "a.jpg\n");
    assertOneProblem(captionsOnly(), "test_caps.txt:0", "no test_filename.txt");
  }

  @Test
  void emptyCaptionsAndImagesWithoutAnyAreReported() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\nb.jpg,\n");
    Corpus corpus = captionsOnly();
    assertEquals(1, corpus.images().size());
    assertTrue(problems(corpus).toString().contains("c.csv:3: an empty caption of 'b.jpg'"));
    assertTrue(problems(corpus).toString().contains("'b.jpg' has no caption"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.jpg", "/etc/passwd", "x/../../y.jpg"})
  void aNameThatLeadsOutOfTheCorpusIsLeftOut(String name) throws IOException {
    write("c.csv", "filename,caption\n" + name + ",one\nb.jpg,two\n");
    Corpus corpus = captionsOnly();
    assertEquals(List.of("b.jpg"), corpus.images().stream().map(CorpusImage::filename).toList());
    assertTrue(problems(corpus).get(0).startsWith("c.csv:2: the file name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void unicodeIsReadWithItsMark(String charset) throws IOException {
    byte[] text = "\ufefffilename,caption\na.jpg,Caf\u00e9\n".getBytes(Charset.forName(charset));
    Files.write(folder.resolve("c.csv"), text);
    Corpus corpus = new CorpusReader(Optional.empty(), false).read(folder.resolve("c.csv"));
    assertEquals(List.of("Caf\u00e9"), corpus.images().get(0).captions());
    assertEquals(List.of(), corpus.problems());
  }

  @Test
  void anotherEncodingIsReadAsWindows1252AndReportedWithItsLine() throws IOException {
    Files.write(
        folder.resolve("c.csv"),
        "filename,caption\na.jpg,x\nb.jpg,Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, "c.csv:3", "not UTF-8");
    assertEquals(List.of("Caf\u00e9"), corpus.images().get(1).captions());
  }

  @Test
  void aFolderWithoutACorpusSaysWhatIsKnown() {
    EngineException e = assertThrows(EngineException.class, this::read);
    assertTrue(e.getMessage().contains("dataset_*.json"), e.getMessage());
    assertTrue(e.getMessage().contains("filename,caption"), e.getMessage());
  }

  @Test
  void aCorpusWithoutUsableImagesSaysWhy() throws IOException {
    write("c.csv", "filename,caption\na.jpg,one\n");
    EngineException e = assertThrows(EngineException.class, this::read);
    assertTrue(e.getMessage().contains("'a.jpg' is missing"), e.getMessage());
  }

  @Test
  void noBytesWhateverMakeAReaderFailWithoutASentence() throws IOException {
    Random random = new Random(5);
    byte[] good = RSICD.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 400; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i <= round % 20; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      for (String name : List.of("dataset_x.json", "x_caps.txt", "x_filename.txt", "x.csv")) {
        Files.write(folder.resolve(name), bytes);
      }
      for (CorpusFormat format : CorpusFormat.values()) {
        try {
          new CorpusReader(Optional.of(format), false).read(folder);
        } catch (EngineException e) {
          assertTrue(e.getMessage().endsWith("."), e.getMessage());
        }
      }
    }
  }

  @Test
  void deeplyNestedJsonIsAProblemAndNoCrash() throws IOException {
    write("dataset_x.json", "{\"images\": " + "[".repeat(200_000));
    assertThrows(EngineException.class, this::captionsOnly);
  }
}

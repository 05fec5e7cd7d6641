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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.csv.CsvError;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileError;
import org.kamcl.support.FileNameEncoding;
import org.kamcl.support.Pipes;

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
      Path file = folder.resolve("images").resolve(name).normalize();
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

  private static void assertOneProblem(
      Corpus corpus, ErrorCode code, String file, Object... arguments) {
    assertEquals(1, corpus.problems().size(), corpus.problems()::toString);
    assertProblem(corpus.problems().get(0), code, file, arguments);
  }

  /** Checks the code of a problem, its file and its other arguments. */
  private static void assertProblem(
      Problem problem, ErrorCode code, String file, Object... arguments) {
    assertTrue(problem.is(code), problem.toString());
    assertTrue(problem.arguments().get(0).toString().endsWith(file), problem.toString());
    assertEquals(List.of(arguments), problem.arguments().subList(1, problem.arguments().size()));
  }

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

  private static String lines(String compact) {
    return compact.replace(' ', '\n') + "\n";
  }

  private void writeLists(String names, String captions) throws IOException {
    write("test_filename.txt", lines(names).replace("_", ""));
    write("test_caps.txt", lines(captions).replace("_", ""));
  }

  /** Names and captions separated by spaces; an underscore stands for a blank line. */
  @ParameterizedTest
  @CsvSource({
    "a b _, 1 2 3 4",
    "a b, 1 2 3 4 _",
    "a b _ _, 1 2 3 4 _ _ _",
    "a a _ b b, 1 2 _ 3 4",
  })
  void blankLinesThatCannotMoveCaptionsAreIgnored(String names, String captions)
      throws IOException {
    writeLists(names, captions);
    Corpus corpus = captionsOnly();
    assertEquals(
        List.of(List.of("1", "2"), List.of("3", "4")),
        corpus.images().stream().map(CorpusImage::captions).toList());
    assertEquals(List.of("a", "b"), corpus.images().stream().map(CorpusImage::filename).toList());
  }

  /** The expected problem has the line of the blank line, or that of the last caption. */
  @ParameterizedTest
  @CsvSource({
    "a b, 1 2 3, NAME_COUNT_MISMATCH, test_caps.txt, 3",
    "a b c d, 1 2 3, NAME_COUNT_MISMATCH, test_caps.txt, 3",
    "a a b b, 1 2 3, NAME_COUNT_MISMATCH, test_caps.txt, 3",
    "a b, 1 2 _ 3 4, BLANK_LINE, test_caps.txt, 3",
    "a _ b, 1 2 3 4 5 6, BLANK_LINE, test_filename.txt, 2",
    "a _ b, 1 2 3 4, BLANK_LINE, test_filename.txt, 2",
    "a a b b, 1 _ 2 3 4, BLANK_LINE, test_caps.txt, 2",
    "a b c _ d, 1 _ 2 3 4, BLANK_LINE, test_filename.txt, 4",
    "a b, 1 _ 2 _ 3 4 5 6, BLANK_LINE, test_caps.txt, 2",
    "_ a, 1 2, BLANK_LINE, test_filename.txt, 1",
  })
  void listsThatCanBePairedInSeveralWaysAreRefusedWithTheLine(
      String names, String captions, CorpusError code, String file, int line) throws IOException {
    writeLists(names, captions);
    write("val_filename.txt", "v.jpg\n");
    write("val_caps.txt", "other\n");
    Corpus corpus = captionsOnly();
    assertEquals(List.of("v.jpg"), corpus.images().stream().map(CorpusImage::filename).toList());
    assertEquals(1, corpus.problems().size(), corpus.problems()::toString);
    Problem problem = corpus.problems().get(0);
    assertTrue(problem.is(code), problem.toString());
    assertEquals(Optional.of(folder.resolve(file)), problem.file());
    assertEquals(line, problem.arguments().get(1));
  }

  @Test
  void blankLinesForMissingNamesAndCaptionsAreReported() throws IOException {
    writeLists("a a _ b b", "1 2 3 4 _");
    write("test_caps.txt", "1\n2\n3\n4\n5\n");
    Corpus corpus = captionsOnly();
    assertOneProblem(corpus, CorpusError.EMPTY_NAME, "test_filename.txt", 3);
    assertEquals(List.of("4", "5"), corpus.images().get(1).captions());
    writeLists("a a b b", "1 _ 3 4");
    corpus = captionsOnly();
    assertProblem(corpus.problems().get(0), CorpusError.EMPTY_CAPTION, "test_caps.txt", 2, "a");
    assertEquals(List.of("3", "4"), corpus.images().get(1).captions());
  }

  @Test
  void captionFileWithoutNameFileIsSkipped() throws IOException {
    write("test_caps.txt", "one\n");
    write("val_caps.txt", "one\n");
    write("val_filename.txt", "a.jpg\n");
    assertOneProblem(
        captionsOnly(), CorpusError.NAME_FILE_MISSING, "test_caps.txt", "test_filename.txt");
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

  private List<List<String>> captions() {
    return read().images().stream().map(CorpusImage::captions).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'images': [{'filename': 'a.jpg', 'split': 'test', 'sentences': ['1', '2']},"
            + " {'filename': 'b.jpg', 'split': 'test', 'sentences': [{'raw': '3'}, '4']}]}",
        "[{'filename': 'a.jpg', 'captions': ['1', '2']},"
            + " {'file_name': 'b.jpg', 'sentences': [{'caption': '3'}, {'text': '4'}]}]",
        "[{'image': 'a.jpg', 'caption': '1'}, {'image': 'a.jpg', 'caption': '2'},"
            + " {'image': 'images/b.jpg', 'caption': ['3', '4']}]",
        "{'info': {'year': 2014}, 'images': [{'id': 9, 'file_name': 'b.jpg'},"
            + " {'id': 7, 'file_name': 'a.jpg'}], 'annotations': [{'image_id': 7, 'caption': '1'},"
            + " {'image_id': 7, 'caption': '2'}, {'image_id': 9, 'caption': '3'},"
            + " {'image_id': 9, 'caption': '4'}]}",
        "{'annotations': [{'image_id': 'x', 'caption': '1'}, {'image_id': 'x', 'caption': '2'},"
            + " {'image_id': 'y', 'caption': '3'}, {'image_id': 'y', 'caption': '4'}],"
            + " 'images': [{'id': 'x', 'file_name': 'a.jpg'}, {'id': 'y', 'file_name': 'b.jpg'}]}",
        "{'splits': ['test'], 'data': [{'img': 'a.jpg', 'captions': ['1', '2']},"
            + " {'img': 'b.jpg', 'captions': ['3', '4']}]}",
        "{'images': [{'filepath': 'images', 'filename': 'a.jpg', 'sentences': ['1', '2']},"
            + " {'filepath': 'images', 'filename': 'b.jpg', 'sentences': ['3', '4']}]}"
      })
  void publishedSpellingsOfJsonAreRead(String json) throws IOException {
    write("captions_test.json", json.replace('\'', '"'));
    images("a.jpg", "b.jpg");
    assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), captions());
    Corpus named =
        new CorpusReader(Optional.empty(), true).read(folder.resolve("captions_test.json"));
    assertEquals(Set.of("test"), named.splits());
    assertEquals(List.of(), named.problems());
  }

  @Test
  void filesOfCocoAreOneCorpusWithTheSplitsOfTheirNames() throws IOException {
    String json =
        "{\"images\": [{\"id\": 1, \"file_name\": \"%s\"}],\n"
            + " \"annotations\": [{\"image_id\": 1, \"caption\": \"x\"},\n"
            + " {\"image_id\": 2, \"caption\": \"y\"}]}";
    write("captions_train2017.json", json.formatted("a.jpg"));
    write("captions_val2017.json", json.formatted("b.jpg"));
    write("concepts.json", "[\"pier\", \"boat\"]");
    images("train2017/a.jpg", "b.jpg");
    Corpus corpus = read();
    assertEquals(CorpusFormat.COCO_JSON, corpus.format());
    assertEquals("a.jpg", corpus.split("train").get(0).filename());
    assertEquals("b.jpg", corpus.split("val").get(0).filename());
    assertProblem(
        corpus.problems().get(0),
        CorpusError.JSON_IMAGE_UNKNOWN,
        "captions_train2017.json",
        3,
        "2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"filename\": \"a.jpg\", \"captions\": [\"1\"]}\\n{\"filename\": \"b.jpg\"}"
            + "|JSON_HAS_MORE_DOCUMENTS|2",
        "[\"pier\", \"boat\"]|JSON_WITHOUT_IMAGES|",
        "{\"a.jpg\": \"1\"}|JSON_WITHOUT_IMAGES|",
        "3|JSON_WITHOUT_IMAGES|",
        "\\n[{\"filename\": \"a.jpg\"}]|JSON_ENTRY_UNUSABLE|2",
        "{\"images\": [{\"id\": 1, \"file_name\": \"a.jpg\"}], \"annotations\": []}"
            + "|JSON_ENTRY_UNUSABLE|1",
        "{\"images\": [|JSON_DAMAGED|1"
      })
  void otherJsonIsNamedForWhatItIs(String json, CorpusError code, Integer line) throws IOException {
    Path file = write("x.json", json.replace("\\n", "\n"));
    KamclException e =
        assertThrows(
            KamclException.class, () -> new CorpusReader(Optional.empty(), false).read(file));
    Problem first = (Problem) e.arguments().get(1);
    assertTrue(first.is(code), first.toString());
    if (code == CorpusError.JSON_HAS_MORE_DOCUMENTS) {
      KamclException inFolder = assertThrows(KamclException.class, this::captionsOnly);
      assertEquals(e.arguments(), inFolder.arguments());
    }
    if (line != null) {
      assertEquals(line, first.arguments().get(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "images\\a.jpg, images/a.jpg",
    "sub\\a.jpg, images/sub/a.jpg",
    "a.JPG, images/a.jpg",
    "A.jpg, images/A.JPG",
    "a.jpg, deep/er/a.jpg",
    "images/a.jpg, imgs/a.jpg",
    "train/a.jpg, images/a.jpg",
    "pier/a.jpg, images/a.jpg",
    "Z\u00fcrich.jpg, images/Zu\u0308rich.jpg",
    "Zu\u0308rich.jpg, images/Z\u00fcrich.jpg",
    "Gen\u00e8ve/\u00e5.JPG, deep/Gene\u0300ve/a\u030a.jpg",
  })
  void imagesAreFoundInOtherSpellings(String listed, String file) throws IOException {
    FileNameEncoding.assumeUtf8();
    images("../" + file);
    write("c.csv", "filename,caption\n" + listed + ",one\n");
    Corpus corpus = read();
    assertTrue(Files.isSameFile(folder.resolve(file), corpus.images().get(0).path()));
    assertEquals(List.of(), corpus.problems());
  }

  @Test
  void bothUnicodeFormsOfANameAreOneImage() throws IOException {
    FileNameEncoding.assumeUtf8();
    images("Z\u00fcrich.jpg");
    write("c.csv", "filename,caption\nZ\u00fcrich.jpg,one\nZu\u0308rich.jpg,two\n");
    assertEquals(List.of(List.of("one", "two")), captions());
  }

  @Test
  void anImageIsNeverTakenFromAnotherCategory() throws IOException {
    images("beach/1.jpg", "2.jpg", "../train/3.jpg", "../val/3.jpg", "x/4.jpg", "y/4.jpg");
    write(
        "c.csv",
        "filename,caption,split\nbeach/1.jpg,sand,val\nairport/1.jpg,planes,val\n"
            + "pier/2.jpg,boats,val\nlake/2.jpg,water,val\n3.jpg,three,val\n4.jpg,four,val\n");
    Corpus corpus = read();
    assertEquals(
        List.of("beach/1.jpg", "3.jpg"),
        corpus.images().stream().map(CorpusImage::filename).toList());
    assertEquals(folder.resolve("val/3.jpg"), corpus.images().get(1).path());
    assertProblem(corpus.problems().get(0), CorpusError.IMAGE_MISSING, "c.csv", 3, "airport/1.jpg");
    assertEquals(
        List.of(7, 4, 5),
        corpus.problems().stream()
            .filter(problem -> problem.is(CorpusError.IMAGE_AMBIGUOUS))
            .map(problem -> problem.arguments().get(1))
            .toList());
  }

  @Test
  void imagesInTrashAndThumbnailFoldersAreNotFound() throws IOException {
    images("../#recycle/a.jpg", "../@eaDir/a.jpg", "../.thumbnails/a.jpg", "../__MACOSX/a.jpg");
    write("c.csv", "filename,caption\na.jpg,one\n");
    KamclException e = assertThrows(KamclException.class, this::read);
    assertTrue(((Problem) e.arguments().get(1)).is(CorpusError.IMAGE_MISSING), e.getMessage());
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
        Files.write(folder.resolve(name), bytes);
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

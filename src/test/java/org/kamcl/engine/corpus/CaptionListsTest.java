package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.Problem;

/** Lists of names and captions whose lines belong together. */
class CaptionListsTest extends CorpusFolder {
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
}

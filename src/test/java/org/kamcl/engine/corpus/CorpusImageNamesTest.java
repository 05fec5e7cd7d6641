package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.FileNameEncoding;

/** Which file is the image that a list names. */
class CorpusImageNamesTest extends CorpusFolder {
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
}

package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captions without an end, as in a file whose quotes or line breaks were lost. */
class LongCaptionsTest {
  private static final String LONG = "a".repeat(CorpusBuilder.LONGEST_CAPTION + 1);

  @TempDir private Path folder;

  private Corpus read() {
    return new CorpusReader(Optional.empty(), false).read(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataset_x.json | {'images': [{'filename': 'a.jpg', 'split': 'train',"
            + " 'sentences': [{'raw': 'A pier.'}, {'raw': 'LONG'}, {'raw': 'Boats.'}]}]}",
        "list.json | [{'image': 'a.jpg', 'caption': ['A pier.', 'LONG', 'Boats.']}]",
        "captions_train2017.json | {'images': [{'id': 1, 'file_name': 'a.jpg'}], 'annotations':"
            + " [{'image_id': 1, 'caption': 'A pier.'}, {'image_id': 1, 'caption': 'LONG'},"
            + " {'image_id': 1, 'caption': 'Boats.'}]}"
      })
  void aCaptionThatIsTooLongCostsThatCaption(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json.replace('\'', '"').replace("LONG", LONG));
    Corpus corpus = read();
    assertEquals(1, corpus.images().size());
    assertEquals(List.of("A pier.", "Boats."), corpus.images().get(0).captions());
    assertTrue(
        corpus.problems().stream().anyMatch(p -> p.is(CorpusError.CAPTION_TOO_LONG)),
        () -> corpus.problems().toString());
  }

  @Test
  void theLongestCaptionIsKept() throws IOException {
    String longest = LONG.substring(1);
    Files.writeString(
        folder.resolve("list.json"), "[{\"image\": \"a.jpg\", \"caption\": \"" + longest + "\"}]");
    assertEquals(List.of(longest), read().images().get(0).captions());
  }
}

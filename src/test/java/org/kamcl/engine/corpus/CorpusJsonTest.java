package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** The spellings of JSON in which captions are published. */
class CorpusJsonTest extends CorpusFolder {
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
}

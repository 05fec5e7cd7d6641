package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.TestImages;

class ExampleImagesViewModelTest {
  @TempDir private Path folder;
  private ExploreFixture fixture;
  private ExampleImagesViewModel examples;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    fixture = new ExploreFixture(folder);
    fixture.addAll();
    examples =
        new ExampleImagesViewModel(
            fixture.archive, fixture.query, fixture.search, fixture.background, fixture.messages);
  }

  @Test
  void aTextOfPathsNamesImages() throws IOException {
    Path photo = Files.createFile(folder.resolve("a photo.jpg"));
    assertEquals(List.of(photo), examples.filesIn(photo.toString()));
    assertEquals(List.of(photo), examples.filesIn(" \"" + photo + "\" "));
    assertEquals(List.of(photo), examples.filesIn(photo.toUri().toString()));
    Path stored = fixture.archive.images().get(0).file();
    assertEquals(List.of(photo, stored), examples.filesIn(photo + "\r\n" + stored + "\n"));
    for (String words :
        List.of(
            "boats",
            "",
            "photo.jpg",
            folder.resolve("gone.jpg").toString(),
            folder.toString(),
            photo + "\nboats",
            "file:",
            "http://host/a.jpg")) {
      assertEquals(List.of(), examples.filesIn(words), words);
    }
  }

  @Test
  void anImageOfTheArchiveBecomesATermById() {
    fixture.search.search("green");
    SearchHit hit = fixture.selection.hits().get(3);
    ClipboardContent dragged = HitClipboard.dragged(hit);
    assertEquals(hit.image().file().toFile(), dragged.getFiles().get(0));
    examples.add(Long.parseLong((String) dragged.get(HitClipboard.IMAGE_ID)));
    QueryTerm like = QueryTerm.like(hit.image().id());
    assertEquals(
        List.of(QueryTerm.words("green"), like),
        fixture.search.resultProperty().get().request().query().terms());
    fixture.query.clear();
    examples.add(List.of(hit.image().file()));
    assertEquals(List.of(like), fixture.search.resultProperty().get().request().query().terms());
  }

  @Test
  void filesOfHitsAreCopiedOnce() {
    fixture.search.search("green");
    List<SearchHit> hits = fixture.selection.hits();
    ClipboardContent content =
        HitClipboard.files(
            Arrays.asList(hits.get(1).image(), hits.get(0).image(), hits.get(1).image()));
    assertEquals(
        hits.get(1).image().file() + "\n" + hits.get(0).image().file(), content.getString());
    assertEquals(2, content.getFiles().size());
    assertTrue(content.hasFiles());
  }
}

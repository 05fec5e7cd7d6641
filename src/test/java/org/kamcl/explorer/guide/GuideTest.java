package org.kamcl.explorer.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;

class GuideTest {
  private static final Path DOCS = Path.of("docs");
  private static final int LARGEST_PICTURE = 150_000;

  private static final Guide GUIDE = Guide.read();

  @Test
  void everyChapterInTheFolderIsInTheContents() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("guide"))) {
      List<String> listed =
          GUIDE.chapters().stream()
              .map(Chapter::path)
              .filter(path -> path.startsWith("guide/"))
              .sorted()
              .toList();
      assertEquals(
          files
              .map(path -> "guide/" + path.getFileName())
              .filter(name -> name.endsWith(".md"))
              .sorted()
              .toList(),
          listed);
    }
    assertTrue(GUIDE.groups().size() >= 4);
    assertTrue(GUIDE.groups().stream().noneMatch(group -> group.chapters().isEmpty()));
    assertTrue(GUIDE.chapters().stream().noneMatch(chapter -> chapter.title().isEmpty()));
  }

  @Test
  void everyLinkLeadsToAPlaceThatExists() {
    List<String> broken = new ArrayList<>();
    List<String> followed = new ArrayList<>();
    for (Chapter chapter : GUIDE.chapters()) {
      chapter
          .document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                  String to = link.getDestination();
                  Optional<Place> place = GUIDE.target(chapter.path(), to);
                  Path file =
                      DOCS.resolve(chapter.path()).resolveSibling(to.replaceFirst("#.*", ""));
                  if (place.isPresent()) {
                    followed.add(to);
                    if (!hasAnchor(place.get())) {
                      broken.add(chapter.path() + " -> " + to);
                    }
                  } else if (to.contains(":") || !Files.exists(file)) {
                    broken.add(chapter.path() + " -> " + to);
                  }
                }
              });
    }
    assertEquals(List.of(), broken);
    assertTrue(followed.size() > 25, followed.size() + " links");
  }

  private static boolean hasAnchor(Place place) {
    return place.anchor().isEmpty()
        || GUIDE.chapter(place).orElseThrow().sections().stream()
            .anyMatch(section -> section.anchor().equals(place.anchor()));
  }

  @Test
  void picturesExistInBothThemesAndAreSmall() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Chapter chapter : GUIDE.chapters()) {
      chapter
          .document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Image image) {
                  shown.add(image.getDestination());
                  for (boolean dark : new boolean[] {false, true}) {
                    int bytes =
                        GUIDE
                            .picture(chapter.path(), image.getDestination(), dark)
                            .orElseThrow(() -> new AssertionError(image.getDestination()))
                            .length;
                    assertTrue(bytes < LARGEST_PICTURE, image.getDestination() + ": " + bytes);
                  }
                }
              });
    }
    Path pictures = DOCS.resolve("guide").resolve("pictures");
    if (Files.notExists(pictures)) {
      assertEquals(List.of(), shown);
      return;
    }
    try (Stream<Path> files = Files.list(pictures)) {
      assertEquals(2L * shown.size(), files.count(), "pictures that no chapter shows");
    }
  }

  @Test
  void chaptersHaveNoHtmlWhichIsNotShown() {
    for (Chapter chapter : GUIDE.chapters()) {
      chapter
          .document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(HtmlBlock html) {
                  assertTrue(
                      html.getLiteral().startsWith("<!--"),
                      chapter.path() + ": " + html.getLiteral());
                }

                @Override
                public void visit(HtmlInline html) {
                  throw new AssertionError(chapter.path() + ": " + html.getLiteral());
                }
              });
    }
  }

  @Test
  void anchorsAreThoseOfGitHub() {
    assertEquals("tiles-bands-and-stretch", ChapterReader.anchor("Tiles, bands and stretch"));
    Chapter chapter =
        new ChapterReader()
            .read("a.md", "# One `x`\n\ntext *of* `it`\n\n## Same\n\n## Same\n\nend");
    assertEquals(
        List.of(
            new Chapter.Section("One x", "one-x", "text of it"),
            new Chapter.Section("Same", "same", ""),
            new Chapter.Section("Same", "same-1", "end")),
        chapter.sections());
  }

  @Test
  void searchFindsSectionsWithAllWordsAndShowsWhere() {
    GuideSearch search = new GuideSearch(GUIDE);
    List<GuideSearch.Hit> hits = search.find("relevance Feedback");
    GuideSearch.Hit first = hits.get(0);
    assertEquals("Relevance feedback", first.heading());
    assertEquals(new Place("guide/searching.md", "relevance-feedback"), first.place());
    for (GuideSearch.Hit hit : hits) {
      String text = (hit.heading() + " " + hit.excerpt()).toLowerCase(Locale.ROOT);
      assertTrue(text.contains("relevance") || text.contains("feedback"), text);
      for (GuideSearch.Match match : hit.matches()) {
        String found = hit.excerpt().substring(match.start(), match.end());
        assertTrue(found.toLowerCase(Locale.ROOT).matches("relevance|feedback"), found);
      }
    }
    assertEquals(
        "guide/indexing.md", search.find("no-data stret").get(0).place().path(), "beginnings");
    assertEquals(List.of(), search.find("zeppelin"));
    assertEquals(List.of(), search.find(" "));
    assertTrue(search.find("%").isEmpty() || !search.find("%").get(0).excerpt().isEmpty());
  }

  @Test
  void linksOutOfTheGuideLeadNowhere() {
    assertFalse(GUIDE.target("guide/searching.md", "https://example.org").isPresent());
    assertFalse(GUIDE.target("guide/searching.md", "../decisions/README.md").isPresent());
    assertEquals(
        Optional.of(new Place("file-formats.md", "model-folder")),
        GUIDE.target("guide/models.md", "../file-formats.md#model-folder"));
    assertEquals(
        Optional.of(new Place("guide/models.md", "x")), GUIDE.target("guide/models.md", "#x"));
  }
}

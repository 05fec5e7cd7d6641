package org.kamcl.explorer.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTest {
  private static final Path DOCS = Path.of("docs");
  private static final int LARGEST_PICTURE = 150_000;

  private static final Guide GUIDE = Guide.read(Locale.ENGLISH);
  private static final Guide CHINESE = Guide.read(Locale.SIMPLIFIED_CHINESE);

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

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyLinkLeadsToAPlaceThatExists(String language) {
    Guide guide = language.equals("zh") ? CHINESE : GUIDE;
    List<String> broken = new ArrayList<>();
    List<String> followed = new ArrayList<>();
    for (Chapter chapter : guide.chapters()) {
      chapter
          .document()
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                  String to = link.getDestination();
                  Optional<Place> place = guide.target(chapter.path(), to);
                  Path file =
                      DOCS.resolve(chapter.file()).resolveSibling(to.replaceFirst("#.*", ""));
                  if (place.isPresent()) {
                    followed.add(to);
                    if (!hasAnchor(guide, place.get())) {
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

  private static boolean hasAnchor(Guide guide, Place place) {
    return place.anchor().isEmpty()
        || guide.chapter(place).orElseThrow().sections().stream()
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

  /** What a chapter in another language shares with the English one. */
  private static List<String> structure(Guide guide, Chapter chapter, Node document) {
    List<String> found = new ArrayList<>();
    List<String> links = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            found.add("heading " + heading.getLevel());
            super.visit(heading);
          }

          @Override
          public void visit(FencedCodeBlock code) {
            found.add(code.getLiteral());
          }

          @Override
          public void visit(Image image) {
            byte[] picture =
                guide.picture(chapter.path(), image.getDestination(), false).orElseThrow();
            found.add("picture " + Arrays.hashCode(picture));
          }

          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableRow) {
              found.add("row");
            }
            super.visit(node);
          }

          @Override
          public void visit(Link link) {
            // Sentences may be in another order.
            links.add(
                guide
                    .target(chapter.path(), link.getDestination())
                    .map(place -> numbered(guide, place))
                    .orElse(link.getDestination().replace("../", "")));
            super.visit(link);
          }
        });
    links.sort(null);
    found.addAll(links);
    return found;
  }

  /** A place with the number of its heading, which has other words in each language. */
  private static String numbered(Guide guide, Place place) {
    List<String> anchors =
        guide.chapter(place).orElseThrow().sections().stream()
            .map(Chapter.Section::anchor)
            .toList();
    return place.path() + " " + anchors.indexOf(place.anchor());
  }

  @Test
  void chineseChaptersHaveTheHeadingsLinksAndPicturesOfTheEnglishOnes() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("guide").resolve("zh"))) {
      List<String> translated =
          CHINESE.chapters().stream()
              .filter(chapter -> !chapter.file().equals(chapter.path()))
              .map(Chapter::file)
              .sorted()
              .toList();
      assertEquals(
          files.map(file -> "guide/zh/" + file.getFileName()).sorted().toList(), translated);
      assertTrue(translated.size() > 5, "chapters in Chinese");
    }
    assertEquals(
        GUIDE.chapters().stream().map(Chapter::path).toList(),
        CHINESE.chapters().stream().map(Chapter::path).toList());
    for (Chapter chapter : CHINESE.chapters()) {
      Chapter english = GUIDE.chapter(new Place(chapter.path(), "")).orElseThrow();
      assertEquals(
          structure(GUIDE, english, english.document()),
          structure(CHINESE, chapter, chapter.document()),
          chapter.file());
    }
  }

  @Test
  void aLinkToAnEnglishHeadingLeadsToTheChineseOne() {
    List<Chapter.Section> english =
        GUIDE.chapter(Place.ofChapter("searching")).orElseThrow().sections();
    List<Chapter.Section> chinese =
        CHINESE.chapter(Place.ofChapter("searching")).orElseThrow().sections();
    assertEquals(
        Optional.of(new Place("guide/searching.md", chinese.get(1).anchor())),
        CHINESE.target("guide/models.md", "searching.md#" + english.get(1).anchor()));
    assertEquals(
        Optional.of(Place.ofChapter("first-steps")),
        CHINESE.target("guide/searching.md", "first-steps.md"));
    assertEquals(
        Optional.of(Place.ofChapter("qgis")), CHINESE.target("guide/searching.md", "../qgis.md"));
  }

  @Test
  void chineseWordsAreFoundWithoutSpacesAroundThem() {
    GuideSearch.Hit first = new GuideSearch(CHINESE).find("相关反馈").get(0);
    assertEquals("guide/searching.md", first.place().path());
    assertEquals("相关反馈", first.heading());
    for (GuideSearch.Hit hit : new GuideSearch(CHINESE).find("误匹配率")) {
      assertFalse(hit.matches().isEmpty(), hit.excerpt());
    }
    assertFalse(new GuideSearch(CHINESE).find("误匹配率").isEmpty());
  }

  @Test
  void chaptersHaveNoHtmlWhichIsNotShown() {
    List<Chapter> all = new ArrayList<>(GUIDE.chapters());
    all.addAll(CHINESE.chapters());
    for (Chapter chapter : all) {
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
            .read("a.md", "a.md", "# One `x`\n\ntext *of* `it`\n\n## Same\n\n## Same\n\nend");
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

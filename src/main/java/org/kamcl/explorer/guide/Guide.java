package org.kamcl.explorer.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/**
 * The user guide. Its table of contents, {@code docs/guide/README.md}, says which documents are its
 * chapters, in which order and in which groups. A chapter in another language, such as {@code
 * docs/guide/zh/searching.md}, has the same headings; what is not translated is shown in English.
 * Reading takes some ten milliseconds; not for the JavaFX thread.
 */
public final class Guide {
  private static final String ROOT = "/org/kamcl/explorer/docs/";
  private static final String FOLDER = "guide/";

  private final List<Group> groups;
  private final Map<String, Chapter> chapters;

  /** The English chapters by path, whose anchors all links may name. */
  private final Map<String, Chapter> originals;

  private final String language;

  /**
   * Chapters under a heading of the table of contents.
   *
   * @param title the heading
   * @param chapters in order
   */
  public record Group(String title, List<Chapter> chapters) {}

  private Guide(String language) {
    this.groups = new ArrayList<>();
    this.chapters = new LinkedHashMap<>();
    this.originals = new HashMap<>();
    this.language = language;
  }

  /**
   * Reads the guide that is bundled with the program.
   *
   * @param locale chapters are in its language if there are some
   */
  public static Guide read(Locale locale) {
    Guide guide = new Guide(locale.getLanguage());
    guide.readChapters();
    return guide;
  }

  private void readChapters() {
    ChapterReader reader = new ChapterReader();
    Chapter contents = chapter(reader, Place.HOME.path());
    chapters.put(contents.path(), contents);
    contents
        .document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                if (heading.getLevel() > 1) {
                  groups.add(new Group(ChapterReader.words(heading), new ArrayList<>()));
                }
              }

              @Override
              public void visit(Link link) {
                String path = resolved(contents.file(), link.getDestination()).path();
                Chapter chapter = chapter(reader, path);
                chapters.put(path, chapter);
                groups.get(groups.size() - 1).chapters().add(chapter);
              }
            });
  }

  private Chapter chapter(ChapterReader reader, String path) {
    String english =
        text(path).orElseThrow(() -> new IllegalStateException("The program lacks " + path));
    Chapter original = reader.read(path, path, english);
    originals.put(path, original);
    String file = translated(path);
    return text(file).map(words -> reader.read(path, file, words)).orElse(original);
  }

  private String translated(String path) {
    return path.startsWith(FOLDER)
        ? FOLDER + language + "/" + path.substring(FOLDER.length())
        : language + "/" + path;
  }

  private static Optional<String> text(String path) {
    try (InputStream in = Guide.class.getResourceAsStream(ROOT + path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chapters in the groups of the table of contents. */
  public List<Group> groups() {
    return List.copyOf(groups);
  }

  /** The table of contents and all chapters, in order. */
  public List<Chapter> chapters() {
    return List.copyOf(chapters.values());
  }

  /** The chapter of a place, if it is one of the guide. */
  public Optional<Chapter> chapter(Place place) {
    return Optional.ofNullable(chapters.get(place.path()));
  }

  /**
   * The place that a link leads to.
   *
   * @param from path of the chapter with the link
   * @return empty if it leads out of the guide
   */
  public Optional<Place> target(String from, String destination) {
    if (destination.contains(":")) {
      return Optional.empty();
    }
    Place place = resolved(file(from), destination);
    return chapter(place).map(chapter -> new Place(place.path(), anchor(chapter, place.anchor())));
  }

  /** The document of a chapter, which links and pictures are relative to. */
  private String file(String path) {
    Chapter chapter = chapters.get(path);
    return chapter == null ? path : chapter.file();
  }

  /** The anchor of a heading, which a link may name by its English anchor. */
  private String anchor(Chapter chapter, String wanted) {
    List<Chapter.Section> sections = chapter.sections();
    if (sections.stream().anyMatch(section -> section.anchor().equals(wanted))) {
      return wanted;
    }
    List<Chapter.Section> english =
        Objects.requireNonNull(originals.get(chapter.path())).sections();
    for (int i = 0; i < Math.min(english.size(), sections.size()); i++) {
      if (english.get(i).anchor().equals(wanted)) {
        return sections.get(i).anchor();
      }
    }
    return wanted;
  }

  /** The place with the path of the English document. */
  private Place resolved(String from, String destination) {
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash + 1);
    String file = path.isEmpty() ? from : beside(from, path);
    String translations = FOLDER + language + "/";
    return new Place(
        file.startsWith(translations) ? FOLDER + file.substring(translations.length()) : file,
        anchor);
  }

  private static String beside(String from, String path) {
    List<String> names = new ArrayList<>(List.of(from.split("/")));
    names.remove(names.size() - 1);
    for (String name : path.split("/")) {
      if (name.equals("..") && !names.isEmpty()) {
        names.remove(names.size() - 1);
      } else {
        names.add(name);
      }
    }
    return String.join("/", names);
  }

  /**
   * A picture of the guide.
   *
   * @param from path of the chapter that shows it
   * @param destination relative to the document
   * @param dark whether the dark variant is wanted, named {@code -dark} instead of {@code -light}
   * @return the bytes of the file; empty if there is none
   */
  public Optional<byte[]> picture(String from, String destination, boolean dark) {
    String path = beside(file(from), destination);
    try (InputStream in =
        Guide.class.getResourceAsStream(ROOT + (dark ? path.replace("-light.", "-dark.") : path))) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

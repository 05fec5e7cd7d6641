package org.kamcl.explorer.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/**
 * The user guide. Its table of contents, {@code docs/guide/README.md}, says which documents are its
 * chapters, in which order and in which groups. Reading takes some ten milliseconds; not for the
 * JavaFX thread.
 */
public final class Guide {
  private static final String ROOT = "/org/kamcl/explorer/docs/";

  private final List<Group> groups;
  private final Map<String, Chapter> chapters;

  /**
   * Chapters under a heading of the table of contents.
   *
   * @param title the heading
   * @param chapters in order
   */
  public record Group(String title, List<Chapter> chapters) {}

  private Guide(List<Group> groups, Map<String, Chapter> chapters) {
    this.groups = groups;
    this.chapters = chapters;
  }

  /** Reads the guide that is bundled with the program. */
  public static Guide read() {
    ChapterReader reader = new ChapterReader();
    Chapter contents = chapter(reader, Place.HOME.path());
    Map<String, Chapter> chapters = new LinkedHashMap<>();
    chapters.put(contents.path(), contents);
    List<Group> groups = new ArrayList<>();
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
                String path = resolved(contents.path(), link.getDestination()).path();
                Chapter chapter = chapter(reader, path);
                chapters.put(path, chapter);
                groups.get(groups.size() - 1).chapters().add(chapter);
              }
            });
    return new Guide(List.copyOf(groups), chapters);
  }

  private static Chapter chapter(ChapterReader reader, String path) {
    return reader.read(path, new String(bytes(path), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String path) {
    try (InputStream in = Guide.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("The program was built without " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chapters in the groups of the table of contents. */
  public List<Group> groups() {
    return groups;
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
   * @param from path of the document with the link
   * @return empty if it leads out of the guide
   */
  public Optional<Place> target(String from, String destination) {
    if (destination.contains(":")) {
      return Optional.empty();
    }
    Place place = resolved(from, destination);
    return chapters.containsKey(place.path()) ? Optional.of(place) : Optional.empty();
  }

  private static Place resolved(String from, String destination) {
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash + 1);
    return new Place(path.isEmpty() ? from : beside(from, path), anchor);
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
   * @param from path of the document that shows it
   * @param destination relative to the document
   * @param dark whether the dark variant is wanted, named {@code -dark} instead of {@code -light}
   * @return the bytes of the file; empty if there is none
   */
  public Optional<byte[]> picture(String from, String destination, boolean dark) {
    String path = beside(from, destination);
    try (InputStream in =
        Guide.class.getResourceAsStream(ROOT + (dark ? path.replace("-light.", "-dark.") : path))) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

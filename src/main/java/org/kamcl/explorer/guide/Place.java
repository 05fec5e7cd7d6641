package org.kamcl.explorer.guide;

/**
 * A place in the guide.
 *
 * @param path of a document, such as {@code guide/searching.md}
 * @param anchor of a heading in it; empty for its start
 */
public record Place(String path, String anchor) {
  /** The table of contents. */
  public static final Place HOME = new Place("guide/README.md", "");

  /** The start of a chapter of the guide, such as {@code searching}. */
  public static Place ofChapter(String name) {
    return new Place("guide/" + name + ".md", "");
  }
}

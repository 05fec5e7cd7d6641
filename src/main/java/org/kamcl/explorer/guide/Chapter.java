package org.kamcl.explorer.guide;

import java.util.List;
import org.commonmark.node.Node;

/**
 * A chapter of the guide.
 *
 * @param path of its English document, such as {@code guide/searching.md}, which names it in every
 *     language
 * @param file path of the document that is shown, such as {@code guide/zh/searching.md}
 * @param title its first heading
 * @param document what it says
 * @param sections its headings with the text below each, in order
 */
public record Chapter(
    String path, String file, String title, Node document, List<Section> sections) {
  /**
   * A heading and the text below it.
   *
   * @param heading the words of the heading
   * @param anchor its name in links
   * @param text the text without marks and pictures
   */
  public record Section(String heading, String anchor, String text) {}
}

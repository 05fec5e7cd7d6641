package org.kamcl.explorer.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads a Markdown document as a chapter. */
final class ChapterReader {
  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /**
   * The chapter that a document holds.
   *
   * @param path of the English document
   * @param file path of this one
   */
  Chapter read(String path, String file, String markdown) {
    Node document = parser.parse(markdown);
    Sections sections = new Sections();
    document.accept(sections);
    List<Chapter.Section> found = sections.finished();
    return new Chapter(path, file, found.get(0).heading(), document, found);
  }

  /** The words of a heading or another node. */
  static String words(Node node) {
    Sections text = new Sections();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      child.accept(text);
    }
    return text.text.toString().strip();
  }

  /** The name of a heading in links, as GitHub makes it, so that links work there as well. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** Collects the text below each heading. */
  private static final class Sections extends AbstractVisitor {
    private final List<Chapter.Section> done = new ArrayList<>();
    private final Map<String, Integer> anchors = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String heading = "";
    private String anchor = "";

    List<Chapter.Section> finished() {
      if (!heading.isEmpty() || !text.isEmpty()) {
        done.add(new Chapter.Section(heading, anchor, text.toString().strip()));
      }
      return List.copyOf(done);
    }

    @Override
    public void visit(Heading node) {
      if (!heading.isEmpty()) {
        done.add(new Chapter.Section(heading, anchor, text.toString().strip()));
      }
      text.setLength(0);
      heading = words(node);
      String name = anchor(heading);
      int earlier = anchors.merge(name, 1, Integer::sum) - 1;
      anchor = earlier == 0 ? name : name + "-" + earlier;
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
      text.append(node.getLiteral()).append(' ');
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
      text.append(' ');
    }

    @Override
    public void visit(Image node) {
      // Its words repeat what the picture shows.
    }

    @Override
    public void visit(Paragraph node) {
      super.visit(node);
      text.append(' ');
    }

    @Override
    public void visit(ListItem node) {
      super.visit(node);
      text.append(' ');
    }

    @Override
    public void visit(CustomNode node) {
      super.visit(node);
      if (node instanceof TableCell) {
        text.append(' ');
      }
    }
  }
}

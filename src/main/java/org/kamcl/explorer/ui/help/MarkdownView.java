package org.kamcl.explorer.ui.help;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.kamcl.explorer.guide.Chapter;

/** A chapter of the guide as controls. */
final class MarkdownView extends VBox {
  /** Larger than a picture of the guide is shown, pixels. */
  private static final double PICTURE_INSET = 2;

  private final Map<String, Region> headings = new HashMap<>();
  private final Actions actions;

  /**
   * What a chapter needs from its surroundings.
   *
   * @param picture the bytes of a picture, given its destination
   * @param leadsSomewhere whether a destination can be followed; other links are plain text
   * @param follow follows a link
   */
  record Actions(
      Function<String, Optional<byte[]>> picture,
      Predicate<String> leadsSomewhere,
      Consumer<String> follow) {}

  MarkdownView(Chapter chapter, Actions actions) {
    this.actions = actions;
    getStyleClass().add("guide-page");
    List<Region> sections = new ArrayList<>();
    Blocks blocks = new Blocks(this, sections);
    chapter.document().accept(blocks);
    for (int i = 0; i < Math.min(sections.size(), chapter.sections().size()); i++) {
      headings.put(chapter.sections().get(i).anchor(), sections.get(i));
    }
  }

  /** The heading with an anchor. */
  Optional<Region> heading(String anchor) {
    return Optional.ofNullable(headings.get(anchor));
  }

  /** Adds blocks to a pane. */
  private final class Blocks extends AbstractVisitor {
    private final Pane pane;
    private final List<Region> sections;

    Blocks(Pane pane, List<Region> sections) {
      this.pane = pane;
      this.sections = sections;
    }

    private void add(javafx.scene.Node node) {
      pane.getChildren().add(node);
    }

    @Override
    public void visit(Heading node) {
      TextFlow words = flow(node, false);
      words.getStyleClass().addAll("guide-heading", "guide-h" + Math.min(3, node.getLevel()));
      sections.add(words);
      add(words);
    }

    @Override
    public void visit(Paragraph node) {
      if (node.getFirstChild() instanceof org.commonmark.node.Image image
          && image.getNext() == null) {
        picture(image).ifPresent(this::add);
      } else {
        add(flow(node, false));
      }
    }

    @Override
    public void visit(BulletList node) {
      list(node, item -> "•");
    }

    @Override
    public void visit(OrderedList node) {
      int[] number = {node.getMarkerStartNumber() == null ? 1 : node.getMarkerStartNumber()};
      list(node, item -> number[0]++ + ".");
    }

    private void list(Node list, Function<Node, String> marker) {
      VBox items = new VBox();
      items.getStyleClass().add("guide-list");
      for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
        if (item instanceof ListItem) {
          Label mark = new Label(marker.apply(item));
          mark.getStyleClass().add("guide-marker");
          mark.setMinWidth(Region.USE_PREF_SIZE);
          VBox content = new VBox();
          content.getStyleClass().add("guide-item");
          HBox.setHgrow(content, Priority.ALWAYS);
          Blocks inner = new Blocks(content, sections);
          for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
            child.accept(inner);
          }
          items.getChildren().add(new HBox(mark, content));
        }
      }
      add(items);
    }

    @Override
    public void visit(FencedCodeBlock node) {
      code(node.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock node) {
      code(node.getLiteral());
    }

    private void code(String text) {
      Label label = new Label(text.stripTrailing());
      label.setWrapText(true);
      label.getStyleClass().add("guide-code-block");
      label.setMaxWidth(Double.MAX_VALUE);
      // Otherwise a label may be squeezed and end with dots.
      label.setMinHeight(Region.USE_PREF_SIZE);
      add(label);
    }

    @Override
    public void visit(BlockQuote node) {
      VBox quote = new VBox();
      quote.getStyleClass().add("guide-quote");
      Blocks inner = new Blocks(quote, sections);
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        child.accept(inner);
      }
      add(quote);
    }

    @Override
    public void visit(ThematicBreak node) {
      add(new Separator());
    }

    @Override
    public void visit(CustomBlock node) {
      if (node instanceof TableBlock table) {
        add(new MarkdownTable(table, MarkdownView.this::flow));
      }
    }
  }

  /** The words of a block, which wrap. */
  private TextFlow flow(Node block, boolean bold) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("guide-flow");
    Inlines inlines = new Inlines(flow, bold);
    for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
      child.accept(inlines);
    }
    return flow;
  }

  private Optional<javafx.scene.Node> picture(org.commonmark.node.Image node) {
    return actions
        .picture()
        .apply(node.getDestination())
        .map(
            bytes -> {
              Image image = new Image(new ByteArrayInputStream(bytes));
              ImageView view = new ImageView(image);
              view.setPreserveRatio(true);
              view.setSmooth(true);
              view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
              StringBuilder words = new StringBuilder();
              node.accept(
                  new AbstractVisitor() {
                    @Override
                    public void visit(org.commonmark.node.Text text) {
                      words.append(text.getLiteral());
                    }
                  });
              view.setAccessibleText(words.toString());
              HBox frame = new HBox(view);
              frame.getStyleClass().add("guide-picture");
              frame.setAlignment(Pos.CENTER_LEFT);
              frame.setMaxWidth(Region.USE_PREF_SIZE);
              frame.setMinWidth(0);
              fit(view, image.getWidth());
              widthProperty().addListener((property, before, now) -> fit(view, image.getWidth()));
              return frame;
            });
  }

  private void fit(ImageView view, double width) {
    double available = getWidth() - snappedLeftInset() - snappedRightInset() - PICTURE_INSET;
    view.setFitWidth(available <= 0 ? width : Math.min(width, available));
  }

  /** Adds words to a flow. */
  private final class Inlines extends AbstractVisitor {
    private final TextFlow flow;
    private boolean bold;
    private boolean italic;

    Inlines(TextFlow flow, boolean bold) {
      this.flow = flow;
      this.bold = bold;
    }

    private void add(String words, String... styles) {
      Text text = new Text(words);
      text.getStyleClass().add("guide-text");
      text.getStyleClass().addAll(styles);
      if (bold) {
        text.getStyleClass().add("guide-bold");
      }
      if (italic) {
        text.getStyleClass().add("guide-italic");
      }
      flow.getChildren().add(text);
    }

    @Override
    public void visit(org.commonmark.node.Text node) {
      add(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      add(node.getLiteral(), "guide-code");
    }

    @Override
    public void visit(SoftLineBreak node) {
      add(" ");
    }

    @Override
    public void visit(HardLineBreak node) {
      add("\n");
    }

    @Override
    public void visit(StrongEmphasis node) {
      boolean before = bold;
      bold = true;
      super.visit(node);
      bold = before;
    }

    @Override
    public void visit(Emphasis node) {
      boolean before = italic;
      italic = true;
      super.visit(node);
      italic = before;
    }

    @Override
    public void visit(Link node) {
      String destination = node.getDestination();
      if (!actions.leadsSomewhere().test(destination)) {
        super.visit(node);
        return;
      }
      Hyperlink link = new Hyperlink(Words.of(node));
      link.getStyleClass().add("guide-link");
      link.setOnAction(event -> actions.follow().accept(destination));
      flow.getChildren().add(link);
    }
  }

  /** The plain words of a node. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder words = new StringBuilder();

    static String of(Node node) {
      Words visitor = new Words();
      node.accept(visitor);
      return visitor.words.toString();
    }

    @Override
    public void visit(org.commonmark.node.Text node) {
      words.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      words.append(node.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
      words.append(' ');
    }
  }
}

package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.kamcl.explorer.ui.reasons.WordReason;

/**
 * The text of a token, its words underlined by what they do to the score of the selected hit: the
 * thicker, the more a word raises it; red and dashed if it lowers it.
 */
final class TokenText extends Region {
  private static final PseudoClass LOWERS = PseudoClass.getPseudoClass("lowers");

  /** Shares from which the line is thicker; the first is the least that is underlined. */
  private static final double[] SHARES = {0.02, 0.08, 0.2, 0.4};

  private final Label label;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param words as they are shown
   * @param reasons of the words; without any, nothing is underlined
   */
  TokenText(String words, List<WordReason> reasons) {
    label = new Label(words);
    label.getStyleClass().add("token-text");
    getChildren().add(label);
    setMinWidth(0);
    if (reasons.size() == 1) {
      underline(0, words.length(), reasons.get(0));
    } else {
      int from = 0;
      for (WordReason reason : reasons) {
        int at = words.indexOf(reason.text(), from);
        if (at >= 0) {
          from = at + reason.text().length();
          underline(at, from, reason);
        }
      }
    }
  }

  /** A line below some characters of the text. */
  private record Line(int from, int to, Region node) {}

  private void underline(int from, int to, WordReason reason) {
    double share = reason.share().orElse(0);
    int level = level(Math.abs(share));
    if (level > 0) {
      Region node = new Region();
      node.getStyleClass().addAll("token-line", "token-line-" + level);
      node.pseudoClassStateChanged(LOWERS, share < 0);
      lines.add(new Line(from, to, node));
      getChildren().add(node);
    }
  }

  /** Thickness of the line of a share, 0 for none. */
  static int level(double share) {
    int level = 0;
    while (level < SHARES.length && share >= SHARES[level]) {
      level++;
    }
    return level;
  }

  @Override
  protected double computePrefWidth(double height) {
    return label.prefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return label.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    label.resizeRelocate(0, 0, getWidth(), getHeight());
    for (Line line : lines) {
      double left = Math.min(getWidth(), width(line.from()));
      double right = Math.min(getWidth(), width(line.to()));
      double height = line.node().prefHeight(-1);
      // Just below the letters; thicker lines grow downward.
      double y = Math.rint(getHeight() - 4);
      line.node().resizeRelocate(Math.rint(left), y, Math.max(0, right - left), height);
    }
  }

  /** Width of the first characters. */
  private double width(int characters) {
    Text text = new Text(label.getText().substring(0, characters));
    text.setFont(label.getFont());
    return text.getLayoutBounds().getWidth();
  }
}

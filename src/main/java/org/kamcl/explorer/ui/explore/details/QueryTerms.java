package org.kamcl.explorer.ui.explore.details;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The terms of the query, underlined by their share of the score of a hit: the thicker, the more a
 * term contributes; red and dashed if it lowers the score. A single term, which is all of the
 * score, is not shown.
 */
public final class QueryTerms extends FlowPane {
  private static final PseudoClass LOWERS = PseudoClass.getPseudoClass("lowers");

  /** Shares from which the line is thicker; style classes {@code term-share-0} and so on. */
  private static final double[] SHARES = {0.08, 0.2, 0.4};

  private final Messages messages;

  /** Without terms. */
  public QueryTerms(Messages messages) {
    this.messages = messages;
    getStyleClass().add("query-terms");
    // Words are level, whatever the thickness of their lines.
    setRowValignment(VPos.TOP);
    show(List.of());
  }

  /** Shows terms, in the order of the query. */
  public void show(List<TermContribution> terms) {
    double total =
        terms.stream().mapToDouble(TermContribution::score).filter(score -> score > 0).sum();
    boolean several = terms.size() > 1;
    getChildren()
        .setAll(several ? terms.stream().map(term -> label(term, total)).toList() : List.of());
    setVisible(several);
    setManaged(several);
  }

  private Label label(TermContribution term, double total) {
    Label label = new Label(text(term.term()));
    boolean lowers = term.score() < 0;
    double share = total <= 0 ? 0 : Math.abs(term.score()) / total;
    label.getStyleClass().addAll("query-term", "term-share-" + (lowers ? 0 : level(share)));
    label.pseudoClassStateChanged(LOWERS, lowers);
    String meaning =
        messages.text(
            lowers ? "details.term.lowers" : "details.term.share",
            label.getText(),
            Math.round(100 * share));
    label.setTooltip(new Tooltip(meaning));
    label.setAccessibleText(meaning);
    return label;
  }

  /** Thickness of the line of a share, from 0. */
  static int level(double share) {
    int level = 0;
    while (level < SHARES.length && share >= SHARES[level]) {
      level++;
    }
    return level;
  }

  private String text(QueryTerm term) {
    String words =
        term.kind() == QueryTerm.Kind.IMAGE ? messages.text("query.token.similar") : term.text();
    return term.excluded() ? "\u2212" + words : words;
  }
}

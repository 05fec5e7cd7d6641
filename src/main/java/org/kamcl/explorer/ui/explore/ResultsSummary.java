package org.kamcl.explorer.ui.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * Result count, number of images compared and search time in one line. The least important part is
 * hidden first in a narrow window.
 */
final class ResultsSummary extends Pane {
  private static final double GAP = 8;

  private final Label count = new Label();
  private final Label detail = new Label();
  private final Label time = new Label();
  private final Hyperlink again;
  private final Hyperlink feedbackLink;

  ResultsSummary(
      SearchViewModel search,
      ResultsViewModel results,
      FeedbackViewModel feedback,
      Messages messages) {
    count.setId("count");
    count.getStyleClass().add("bold");
    count.textProperty().bind(results.countProperty());
    detail.getStyleClass().add("muted");
    detail.textProperty().bind(results.detailProperty());
    time.getStyleClass().add("muted");
    time.textProperty()
        .bind(results.timeProperty().map(words -> words.isEmpty() ? "" : "· " + words));
    again = new Hyperlink(messages.text("results.rerun"), Icons.of("fth-refresh-cw", 14));
    again.setId("search-again");
    Tips.set(again, messages.text("results.rerun.tip"));
    again.visibleProperty().bind(search.outdatedProperty());
    again.managedProperty().bind(again.visibleProperty());
    again.setOnAction(event -> search.rerun());
    feedbackLink = feedbackLink(feedback, messages);
    getChildren().addAll(count, detail, again, feedbackLink, time);
    Tooltip all = new Tooltip();
    all.textProperty().bind(detail.textProperty().concat(" ").concat(time.textProperty()));
    detail.setTooltip(all);
  }

  /** A link that shows that stored ratings affect the ranking and clears them. */
  private static Hyperlink feedbackLink(FeedbackViewModel feedback, Messages messages) {
    ObservableValue<Integer> ratings = feedback.feedbackProperty().map(f -> f.ratedImages().size());
    Hyperlink link = new Hyperlink("", Icons.of("fth-x", 14));
    link.setId("feedback");
    link.setContentDisplay(ContentDisplay.RIGHT);
    link.textProperty().bind(ratings.map(n -> messages.text("results.feedback", n)));
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(ratings.map(n -> messages.text("results.feedback.tip", n)));
    link.setTooltip(tip);
    link.visibleProperty().bind(ratings.map(n -> n > 0));
    link.managedProperty().bind(link.visibleProperty());
    link.setOnAction(event -> feedback.clear());
    return link;
  }

  private static double width(Node node) {
    return Math.ceil(node.prefWidth(-1));
  }

  @Override
  protected double computePrefWidth(double height) {
    return width(count) + GAP + width(detail);
  }

  @Override
  protected double computeMinWidth(double height) {
    return width(count);
  }

  @Override
  protected double computePrefHeight(double width) {
    return count.prefHeight(-1);
  }

  @Override
  protected void layoutChildren() {
    Map<Node, Double> widths = new HashMap<>();
    double available = getWidth();
    for (Node node : List.of(count, again, feedbackLink, detail, time)) {
      double wanted = width(node);
      // The detail is shown if at least half of it fits; its tooltip shows all of it.
      boolean some =
          wanted <= available || node == count || (node == detail && wanted <= 2 * available);
      node.setOpacity(some ? 1 : 0);
      if (node.isManaged() && some) {
        widths.put(node, Math.min(wanted, Math.max(0, available)));
        available -= wanted + GAP;
      }
    }
    double x = 0;
    for (Node node : List.of(count, detail, time, feedbackLink, again)) {
      double width = widths.getOrDefault(node, 0.0);
      double height = node.prefHeight(-1);
      node.resizeRelocate(x, Math.rint((getHeight() - height) / 2), width, height);
      // The dot before the time already separates the two.
      boolean dot = node == detail && widths.getOrDefault(time, 0.0) > 0;
      x += width > 0 ? width + (dot ? GAP / 2 : GAP) : 0;
    }
  }
}

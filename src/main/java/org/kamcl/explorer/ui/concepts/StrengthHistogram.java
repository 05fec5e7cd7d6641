package org.kamcl.explorer.ui.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import org.kamcl.explorer.api.ConceptAnalysis.Details;
import org.kamcl.explorer.ui.text.Messages;

/** How many images have which strength of a concept, and from where on they count. */
final class StrengthHistogram extends Region {
  private static final double GAP = 1;
  private static final double LEAST = 1.5;

  private final Messages messages;
  private final Region line = new Region();
  private final List<Region> bars = new ArrayList<>();
  private List<Integer> counts = List.of();
  private double threshold;

  StrengthHistogram(Messages messages) {
    this.messages = messages;
    getStyleClass().add("strength-histogram");
    line.getStyleClass().add("strength-threshold");
    getChildren().add(line);
  }

  /** Shows the strengths of a concept. */
  void show(Details details) {
    counts = details.histogram();
    threshold = details.concept().threshold();
    getChildren().removeAll(bars);
    bars.clear();
    for (int i = 0; i < counts.size(); i++) {
      Region bar = new Region();
      boolean counted = (i + 0.5) / counts.size() >= threshold;
      bar.getStyleClass().add(counted ? "strength-counted" : "strength-bar");
      bars.add(bar);
    }
    getChildren().addAll(0, bars);
    line.setVisible(threshold <= 1);
    setAccessibleText(
        messages.text("concepts.histogram.spoken", details.having().size(), details.images()));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    // The square root, so that the few strong images are seen beside the many weak ones.
    double most =
        Math.sqrt(Math.max(1, counts.stream().mapToInt(Integer::intValue).max().orElse(1)));
    double width = getWidth() / Math.max(1, counts.size());
    for (int i = 0; i < bars.size(); i++) {
      double share = Math.sqrt(counts.get(i)) / most;
      double height = counts.get(i) == 0 ? 0 : Math.max(LEAST, share * getHeight());
      bars.get(i).resizeRelocate(i * width, getHeight() - height, Math.max(1, width - GAP), height);
    }
    line.resizeRelocate(snapPositionX(threshold * getWidth()), 0, 1, getHeight());
  }
}

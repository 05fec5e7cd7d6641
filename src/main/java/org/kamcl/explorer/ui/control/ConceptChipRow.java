package org.kamcl.explorer.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.kamcl.explorer.domain.SharedConcept;

/** A row of concept chips that shows as many as fit and the number of the others. */
public final class ConceptChipRow extends Pane {
  /** Image and query share a concept if its strength in both is at least this. */
  private static final double MIN_SHARED_STRENGTH = 0.1;

  private static final double GAP = 4;

  private final Label more = new Label();
  private final List<ConceptChip> chips = new ArrayList<>();
  private final ConceptHandler handler;

  /** Number of chips in use; the others are kept for reuse. */
  private int count;

  /**
   * An empty row.
   *
   * @param handler handles clicks
   */
  public ConceptChipRow(ConceptHandler handler) {
    this.handler = handler;
    getStyleClass().add("chip-row");
    more.getStyleClass().addAll("muted", "small");
    getChildren().add(more);
  }

  /** Whether image and query share a concept. */
  public static boolean shared(SharedConcept concept) {
    return concept.imageStrength() >= MIN_SHARED_STRENGTH
        && concept.queryStrength() >= MIN_SHARED_STRENGTH;
  }

  /** Replaces the concepts. */
  public void show(List<SharedConcept> concepts) {
    count = concepts.size();
    for (int i = 0; i < count; i++) {
      SharedConcept concept = concepts.get(i);
      if (i < chips.size()) {
        chips.get(i).show(concept.name(), shared(concept));
      } else {
        chips.add(new ConceptChip(concept.name(), shared(concept), handler));
        getChildren().add(chips.get(i));
      }
    }
    requestLayout();
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double available = getWidth();
    double height = getHeight();
    double x = 0;
    int shown = 0;
    for (ConceptChip chip : chips.subList(0, count)) {
      int left = count - shown - 1;
      double width = Math.ceil(chip.prefWidth(-1));
      double reserve = left == 0 ? 0 : GAP + plusWidth(left);
      boolean first = shown == 0;
      if (x + width + reserve > available && !first) {
        break;
      }
      // The first chip is always visible, with an ellipsis if it does not fit.
      place(chip, x, Math.min(width, Math.max(0, available - reserve)), height);
      x += width + GAP;
      shown++;
    }
    for (int i = 0; i < chips.size(); i++) {
      chips.get(i).setVisible(i < shown);
    }
    int left = count - shown;
    more.setVisible(left > 0);
    more.setText("+" + left);
    place(more, x, Math.ceil(more.prefWidth(-1)), height);
  }

  private double plusWidth(int left) {
    more.setText("+" + left);
    return Math.ceil(more.prefWidth(-1));
  }

  private void place(Node node, double x, double width, double height) {
    double own = node.prefHeight(-1);
    node.resizeRelocate(x, Math.rint((height - own) / 2), width, own);
  }
}

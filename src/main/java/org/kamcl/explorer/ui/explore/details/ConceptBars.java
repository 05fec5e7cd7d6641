package org.kamcl.explorer.ui.explore.details;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChip;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.text.Messages;

/** Concepts as back-to-back bars: strength in the image on the left, in the query on the right. */
public final class ConceptBars extends GridPane {
  private final Messages messages;
  private final ConceptHandler handler;

  /**
   * @param handler adds concepts to the query and excludes them
   */
  public ConceptBars(ConceptHandler handler, Messages messages) {
    this.handler = handler;
    this.messages = messages;
    getStyleClass().add("concept-bars");
    ColumnConstraints left = new ColumnConstraints();
    left.setHgrow(Priority.ALWAYS);
    left.setHalignment(HPos.RIGHT);
    ColumnConstraints middle = new ColumnConstraints();
    middle.setHalignment(HPos.CENTER);
    ColumnConstraints right = new ColumnConstraints();
    right.setHgrow(Priority.ALWAYS);
    // Equal widths on both sides, independent of the chips between them.
    left.setPrefWidth(1);
    right.setPrefWidth(1);
    getColumnConstraints().addAll(left, middle, right);
  }

  /** Shows concepts, one row each. */
  public void show(List<SharedConcept> concepts) {
    getChildren().clear();
    add(head(messages.text("details.image")), 0, 0);
    add(head(messages.text("details.query")), 2, 0);
    double strongest =
        concepts.stream()
            .mapToDouble(c -> Math.max(c.imageStrength(), c.queryStrength()))
            .max()
            .orElse(1);
    int row = 1;
    for (SharedConcept concept : concepts) {
      ConceptChip chip = new ConceptChip(concept.name(), ConceptChipRow.shared(concept), handler);
      chip.makeFocusable();
      StackPane middle = new StackPane(chip);
      // The buttons that a chip shows on hover overlap the bars.
      middle.setViewOrder(-1);
      add(
          bar(
              concept.imageStrength(),
              concept.imageStrength() / strongest,
              "bar-image",
              Pos.CENTER_RIGHT),
          0,
          row);
      add(middle, 1, row);
      add(
          bar(
              concept.queryStrength(),
              concept.queryStrength() / strongest,
              "bar-query",
              Pos.CENTER_LEFT),
          2,
          row);
      row++;
    }
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("small", "muted");
    return label;
  }

  private Region bar(double value, double length, String style, Pos side) {
    Region bar = new Region();
    bar.getStyleClass().addAll("bar", style);
    StackPane scale =
        new StackPane(bar) {
          @Override
          protected void layoutChildren() {
            double height = bar.prefHeight(-1);
            double width = Math.max(1, getWidth() * length);
            double x = side == Pos.CENTER_RIGHT ? getWidth() - width : 0;
            bar.resizeRelocate(x, (getHeight() - height) / 2, width, height);
          }
        };
    scale.setAccessibleText(messages.text("details.strength", Math.round(value * 100)));
    return scale;
  }
}

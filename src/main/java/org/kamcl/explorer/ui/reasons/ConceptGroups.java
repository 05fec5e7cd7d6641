package org.kamcl.explorer.ui.reasons;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChip;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The concepts of an image and a query in groups: in both, only in the image, only in the query,
 * excluded but in the image. Bars give the strength in the image on the left and in the query on
 * the right.
 */
final class ConceptGroups extends GridPane {
  private static final double PERCENT = 100;
  private static final int COLUMNS = 3;

  private final Messages messages;
  private final ConceptHandler handler;

  ConceptGroups(ConceptHandler handler, Messages messages) {
    this.handler = handler;
    this.messages = messages;
    getStyleClass().addAll("concept-bars", "concept-groups");
    ColumnConstraints left = new ColumnConstraints();
    left.setHgrow(Priority.ALWAYS);
    ColumnConstraints middle = new ColumnConstraints();
    middle.setHalignment(HPos.CENTER);
    ColumnConstraints right = new ColumnConstraints();
    right.setHgrow(Priority.ALWAYS);
    // Equal widths on both sides, independent of the chips between them.
    left.setPrefWidth(1);
    right.setPrefWidth(1);
    getColumnConstraints().setAll(left, middle, right);
  }

  /** Shows concepts. */
  void show(ConceptReasons concepts) {
    getChildren().clear();
    if (concepts.isEmpty()) {
      return;
    }
    Label image = head("details.image");
    setHalignment(image, HPos.RIGHT);
    add(image, 0, 0);
    add(head("details.query"), 2, 0);
    int row = group(1, "reasons.concepts.shared", concepts.shared(), true);
    row = group(row, "reasons.concepts.extra", concepts.extra(), false);
    row = group(row, "reasons.concepts.missing", concepts.missing(), false);
    group(row, "reasons.concepts.excluded", concepts.excluded(), false);
  }

  private Label head(String key) {
    Label label = new Label(messages.text(key));
    label.getStyleClass().addAll("small", "muted");
    return label;
  }

  private int group(int from, String key, List<SharedConcept> concepts, boolean shared) {
    if (concepts.isEmpty()) {
      return from;
    }
    int row = from;
    Label name = new Label(messages.text(key));
    name.getStyleClass().addAll("small", "concept-group");
    add(name, 0, row, COLUMNS, 1);
    row++;
    for (SharedConcept concept : concepts) {
      ConceptChip chip = new ConceptChip(concept.name(), shared, handler);
      chip.openMenuOnClick();
      chip.makeFocusable();
      StackPane middle = new StackPane(chip);
      // The button that a chip shows on hover overlaps the bars.
      middle.setViewOrder(-1);
      add(new Strength(concept.imageStrength(), "bar-image", Pos.CENTER_RIGHT), 0, row);
      add(middle, 1, row);
      add(new Strength(concept.queryStrength(), "bar-query", Pos.CENTER_LEFT), 2, row);
      row++;
    }
    return row;
  }

  /** A bar that begins at the chip, and its value at the other end. */
  private final class Strength extends Region {
    private static final double GAP = 4;

    private final Region bar = new Region();
    private final Label number = new Label();
    private final double strength;
    private final boolean leftward;

    Strength(double strength, String style, Pos side) {
      this.strength = Math.max(0, Math.min(1, strength));
      this.leftward = side == Pos.CENTER_RIGHT;
      bar.getStyleClass().addAll("bar", style);
      String text = messages.text("details.strength", Math.round(PERCENT * strength));
      number.setText(text);
      number.getStyleClass().addAll("small", "muted");
      getChildren().setAll(bar, number);
      setAccessibleText(text);
      Tooltip.install(this, new Tooltip(messages.text("reasons.concepts.strength")));
    }

    @Override
    protected double computePrefHeight(double width) {
      return number.prefHeight(-1);
    }

    @Override
    protected double computeMinWidth(double height) {
      return 0;
    }

    @Override
    protected void layoutChildren() {
      double height = bar.prefHeight(-1);
      // As wide as the widest number, so that bars of the same strength have the same length.
      double text = Math.ceil(number.prefWidth(-1));
      double widest = Math.max(text, 2.6 * number.getFont().getSize());
      double length = Math.max(1, (getWidth() - widest - GAP) * strength);
      double y = Math.rint((getHeight() - height) / 2);
      double textY = Math.rint((getHeight() - number.prefHeight(-1)) / 2);
      double x = leftward ? getWidth() - length : 0;
      bar.resizeRelocate(x, y, length, height);
      double textX = leftward ? x - GAP - text : length + GAP;
      number.resizeRelocate(textX, textY, text, number.prefHeight(-1));
    }
  }
}

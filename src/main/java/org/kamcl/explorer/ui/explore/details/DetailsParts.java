package org.kamcl.explorer.ui.explore.details;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Parts that the details of a hit and the Inspect perspective share. */
public final class DetailsParts {
  private DetailsParts() {}

  /**
   * A section below a heading.
   *
   * @param note beside the heading, in small type; may be empty
   */
  public static VBox section(String name, String note, Node content) {
    Label head = new Label(name);
    head.getStyleClass().add("bold");
    HBox line = new HBox(head);
    line.getStyleClass().add("section-head");
    line.setAlignment(Pos.BASELINE_LEFT);
    if (!note.isEmpty()) {
      Label small = new Label(note);
      small.getStyleClass().addAll("small", "muted");
      line.getChildren().add(small);
    }
    VBox section = new VBox(line, content);
    section.getStyleClass().add("details-section");
    return section;
  }

  /** Shows properties of an image as rows of name and value. */
  public static void show(List<DetailsViewModel.Fact> rows, GridPane facts) {
    facts.getChildren().clear();
    int row = 0;
    for (DetailsViewModel.Fact fact : rows) {
      Label name = new Label(fact.name());
      name.getStyleClass().addAll("small", "muted");
      if (!fact.tip().isEmpty()) {
        name.setTooltip(new Tooltip(fact.tip()));
      }
      Label value = new Label(fact.value());
      value.getStyleClass().add("small");
      value.setWrapText(true);
      value.setTooltip(new Tooltip(fact.value()));
      facts.addRow(row++, name, value);
      GridPane.setValignment(name, VPos.TOP);
    }
  }
}

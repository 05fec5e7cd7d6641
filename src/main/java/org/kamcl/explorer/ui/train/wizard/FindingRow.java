package org.kamcl.explorer.ui.train.wizard;

import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.theme.Icons;

/** A finding of the check: what was found, evidence, and what is done about it. */
final class FindingRow extends HBox {
  /** How serious a finding is. */
  enum Level {
    /** Nothing was found. */
    OK,
    /** Worth knowing; nothing needs to be done. */
    NOTE,
    /** A decision was made and can be changed. */
    DECISION
  }

  private final VBox body = new VBox();

  FindingRow(Level level, String name, String text) {
    getStyleClass().add("finding");
    setAlignment(Pos.TOP_LEFT);
    Label icon =
        new Label(
            "",
            Icons.of(
                switch (level) {
                  case OK -> "fth-check";
                  case NOTE -> "fth-info";
                  case DECISION -> "fth-alert-triangle";
                }));
    icon.getStyleClass().add("finding-" + level.name().toLowerCase(Locale.ROOT));
    icon.setMinWidth(USE_PREF_SIZE);
    Label title = new Label(name);
    title.getStyleClass().addAll("bold", "finding-name");
    title.setWrapText(true);
    Label sentence = new Label(text);
    sentence.setWrapText(true);
    sentence.getStyleClass().add("finding-text");
    body.getChildren().add(sentence);
    body.getStyleClass().add("finding-body");
    HBox.setHgrow(body, Priority.ALWAYS);
    getChildren().addAll(icon, title, body);
  }

  /** Adds evidence below the sentence. */
  FindingRow add(Node evidence) {
    body.getChildren().add(evidence);
    return this;
  }

  /**
   * Adds evidence that is shown on demand.
   *
   * @param show text of the link
   * @param evidence created by the first click
   */
  FindingRow fold(String show, Supplier<Node> evidence) {
    Hyperlink link = new Hyperlink(show);
    link.getStyleClass().add("finding-show");
    link.setOnAction(
        event -> {
          int at = body.getChildren().indexOf(link);
          if (at >= 0) {
            Node shown = evidence.get();
            body.getChildren().set(at, shown);
            shown.requestFocus();
          }
        });
    body.getChildren().add(link);
    return this;
  }

  /** Adds the choice of a decision at the right. */
  FindingRow choice(Node node) {
    getChildren().add(node);
    return this;
  }
}

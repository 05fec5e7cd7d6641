package org.kamcl.explorer.ui.collections;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Says that a run has finished, and offers to index the archive again with its model. */
public final class FinishedRunBanner extends HBox {
  /** Follows the offer. */
  public FinishedRunBanner(FinishedRunViewModel runs, Messages messages) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("finished-run");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label();
    text.setWrapText(true);
    text.setGraphic(Icons.of("fth-activity"));
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button index = new Button(messages.text("finished.index"));
    index.setId("finished-index");
    index.getStyleClass().add(Styles.ACCENT);
    index.setMinWidth(USE_PREF_SIZE);
    index.setOnAction(event -> runs.accept());
    Button later = Icons.button("fth-x", messages.text("banner.close"), runs::decline);
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(text, index, later);
    visibleProperty().bind(runs.offerProperty().isNotNull());
    managedProperty().bind(visibleProperty());
    runs.offerProperty()
        .addListener(
            (property, before, run) -> {
              if (run != null) {
                text.setText(sentence(run, messages));
              }
            });
  }

  private static String sentence(RunSummary run, Messages messages) {
    return messages.text("finished.text", run.title(), run.model().orElse(""));
  }
}

package org.kamcl.explorer.ui.placing;

import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.UnknownSystems.Preview;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;
import org.kamcl.explorer.ui.words.PlaceWords;

/** Where the first of the chosen files would lie, in words and figures. */
final class LiePane extends VBox {
  /** Digits of degrees that tell streets apart. */
  private static final int DIGITS = 4;

  private final AnswerViewModel model;
  private final Function<Footprint, String> names;
  private final Messages messages;
  private final PlaceWords words;
  private final Label title = new Label();
  private final GridPane facts = new GridPane();
  private final Label warning = new Label("", Icons.of("fth-alert-triangle"));

  LiePane(AnswerViewModel model, Function<Footprint, String> names, Messages messages) {
    this.model = model;
    this.names = names;
    this.messages = messages;
    this.words = new PlaceWords(messages);
    setId("placing-lie");
    getStyleClass().add("placing-lie");
    title.getStyleClass().add("bold");
    facts.getStyleClass().add("facts");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints();
    second.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(first, second);
    warning.setWrapText(true);
    warning.setMinHeight(USE_PREF_SIZE);
    warning.getStyleClass().add("placing-warning");
    getChildren().addAll(title, facts, warning);
    setMinHeight(USE_PREF_SIZE);
    model.lieProperty().addListener((property, before, now) -> show());
    model.problemProperty().addListener((property, before, now) -> show());
    show();
  }

  private void show() {
    AnswerViewModel.Lie lie = model.lieProperty().get();
    String problem = model.problemProperty().get();
    setVisible(lie != null || !problem.isEmpty());
    setManaged(isVisible());
    facts.getChildren().clear();
    title.setText(lie == null ? "" : String.valueOf(lie.file().getFileName()));
    for (Region region : new Region[] {title, facts}) {
      region.setVisible(lie != null);
      region.setManaged(lie != null);
    }
    if (lie != null) {
      facts(lie.preview());
    }
    warning.setText(lie == null ? problem : warning(lie));
    warning.setVisible(!warning.getText().isEmpty());
    warning.setManaged(warning.isVisible());
  }

  private void facts(Preview preview) {
    fact(
        "placing.coordinates",
        String.format(messages.locale(), "%,.2f · %,.2f", preview.x(), preview.y()));
    preview
        .footprint()
        .ifPresent(
            footprint -> {
              fact("placing.middle", words.coordinates(footprint.middle(), DIGITS));
              fact("placing.near", names.apply(footprint));
            });
    if (preview.width().isPresent() && preview.height().isPresent()) {
      fact(
          "placing.size",
          words.length(preview.width().getAsDouble())
              + " × "
              + words.length(preview.height().getAsDouble()));
    }
  }

  private void fact(String key, String value) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    Label label = new Label(value);
    label.setWrapText(true);
    facts.addRow(facts.getRowCount(), name, label);
  }

  private String warning(AnswerViewModel.Lie lie) {
    if (lie.system().isPresent() && lie.preview().footprint().isEmpty()) {
      return messages.text("placing.nowhere");
    }
    return lie.outside() ? messages.text("placing.outside") : "";
  }
}

package org.kamcl.explorer.ui.crs;

import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.MissingCrs.FootprintPreview;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Where the first of the chosen files would lie, in words and figures. */
final class FootprintPreviewPane extends VBox {
  /** Digits of degrees that tell streets apart. */
  private static final int DIGITS = 4;

  private final CrsAssignmentViewModel model;
  private final Function<Footprint, String> names;
  private final Messages messages;
  private final GeoFormatter words;
  private final Label title = new Label();
  private final GridPane facts = new GridPane();
  private final Label warning = new Label("", Icons.of("fth-alert-triangle"));

  FootprintPreviewPane(
      CrsAssignmentViewModel model, Function<Footprint, String> names, Messages messages) {
    this.model = model;
    this.names = names;
    this.messages = messages;
    this.words = new GeoFormatter(messages);
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
    model.previewProperty().addListener((property, before, now) -> show());
    model.problemProperty().addListener((property, before, now) -> show());
    show();
  }

  private void show() {
    CrsAssignmentViewModel.PlacedPreview placedPreview = model.previewProperty().get();
    String problem = model.problemProperty().get();
    setVisible(placedPreview != null || !problem.isEmpty());
    setManaged(isVisible());
    facts.getChildren().clear();
    title.setText(placedPreview == null ? "" : String.valueOf(placedPreview.file().getFileName()));
    for (Region region : new Region[] {title, facts}) {
      region.setVisible(placedPreview != null);
      region.setManaged(placedPreview != null);
    }
    if (placedPreview != null) {
      facts(placedPreview.preview());
    }
    warning.setText(placedPreview == null ? problem : warning(placedPreview));
    warning.setVisible(!warning.getText().isEmpty());
    warning.setManaged(warning.isVisible());
  }

  private void facts(FootprintPreview footprintPreview) {
    fact(
        "placing.coordinates",
        String.format(
            messages.locale(), "%,.2f · %,.2f", footprintPreview.x(), footprintPreview.y()));
    footprintPreview
        .footprint()
        .ifPresent(
            footprint -> {
              fact("placing.middle", words.coordinates(footprint.center(), DIGITS));
              fact("placing.near", names.apply(footprint));
            });
    if (footprintPreview.widthMeters().isPresent() && footprintPreview.heightMeters().isPresent()) {
      fact(
          "placing.size",
          words.length(footprintPreview.widthMeters().getAsDouble())
              + " × "
              + words.length(footprintPreview.heightMeters().getAsDouble()));
    }
  }

  private void fact(String key, String value) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    Label label = new Label(value);
    label.setWrapText(true);
    facts.addRow(facts.getRowCount(), name, label);
  }

  private String warning(CrsAssignmentViewModel.PlacedPreview placedPreview) {
    if (placedPreview.crs().isPresent() && placedPreview.preview().footprint().isEmpty()) {
      return messages.text("placing.nowhere");
    }
    return placedPreview.outsideCrsArea() ? messages.text("placing.outside") : "";
  }
}

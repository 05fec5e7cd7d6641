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

/** The location of the first selected file in the chosen CRS as text. */
final class FootprintPreviewPane extends VBox {
  /** Decimal places of degrees: about 10 m. */
  private static final int DIGITS = 4;

  private final CrsAssignmentViewModel model;
  private final Function<Footprint, String> placeNames;
  private final Messages messages;
  private final GeoFormatter formatter;
  private final Label title = new Label();
  private final GridPane facts = new GridPane();
  private final Label warning = new Label("", Icons.of("fth-alert-triangle"));

  /**
   * @param placeNames describes a footprint by the nearest town
   */
  FootprintPreviewPane(
      CrsAssignmentViewModel model, Function<Footprint, String> placeNames, Messages messages) {
    this.model = model;
    this.placeNames = placeNames;
    this.messages = messages;
    this.formatter = new GeoFormatter(messages);
    setId("crs-preview");
    getStyleClass().add("crs-preview");
    title.getStyleClass().add("bold");
    facts.getStyleClass().add("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(names, values);
    warning.setWrapText(true);
    warning.setMinHeight(USE_PREF_SIZE);
    warning.getStyleClass().add("crs-warning");
    getChildren().addAll(title, facts, warning);
    setMinHeight(USE_PREF_SIZE);
    model.previewProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    update();
  }

  private void update() {
    CrsAssignmentViewModel.FilePreview preview = model.previewProperty().get();
    String problem = model.problemProperty().get();
    show(this, preview != null || !problem.isEmpty());
    show(title, preview != null);
    show(facts, preview != null);
    facts.getChildren().clear();
    if (preview != null) {
      title.setText(String.valueOf(preview.file().getFileName()));
      addFacts(preview.preview());
    }
    warning.setText(preview == null ? problem : warning(preview));
    show(warning, !warning.getText().isEmpty());
  }

  private static void show(Region region, boolean visible) {
    region.setVisible(visible);
    region.setManaged(visible);
  }

  private void addFacts(FootprintPreview preview) {
    addFact(
        "crs.preview.coordinates",
        String.format(messages.locale(), "%,.2f · %,.2f", preview.x(), preview.y()));
    preview
        .footprint()
        .ifPresent(
            footprint -> {
              addFact("crs.preview.center", formatter.coordinates(footprint.center(), DIGITS));
              addFact("crs.preview.place", placeNames.apply(footprint));
            });
    if (preview.widthMeters().isPresent() && preview.heightMeters().isPresent()) {
      addFact(
          "crs.preview.size",
          formatter.length(preview.widthMeters().getAsDouble())
              + " × "
              + formatter.length(preview.heightMeters().getAsDouble()));
    }
  }

  private void addFact(String key, String value) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    Label label = new Label(value);
    label.setWrapText(true);
    facts.addRow(facts.getRowCount(), name, label);
  }

  private String warning(CrsAssignmentViewModel.FilePreview preview) {
    if (preview.crs().isPresent() && preview.preview().footprint().isEmpty()) {
      return messages.text("crs.preview.nowhere");
    }
    return preview.outsideAreaOfUse() ? messages.text("crs.preview.outside") : "";
  }
}

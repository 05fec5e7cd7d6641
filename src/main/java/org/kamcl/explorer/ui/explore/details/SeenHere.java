package org.kamcl.explorer.ui.explore.details;

import atlantafx.base.controls.ToggleSwitch;
import javafx.geometry.HorizontalDirection;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.heatmap.HeatMapOverlay;
import org.kamcl.explorer.ui.heatmap.HeatMapScale;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * The image of the selected hit with the heat map of the query, a switch for it and what it shows.
 */
final class SeenHere extends VBox {
  private final HeatMapViewModel heat;
  private final Messages messages;
  private final Picture picture;
  private final Label subject = new Label();
  private final HBox controls;
  private final HBox legend;

  SeenHere(ThumbnailView thumbnail, HeatMapViewModel heat, Messages messages) {
    this.heat = heat;
    this.messages = messages;
    this.picture = new Picture(thumbnail, new HeatMapOverlay(heat));
    getStyleClass().add("hit-seen");
    this.controls = controls();
    this.legend = legend();
    getChildren().setAll(picture, controls, legend);
    heat.mapProperty().addListener((property, before, now) -> show());
    heat.pendingProperty().addListener((property, before, now) -> show());
    heat.problemProperty().addListener((property, before, now) -> show());
    heat.focusProperty().addListener((property, before, now) -> show());
    heat.shownProperty().addListener((property, before, now) -> show());
    show();
  }

  /**
   * Shows another image.
   *
   * @param image null for none
   * @param scored whether a query found it
   */
  void show(ImageRecord image, boolean scored) {
    picture.show(image);
    toggle(controls, scored);
    toggle(legend, scored && heat.shownProperty().get());
  }

  /** The thumbnail with the map exactly above it. */
  private static final class Picture extends Region {
    private final ThumbnailView thumbnail;
    private final HeatMapOverlay overlay;
    private ImageRecord image;

    Picture(ThumbnailView thumbnail, HeatMapOverlay overlay) {
      this.thumbnail = thumbnail;
      this.overlay = overlay;
      getChildren().setAll(thumbnail, overlay);
    }

    void show(ImageRecord now) {
      image = now;
      requestLayout();
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
      return thumbnail.prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
      thumbnail.resizeRelocate(0, 0, getWidth(), getHeight());
      if (image != null) {
        overlay.placeSquare(getWidth(), Math.max(1, image.width()), Math.max(1, image.height()));
      }
    }
  }

  private HBox controls() {
    ToggleSwitch shown = new ToggleSwitch(messages.text("details.seen"));
    shown.setId("seen-here");
    shown.setLabelPosition(HorizontalDirection.RIGHT);
    shown.setTooltip(new Tooltip(messages.text("details.seen.tip")));
    shown.selectedProperty().bindBidirectional(heat.shownProperty());
    shown.setMinWidth(USE_PREF_SIZE);
    Slider opacity = new Slider(0, 1, heat.opacityProperty().get());
    opacity.setId("seen-opacity");
    opacity.setBlockIncrement(0.1);
    opacity.setAccessibleText(messages.text("heat.opacity"));
    opacity.setTooltip(new Tooltip(messages.text("heat.opacity")));
    opacity.valueProperty().bindBidirectional(heat.opacityProperty());
    opacity.disableProperty().bind(heat.shownProperty().not());
    opacity.setMinWidth(0);
    opacity.getStyleClass().add("seen-opacity");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(shown, gap, Icons.of("fth-sun"), opacity);
    line.getStyleClass().add("seen-controls");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private HBox legend() {
    subject.getStyleClass().addAll("small", "muted");
    subject.setId("seen-subject");
    subject.setMinWidth(0);
    HBox.setHgrow(subject, Priority.ALWAYS);
    subject.setMaxWidth(Double.MAX_VALUE);
    Label little = new Label(messages.text("details.seen.little"));
    Label much = new Label(messages.text("details.seen.much"));
    little.getStyleClass().addAll("small", "muted");
    much.getStyleClass().addAll("small", "muted");
    little.setMinWidth(USE_PREF_SIZE);
    much.setMinWidth(USE_PREF_SIZE);
    Region scale = HeatMapScale.create();
    scale.getStyleClass().add("seen-scale");
    HBox line = new HBox(subject, little, scale, much);
    line.getStyleClass().add("seen-legend");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void show() {
    String problem = heat.problemProperty().get();
    subject.setText(
        !problem.isEmpty()
            ? problem
            : heat.pendingProperty().get()
                ? messages.text("heat.pending")
                : heat.focusProperty()
                    .get()
                    .map(word -> messages.text("details.seen.word", word))
                    .orElse(messages.text("details.seen.query")));
    subject.setTooltip(new Tooltip(subject.getText()));
    toggle(legend, controls.isVisible() && heat.shownProperty().get());
  }

  private static void toggle(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Above the image: which one it is, the ones beside it, layers, zoom. */
final class InspectHeader extends HBox {
  /** Below this width, zoom is only changed by wheel and keys, pixels at normal text size. */
  private static final double WITH_ZOOM_BUTTONS = 680;

  /** From this width, switches have names, pixels at normal text size. */
  private static final double WITH_NAMES = 760;

  private final InspectViewModel model;
  private final LayerSwitches layers;
  private final Messages messages;
  private final Label position = new Label();
  private final Label name = new Label();
  private final Label zoom = new Label();
  private final Tooltip nameTip = new Tooltip();
  private final Button previous;
  private final Button next;
  private final Button zoomIn;
  private final Button zoomOut;

  /**
   * @param back shows the perspective before
   * @param reasons shows or hides the reasons
   */
  InspectHeader(
      InspectViewModel model,
      ImageCanvas canvas,
      LayerSwitches layers,
      Runnable back,
      Runnable reasons,
      Messages messages) {
    this.model = model;
    this.layers = layers;
    this.messages = messages;
    this.previous = tool("fth-chevron-left", "details.previous", () -> model.move(-1));
    this.next = tool("fth-chevron-right", "details.next", () -> model.move(1));
    this.zoomIn = tool("fth-plus", "inspect.zoom.in", () -> canvas.zoomBy(ImageCanvas.STEP));
    this.zoomOut = tool("fth-minus", "inspect.zoom.out", () -> canvas.zoomBy(1 / ImageCanvas.STEP));
    position.setId("inspect-position");
    position.setMinWidth(USE_PREF_SIZE);
    name.setId("inspect-name");
    name.getStyleClass().add("bold");
    name.setTooltip(nameTip);
    name.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    zoom.setId("inspect-zoom");
    zoom.getStyleClass().add("inspect-zoom");
    zoom.setAlignment(Pos.CENTER);
    zoom.setMinWidth(USE_PREF_SIZE);
    zoom.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "settings.percent", Math.round(100 * canvas.scaleProperty().get())),
                canvas.scaleProperty()));
    getChildren()
        .addAll(
            tool("fth-arrow-left", "inspect.back", back),
            previous,
            position,
            next,
            name,
            gap,
            layers,
            new BandsButton(model, messages),
            text(messages.text("inspect.fit"), messages.text("inspect.fit.tip"), canvas::fit),
            text(
                messages.text("inspect.full"),
                messages.text("inspect.full.tip"),
                canvas::showFullSize),
            zoomOut,
            zoom,
            zoomIn,
            tool("fth-info", "inspect.reasons", reasons));
    getStyleClass().addAll("pane-header", "inspect-header");
    setAlignment(Pos.CENTER_LEFT);
  }

  private Button tool(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.getStyleClass().add(Styles.FLAT);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Button text(String name, String tip, Runnable action) {
    Button button = new Button(name);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /** Shows which image it is. */
  void showTitle() {
    ImageRecord image = model.imageProperty().get();
    position.setText(
        image == null || model.hitProperty().get() != null
            ? model.position()
            : messages.text(image.isArchived() ? "inspect.similar.one" : "details.notarchived"));
    name.setText(model.name());
    nameTip.setText(image == null ? "" : image.file().toString());
    previous.setDisable(!model.canMove(-1));
    next.setDisable(!model.canMove(1));
  }

  /**
   * Shows the parts that fit.
   *
   * @param width in pixels at normal text size
   * @param image whether there is an image
   */
  void arrange(double width, boolean image) {
    for (Region part : List.of(zoomIn, zoom, zoomOut)) {
      part.setVisible(width >= WITH_ZOOM_BUTTONS);
      part.setManaged(part.isVisible());
    }
    layers.arrange(width >= WITH_NAMES, image);
  }
}

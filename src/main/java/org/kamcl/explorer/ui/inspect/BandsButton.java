package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Opens the choice of bands; shown for scenes of several bands. */
final class BandsButton extends Button {
  private static final int SEVERAL = 2;

  private final InspectViewModel model;
  private final Messages messages;
  private BandsPane pane;

  BandsButton(InspectViewModel model, Messages messages) {
    super(null, Icons.of("fth-layers"));
    this.model = model;
    this.messages = messages;
    setId("bands");
    getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button", Styles.FLAT);
    setTooltip(new Tooltip(messages.text("inspect.bands.tip")));
    setAccessibleText(messages.text("inspect.bands.tip"));
    setMinWidth(USE_PREF_SIZE);
    setOnAction(event -> open());
    model.sourceProperty().addListener((property, before, source) -> show(source));
    show(model.sourceProperty().get());
  }

  private void show(ImagePixels.Source source) {
    boolean several = source != null && source.bands() >= SEVERAL;
    setVisible(several);
    setManaged(several);
    if (several && pane != null) {
      pane.show(source.rendering());
    }
  }

  private void open() {
    ImagePixels.Source source = model.sourceProperty().get();
    if (source != null) {
      pane = new BandsPane(source.bands(), source.rendering(), model::render, messages);
      Menus.showPopOver(this, pane, HPos.RIGHT);
    }
  }
}

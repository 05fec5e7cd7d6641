package org.kamcl.explorer.ui.crs;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Offers to assign a CRS to files without one. Hidden if there are none or the pane is open. */
public final class MissingCrsBanner extends HBox {
  /** Follows the number of files that need a decision. */
  public MissingCrsBanner(MissingCrsViewModel model, Messages messages) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("crs-banner");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label();
    text.setWrapText(true);
    text.setGraphic(Icons.of("fth-map-pin"));
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> messages.text("crs.banner", model.pendingCountProperty().get()),
                model.pendingCountProperty()));
    Button choose = new Button(messages.text("crs.banner.choose"));
    choose.setId("crs-choose");
    choose.getStyleClass().add(Styles.ACCENT);
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> model.chooseCrs());
    Button skip = new Button(messages.text("crs.skip"));
    skip.setMinWidth(USE_PREF_SIZE);
    skip.setOnAction(event -> model.keepAllUnassigned());
    Button later = Icons.button("fth-x", messages.text("crs.banner.later"), model::askLater);
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(text, choose, skip, later);
    visibleProperty()
        .bind(model.pendingCountProperty().greaterThan(0).and(model.shownProperty().not()));
    managedProperty().bind(visibleProperty());
  }
}

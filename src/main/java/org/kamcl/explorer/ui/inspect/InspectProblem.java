package org.kamcl.explorer.ui.inspect;

import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Why the image, or a part of it, is not shown. */
final class InspectProblem extends HBox {
  InspectProblem(InspectViewModel model, HitActions actions, Messages messages) {
    Label text = new Label(null, Icons.of("mdi2i-image-off-outline"));
    text.setWrapText(true);
    text.textProperty().bind(model.problemProperty());
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Hyperlink locate = new Hyperlink(messages.text("card.locate"));
    locate.setMinWidth(USE_PREF_SIZE);
    locate.setOnAction(event -> actions.locate(model.imageProperty().get()));
    locate.visibleProperty().bind(model.imageProperty().map(ImageRecord::isArchived).orElse(false));
    locate.managedProperty().bind(locate.visibleProperty());
    getChildren().addAll(text, locate);
    setId("inspect-problem");
    getStyleClass().addAll("banner", "banner-problem");
    setAlignment(Pos.CENTER_LEFT);
    setMaxHeight(USE_PREF_SIZE);
    visibleProperty().bind(model.problemProperty().isNotEmpty());
    StackPane.setAlignment(this, Pos.TOP_CENTER);
  }
}

package org.kamcl.explorer.ui.placing;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** Says that files wait for their coordinate system. Takes no room where none does. */
public final class PlacingBanner extends HBox {
  /** Shows how many wait, unless somebody is choosing already. */
  public PlacingBanner(PlacingViewModel model, Messages messages) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("placing-banner");
    setAlignment(Pos.CENTER_LEFT);
    Label question = new Label();
    question.setWrapText(true);
    question.setGraphic(Icons.of("fth-map-pin"));
    question.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(question, Priority.ALWAYS);
    question
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> messages.text("placing.question", model.waitingProperty().get()),
                model.waitingProperty()));
    Button choose = new Button(messages.text("placing.choose"));
    choose.setId("placing-choose");
    choose.getStyleClass().add(Styles.ACCENT);
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> model.answer());
    Button leave = new Button(messages.text("placing.leave"));
    leave.setMinWidth(USE_PREF_SIZE);
    leave.setOnAction(event -> model.leaveAll());
    Button later = Icons.button("fth-x", messages.text("placing.later"), model::later);
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(question, choose, leave, later);
    visibleProperty().bind(model.waitingProperty().greaterThan(0).and(model.shownProperty().not()));
    managedProperty().bind(visibleProperty());
  }
}

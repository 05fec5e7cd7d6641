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

/** Says that files wait for their coordinate system. Takes no room where none does. */
public final class MissingCrsBanner extends HBox {
  /** Shows how many wait, unless somebody is choosing already. */
  public MissingCrsBanner(MissingCrsViewModel model, Messages messages) {
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
                () -> messages.text("placing.question", model.pendingCountProperty().get()),
                model.pendingCountProperty()));
    Button choose = new Button(messages.text("placing.choose"));
    choose.setId("placing-choose");
    choose.getStyleClass().add(Styles.ACCENT);
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> model.chooseCrs());
    Button leave = new Button(messages.text("placing.leave"));
    leave.setMinWidth(USE_PREF_SIZE);
    leave.setOnAction(event -> model.keepAllUnassigned());
    Button later = Icons.button("fth-x", messages.text("placing.later"), model::askLater);
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(question, choose, leave, later);
    visibleProperty()
        .bind(model.pendingCountProperty().greaterThan(0).and(model.shownProperty().not()));
    managedProperty().bind(visibleProperty());
  }
}

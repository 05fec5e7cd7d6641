package org.kamcl.explorer.ui.explore;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Tells that no images match the filters, and offers to drop criteria. */
final class EmptiedResults extends VBox {
  EmptiedResults(ResultsViewModel results, Messages messages) {
    Label title = new Label(messages.text("results.filtered"), Icons.of("fth-filter", 24));
    title.getStyleClass().addAll("bold", "emptied-title");
    Label text = new Label();
    text.textProperty().bind(results.noImagesProperty());
    text.setWrapText(true);
    text.getStyleClass().addAll("muted", "emptied-text");
    VBox offers = new VBox();
    offers.setAlignment(Pos.CENTER);
    offers.getStyleClass().add("emptied-offers");
    results
        .offers()
        .addListener(
            (ListChangeListener<ResultsViewModel.Offer>)
                change ->
                    offers
                        .getChildren()
                        .setAll(results.offers().stream().map(EmptiedResults::button).toList()));
    getChildren().addAll(title, text, offers);
    setId("emptied");
    getStyleClass().add("emptied");
    setAlignment(Pos.CENTER);
  }

  private static Button button(ResultsViewModel.Offer offer) {
    Button button = new Button(offer.name());
    button.setOnAction(event -> offer.run().run());
    return button;
  }
}

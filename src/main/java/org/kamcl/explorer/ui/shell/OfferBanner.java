package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.words.Messages;

/** Asks whether the table of places that lies in a folder is to be used. */
final class OfferBanner extends HBox {
  OfferBanner(ArchiveViewModel archive, Messages messages) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("offer");
    setAlignment(Pos.CENTER_LEFT);
    Label question = new Label();
    question.setWrapText(true);
    question.setGraphic(Icons.of("fth-map-pin"));
    question.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(question, Priority.ALWAYS);
    Button with = new Button();
    with.setId("offer-with");
    with.getStyleClass().add(Styles.ACCENT);
    with.setMinWidth(USE_PREF_SIZE);
    with.setOnAction(event -> archive.answer(true));
    Button without = new Button(messages.text("offer.without"));
    without.setMinWidth(USE_PREF_SIZE);
    without.setOnAction(event -> archive.answer(false));
    Button close = Icons.button("fth-x", messages.text("offer.close"), archive::declineOffer);
    close.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(question, with, without, close);
    Runnable show =
        () -> {
          ArchiveViewModel.Offer offer = archive.offerProperty().get();
          setVisible(offer != null);
          setManaged(offer != null);
          if (offer != null) {
            String table = String.valueOf(offer.table().getFileName());
            question.setText(
                messages.text(
                    "offer.question",
                    String.valueOf(offer.folder().getFileName()),
                    table,
                    offer.rows()));
            with.setText(messages.text("offer.with", table));
          }
        };
    archive.offerProperty().addListener((property, before, now) -> show.run());
    show.run();
  }
}

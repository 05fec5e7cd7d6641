package org.kamcl.explorer.ui.collections;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * Asks whether to use the location table found in a folder, or whether to resume indexing of a
 * folder that was interrupted.
 */
public final class IndexOfferBanner extends HBox {
  public IndexOfferBanner(IndexOffersViewModel offers, Messages messages) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("offer");
    setAlignment(Pos.CENTER_LEFT);
    Label question = new Label();
    question.setWrapText(true);
    question.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(question, Priority.ALWAYS);
    Button with = new Button();
    with.setId("offer-with");
    with.getStyleClass().add(Styles.ACCENT);
    with.setMinWidth(USE_PREF_SIZE);
    with.setOnAction(event -> offers.accept());
    Button without = new Button(messages.text("indexing.offer.ignore"));
    without.setMinWidth(USE_PREF_SIZE);
    without.setOnAction(event -> offers.acceptWithoutTable());
    Button close = Icons.button("fth-x", messages.text("indexing.offer.close"), offers::decline);
    close.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(question, with, without, close);
    Runnable show =
        () -> {
          IndexOffersViewModel.Offer offer = offers.offerProperty().get();
          setVisible(offer != null);
          setManaged(offer != null);
          if (offer == null) {
            return;
          }
          String folder = String.valueOf(offer.folder().getFileName());
          boolean unfinished = offer.rows().isEmpty();
          without.setVisible(!unfinished);
          without.setManaged(!unfinished);
          question.setGraphic(Icons.of(unfinished ? "fth-info" : "fth-map-pin"));
          if (unfinished) {
            question.setText(messages.text("indexing.interrupted", folder));
            with.setText(messages.text("jobs.resume"));
          } else {
            String table =
                offer.folder().relativize(offer.sources().locationTable().orElseThrow()).toString();
            question.setText(
                messages.text("indexing.offer.table", folder, table, offer.rows().orElseThrow()));
            with.setText(messages.text("indexing.offer.accept", table));
          }
        };
    offers.offerProperty().addListener((property, before, now) -> show.run());
    show.run();
  }
}

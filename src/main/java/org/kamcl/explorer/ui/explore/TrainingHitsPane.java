package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;

/** Hits that are sent to training: the corpus, and a caption for each image. */
final class TrainingHitsPane extends VBox {
  /** Rows that are shown; more are rarely captioned by hand. */
  private static final int MOST = 200;

  private final ThumbnailLoader thumbnails;
  private final Messages messages;

  /**
   * @param close closes the pane
   */
  TrainingHitsPane(
      TrainingHitsViewModel model, ThumbnailLoader thumbnails, Runnable close, Messages messages) {
    this.thumbnails = thumbnails;
    this.messages = messages;
    setId("train-hits");
    getStyleClass().addAll("popover-content", "train-hits");
    Label title = new Label(messages.text("results.train.of", model.rows().size()));
    title.getStyleClass().add("bold");
    ComboBox<String> name = new ComboBox<>(model.corpora());
    name.setId("train-corpus");
    name.setEditable(true);
    name.setMaxWidth(Double.MAX_VALUE);
    name.setPromptText(messages.text("results.train.name"));
    HBox.setHgrow(name, Priority.ALWAYS);
    Button send = new Button(messages.text("results.train.send"));
    send.setId("train-send");
    send.getStyleClass().add(Styles.ACCENT);
    send.setMinWidth(USE_PREF_SIZE);
    send.disableProperty().bind(name.getEditor().textProperty().isEmpty());
    send.setOnAction(
        event -> {
          model.send(name.getEditor().getText().strip());
          close.run();
        });
    HBox head = new HBox(name, send);
    head.getStyleClass().add("history-head");
    Label hint = new Label(messages.text("results.train.hint"));
    hint.setWrapText(true);
    hint.getStyleClass().addAll("small", "muted");
    VBox rows = new VBox();
    rows.getStyleClass().add("train-hit-rows");
    model.rows().stream().limit(MOST).map(this::row).forEach(rows.getChildren()::add);
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("train-hit-scroll");
    getChildren().addAll(title, head, hint, scroll);
  }

  private Node row(TrainingHitsViewModel.Row row) {
    ThumbnailView picture = new ThumbnailView(thumbnails, messages.text("card.missing"));
    picture.show(row.image());
    TextField caption = new TextField();
    caption.textProperty().bindBidirectional(row.caption());
    caption.getStyleClass().add("train-caption");
    caption.setAccessibleText(
        messages.text("results.train.caption", String.valueOf(row.image().file().getFileName())));
    HBox.setHgrow(caption, Priority.ALWAYS);
    HBox line = new HBox(picture, caption);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("train-hit");
    return line;
  }
}

package org.kamcl.explorer.ui.evaluate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kamcl.explorer.evaluation.EvaluationComparison.Change;
import org.kamcl.explorer.evaluation.Failure;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;

/** A caption with the wanted image, the image that ranks first, and what is known about them. */
final class CaseCell extends ListCell<Case> {
  private final EvaluateViewModel model;
  private final Messages messages;
  private final EvaluateTexts texts;
  private final ThumbnailView wanted;
  private final ThumbnailView first;
  private final Label wantedRank = new Label();
  private final Label firstRank = new Label();
  private final VBox words = new VBox();
  private final HBox content;

  CaseCell(
      EvaluateViewModel model, ThumbnailLoader thumbnails, Consumer<Case> open, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.texts = new EvaluateTexts(messages);
    this.wanted = new ThumbnailView(thumbnails, messages.text("concepts.missing"));
    this.first = new ThumbnailView(thumbnails, messages.text("concepts.missing"));
    words.getStyleClass().add("case-words");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    content = new HBox(picture(wanted, wantedRank), picture(first, firstRank), words);
    content.getStyleClass().add("case");
    // The cell must not become wider than the list.
    content.setMinWidth(0);
    content.setPrefWidth(1);
    setOnMouseClicked(
        event -> {
          if (getItem() != null && event.getClickCount() == 2) {
            open.accept(getItem());
          }
        });
    setTooltip(new Tooltip(messages.text("evaluate.case.tip")));
  }

  /** As high as the wrapped words need; a cell asks its content without a width. */
  @Override
  protected double computePrefHeight(double width) {
    double cell = width > 0 || getListView() == null ? width : getListView().getWidth();
    if (getGraphic() == null || cell <= 0) {
      return super.computePrefHeight(width);
    }
    double inner = cell - snappedLeftInset() - snappedRightInset();
    return snappedTopInset() + snapSizeY(content.prefHeight(inner)) + snappedBottomInset();
  }

  private static StackPane picture(ThumbnailView view, Label rank) {
    rank.getStyleClass().addAll("case-rank", "small");
    StackPane picture = new StackPane(view, rank);
    StackPane.setAlignment(rank, Pos.BOTTOM_LEFT);
    picture.getStyleClass().add("case-picture");
    return picture;
  }

  @Override
  protected void updateItem(Case item, boolean empty) {
    super.updateItem(item, empty);
    EvaluationDetails details = model.detailsProperty().get();
    if (empty || item == null || details == null) {
      setGraphic(null);
      wanted.show(null);
      first.show(null);
      return;
    }
    Failure failure = Failure.of(details.evaluation(), item.caption());
    wanted.show(model.images().record(failure.wanted()));
    first.show(model.images().record(failure.first()));
    wantedRank.setText(
        item.change()
            .map(this::ranks)
            .orElseGet(() -> messages.text("evaluate.case.rank", failure.rank())));
    firstRank.setText(messages.text("evaluate.case.rank", 1));
    first.getParent().setVisible(failure.rank() > 1);
    words.getChildren().setAll(caption(failure));
    if (!failure.shared().isEmpty()) {
      FlowPane chips = new FlowPane();
      chips.getStyleClass().add("case-chips");
      for (String concept : failure.shared()) {
        Label chip = new Label(concept);
        chip.getStyleClass().addAll("chip", "chip-shared");
        chips.getChildren().add(chip);
      }
      words.getChildren().add(chips);
    }
    List<Failure.Note> notes = failure.rank() > 1 ? failure.notes() : List.of();
    for (Failure.Note note : notes) {
      Label line = new Label(texts.text(note));
      line.setWrapText(true);
      line.getStyleClass().addAll("muted", "small");
      words.getChildren().add(line);
    }
    setAccessibleText(messages.text("evaluate.case.spoken", failure.text(), failure.rank()));
    setGraphic(content);
  }

  private String ranks(Change change) {
    return texts.ranks(change.before(), change.after());
  }

  /** The caption, with the words tinted that both images show. */
  private static Node caption(Failure failure) {
    Set<String> shared = new HashSet<>(failure.shared());
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("concept-text");
    StringBuilder plain = new StringBuilder();
    for (String part : failure.text().split("(?<=\\P{L})(?=\\p{L})|(?<=\\p{L})(?=\\P{L})")) {
      if (shared.contains(part.toLowerCase(Locale.ROOT))) {
        flush(plain, flow);
        Label word = new Label(part);
        word.getStyleClass().addAll("concept-word", "caption-shared");
        flow.getChildren().add(word);
      } else {
        plain.append(part);
      }
    }
    flush(plain, flow);
    return flow;
  }

  private static void flush(StringBuilder plain, TextFlow flow) {
    if (!plain.isEmpty()) {
      Text text = new Text(plain.toString());
      text.getStyleClass().add("caption");
      flow.getChildren().add(text);
      plain.setLength(0);
    }
  }
}

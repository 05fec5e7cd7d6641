package org.kamcl.explorer.ui.reasons;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The words of a query with a bar each: to the right if the word raises the score of the image, to
 * the left and red if it lowers it. A click shows where the word is seen.
 */
final class WordBars extends GridPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass EXCLUDED = PseudoClass.getPseudoClass("excluded");
  private static final double PERCENT = 100;

  private final ObservableList<WordReason> words;
  private final Messages messages;
  private final List<Row> rows = new ArrayList<>();
  private Consumer<WordReason> onChosen = word -> {};
  private String chosen = "";

  WordBars(ObservableList<WordReason> words, Messages messages) {
    this.words = words;
    this.messages = messages;
    getStyleClass().add("word-bars");
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(0);
    // Long words end with an ellipsis, so that the bars keep their place.
    name.setPercentWidth(38);
    ColumnConstraints bar = new ColumnConstraints();
    bar.setHgrow(Priority.ALWAYS);
    ColumnConstraints number = new ColumnConstraints();
    number.setMinWidth(USE_PREF_SIZE);
    number.setHalignment(HPos.RIGHT);
    getColumnConstraints().setAll(name, bar, number);
    words.addListener((ListChangeListener<WordReason>) change -> show());
    show();
  }

  /** Sets what a click on a word does. */
  void onChosen(Consumer<WordReason> action) {
    onChosen = action;
  }

  /** Marks the word that the heat map is about; empty for none. */
  void choose(String word) {
    chosen = word;
    rows.forEach(Row::showChosen);
  }

  private final class Row {
    private final Button name = new Button();
    private final SignedBar bar = new SignedBar();
    private final Label number = new Label();
    private final Tooltip tip = new Tooltip();
    private WordReason word;

    Row() {
      name.getStyleClass().setAll("button", "word-name");
      name.setOnAction(event -> onChosen.accept(word));
      name.setTooltip(tip);
      name.setMaxWidth(Double.MAX_VALUE);
      name.setAlignment(Pos.CENTER_LEFT);
      number.getStyleClass().addAll("small", "muted", "word-number");
      Tooltip.install(bar, tip);
    }

    void show(WordReason now, double low, double high) {
      word = now;
      name.setText(WordBars.this.name(now));
      name.pseudoClassStateChanged(EXCLUDED, now.kind() == WordReason.Kind.EXCLUDED);
      name.setDisable(!now.isSeen());
      bar.show(now.contribution().orElse(0), low, high);
      number.setText(
          !now.known()
              ? messages.text("reasons.word.unknown")
              : now.share().isPresent()
                  ? messages.text(
                      "reasons.word.percent", Math.round(PERCENT * now.share().getAsDouble()))
                  : "");
      String meaning = meaning(now);
      tip.setText(meaning);
      name.setAccessibleText(meaning);
      showChosen();
    }

    void showChosen() {
      name.pseudoClassStateChanged(CHOSEN, !chosen.isEmpty() && chosen.equals(word.text()));
    }
  }

  private void show() {
    double low = words.stream().mapToDouble(w -> w.contribution().orElse(0)).min().orElse(0);
    double high = words.stream().mapToDouble(w -> w.contribution().orElse(0)).max().orElse(0);
    while (rows.size() < words.size()) {
      rows.add(new Row());
    }
    for (int i = 0; i < words.size(); i++) {
      rows.get(i).show(words.get(i), Math.min(0, low), Math.max(0, high));
    }
    if (getRowCount() != words.size() || getChildren().size() != 3 * words.size()) {
      getChildren().clear();
      for (int i = 0; i < words.size(); i++) {
        Row row = rows.get(i);
        addRow(i, row.name, row.bar, row.number);
      }
    }
  }

  private String name(WordReason word) {
    return switch (word.kind()) {
      case WORD -> word.text();
      case EXCLUDED ->
          "\u2212" + (word.text().isEmpty() ? messages.text("query.token.similar") : word.text());
      case IMAGE -> messages.text("query.token.similar");
      case RELEVANT -> messages.text("reasons.feedback.relevant");
      case NOT_RELEVANT -> messages.text("reasons.feedback.notrelevant");
    };
  }

  private String meaning(WordReason word) {
    if (!word.known()) {
      return messages.text("query.token.unknown", word.text(), 1);
    }
    if (word.share().isEmpty()) {
      return name(word);
    }
    long percent = Math.round(PERCENT * Math.abs(word.share().getAsDouble()));
    if (word.kind() != WordReason.Kind.WORD) {
      return messages.text(
          word.lowers() ? "details.term.lowers" : "details.term.share", name(word), percent);
    }
    String key =
        percent == 0
            ? "reasons.word.nothing"
            : word.lowers() ? "reasons.word.lowers" : "reasons.word.raises";
    return messages.text(key, word.text(), percent);
  }
}

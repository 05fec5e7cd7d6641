package org.kamcl.explorer.ui.reasons;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * Why an image is a hit: which words, which concepts, and which change of one word would raise it.
 */
public final class WhyView extends VBox {
  private final ReasonsViewModel model;
  private final Messages messages;
  private final WordBars words;
  private final ConceptGroups concepts;
  private final Label noConcepts = new Label();
  private final VBox wordsBox;
  private final VBox conceptsBox;
  private final VBox changesBox;
  private final VBox changes = new VBox();
  private final Label problem = new Label();
  private Consumer<Query> onTry = query -> {};

  /**
   * @param handler edits the query by concepts
   */
  public WhyView(ReasonsViewModel model, ConceptHandler handler, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.words = new WordBars(model.words(), messages);
    this.concepts = new ConceptGroups(handler, messages);
    getStyleClass().add("why");
    noConcepts.getStyleClass().addAll("muted", "small");
    noConcepts.setWrapText(true);
    problem.getStyleClass().addAll("muted", "small");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    changes.getStyleClass().add("why-changes");
    wordsBox = part("reasons.words", "reasons.words.note", words);
    conceptsBox = part("reasons.concepts", "", concepts);
    conceptsBox.getChildren().add(noConcepts);
    changesBox = part("reasons.changes", "reasons.changes.note", changes);
    getChildren().setAll(wordsBox, problem, conceptsBox, changesBox);
    model.words().addListener((ListChangeListener<WordReason>) change -> showWords());
    model.conceptsProperty().addListener((property, before, now) -> showConcepts());
    // Without concepts, their property stays the same from hit to hit.
    model.loadingProperty().addListener((property, before, now) -> showConcepts());
    model.changes().addListener((ListChangeListener<QueryChange>) change -> showChanges());
    model.problemProperty().addListener((property, before, now) -> showProblem());
    showWords();
    showConcepts();
    showChanges();
    showProblem();
  }

  /** A click on a word shows where it is seen; a second one shows the whole query again. */
  public void showWordsOn(HeatMapViewModel heat) {
    words.onChosen(
        word -> {
          Optional<String> text = Optional.of(word.text());
          boolean again = heat.focusProperty().get().equals(text);
          heat.focusProperty().set(again ? Optional.empty() : text);
          heat.shownProperty().set(true);
        });
    heat.focusProperty().addListener((property, before, focus) -> words.choose(focus.orElse("")));
  }

  /** Sets what tries a changed query. */
  public void onTry(Consumer<Query> action) {
    onTry = action;
  }

  private VBox part(String key, String noteKey, Node content) {
    Label head = new Label(messages.text(key));
    head.getStyleClass().add("bold");
    HBox line = new HBox(head);
    line.getStyleClass().add("section-head");
    line.setAlignment(Pos.BASELINE_LEFT);
    if (!noteKey.isEmpty()) {
      Label note = new Label(messages.text(noteKey));
      note.getStyleClass().addAll("small", "muted");
      note.setTooltip(new Tooltip(note.getText()));
      line.getChildren().add(note);
    }
    VBox part = new VBox(line, content);
    part.getStyleClass().add("why-part");
    return part;
  }

  private void showWords() {
    toggle(wordsBox, !model.words().isEmpty());
  }

  private void showConcepts() {
    ConceptReasons now = model.conceptsProperty().get();
    concepts.show(now);
    noConcepts.setText(
        messages.text(model.modelHasConcepts() ? "details.concepts.none" : "model.concepts.none"));
    toggle(concepts, !now.isEmpty());
    toggle(noConcepts, now.isEmpty());
    toggle(conceptsBox, model.hit() != null);
  }

  private void showChanges() {
    changes.getChildren().clear();
    for (QueryChange change : model.changes()) {
      Hyperlink link = new Hyperlink(change.text(), Icons.of("fth-search", 14));
      link.getStyleClass().add("why-change");
      link.setWrapText(true);
      link.setTooltip(new Tooltip(messages.text("reasons.change.try")));
      link.setOnAction(event -> onTry.accept(change.query()));
      changes.getChildren().add(link);
    }
    toggle(changesBox, !model.changes().isEmpty());
  }

  private void showProblem() {
    toggle(problem, !model.problemProperty().get().isEmpty());
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

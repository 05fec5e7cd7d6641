package org.kamcl.explorer.ui.concepts;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ConceptAnalysis.Origin;
import org.kamcl.explorer.api.ConceptAnalysis.WordHistory;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** How a word of the corpus became a concept, or why not, in the three steps of the method. */
final class OriginPane extends VBox {
  private final OriginViewModel model;
  private final Messages messages;

  /** How far a word came in a step. */
  private enum State {
    PASSED("fth-check"),
    STOPPED("fth-x"),
    NOT_REACHED("fth-minus");

    private final String icon;

    State(String icon) {
      this.icon = icon;
    }
  }

  OriginPane(OriginViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("origin");
    getStyleClass().add("origin");
    model.originProperty().addListener((property, before, origin) -> show());
    model.problemProperty().addListener((property, before, text) -> show());
    show();
  }

  private void show() {
    getChildren().clear();
    Origin origin = model.originProperty().get();
    if (origin == null) {
      String problem = model.problemProperty().get();
      getChildren().add(text(problem.isEmpty() ? messages.text("concepts.origin.none") : problem));
      return;
    }
    if (origin.history().isEmpty()) {
      getChildren()
          .addAll(
              title(messages.text("concepts.origin.title", model.word())),
              text(messages.text("concepts.origin.unknown", origin.model())));
      return;
    }
    WordHistory history = origin.history().get();
    getChildren()
        .addAll(
            title(
                history.corpus().isEmpty()
                    ? messages.text("concepts.origin.title", history.word())
                    : messages.text(
                        "concepts.origin.title.corpus", history.word(), history.corpus())),
            initialization(history),
            construction(history),
            filtration(history));
  }

  private Node initialization(WordHistory history) {
    String name = messages.text("concepts.origin.initialization");
    return switch (history.outcome()) {
      case NOT_IN_CAPTIONS ->
          step(State.STOPPED, name, messages.text("concepts.origin.absent", history.allImages()));
      case NOT_REPEATED ->
          step(
              State.STOPPED,
              name,
              messages.text("concepts.origin.single", history.occurrences(), history.images()));
      default ->
          step(
              State.PASSED,
              name,
              messages.text(
                  "concepts.origin.counted",
                  history.occurrences(),
                  history.images(),
                  history.repeating()));
    };
  }

  private Node construction(WordHistory history) {
    boolean reached = history.constructedRank() > 0;
    return step(
        reached ? State.PASSED : State.NOT_REACHED,
        messages.text("concepts.origin.construction"),
        reached
            ? messages.text(
                "concepts.origin.constructed",
                history.sum(),
                history.constructedRank(),
                history.constructed())
            : messages.text("concepts.origin.not.reached"));
  }

  private Node filtration(WordHistory history) {
    String name = messages.text("concepts.origin.filtration");
    return switch (history.outcome()) {
      case CONCEPT ->
          step(
              State.PASSED,
              name,
              messages.text(
                  "concepts.origin.kept",
                  history.filteredRank(),
                  history.filtered(),
                  history.concepts()));
      case STOP_WORD -> step(State.STOPPED, name, messages.text("concepts.origin.stop"));
      case TOO_RARE ->
          step(State.STOPPED, name, messages.text("concepts.origin.rare", history.tokens()));
      case NO_TOKEN -> step(State.STOPPED, name, messages.text("concepts.origin.token"));
      case TOO_FEW_REPETITIONS ->
          step(
              State.STOPPED,
              name,
              messages.text(
                  "concepts.origin.beyond",
                  history.filteredRank(),
                  history.filtered(),
                  history.concepts()));
      case NOT_IN_CAPTIONS, NOT_REPEATED ->
          step(State.NOT_REACHED, name, messages.text("concepts.origin.not.reached"));
    };
  }

  private Node step(State state, String name, String sentence) {
    Label icon = new Label(null, Icons.of(state.icon, 14));
    icon.getStyleClass().add("origin-" + state.name().toLowerCase(Locale.ROOT));
    icon.setMinWidth(USE_PREF_SIZE);
    Label title = new Label(name);
    title.getStyleClass().add("origin-step");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    VBox words = new VBox(title, text(sentence));
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    HBox step = new HBox(icon, words);
    step.getStyleClass().add("origin-row");
    step.setAlignment(Pos.TOP_LEFT);
    return step;
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("bold");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    return title;
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }
}

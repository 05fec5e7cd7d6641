package org.kamcl.explorer.ui.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ImageSearch.Suggestion;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Suggestions for the typed text: concepts, captions, saved searches. */
public final class SuggestionsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(SuggestionsViewModel.class);
  private static final Duration TYPING = Duration.ofMillis(120);
  private static final int TOP = 5;
  private static final int SAVED = 2;
  private static final int SHORTEST = 2;

  private final ArchiveViewModel archive;
  private final QueryViewModel query;
  private final HistoryViewModel history;
  private final TaskExecutor taskExecutor;
  private final ObservableList<Choice> choices = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);
  private TaskExecutor.Cancellable waiting = () -> {};
  private TaskExecutor.Cancellable asking = () -> {};

  /** Kind of a suggestion. */
  public enum Kind {
    /** A concept of the model. */
    CONCEPT,
    /** A caption of the archive. */
    CAPTION,
    /** A saved search. */
    SAVED
  }

  /**
   * A suggestion.
   *
   * @param images number of images that show a concept clearly
   * @param entry the saved search
   */
  public record Choice(Kind kind, String text, int images, Optional<SearchLibrary.Entry> entry) {}

  /**
   * @param query provides the typed text
   */
  public SuggestionsViewModel(
      ArchiveViewModel archive,
      QueryViewModel query,
      HistoryViewModel history,
      TaskExecutor taskExecutor) {
    this.archive = archive;
    this.query = query;
    this.history = history;
    this.taskExecutor = taskExecutor;
  }

  /** Updates the suggestions for the typed text. */
  public void typed() {
    waiting.cancel();
    asking.cancel();
    if (word().length() < SHORTEST) {
      close();
      return;
    }
    waiting = taskExecutor.schedule(TYPING, this::ask);
  }

  private String text() {
    return query.typedProperty().get().strip();
  }

  /** The word at the end of the typed text. */
  private String word() {
    String text = query.typedProperty().get();
    return text.substring(wordStart(text));
  }

  private static int wordStart(String text) {
    int at = text.length();
    while (at > 0
        && (Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '\'')) {
      at--;
    }
    return at;
  }

  private void ask() {
    String text = text();
    String word = word();
    archive
        .services()
        .ifPresent(
            services ->
                asking =
                    taskExecutor.run(
                        () -> find(services.search(), text, word),
                        found -> show(found, text),
                        failure -> LOG.debug("No suggestions", failure)));
  }

  private static List<Suggestion> find(ImageSearch search, String text, String word) {
    List<Suggestion> found = new ArrayList<>();
    // Concepts are single words; captions are matched by the whole text.
    search.suggestions(word, TOP).stream()
        .filter(s -> s.kind() == Suggestion.Kind.CONCEPT || text.equals(word))
        .forEach(found::add);
    if (!text.equals(word)) {
      search.suggestions(text, TOP).stream()
          .filter(s -> s.kind() == Suggestion.Kind.CAPTION)
          .forEach(found::add);
    }
    return found;
  }

  private void show(List<Suggestion> found, String text) {
    List<Choice> all = new ArrayList<>();
    for (Suggestion one : found) {
      boolean concept = one.kind() == Suggestion.Kind.CONCEPT;
      boolean same = one.text().equalsIgnoreCase(text);
      if (!same) {
        all.add(
            new Choice(
                concept ? Kind.CONCEPT : Kind.CAPTION, one.text(), one.images(), Optional.empty()));
      }
    }
    String small = text.toLowerCase(Locale.ROOT);
    history.saved().stream()
        .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(small))
        .limit(SAVED)
        .forEach(entry -> all.add(new Choice(Kind.SAVED, entry.name(), 0, Optional.of(entry))));
    chosen.set(-1);
    choices.setAll(all);
  }

  /** Moves to the next suggestion, or to a previous one if negative. */
  public void move(int steps) {
    if (!choices.isEmpty()) {
      chosen.set(
          Math.floorMod(
              chosen.get() + steps + (chosen.get() < 0 && steps < 0 ? 1 : 0), choices.size()));
    }
  }

  /**
   * Accepts the highlighted suggestion.
   *
   * @return whether there was one
   */
  public boolean take() {
    if (chosen.get() < 0 || chosen.get() >= choices.size()) {
      return false;
    }
    take(choices.get(chosen.get()));
    return true;
  }

  /** Accepts a suggestion: a saved search is run, others are inserted into the query. */
  public void take(Choice choice) {
    close();
    String typed = query.typedProperty().get();
    int start = wordStart(typed);
    switch (choice.kind()) {
      case SAVED -> history.run(choice.entry().orElseThrow());
      case CONCEPT -> {
        query.typedProperty().set(typed.substring(0, start) + choice.text());
        if (start == 0) {
          query.commit();
        }
      }
      case CAPTION -> {
        query.typedProperty().set("");
        query.add(QueryTerm.words(choice.text()));
      }
    }
  }

  /** Closes the suggestions. */
  public void close() {
    waiting.cancel();
    asking.cancel();
    chosen.set(-1);
    choices.clear();
  }

  /** The suggestions. */
  public ObservableList<Choice> choices() {
    return choices;
  }

  /** Index of the highlighted suggestion; -1 for none. */
  public ReadOnlyIntegerProperty chosenProperty() {
    return chosen.getReadOnlyProperty();
  }
}

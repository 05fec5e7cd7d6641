package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

/**
 * The query while it is edited: finished terms and typed text. Consecutive words form one term,
 * which ends at a comma or when the search runs; weighted, excluded and quoted terms end at a
 * space.
 */
public final class QueryViewModel {
  private static final double FINE_STEP = 0.1;
  private static final double STEP = 0.5;

  private final ObservableList<QueryTerm> terms = FXCollections.observableArrayList();
  private final ObservableList<QueryTerm> readOnly =
      FXCollections.unmodifiableObservableList(terms);
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableSet<String> unknown = FXCollections.observableSet();
  // A field: the read-only view only forwards changes while it is strongly reachable.
  private final ObservableSet<String> readOnlyUnknown =
      FXCollections.unmodifiableObservableSet(unknown);
  private Runnable corrected = () -> {};
  private Query cleared = Query.empty();
  private String clearedTyped = "";

  /** Creates an empty query. */
  public QueryViewModel() {
    terms.addListener((ListChangeListener<QueryTerm>) change -> forgetCleared());
    typed.addListener((property, before, now) -> forgetCleared());
  }

  private void forgetCleared() {
    if (!isBlank()) {
      cleared = Query.empty();
      clearedTyped = "";
    }
  }

  /** State of a concept in the query. */
  public enum ConceptState {
    /** Not a term of the query. */
    ABSENT,
    /** An included term. */
    INCLUDED,
    /** An excluded term. */
    EXCLUDED
  }

  /** Sets the action to run when finished terms are edited other than by typing. */
  void onTermsEdited(Runnable action) {
    corrected = action;
  }

  /** Turns the finished part of the typed text into terms. */
  public void tokenize() {
    String text = typed.get();
    int comma = -1;
    boolean quoted = false;
    List<Integer> spaces = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        comma = i;
      } else if (!quoted && Character.isWhitespace(c)) {
        spaces.add(0, i);
      }
    }
    for (int space : spaces) {
      if (space > comma && endsFinished(text.substring(0, space))) {
        take(text, space);
        return;
      }
    }
    if (comma >= 0) {
      take(text, comma);
    }
  }

  private boolean endsFinished(String text) {
    try {
      List<QueryTerm> read = QueryParser.parse(text).terms();
      if (read.isEmpty()) {
        return false;
      }
      QueryTerm last = read.get(read.size() - 1);
      return last.kind() != QueryTerm.Kind.WORDS || last.excluded() || last.weight() != 1;
    } catch (KamclException e) {
      problem.set(Optional.of(e.problem()));
      return false;
    }
  }

  private void take(String text, int until) {
    try {
      List<QueryTerm> read = QueryParser.parse(text.substring(0, until)).terms();
      typed.set(text.substring(until + 1).stripLeading());
      terms.addAll(read);
      problem.set(Optional.empty());
    } catch (KamclException e) {
      problem.set(Optional.of(e.problem()));
    }
  }

  /**
   * Turns all typed text into terms.
   *
   * @return whether it is valid; otherwise the problem gives the reason
   */
  public boolean commit() {
    try {
      List<QueryTerm> read = QueryParser.parse(typed.get()).terms();
      typed.set("");
      terms.addAll(read);
      problem.set(Optional.empty());
      return true;
    } catch (KamclException e) {
      problem.set(Optional.of(e.problem()));
      return false;
    }
  }

  /** Replaces the selected part of the typed text and turns the result into terms. */
  public void paste(String text, int from, int to) {
    String before = typed.get();
    typed.set(before.substring(0, from) + text.replaceAll("\\s+", " ") + before.substring(to));
    commit();
  }

  /** Replaces the whole query. */
  public void show(Query query) {
    typed.set("");
    problem.set(Optional.empty());
    unknown.clear();
    terms.setAll(query.terms());
  }

  /** All terms including the typed text, as far as it is valid. */
  public Query query() {
    List<QueryTerm> all = new ArrayList<>(terms);
    try {
      all.addAll(QueryParser.parse(typed.get()).terms());
    } catch (KamclException e) {
      // Reported when the query is run.
      problem.set(Optional.of(e.problem()));
    }
    return new Query(all);
  }

  /** The query in query syntax. */
  public String text() {
    return QueryWriter.write(query());
  }

  /** Whether the query is empty. */
  public boolean isBlank() {
    return terms.isEmpty() && typed.get().isBlank();
  }

  /** Clears the query; {@link #restore} undoes it. */
  public void clear() {
    Query left = new Query(List.copyOf(terms));
    String leftTyped = typed.get();
    boolean blank = isBlank();
    show(Query.empty());
    if (!blank) {
      cleared = left;
      clearedTyped = leftTyped;
    }
  }

  /**
   * Restores the query that was cleared last, unless something was typed since.
   *
   * @return whether there was one
   */
  public boolean restore() {
    if (!isBlank() || (cleared.terms().isEmpty() && clearedTyped.isEmpty())) {
      return false;
    }
    Query back = cleared;
    String backTyped = clearedTyped;
    show(back);
    typed.set(backTyped);
    return true;
  }

  /** Adds a term. */
  public void add(QueryTerm term) {
    terms.add(term);
    corrected.run();
  }

  /** Removes a term. */
  public void remove(int index) {
    terms.remove(index);
    corrected.run();
  }

  /** Increases the weight of a term by some steps, or decreases it if negative. */
  public void changeWeight(int index, int steps) {
    QueryTerm term = terms.get(index);
    QueryTerm now = term.withWeight(stepped(term.weight(), steps));
    if (!now.equals(term)) {
      terms.set(index, now);
      corrected.run();
    }
  }

  private static double stepped(double weight, int steps) {
    // Steps below 1 are finer. Rounded to tenths so that repeated steps stay exact.
    double step = weight < 1 || (weight == 1 && steps < 0) ? FINE_STEP : STEP;
    return Math.rint((weight + steps * step) * 10) / 10;
  }

  /** Switches a term between included and excluded. */
  public void negate(int index) {
    terms.set(index, terms.get(index).negated());
    corrected.run();
  }

  /** Moves a term back into the text field; typed text becomes a term first. */
  public void edit(int index) {
    QueryTerm term = terms.get(index);
    if (term.kind() != QueryTerm.Kind.IMAGE && commit()) {
      terms.remove(index);
      typed.set(QueryWriter.write(new Query(List.of(term))));
    }
  }

  /** State of a concept in the query. */
  public ConceptState conceptState(String concept) {
    int at = indexOf(concept);
    if (at < 0) {
      return ConceptState.ABSENT;
    }
    return terms.get(at).excluded() ? ConceptState.EXCLUDED : ConceptState.INCLUDED;
  }

  private int indexOf(String concept) {
    for (int i = 0; i < terms.size(); i++) {
      QueryTerm term = terms.get(i);
      if (term.kind() != QueryTerm.Kind.IMAGE
          && term.text()
              .strip()
              .toLowerCase(Locale.ROOT)
              .equals(concept.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  /** Includes a concept, also if it was excluded. */
  public void include(String concept) {
    put(concept, QueryTerm.words(concept));
  }

  /** Excludes a concept, also if it was included. */
  public void exclude(String concept) {
    put(concept, QueryTerm.words(concept).negated());
  }

  private void put(String concept, QueryTerm term) {
    if (commit()) {
      int at = indexOf(concept);
      if (at < 0) {
        terms.add(term);
      } else {
        terms.set(at, term);
      }
      corrected.run();
    }
  }

  /** Increases the weight of a concept; a new one is added with weight 2. */
  public void emphasize(String concept) {
    int at = indexOf(concept);
    if (at >= 0 && !terms.get(at).excluded()) {
      changeWeight(at, 1);
    } else {
      put(concept, QueryTerm.words(concept).withWeight(2));
    }
  }

  /** Removes a concept from the query. */
  public void removeConcept(String concept) {
    int at = indexOf(concept);
    if (at >= 0) {
      remove(at);
    }
  }

  /** Sets the words of the last search that the model does not know. */
  void unknown(List<String> words) {
    unknown.clear();
    words.forEach(word -> unknown.add(word.toLowerCase(Locale.ROOT)));
  }

  /** Words of a term that the model does not know. */
  public List<String> unknown(QueryTerm term) {
    if (term.kind() == QueryTerm.Kind.IMAGE) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (String word : term.text().split("[^\\p{L}\\p{N}'-]+")) {
      if (unknown.contains(word.toLowerCase(Locale.ROOT))) {
        found.add(word);
      }
    }
    return found;
  }

  /** Words that the model does not know, in lower case. */
  public ObservableSet<String> unknownWords() {
    return readOnlyUnknown;
  }

  /** Finished terms. */
  public ObservableList<QueryTerm> terms() {
    return readOnly;
  }

  /** Typed text that is not a term yet. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** Why the typed text is invalid; empty if it is valid. */
  public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
